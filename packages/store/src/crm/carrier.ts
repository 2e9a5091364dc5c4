/**
 * Saving a whole record as somebody carried it: most of its fields are no edits but what it was filled with. They are told
 * apart by what the record held when it was read (H12).
 */
import type { EntityRef } from '@kobling/engine';
import type { Database, Transaction } from '../database.ts';
import { type Author, gone, inTransaction, updateEntity, type UpdateOutcome } from './entity.ts';
import { fieldMap } from './fields.ts';
import { lockRows, type LockedRow } from './rows.ts';
import type { Values } from './values.ts';

/** When the carrier was filled: the row version, exact; or the record's UpdatedDate, where that is all it has. */
export type CarriedFrom = { readonly version: number } | { readonly updatedAt: Date };

/**
 * Like `updateEntity`: what equals its value at that time is no edit, a field that was edited on both sides is a clash and
 * nothing is written. A field that was written since and whose value then is not known any more counts as edited on both.
 */
export function saveCarried(
  db: Database | Transaction,
  ref: EntityRef,
  carried: Values,
  options: Author & { readonly from: CarriedFrom },
): Promise<UpdateOutcome> {
  return inTransaction(db, async (tx): Promise<UpdateOutcome> => {
    const fields = await fieldMap(tx, ref.kind);
    const row = (await lockRows(tx, ref.kind, fields, [ref.id], fields.keys())).get(ref.id);
    if (row === undefined) return gone(ref);
    const { base, expectedVersion } = await baseOf(tx, ref, row, options);
    const { from: _, ...author } = options;
    return updateEntity(tx, ref, carried, { ...author, base, expectedVersion });
  });
}

interface Base {
  readonly base: Values;
  /** For fields whose value then is not known: written after it is a clash. */
  readonly expectedVersion: number;
}

async function baseOf(
  tx: Transaction,
  ref: EntityRef,
  row: LockedRow,
  { from, by, writer = 0 }: Author & { readonly from: CarriedFrom },
): Promise<Base> {
  const byVersion = 'version' in from;
  const since = byVersion
    ? await changesSince(tx, ref, 'c.version > $3', [from.version])
    : await changesSince(tx, ref, after, [from.updatedAt, isWholeSecond(from.updatedAt), by, writer]);
  const expectedVersion = byVersion ? from.version : (await reachesBack(tx, from.updatedAt)) ? row.version : 0;
  const base: Record<string, string> = {};
  for (const [field, value] of Object.entries(row.values)) {
    const old = since.get(field);
    const writtenSince = Object.values(row.origin[field] ?? {}).some((version) => version > expectedVersion);
    if (old !== undefined) base[field] = old;
    else if (!writtenSince) base[field] = value;
  }
  return { base, expectedVersion };
}

/**
 * A date in whole seconds says nothing of the rest of its second. What the same author wrote within it was known to the carrier:
 * that is a save of a record just saved. Anybody else's counts as later.
 */
const after = `c.at > case when $4 and c.by_name = $5 and c.writer = $6 then $3::timestamptz + interval '1 second'
  else $3::timestamptz end`;
const isWholeSecond = (at: Date): boolean => at.getUTCMilliseconds() === 0;

/** Field to what it held before the first of these changes. */
async function changesSince(
  tx: Transaction,
  ref: EntityRef,
  when: string,
  params: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ old: Values }>(
    `select c.old from crm_change c
     where c.entity = $1 and c.entity_id = $2 and c.op = 'update' and c.old is not null and ${when} order by c.seq`,
    [ref.kind, ref.id, ...params],
  );
  const first = new Map<string, string>();
  for (const { old } of rows)
    for (const [field, value] of Object.entries(old)) if (!first.has(field)) first.set(field, value);
  return first;
}

/** Is every change since then still in the feed? */
async function reachesBack(tx: Transaction, at: Date): Promise<boolean> {
  const rows = await tx.query<{ reaches: boolean }>(
    `select $1::timestamptz > now() - interval '7 days'
       and coalesce((select min(at) < $1::timestamptz from (select at from crm_change order by epoch, xid, seq limit 1) oldest),
         true) as reaches`,
    [at],
  );
  return rows[0]?.reaches === true;
}
