/** Makes records from staged rows and connects them, a page a transaction: killed half-way, it has made whole pages, each once. */
import type { ImportPage, Lease, RowDecision, RunHandle } from '@kobling/engine';
import { textIn } from '@kobling/sdk';
import { upsertEntities } from '../crm/bulk.ts';
import type { Database, Queryable, Transaction } from '../database.ts';
import { holdLease } from '../sync/lease.ts';
import { findSelection, insertSelection } from '../selections/index.ts';
import { linkPairs } from '../sync/matches.ts';
import { type ErpImport, getImport } from './imports.ts';
import { decideRows, type StagedRow, stagedColumns } from './look.ts';

/** Rows a transaction: short enough that the feed and the lease never wait for it. */
const pageSize = 500;

export async function importPage(
  db: Database,
  lease: Lease,
  run: RunHandle,
  importId: number,
  now: Date,
): Promise<ImportPage | undefined> {
  const wish = await getImport(db, importId);
  if (wish === undefined) return undefined;
  const stored = await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const rows = await tx.query<StagedRow>(
      `select ${stagedColumns} from erp_import_row where import_id = $1 and selected and outcome is null order by place limit $2`,
      [importId, pageSize],
    );
    if (rows.length === 0) return undefined;
    return importRows(tx, lease, run, wish, rows, now);
  });
  if (stored === undefined) return undefined;
  run.id = stored.runId;
  return progressOf(db, importId);
}

interface Fate {
  readonly place: number;
  readonly outcome: 'added' | 'updated' | 'unchanged' | 'refused';
  readonly entity_id: number | null;
  readonly reason: string | null;
}

async function importRows(
  tx: Transaction,
  lease: Lease,
  run: RunHandle,
  wish: ErpImport,
  rows: readonly StagedRow[],
  now: Date,
): Promise<{ readonly runId: number | undefined }> {
  const decisions = await decideRows(tx, wish, rows, new Set());
  const writes = rows.flatMap((row) => {
    const decision = decisions.get(row.place);
    return decision?.action === 'new' || decision?.action === 'changed' ? [{ row, decision }] : [];
  });
  const { ids, problems } = await upsertEntities(
    tx,
    wish.entity,
    writes.map(({ decision }) => ({
      ...(decision.action === 'changed' && { id: decision.entityId }),
      values: decision.values,
    })),
    { by: wish.by },
  );
  const written = new Map(writes.map(({ row }, index) => [row.place, ids[index] ?? null]));
  const refusals = new Map(
    problems.map(({ index, reason }) => [writes[index]?.row.place ?? 0, textIn('en', reason.message)]),
  );
  const fates = rows.map((row) => fateOf(row, decisions.get(row.place), written, refusals));
  const pairs = rows.flatMap((row, index) => {
    const decision = decisions.get(row.place);
    const entity = fates[index]?.entity_id ?? null;
    if (entity === null || decision === undefined || !('link' in decision) || !decision.link) return [];
    return [{ erp_key: row.erpKey, entity_id: entity, parent_key: row.parentKey, last_modified: row.lastModified }];
  });
  const linked = await linkPairs(tx, lease, run, wish, pairs, now);
  await tx.run(
    `update erp_import_row r set outcome = f.outcome, entity_id = f.entity_id, reason = f.reason
     from jsonb_to_recordset($2::jsonb) as f (place int, outcome text, entity_id int, reason text)
     where r.import_id = $1 and r.place = f.place`,
    [wish.id, JSON.stringify(fates)],
  );
  return { runId: linked.runId };
}

function fateOf(
  row: StagedRow,
  decision: RowDecision | undefined,
  written: ReadonlyMap<number, number | null>,
  refusals: ReadonlyMap<number, string>,
): Fate {
  const { place } = row;
  const refused = (reason: string): Fate => ({ place, outcome: 'refused', entity_id: null, reason });
  if (decision === undefined || decision.action === 'refused') return refused(decision?.code ?? 'import.ambiguous');
  const refusal = refusals.get(place);
  if (refusal !== undefined) return refused(refusal);
  if (decision.action === 'none') return { place, outcome: 'unchanged', entity_id: decision.entityId, reason: null };
  const outcome = decision.action === 'new' ? 'added' : 'updated';
  return { place, outcome, entity_id: written.get(place) ?? null, reason: null };
}

async function progressOf(db: Queryable, importId: number): Promise<ImportPage> {
  const [row] = await db.query<ImportPage>(
    'select count(outcome) as done, count(*) as total from erp_import_row where import_id = $1 and selected',
    [importId],
  );
  return row ?? { done: 0, total: 0 };
}

/** Ends it and keeps what it added and updated as selections; gone on with later, it fills the same ones. */
export const endImport = (
  db: Database,
  lease: Lease,
  importId: number,
  status: 'done' | 'cancelled',
): Promise<Readonly<Record<string, number>>> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run('update erp_import set status = $2, ended_at = now() where id = $1', [importId, status]);
    const counts = await tx.query<{ outcome: string; count: number }>(
      'select outcome, count(*) as count from erp_import_row where import_id = $1 and outcome is not null group by outcome',
      [importId],
    );
    const wish = await getImport(tx, importId);
    for (const outcome of ['added', 'updated'] as const)
      if (wish !== undefined && counts.some((each) => each.outcome === outcome))
        await keepAsSelection(tx, wish, outcome);
    return Object.fromEntries(counts.map(({ outcome, count }) => [outcome, count]));
  });

async function keepAsSelection(tx: Transaction, wish: ErpImport, outcome: 'added' | 'updated'): Promise<void> {
  const column = `${outcome}_selection`;
  const kept = wish.selections[outcome];
  const there = kept === null ? undefined : await findSelection(tx, kept);
  const id = there?.id ?? (await insertSelection(tx, await selectionOf(tx, wish, outcome)));
  await tx.run(`update erp_import set ${column} = $2 where id = $1`, [wish.id, id]);
  await tx.run(
    `insert into selection_member (selection_id, entity_id)
     select distinct $3::int, e.id from erp_import_row r join ${wish.entity} e on e.id = r.entity_id and not e.deleted
     where r.import_id = $1 and r.outcome = $2 on conflict do nothing`,
    [wish.id, outcome, id],
  );
}

async function selectionOf(tx: Transaction, wish: ErpImport, outcome: 'added' | 'updated') {
  const [connection] = await tx.query<{ name: string }>('select name from connection where id = $1', [
    wish.connectionId,
  ]);
  const day = wish.createdAt.toISOString().slice(0, 10);
  const words = outcome === 'added' ? 'new' : 'updated';
  const name = `Import ${day}, ${textIn('en', connection?.name ?? '')}, ${wish.actorType}: ${words}`.slice(0, 220);
  return { entity: wish.entity, name, by: wish.by };
}
