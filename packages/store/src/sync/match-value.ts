import type { EntityKind } from '@kobling/engine';
import { fieldMapFor, readsAs } from '../crm/fields.ts';
import type { Queryable } from '../database.ts';

/**
 * SQL for a CRM field of table alias `t` as bulk linking compares it: trimmed, lower-cased. Lower case is Unicode's
 * whatever the database's own locale, since the other side was lowered outside of it. Throws when there is no such
 * field: setting a mapping up refuses it first.
 */
export async function matchValue(db: Queryable, kind: EntityKind, key: string): Promise<string> {
  const field = (await fieldMapFor(db, kind, [key])).get(key);
  if (field === undefined) throw new Error(`The CRM has no field ${key} of a ${kind} to match by.`);
  return `lower(btrim(${readsAs(field)}, E' \\t\\r\\n\\u00a0') collate "und-x-icu")`;
}
