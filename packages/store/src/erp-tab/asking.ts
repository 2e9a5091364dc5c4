/** Creates that wait for a person's answer (H09): what was found, and what the person had filled in. */
import type { Queryable } from '../database.ts';

export interface AskingCreate {
  /** ERP keys that may be the record; none: the search could not tell. */
  readonly found: readonly string[];
  /** It was sent, and its answer was lost. */
  readonly sent: boolean;
  /** ERP field to canonical value, as they were given with the wish. */
  readonly answers: Readonly<Record<string, string>>;
}

/** By link; links whose create asks nothing are left out. */
export async function askingCreates(
  db: Queryable,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, AskingCreate>> {
  if (linkIds.length === 0) return new Map();
  const rows = await db.query<{
    link_id: number;
    found: readonly string[] | null;
    sent: boolean;
    answers: Readonly<Record<string, string>> | null;
  }>(
    `select i.link_id, i.found_before as found, i.attempts > 0 as sent,
       (select r.payload -> 'answers' from request r
        where r.connection_id = i.connection_id and r.kind = 'create' and r.position -> 'linkId' = to_jsonb(i.link_id)
        order by r.id desc limit 1) as answers
     from intent i join link l on l.id = i.link_id and l.generation = i.generation and l.state = 'held'
     where i.link_id = any($1::int[]) and i.kind = 'create' and i.status = 'asking'`,
    [linkIds],
  );
  return new Map(
    rows.map((row) => [row.link_id, { found: row.found ?? [], sent: row.sent, answers: row.answers ?? {} }]),
  );
}
