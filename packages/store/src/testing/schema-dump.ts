/** The schema as text, read from PostgreSQL's catalogue, so that a review sees what a migration really made. */
import type { Queryable } from '../database.ts';

/** Tables in order of name with columns, constraints and indexes; the same database gives the same text. */
export async function dumpSchema(db: Queryable): Promise<string> {
  const columns = await db.query<{ table: string; unlogged: boolean; options: string; line: string }>(`
    select c.relname as table, c.relpersistence = 'u' as unlogged, coalesce(array_to_string(c.reloptions, ', '), '') as options,
      a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end ||
      case when a.attidentity <> '' then ' generated always as identity' else '' end ||
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by c.relname collate "C", a.attnum`);
  // Not-null constraints are constraints of their own since PostgreSQL 18; the column says so already.
  const constraints = await db.query<{ table: string; line: string }>(`
    select c.relname as table, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype <> 'n'
    order by c.relname collate "C", k.conname collate "C"`);
  const indexes = await db.query<{ table: string; line: string }>(`
    select i.tablename as table, i.indexdef as line
    from pg_indexes i
    where i.schemaname = 'public' and not exists (select from pg_constraint k where k.conname = i.indexname)
    order by i.tablename collate "C", i.indexname collate "C"`);
  const tables = [...new Set(columns.map((column) => column.table))];
  const texts = tables.map((table) => {
    const of = (lines: readonly { table: string; line: string }[]) =>
      lines.filter((entry) => entry.table === table).map((entry) => entry.line);
    const first = columns.find((column) => column.table === table);
    const kind = first?.unlogged === true ? 'unlogged table' : 'table';
    const options = first === undefined || first.options === '' ? '' : ` with (${first.options})`;
    const body = [...of(columns), ...of(constraints)].map((line) => `  ${line}`).join(',\n');
    return [`create ${kind} ${table} (\n${body}\n)${options};`, ...of(indexes).map((line) => `${line};`)].join('\n');
  });
  return `-- Made by testing/dump.ts from a migrated database; do not edit.\n\n${texts.join('\n\n')}\n`;
}
