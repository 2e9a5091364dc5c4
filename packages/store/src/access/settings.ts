import type { Queryable } from '../database.ts';

/** Settings by key; the caller knows the shape. */
export async function readSetting<T>(db: Queryable, key: string): Promise<T | undefined> {
  return (await db.query<{ value: T }>('select value from setting where key = $1', [key]))[0]?.value;
}

/** Merges an object into a setting, so that two settings of one key can be written apart. */
export async function mergeSetting(db: Queryable, key: string, part: Readonly<Record<string, unknown>>): Promise<void> {
  await db.run(
    `insert into setting (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = setting.value || excluded.value`,
    [key, JSON.stringify(part)],
  );
}

/** Who changed what, when, from what to what. Secrets never. */
export async function addAudit(
  db: Queryable,
  entry: { by: string; action: string; subject: string; old?: unknown; new?: unknown },
): Promise<void> {
  await db.run('insert into audit (by_name, action, subject, old, new) values ($1, $2, $3, $4::jsonb, $5::jsonb)', [
    entry.by,
    entry.action,
    entry.subject,
    JSON.stringify(entry.old ?? null),
    JSON.stringify(entry.new ?? null),
  ]);
}
