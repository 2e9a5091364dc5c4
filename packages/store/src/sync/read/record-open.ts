/** What is open about a record's fields: conflicts, writes under way, held fields, and edits that the sync has not carried. */
import type { EntityRef, Side, WhyInput } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import { type HistoryRow, recordHistory } from './history.ts';

export type Edited = NonNullable<WhyInput['edited']>;

/** By `connection erpField`. */
export interface Open {
  readonly conflicts: ReadonlyMap<string, { readonly winner: Side }>;
  readonly intents: ReadonlyMap<string, NonNullable<WhyInput['intent']>>;
  readonly held: ReadonlyMap<string, NonNullable<WhyInput['held']>>;
}

export async function readOpen(db: Queryable, linkIds: readonly number[]): Promise<Open> {
  const conflicts = await db.query<{ place: string; winner: Side }>(
    `select connection_id || ' ' || erp_field as place, winner from conflict where link_id = any($1::int[]) and status = 'open'`,
    [linkIds],
  );
  const intents = await db.query<{
    place: string;
    unknown: boolean;
    attempts: number;
    at: Date;
    reason: string | null;
  }>(
    `select i.connection_id || ' ' || f as place, i.status = 'unknown' as unknown, i.attempts,
       coalesce(i.sent_at, i.created_at) as at, i.reason
     from intent i, jsonb_object_keys(i.fields) f
     where i.link_id = any($1::int[]) and i.status in ('open', 'sent', 'unknown', 'asking')`,
    [linkIds],
  );
  const held = await db.query<{ place: string; why: string; message: string }>(
    `select connection_id || ' ' || erp_field as place, why, message from held
     where link_id = any($1::int[]) and status = 'open'`,
    [linkIds],
  );
  const byPlace = <T extends { readonly place: string }>(rows: readonly T[]) =>
    new Map(rows.map((row) => [row.place, row]));
  return { conflicts: byPlace(conflicts), intents: byPlace(intents), held: byPlace(held) };
}

type Origin = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** CRM fields whose last writer is a person or an import, later than the sync; who and when, where the feed still has it. */
export async function readEdits(
  db: Queryable,
  entity: EntityRef,
  origin: Origin,
  history: readonly HistoryRow[],
): Promise<ReadonlyMap<string, Edited>> {
  const fields = Object.entries(origin).flatMap(([field, writers]) => {
    const byHand = writers['0'] ?? 0;
    if (byHand === 0 || Object.values(writers).some((version) => version > byHand)) return [];
    const logged = history.find((row) => row.target === 'crm' && row.crmField === field);
    // Undo and "use the other" are written as a person's and logged: the log tells of them.
    return logged?.version !== undefined && logged.version !== null && logged.version >= byHand ? [] : [field];
  });
  if (fields.length === 0) return new Map();
  const rows = await db.query<{ field: string; by: string | null; at: Date }>(
    `select distinct on (field) field, nullif(c.by_name, '') as by, c.at
     from (select * from crm_change where entity = $1 and entity_id = $2 order by seq desc limit $4) c, unnest(c.fields) field
     where c.writer = 0 and field = any($3::text[]) order by field, c.seq desc`,
    [entity.kind, entity.id, fields, recordHistory],
  );
  const found = new Map(rows.map(({ field, ...edit }) => [field, edit]));
  return new Map(fields.map((field) => [field, found.get(field) ?? { at: null, by: null }]));
}
