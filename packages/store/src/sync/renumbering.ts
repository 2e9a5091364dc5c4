/** Keys that the ERP gave anew: what was looked for, what a person decided (H34). */
import type { EntityKind, Lease, RenumberLook, RenumberProposal, RenumberStore, RunHandle } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Database, Queryable } from '../database.ts';
import { insertLog } from './commit/log.ts';
import { upsertHints } from './hints.ts';
import { holdLease } from './lease.ts';
import { hintPersonsOf } from './parents.ts';
import { openRun } from './runs.ts';

const columns = `r.id, r.link_id as "linkId", r.generation, l.actor_type as "actorType", r.old_key as "oldKey", r.new_key as "newKey"`;

export const renumberStore = (db: Database, now: () => Date): RenumberStore => ({
  missingUnsought: async (connectionId, lookedBefore, limit) => {
    const rows = await db.query<{ id: number }>(
      `select l.id from link l left join renumbering r on r.link_id = l.id and r.generation = l.generation
       where l.connection_id = $1 and l.state = 'missingInErp' and l.state <> 'active'
         and (r.id is null or (r.status in ('none', 'open', 'void') and r.looked_at < $2))
       order by r.looked_at nulls first, l.id limit $3`,
      [connectionId, lookedBefore, limit],
    );
    return rows.map(({ id }) => id);
  },
  saveLooks: (lease, looks) =>
    db.transaction(async (tx) => {
      await holdLease(tx, lease);
      await saveLooks(tx, lease.connectionId, looks, now());
    }),
  proposal: async (id) => {
    const rows = await db.query<RenumberProposal>(
      `select ${columns} from renumbering r join link l on l.id = r.link_id where r.id = $1 and r.status = 'open'`,
      [id],
    );
    return rows[0];
  },
  renumber: (lease, run, proposal, by) => renumber(db, lease, run, proposal, by, now()),
});

async function saveLooks(
  tx: Queryable,
  connectionId: number,
  looks: readonly RenumberLook[],
  now: Date,
): Promise<void> {
  await tx.run(
    `insert into renumbering (connection_id, link_id, generation, old_key, new_key, fingerprint, status, looked_at)
     select $1, v."linkId", v.generation, v."oldKey", v."newKey", v.fingerprint,
       case when v."newKey" is null then 'none' else 'open' end, $3
     from jsonb_to_recordset($2::jsonb) as v ("linkId" int, generation int, "oldKey" text, "newKey" text, fingerprint jsonb)
     on conflict (link_id, generation) do update set new_key = excluded.new_key, fingerprint = excluded.fingerprint,
       status = excluded.status, looked_at = excluded.looked_at, old_key = excluded.old_key
     where renumbering.status in ('none', 'open', 'void')`,
    [connectionId, JSON.stringify(looks), now],
  );
  // One key for two records, or two that look alike: nobody can tell which is meant.
  await tx.run(
    `update renumbering r set status = 'none', new_key = null
     where r.connection_id = $1 and r.status = 'open' and exists (
       select from renumbering o join link l on l.id = o.link_id and l.state = 'missingInErp'
       where o.connection_id = $1 and o.id <> r.id and o.status in ('none', 'open') and o.fingerprint = r.fingerprint)`,
    [connectionId],
  );
}

async function renumber(
  db: Database,
  lease: Lease,
  run: RunHandle,
  proposal: RenumberProposal,
  by: string,
  now: Date,
): Promise<'done' | 'taken' | 'moved'> {
  const stored = await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const taken = await tx.query(
      `select 1 as here from link where connection_id = $1 and actor_type = $2 and erp_key collate "C" = $3 and state <> 'broken'`,
      [lease.connectionId, proposal.actorType, proposal.newKey],
    );
    if (taken.length > 0) return { status: 'taken' as const, runId: run.id };
    const rows = await tx.query<{ entity: EntityKind; entity_id: number }>(
      `update link set erp_key = $3, generation = generation + 1, state = 'active', reason = null, last_modified = null,
         row_hash = null, stale_reads = 0, stale_since = null, attempts = 0, due_at = null
       where id = $1 and generation = $2 and erp_key collate "C" = $4 and state = 'missingInErp'
       returning entity, entity_id`,
      [proposal.linkId, proposal.generation, proposal.newKey, proposal.oldKey],
    );
    const row = rows[0];
    if (row === undefined) return { status: 'moved' as const, runId: run.id };
    await tx.run(`update renumbering set status = 'approved', decided_at = $2, decided_by = $3 where id = $1`, [
      proposal.id,
      now,
      by,
    ]);
    const runId = run.id ?? (await openRun(tx, run, now));
    await insertLog(tx, { connectionId: lease.connectionId, runId, by, now }, [moved(proposal, row)], new Map());
    await upsertHints(tx, lease.connectionId, [{ linkId: proposal.linkId, why: 'renumbered', dueAt: now }]);
    if (row.entity === 'company') await hintPersonsOf(tx, lease.connectionId, [row.entity_id], now);
    return { status: 'done' as const, runId };
  });
  run.id = stored.runId;
  return stored.status;
}

