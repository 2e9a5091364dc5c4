/**
 * How a connection's LastModified values compare (H22), for connectors that do not say it themselves, as any over SOAP: told from
 * those that its links have. Taken for text, the change numbered 10 would count as older than 9 and never be synced.
 */
import { type LastModifiedKind, lastModifiedKind } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

const samples = 100;

/** While no link has a value there is nothing to compare either: then it is ordinal. */
export async function seenLastModifiedKind(db: Queryable, connectionId: number): Promise<LastModifiedKind> {
  const rows = await db.query<{ last_modified: string }>(
    `select last_modified from link
     where connection_id = $1 and state not in ('broken', 'creating') and last_modified is not null limit ${samples}`,
    [connectionId],
  );
  return lastModifiedKind(rows.map((row) => row.last_modified));
}
