/** Intents: what is about to be sent to the ERP, stored before it is sent, resolved whatever happens (H17). */
import type { Intent, IntentField, IntentStatus, Lease, NewIntent } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { heldLease } from './lease.ts';

interface IntentRow {
  readonly id: number;
  readonly connection_id: number;
  readonly link_id: number;
  readonly generation: number;
  readonly actor_type: ErpActorType;
  readonly erp_key: string | null;
  readonly kind: 'save' | 'create';
  readonly fields: Readonly<Record<string, IntentField>>;
  readonly status: IntentStatus;
  readonly attempts: number;
  readonly mapping_version: number;
  readonly found_before: readonly string[] | null;
  readonly parent: Intent['parent'];
  readonly sent_at: Date | null;
}

const columns = `id, connection_id, link_id, generation, actor_type, erp_key, kind, fields, status, attempts,
  mapping_version, found_before, parent, sent_at`;

const toIntent = (row: IntentRow): Intent => ({
  id: row.id,
  connectionId: row.connection_id,
  linkId: row.link_id,
  generation: row.generation,
  actorType: row.actor_type,
  erpKey: row.erp_key,
  kind: row.kind,
  fields: row.fields,
  status: row.status,
  attempts: row.attempts,
  mappingVersion: row.mapping_version,
  foundBefore: row.found_before,
  parent: row.parent,
  sentAt: row.sent_at,
});

/**
 * Open and unknown intents that are due, oldest first. One that another holder of the lease sent and never settled
 * may have happened: it is answered as `unknown` (H13). Our own sent ones are under way and left out.
 */
export async function intentsDue(db: Queryable, lease: Lease, now: Date, limit: number): Promise<readonly Intent[]> {
  const rows = await db.query<IntentRow>(
    `select ${columns} from intent
     where connection_id = $1 and due_at <= $3 and status in ('open', 'sent', 'unknown')
       and (status <> 'sent' or token is null or token < $2)
     order by due_at, id limit $4`,
    [lease.connectionId, String(lease.token), now, limit],
  );
  return rows.map((row) => ({ ...toIntent(row), status: row.status === 'sent' ? 'unknown' : row.status }));
}

/** Marks as sent, with the lease's token, before the call. False: the lease was lost, so the call must not be made. */
export async function markSent(db: Queryable, lease: Lease, ids: readonly number[], now: Date): Promise<boolean> {
  const rows = await db.query<{ held: boolean }>(
    `with ${heldLease},
     sent as (
       update intent set status = 'sent', token = $2, sent_at = $4
       from held
       where intent.id = any($3::bigint[]) and intent.connection_id = $1
         and intent.status in ('open', 'sent', 'unknown')
       returning intent.id)
     select exists (select from held) as held, (select count(*) from sent) as sent`,
    [lease.connectionId, String(lease.token), ids, now],
  );
  return rows[0]?.held === true;
}

/** By link: ERP fields that an unsettled intent carries. */
export async function fieldsUnderWay(
  db: Queryable,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await db.query<{ link_id: number; fields: string[] }>(
    `select link_id, array_agg(distinct field) as fields
     from intent, jsonb_object_keys(fields) as field
     where link_id = any($1::int[]) and status in ('open', 'sent', 'unknown', 'asking')
     group by link_id`,
    [linkIds],
  );
  return new Map(rows.map((row) => [row.link_id, new Set(row.fields)]));
}

/** Of the given keys those that a link holds or that another create has found and may adopt (H09). */
export async function claimedKeys(
  db: Queryable,
  connectionId: number,
  actorType: ErpActorType,
  erpKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ erp_key: string }>(
    `select erp_key from link
     where connection_id = $1 and actor_type = $2 and erp_key collate "C" = any($3::text[]) and state <> 'broken'
     union
     select erp_key from intent
     where connection_id = $1 and actor_type = $2 and kind = 'create' and erp_key = any($3::text[])
       and status in ('open', 'sent', 'unknown', 'asking')`,
    [connectionId, actorType, erpKeys],
  );
  return new Set(rows.map((row) => row.erp_key));
}

/** Stores intents, open and due at `now`; answers them in the order given. */
export async function insertIntents(
  tx: Queryable,
  connectionId: number,
  runId: number,
  intents: readonly NewIntent[],
  now: Date,
): Promise<readonly Intent[]> {
  if (intents.length === 0) return [];
  const rows = await tx.query<IntentRow>(
    `insert into intent (connection_id, run_id, link_id, generation, actor_type, erp_key, kind, fields,
       mapping_version, parent, due_at)
     select $1, $2, i."linkId", i.generation, i."actorType", i."erpKey", i.kind, i.fields, i."mappingVersion",
       nullif(i.parent, 'null'::jsonb), $4
     from rows from (jsonb_to_recordset($3::jsonb) as ("linkId" int, generation int, "actorType" text, "erpKey" text,
       kind text, fields jsonb, "mappingVersion" int, parent jsonb)) with ordinality
       as i ("linkId", generation, "actorType", "erpKey", kind, fields, "mappingVersion", parent, place)
     order by i.place
     returning ${columns}`,
    [connectionId, runId, JSON.stringify(intents), now],
  );
  return rows.map(toIntent).sort((a, b) => a.id - b.id);
}