const moved = (proposal: RenumberProposal, row: { readonly entity: EntityKind; readonly entity_id: number }) =>
  ({
    linkId: proposal.linkId,
    entity: { kind: row.entity, id: row.entity_id },
    erpField: null,
    crmField: null,
    kind: 'link',
    target: null,
    oldValue: proposal.oldKey,
    newValue: proposal.newKey,
    message: `${proposal.actorType} ${proposal.oldKey} has the key ${proposal.newKey} now.`,
  }) as const;

export interface RenumberProposalView extends RenumberProposal {
  readonly connection: { readonly id: number; readonly name: string };
  readonly entity: EntityKind;
  readonly entityId: number;
  readonly fingerprint: Readonly<Record<string, string>>;
}

/** Open ones, of links that are still missing. */
export const renumberProposals = (db: Queryable, limit: number): Promise<readonly RenumberProposalView[]> =>
  db.query<RenumberProposalView>(
    `select ${columns}, jsonb_build_object('id', c.id, 'name', c.name) as connection, l.entity, l.entity_id as "entityId", r.fingerprint
     from renumbering r join link l on l.id = r.link_id and l.generation = r.generation and l.state = 'missingInErp'
     join connection c on c.id = r.connection_id and not c.deleted
     where r.status = 'open' order by r.id limit $1`,
    [limit],
  );

/** False: there is no such open proposal. The link stays missing, and this pair is not proposed again. */
export async function rejectRenumbering(db: Queryable, id: number, by: string, now: Date): Promise<boolean> {
  const count = await db.run(
    `update renumbering set status = 'rejected', decided_at = $2, decided_by = $3 where id = $1 and status = 'open'`,
    [id, now, by],
  );
  return count === 1;
}

/** The open proposal of a link. */
export async function proposalOfLink(
  db: Queryable,
  linkId: number,
): Promise<{ readonly id: number; readonly connectionId: number } | undefined> {
  const rows = await db.query<{ id: number; connectionId: number }>(
    `select r.id, r.connection_id as "connectionId" from renumbering r
     join link l on l.id = r.link_id and l.generation = r.generation and l.state = 'missingInErp'
     where r.link_id = $1 and r.status = 'open'`,
    [linkId],
  );
  return rows[0];
}

/** Where a proposal's connection is; undefined when it is not open. */
export async function proposalConnection(db: Queryable, id: number): Promise<number | undefined> {
  const rows = await db.query<{ connection_id: number; actor_type: ErpActorType }>(
    `select connection_id from renumbering where id = $1 and status = 'open'`,
    [id],
  );
  return rows[0]?.connection_id;
}

export interface DoubtedKey {
  readonly linkId: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly entity: EntityKind;
  readonly entityId: number;
  readonly actorType: ErpActorType;
  readonly erpKey: string;
  readonly reason: string;
}

/** Links held because their key may have been given to another record (H10). */
export const doubtedKeys = (db: Queryable, limit: number): Promise<readonly DoubtedKey[]> =>
  db.query<DoubtedKey>(
    `select l.id as "linkId", jsonb_build_object('id', c.id, 'name', c.name) as connection, l.entity,
       l.entity_id as "entityId", l.actor_type as "actorType", l.erp_key as "erpKey", coalesce(l.reason, '') as reason
     from link l join connection c on c.id = l.connection_id and not c.deleted
     where l.state = 'held' and l.state <> 'active' and l.stale_since is not null and l.erp_key is not null
     order by l.id limit $1`,
    [limit],
  );
