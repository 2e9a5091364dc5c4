/** Many records in one go, for imports, the demo and the bench: one statement per thousand, bad rows told and left out. */
import type { EntityKind } from '@kobling/engine';
import type { Reason } from '@kobling/sdk';
import type { Database, Transaction } from '../database.ts';
import { type Author, describe, inTransaction } from './entity.ts';
import { type FieldMap, fieldMap } from './fields.ts';
import { addRows, changeRows, type LockedRow, lockRows, originAfter } from './rows.ts';
import { checkName, checkValues, type Known, lookUp, type Values } from './values.ts';

export interface UpsertRow {
  /** Absent: a new record. */
  readonly id?: number;
  /** Only these fields are written. */
  readonly values: Values;
}
export interface UpsertProblem {
  /** Place in the rows given, 0-based. */
  readonly index: number;
  readonly reason: Reason;
}
export interface UpsertResult {
  /** By place: the record's id, null where the row was refused. */
  readonly ids: readonly (number | null)[];
  readonly created: number;
  /** Rows that differed from what was there. */
  readonly changed: number;
  readonly problems: readonly UpsertProblem[];
}

const batchSize = 1_000;

/**
 * Creates rows without id and changes those with one. Given a database, every thousand is committed by itself, so that
 * an import does not hold up the change feed (H26).
 */
export async function upsertEntities(
  db: Database | Transaction,
  kind: EntityKind,
  rows: readonly UpsertRow[],
  author: Author,
): Promise<UpsertResult> {
  const ids: (number | null)[] = [];
  const problems: UpsertProblem[] = [];
  let created = 0;
  let changed = 0;
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = await inTransaction(db, (tx) => upsertBatch(tx, kind, rows.slice(start, start + batchSize), author));
    ids.push(...batch.ids);
    problems.push(...batch.problems.map((problem) => ({ ...problem, index: problem.index + start })));
    created += batch.created;
    changed += batch.changed;
  }
  return { ids, created, changed, problems };
}

async function upsertBatch(
  tx: Transaction,
  kind: EntityKind,
  batch: readonly UpsertRow[],
  author: Author,
): Promise<UpsertResult> {
  const fields = await fieldMap(tx, kind);
  const known = await lookUp(
    tx,
    fields,
    batch.map((row) => row.values),
  );
  const existing = await lockRows(tx, kind, fields, [...new Set(batch.flatMap((row) => row.id ?? []))], fields.keys());
  const problems: UpsertProblem[] = [];
  const good = batch.map((row, index) => {
    const reason = refusalOf(kind, fields, known, row, index, existing);
    if (reason !== undefined) problems.push({ index, reason });
    return reason === undefined;
  });
  const fresh = batch.filter((row, index) => good[index] === true && row.id === undefined);
  const writer = author.writer ?? 0;
  const newIds = await addRows(
    tx,
    kind,
    fields,
    fresh.map((row) => row.values),
    { by: author.by, writer },
  );
  const changed = await change(
    tx,
    kind,
    fields,
    batch.filter((_row, index) => good[index] === true),
    existing,
    author,
  );
  const idOf = new Map(fresh.map((row, index) => [row, newIds[index] ?? null]));
  const ids = batch.map((row, index) => (good[index] === true ? (row.id ?? idOf.get(row) ?? null) : null));
  return { ids, created: newIds.length, changed, problems };
}

function refusalOf(
  kind: EntityKind,
  fields: FieldMap,
  known: Known,
  row: UpsertRow,
  index: number,
  existing: ReadonlyMap<number, LockedRow>,
): Reason | undefined {
  const before = row.id === undefined ? undefined : existing.get(row.id);
  if (row.id !== undefined && before === undefined) {
    return {
      code: 'crm.gone',
      message: `Row ${index + 1}: there is no ${kind} ${row.id}, or it was deleted. Leave the id out to make a new one.`,
    };
  }
  const record =
    row.id === undefined ? `row ${index + 1}` : describe({ ref: { kind, id: row.id }, values: before?.values ?? {} });
  return (
    checkName(kind, { ...before?.values, ...row.values }, record) ?? checkValues(fields, row.values, known, record)
  )?.reason;
}

/** A record named twice in a batch takes the values of both, the later one winning. */
async function change(
  tx: Transaction,
  kind: EntityKind,
  fields: FieldMap,
  rows: readonly UpsertRow[],
  existing: ReadonlyMap<number, LockedRow>,
  { by, writer = 0 }: Author,
): Promise<number> {
  const wanted = new Map<number, Values>();
  for (const { id, values } of rows) if (id !== undefined) wanted.set(id, { ...wanted.get(id), ...values });
  const changes = [...wanted].flatMap(([id, values]) => {
    const row = existing.get(id);
    if (row === undefined) return [];
    const differing = Object.fromEntries(Object.entries(values).filter(([key, value]) => row.values[key] !== value));
    const keys = Object.keys(differing);
    if (keys.length === 0) return [];
    return [
      {
        id,
        values: differing,
        before: row.values,
        writer,
        origin: originAfter(row, keys, writer),
      },
    ];
  });
  await changeRows(tx, kind, fields, changes, by);
  return changes.length;
}
