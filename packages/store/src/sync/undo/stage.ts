/**
 * What an undo covers, folded from the log in a handful of statements whatever its size: one row a field and side, with the
 * value before the first write of the unbroken chain that ends with the last one. Where a person wrote in between, the
 * chain begins after that: their value is what is put back. A chain that ends with the value it began with changed nothing.
 */
import type { Lease, RunHandle, UndoScope, UndoStore } from '@kobling/engine';
import type { Database, Queryable, Transaction } from '../../database.ts';
import { holdLease } from '../lease.ts';
import { openRun } from '../runs.ts';

type Wish = Parameters<UndoStore['beginUndo']>[2];

/** See UndoStore.beginUndo. */
export async function beginUndo(
  db: Database,
  lease: Lease,
  run: RunHandle,
  wish: Wish,
  now: Date,
): Promise<{ readonly total: number }> {
  const begun = await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const known = await tx.query<{ run_id: number | null; total: number }>(
      'select run_id, total from undo where request_id = $1',
      [wish.requestId],
    );
    if (known[0] !== undefined) return resumed(tx, known[0]);
    const runId = wish.dry ? null : (run.id ?? (await openRun(tx, run, now)));
    const total = await stage(tx, lease.connectionId, runId, wish);
    return { runId, total };
  });
  if (begun.runId !== null) run.id = begun.runId;
  return { total: begun.total };
}

/** Taking over a dead worker's lease ended its runs; this one goes on. */
async function resumed(
  tx: Queryable,
  { run_id: runId, total }: { readonly run_id: number | null; readonly total: number },
): Promise<{ readonly runId: number | null; readonly total: number }> {
  await tx.run(`update run set status = 'running', ended_at = null, error = null where id = $1`, [runId]);
  return { runId, total };
}

async function stage(tx: Transaction, connectionId: number, runId: number | null, wish: Wish): Promise<number> {
  const scope = await resolved(tx, connectionId, wish.scope);
  await tx.run(
    `insert into undo (request_id, connection_id, run_id, scope, upto)
     values ($1, $2, $3, $4, coalesce((select max(id) from sync_log), 0))`,
    [wish.requestId, connectionId, runId, JSON.stringify(wish.scope)],
  );
  if (scope === undefined) return 0;
  const params = [wish.requestId, connectionId, ...scope.params];
  await tx.run(folded(scope.covers), params);
  await tx.run(
    `update undo_row r set skipped = 'later' from sync_log s
     where r.request_id = $1 and r.skipped is null and s.entity = r.entity and s.entity_id = r.entity_id and s.id > r.log_id
       and (s.link_id = r.link_id and s.erp_field = r.erp_field and (s.target is not null or s.kind = 'drift')
         or r.target = 'crm' and s.target = 'crm' and s.crm_field = r.crm_field)
       and not (s.connection_id = $2 and (${scope.covers}))`,
    params,
  );
  const rows = await tx.query<{ total: number }>(
    `update undo set total = (select count(*) from undo_row where request_id = $1) where request_id = $1 returning total`,
    [wish.requestId],
  );
  return rows[0]?.total ?? 0;
}

/** A condition on `s`, a row of the log, with its parameters from $3 on. */
interface Resolved {
  readonly covers: string;
  readonly params: readonly unknown[];
}

/** Undefined: there is nothing that it could cover. */
async function resolved(tx: Queryable, connectionId: number, scope: UndoScope): Promise<Resolved | undefined> {
  switch (scope.kind) {
    case 'run':
      return { covers: ofRun, params: [scope.runId] };
    case 'record': {
      const { entity, since, fields } = scope;
      const record = `s.entity = $4 and s.entity_id = $5 and ($6::text[] is null or s.erp_field = any($6::text[]))`;
      const more = [entity.kind, entity.id, fields ?? null];
      if (since !== undefined) return { covers: `s.id >= $3 and ${record}`, params: [since, ...more] };
      const runId = await lastRunOf(tx, connectionId, scope);
      return runId === undefined ? undefined : { covers: `${ofRun} and ${record}`, params: [runId, ...more] };
    }
    case 'mapping':
      return { covers: ofChange, params: [scope.change] };
  }
}

/** A run's rows; of an undo also those that a later cycle settled, since its intents were open when it ended. */
const ofRun = `(s.run_id = $3 or s.kind = 'undo' and s.undoes in (
    select w.log_id from undo v join undo_row w on w.request_id = v.request_id where v.run_id = $3 and s.id > v.upto)
  and not exists (select from undo o where o.run_id = s.run_id))`;

/** From the change until the next one of the same field. */
const ofChange = `exists (select from mapping_change m join link k on k.id = s.link_id and k.actor_type = m.actor_type
  where m.id = $3 and m.connection_id = s.connection_id and s.erp_field = any(m.fields) and s.id > m.log_id
    and not exists (select from mapping_change n where n.connection_id = m.connection_id
      and n.actor_type = m.actor_type and n.id > m.id and s.erp_field = any(n.fields) and n.log_id < s.id))`;

async function lastRunOf(
  tx: Queryable,
  connectionId: number,
  { entity, fields }: Extract<UndoScope, { kind: 'record' }>,
): Promise<number | undefined> {
  const rows = await tx.query<{ run_id: number | null }>(
    `select run_id from sync_log
     where entity = $2 and entity_id = $3 and connection_id = $1 and target is not null and run_id is not null
       and ($4::text[] is null or erp_field = any($4::text[]))
     order by id desc limit 1`,
    [connectionId, entity.kind, entity.id, fields ?? null],
  );
  return rows[0]?.run_id ?? undefined;
}

const oneField = 'link_id, entity, entity_id, erp_field, crm_field, target';

/** $1: request, $2: connection. Creates and links are no fields: listed once each, as not to be undone. */
const folded = (covers: string): string => `
  with scope as materialized (
    select s.id, s.link_id, s.entity, s.entity_id, s.erp_field, s.crm_field, s.target, s.old_value, s.new_value, s.version,
      case when s.kind = 'create' then 'created' when s.kind = 'link' then 'linked'
        when s.link_id is null or s.erp_field is null or s.crm_field is null then 'noLink' end as skipped
    from sync_log s
    where s.connection_id = $2 and (s.target is not null or s.kind in ('create', 'link')) and (${covers})),
  written as (
    select *, row_number() over field = 1 or lag(new_value) over field is distinct from old_value as begins
    from scope where skipped is null
    window field as (partition by ${oneField} order by id)),
  chain as (
    select *, (max(id) filter (where begins) over (partition by ${oneField})) as first from written),
  item as (
    select max(id) as id, ${oneField}, (array_agg(old_value order by id) filter (where id = first))[1] as old_value,
      (array_agg(new_value order by id desc))[1] as new_value, (array_agg(version order by id desc))[1] as version,
      null as skipped
    from chain group by ${oneField}
    having (array_agg(old_value order by id) filter (where id = first))[1]
      is distinct from (array_agg(new_value order by id desc))[1]
    union all
    select max(id), link_id, entity, entity_id, null, null, null, null, max(new_value), null, skipped
    from scope where skipped is not null
    group by link_id, entity, entity_id, skipped, case when link_id is null then id end)
  insert into undo_row (request_id, no, log_id, link_id, entity, entity_id, erp_field, crm_field, target, old_value,
    new_value, version, skipped)
  select $1, row_number() over (order by link_id nulls last, erp_field, crm_field, target), id, link_id, entity, entity_id,
    erp_field, crm_field, target, old_value, new_value, version, skipped
  from item`;
