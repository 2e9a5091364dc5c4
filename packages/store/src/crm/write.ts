/**
 * The engine's write: compare-and-set over many rows with a fixed number of statements per kind of entity. A link is
 * written as a whole or not at all (H04).
 */
import { type CrmRow, type CrmWrite, type EntityKind, entityKinds } from '@kobling/engine';
import type { Reason } from '@kobling/sdk';
import type { Queryable, Transaction } from '../database.ts';
import { fieldMapFor, type FieldMap } from './fields.ts';
import { changeRows, type LockedRow, lockRows, originAfter, type RowChange, selectRows } from './rows.ts';
import { checkValue, type Known, lookUp } from './values.ts';

export interface CrmWriteResult {
  /** Links of which a field was not as expected, or whose entity is gone, or that are refused: nothing was written. */
  readonly moved: Set<number>;
  /** Why a value cannot be stored; these links are in `moved` too. One bad value stops nobody else. */
  readonly refused: Map<number, Reason>;
  /** Rows that changed. A write whose values are there already changes none. */
  readonly written: number;
  /** Row version after the write, of every link that did not move. */
  readonly versions: Map<number, number>;
}

/** Runs in the caller's transaction. `by` is the name in the feed; the connection comes with each write. */
export async function writeCrm(tx: Transaction, writes: readonly CrmWrite[], by: string): Promise<CrmWriteResult> {
  const result = {
    moved: new Set<number>(),
    refused: new Map<number, Reason>(),
    written: 0,
    versions: new Map<number, number>(),
  };
  for (const kind of entityKinds) {
    const ofKind = writes.filter((write) => write.ref.kind === kind);
    if (ofKind.length > 0) result.written += await writeKind(tx, kind, ofKind, by, result);
  }
  return result;
}

type Ledger = Pick<CrmWriteResult, 'moved' | 'refused' | 'versions'>;

async function writeKind(
  tx: Transaction,
  kind: EntityKind,
  writes: readonly CrmWrite[],
  by: string,
  ledger: Ledger,
): Promise<number> {
  const keys = new Set(writes.flatMap((write) => Object.keys(write.fields)));
  const fields = await fieldMapFor(tx, kind, keys);
  const known = await lookUp(
    tx,
    fields,
    writes.map((write) => newValues(write)),
  );
  const rows = await lockRows(tx, kind, fields, [...new Set(writes.map((write) => write.ref.id))], keys);
  // Several links may write one entity; each sees what the one before it wrote. They go out in rounds,
  // since one statement changes a row only once.
  const changes: RowChange[][] = [];
  const roundsOf = new Map<number, number>();
  for (const write of writes) {
    const row = rows.get(write.ref.id);
    const refusal = row === undefined ? undefined : refusalOf(write, fields, known);
    if (refusal !== undefined) ledger.refused.set(write.linkId, refusal);
    if (row === undefined || refusal !== undefined || !isAsExpected(write, row)) {
      ledger.moved.add(write.linkId);
      continue;
    }
    const values = differing(write, row);
    const next = Object.keys(values).length === 0 ? row : applied(row, values, write.writer);
    ledger.versions.set(write.linkId, next.version);
    if (next === row) continue;
    rows.set(row.id, next);
    const round = roundsOf.get(row.id) ?? 0;
    roundsOf.set(row.id, round + 1);
    const origin = Object.fromEntries(Object.keys(values).map((key) => [key, next.origin[key] ?? {}]));
    (changes[round] ??= []).push({ id: row.id, values, before: row.values, writer: write.writer, origin });
  }
  for (const round of changes) await changeRows(tx, kind, fields, round, by);
  return new Set(changes.flat().map((change) => change.id)).size;
}

const newValues = (write: CrmWrite): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const key in write.fields) values[key] = write.fields[key]?.value ?? '';
  return values;
};

function refusalOf(write: CrmWrite, fields: FieldMap, known: Known): Reason | undefined {
  for (const key in write.fields) {
    const definition = fields.get(key);
    const value = write.fields[key]?.value ?? '';
    const record = `${write.ref.kind} ${write.ref.id}`;
    if (definition === undefined) {
      return {
        code: 'crm.noField',
        message: `${key} of ${record}: there is no such field any more. Correct the mapping.`,
      };
    }
    const refusal = checkValue(definition, value, known, record);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function isAsExpected(write: CrmWrite, row: LockedRow): boolean {
  for (const key in write.fields) if (row.values[key] !== write.fields[key]?.expected) return false;
  return true;
}

function differing(write: CrmWrite, row: LockedRow): Record<string, string> {
  const values: Record<string, string> = {};
  for (const key in write.fields) {
    const value = write.fields[key]?.value;
    if (value !== undefined && value !== row.values[key]) values[key] = value;
  }
  return values;
}

function applied(row: LockedRow, values: Record<string, string>, writer: number): LockedRow {
  const version = row.version + 1;
  const origin = { ...row.origin, ...originAfter(row, Object.keys(values), writer) };
  return { id: row.id, version, values: { ...row.values, ...values }, origin };
}

/** CRM rows as the engine reads them: one statement. Deleted rows and fields that do not exist are left out. */
export async function readCrm(
  db: Queryable,
  kind: EntityKind,
  ids: readonly number[],
  fields: readonly string[],
): Promise<Map<number, CrmRow>> {
  const rows = await selectRows(db, kind, await fieldMapFor(db, kind, fields), ids, fields);
  const answer = new Map<number, CrmRow>();
  for (const { id, version, values, origin } of rows.values())
    answer.set(id, { ref: { kind, id }, version, values, origin });
  return answer;
}
