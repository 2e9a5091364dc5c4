/** What the ERP tab last read live, for when the ERP does not answer. */
import type { Queryable } from '../database.ts';

export interface SeenActor {
  readonly fields: Readonly<Record<string, string>>;
  readonly at: Date;
}

export const saveSeen = (
  db: Queryable,
  link: { readonly id: number; readonly erpKey: string | null },
  { fields, at }: SeenActor,
): Promise<number> =>
  db.run(
    `insert into erp_tab_seen (link_id, erp_key, fields, at) values ($1, $2, $3, $4)
     on conflict (link_id) do update set erp_key = excluded.erp_key, fields = excluded.fields, at = excluded.at`,
    [link.id, link.erpKey ?? '', JSON.stringify(fields), at],
  );

/** By link; only what was read under the key that the link has now. */
export async function seenOf(db: Queryable, linkIds: readonly number[]): Promise<ReadonlyMap<number, SeenActor>> {
  if (linkIds.length === 0) return new Map();
  const rows = await db.query<SeenActor & { readonly linkId: number }>(
    `select s.link_id as "linkId", s.fields, s.at from erp_tab_seen s join link l on l.id = s.link_id and l.erp_key = s.erp_key
     where s.link_id = any($1::int[])`,
    [linkIds],
  );
  return new Map(rows.map(({ linkId, ...seen }) => [linkId, seen]));
}
