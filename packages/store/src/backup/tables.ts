/** Which tables a backup holds, in an order in which they can be filled: parents before children. */
import type { Queryable } from '../database.ts';

/** Of the running hub only: leases, sessions, half-made links, stages, answers; and the schema's own book. */
const leftOut = new Set([
  'lease',
  'session',
  'setup_link',
  'user_link',
  'login_failure',
  'erp_import',
  'erp_import_row',
  'known_address',
  'openid_attempt',
  'webhook_delivery',
  'answer_kept',
  'match_stage',
  'match_pair',
  'schema_migration',
]);

export interface BackupTable {
  readonly name: string;
  readonly key: readonly string[];
  /** Columns that refer to rows of the same table: filled last. */
  readonly selfReferences: readonly string[];
  readonly identity: readonly string[];
}

interface Reference {
  readonly child: string;
  readonly parent: string;
  readonly column: string;
}

export async function backupTables(db: Queryable): Promise<readonly BackupTable[]> {
  const tables = await db.query<{ name: string; key: string[]; identity: string[] }>(
    `select c.relname as name,
       coalesce((select array_agg(a.attname::text order by a.attnum) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
         where i.indrelid = c.oid and i.indisprimary), '{}') as key,
       coalesce((select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attidentity <> ''), '{}') as identity
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`,
  );
  const references = await db.query<Reference>(
    `select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent, a.attname::text as column
     from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
  );
  const wanted = tables
    .filter((table) => !leftOut.has(table.name))
    .map((table) => ({
      ...table,
      selfReferences: references
        .filter((item) => item.child === table.name && item.parent === table.name)
        .map((item) => item.column),
    }));
  return parentsFirst(wanted, references);
}

function parentsFirst(tables: readonly BackupTable[], references: readonly Reference[]): readonly BackupTable[] {
  const ordered: BackupTable[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      (table) =>
        !references.some(
          (item) =>
            item.child === table.name &&
            item.parent !== table.name &&
            [...waiting].some((other) => other.name === item.parent),
        ),
    );
    if (ready.length === 0)
      throw new Error('The tables refer to each other in a circle; a backup could not be put back.');
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table);
    }
  }
  return ordered;
}

/** Which migrations the schema has: a backup goes back only into the same. */
export async function schemaVersion(db: Queryable): Promise<string> {
  const rows = await db.query<{ columns: string }>(
    `select md5(string_agg(table_name || '.' || column_name || ':' || udt_name, ',' order by table_name, column_name)) as columns
     from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'`,
  );
  return rows[0]?.columns ?? '';
}
