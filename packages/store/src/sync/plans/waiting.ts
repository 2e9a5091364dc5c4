/** Newly mapped fields that wait for a plan: cycles leave them alone (H19). */
import type { Lease, PlanField } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable, Transaction } from '../../database.ts';
import { hintOnce } from '../hints.ts';
import { holdLease } from '../lease.ts';

/** From the transaction that saves the mapping on: no cycle comes between. The caller asks for the plan. */
export async function waitForPlan(tx: Queryable, connectionId: number, fields: readonly PlanField[]): Promise<void> {
  if (fields.length === 0) return;
  await tx.run(
    `insert into field_waiting (connection_id, actor_type, erp_field)
     select $1, f.actor_type, f.erp_field from unnest($2::text[], $3::text[]) as f (actor_type, erp_field)
     on conflict (connection_id, actor_type, erp_field) do nothing`,
    [connectionId, fields.map((field) => field.actorType), fields.map((field) => field.erpField)],
  );
}

/** `actorType erpField`, as ConnectionSetup.waitingFields. */
export async function waitingFields(db: Queryable, connectionId: number): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ name: string }>(
    `select actor_type || ' ' || erp_field as name from field_waiting where connection_id = $1`,
    [connectionId],
  );
  return new Set(rows.map((row) => row.name));
}

export interface WaitingField {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly erpField: string;
  readonly planId: number | null;
}
export const waitingList = (db: Queryable, connectionId: number): Promise<WaitingField[]> =>
  db.query(
    `select connection_id as "connectionId", actor_type as "actorType", erp_field as "erpField", plan_id as "planId"
     from field_waiting where connection_id = $1 order by actor_type, erp_field`,
    [connectionId],
  );

/** The plan is decided: its fields are synced again, and every link of theirs is looked at once (H16). */
export async function releaseWaitingFields(tx: Transaction, lease: Lease, planId: number, now: Date): Promise<void> {
  await holdLease(tx, lease);
  await tx.run(
    `with released as (
       delete from field_waiting where connection_id = $1 and plan_id = $2 returning actor_type)
     insert into hint (connection_id, link_id, why, due_at)
     select l.connection_id, l.id, 'mapping', $3 from link l
     where l.connection_id = $1 and l.state not in ('broken', 'creating')
       and l.actor_type in (select actor_type from released) order by l.id ${hintOnce}`,
    [lease.connectionId, planId, now],
  );
}

/**
 * A newer mapping of these fields: rows that were decided under the older one are left out, and no others (H35); fields that
 * waited for them wait for a new plan. Called in the transaction that saves the mapping.
 */
export async function voidPlanRows(
  tx: Queryable,
  connectionId: number,
  actorType: ErpActorType,
  fields: readonly string[],
): Promise<void> {
  if (fields.length === 0) return;
  await tx.run(
    `update plan_row r set status = 'skipped', skip = jsonb_build_object('code', 'mappingChanged', 'message',
       'The mapping of ' || r.erp_field || ' was changed since.')
     from plan p where p.id = r.plan_id and p.connection_id = $1 and p.status in ('building', 'open', 'approved', 'applying')
       and r.actor_type = $2 and r.erp_field = any ($3) and r.status in ('open', 'approved')`,
    [connectionId, actorType, fields],
  );
  await tx.run(
    'update field_waiting set plan_id = null where connection_id = $1 and actor_type = $2 and erp_field = any ($3)',
    [connectionId, actorType, fields],
  );
}

/** A field that is not synced any more waits for nothing. */
export const forgetWaiting = (
  tx: Queryable,
  connectionId: number,
  actorType: ErpActorType,
  synced: readonly string[],
): Promise<number> =>
  tx.run('delete from field_waiting where connection_id = $1 and actor_type = $2 and erp_field <> all ($3)', [
    connectionId,
    actorType,
    synced,
  ]);
