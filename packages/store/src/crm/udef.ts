/** User-defined fields: what administrators add to companies, persons and projects. */
import type { CrmFieldType, EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Queryable } from '../database.ts';
import { udefKeyPattern } from './fields.ts';

export interface UdefField {
  readonly id: number;
  readonly entity: EntityKind;
  /** Without `udef.`. */
  readonly key: string;
  readonly label: string;
  readonly type: CrmFieldType;
  readonly list: string | null;
  /** Characters; 0: no limit. */
  readonly maxLength: number;
  readonly rank: number;
}
export type NewUdefField = Omit<UdefField, 'id'>;

const columns = 'id, entity, key, label, type, list_name as list, max_length as "maxLength", rank';

export const udefFields = (db: Queryable): Promise<UdefField[]> =>
  db.query(`select ${columns} from udef_field order by entity, rank, id`);

/** Rejected `crm.udefKey`, `crm.udefExists` or `crm.noList`. */
export async function addUdefField(db: Queryable, field: NewUdefField): Promise<Outcome<UdefField>> {
  if (!udefKeyPattern.test(field.key)) {
    return rejected(
      'crm.udefKey',
      `"${field.key}" cannot be a field's key. Use letters, digits and _, beginning with a small letter.`,
    );
  }
  if (field.type === 'list') {
    const found = await db.query('select 1 from crm_list where name = $1', [field.list]);
    if (found.length === 0)
      return rejected('crm.noList', `${field.label}: there is no list ${field.list ?? '""'}. Make it first.`);
  }
  const [added] = await db.query<UdefField>(
    `insert into udef_field (entity, key, label, type, list_name, max_length, rank) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (entity, key) do nothing returning ${columns}`,
    [
      field.entity,
      field.key,
      field.label,
      field.type,
      field.type === 'list' ? field.list : null,
      field.maxLength,
      field.rank,
    ],
  );
  return added === undefined
    ? rejected('crm.udefExists', `There is a field udef.${field.key} of ${field.entity} already. Choose another key.`)
    : done(added);
}

/** The type stays: stored values would no longer be values of it. */
export async function changeUdefField(
  db: Queryable,
  id: number,
  change: { readonly label?: string; readonly maxLength?: number; readonly rank?: number },
): Promise<Outcome<UdefField>> {
  const [changed] = await db.query<UdefField>(
    `update udef_field set label = coalesce($2, label), max_length = coalesce($3, max_length), rank = coalesce($4, rank)
     where id = $1 returning ${columns}`,
    [id, change.label ?? null, change.maxLength ?? null, change.rank ?? null],
  );
  return changed === undefined
    ? rejected('crm.noField', `There is no user-defined field ${id}. Reload the list.`)
    : done(changed);
}

/** The definition goes; values stay in the rows and come back with a field of the same key. False: there was none. */
export const removeUdefField = async (db: Queryable, id: number): Promise<boolean> =>
  (await db.run('delete from udef_field where id = $1', [id])) > 0;
