/** Is a text a value of a CRM field? Refusals name record and field and say what to do; nothing is cut or guessed. */
import { canonicalDecimal, type Failure, type Reason, reason, rejected } from '@kobling/sdk';
import type { EntityKind } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import type { FieldDefinition, FieldMap } from './fields.ts';

export type Values = Readonly<Record<string, string>>;

/** What a batch of values refers to, looked up once. */
export interface Known {
  /** Items that may be chosen, as `list:id`. */
  readonly items: ReadonlySet<string>;
  /** Companies that exist and are not deleted. */
  readonly companies: ReadonlySet<number>;
}

const maxInt4 = 2_147_483_647;

/** Looks up the list items and companies that a batch names, one statement each and none where nothing is named. */
export async function lookUp(db: Queryable, fields: FieldMap, batch: Iterable<Values>): Promise<Known> {
  const itemIds = new Set<number>();
  const companyIds = new Set<number>();
  for (const values of batch) {
    for (const [key, value] of Object.entries(values)) {
      const definition = fields.get(key);
      const id = definition?.type === 'list' || definition?.storage === 'company' ? idOf(value) : undefined;
      if (id !== undefined) (definition?.storage === 'company' ? companyIds : itemIds).add(id);
    }
  }
  const items =
    itemIds.size === 0
      ? []
      : await db.query<{ key: string }>(
          `select l.name || ':' || i.id as key from crm_list_item i join crm_list l on l.id = i.list_id
           where i.id = any($1::int[]) and not i.deleted`,
          [[...itemIds]],
        );
  const companies =
    companyIds.size === 0
      ? []
      : await db.query<{ id: number }>('select id from company where id = any($1::int[]) and not deleted', [
          [...companyIds],
        ]);
  return { items: new Set(items.map(({ key }) => key)), companies: new Set(companies.map(({ id }) => id)) };
}

/** Undefined: it fits. `record` is how the sentence names the record. */
export function checkValue(
  definition: FieldDefinition,
  value: string,
  known: Known,
  record: string,
): Reason | undefined {
  const refuse = (code: string, why: string): Reason =>
    reason(`crm.${code}`, `${definition.label} of ${record}: ${why}`);
  if (value === '') return definition.mandatory ? refuse('mandatory', 'must not be blank. Enter a value.') : undefined;
  if (value.includes('\0')) return refuse('character', 'holds a NUL character, which cannot be stored. Remove it.');
  const quoted = `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  switch (definition.type) {
    case 'text':
      return definition.maxLength > 0 && lengthOf(value) > definition.maxLength
        ? refuse('tooLong', `has ${lengthOf(value)} characters, at most ${definition.maxLength} fit. Shorten it.`)
        : undefined;
    case 'integer': {
      if (definition.storage === 'company') {
        const id = idOf(value);
        return id !== undefined && known.companies.has(id)
          ? undefined
          : refuse('noCompany', `there is no company ${quoted}. Choose one that exists.`);
      }
      return /^-?(0|[1-9]\d*)$/.test(value) && value !== '-0' && Number.isSafeInteger(Number(value))
        ? undefined
        : refuse('notInteger', `${quoted} is not a whole number. Write digits only, like 1250.`);
    }
    case 'decimal':
      return canonicalDecimal(value) === value
        ? undefined
        : refuse('notDecimal', `${quoted} is not a number as it is stored. Write it like 1250.5.`);
    case 'checkbox':
      return value === '0' || value === '1'
        ? undefined
        : refuse('notCheckbox', `${quoted} is neither 1 (yes) nor 0 (no).`);
    case 'date':
      return isDate(value) ? undefined : refuse('notDate', `${quoted} is not a date. Write it like 2026-03-31.`);
    case 'datetime':
      return isDateTime(value)
        ? undefined
        : refuse('notDateTime', `${quoted} is not a date and time in UTC. Write it like 2026-03-31T14:30:00Z.`);
    case 'list': {
      const id = idOf(value);
      return id !== undefined && known.items.has(`${definition.list ?? ''}:${id}`)
        ? undefined
        : refuse('noItem', `${quoted} is no item of the list ${definition.list ?? ''}. Choose one of the list.`);
    }
  }
}

/** Characters as people count them: an emoji is one, as in PostgreSQL. */
const lengthOf = (value: string): number => Array.from(value).length;

function idOf(value: string): number | undefined {
  const id = /^[1-9]\d{0,9}$/.test(value) ? Number(value) : 0;
  return id > 0 && id <= maxInt4 ? id : undefined;
}

function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null || match[1] === '0000') return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isDateTime(value: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?Z$/.exec(value);
  return match?.[1] !== undefined && isDate(match[1]);
}

/** All refusals of one record's values by field; undefined when every value fits. Unknown keys are refused as well. */
export function checkValues(fields: FieldMap, values: Values, known: Known, record: string): Failure | undefined {
  const refusals: Record<string, string> = {};
  let first: Reason | undefined;
  for (const [key, value] of Object.entries(values)) {
    const definition = fields.get(key);
    const refusal =
      definition === undefined
        ? reason('crm.noField', `${key} of ${record}: there is no such field. See the list of CRM fields.`)
        : checkValue(definition, value, known, record);
    if (refusal === undefined) continue;
    first ??= refusal;
    refusals[key] = refusal.message;
  }
  return first === undefined ? undefined : rejected(first.code, first.message, { fields: refusals });
}

/** A record without a name cannot be found again. `values` are all values after the write. */
export function checkName(kind: EntityKind, values: Values, record: string): Failure | undefined {
  if (kind === 'person') {
    if ((values.firstName ?? '').trim() !== '' || (values.lastName ?? '').trim() !== '') return undefined;
    const message = `Last name of ${record}: first and last name are both blank. Enter at least one of them.`;
    return rejected('crm.mandatory', message, { fields: { lastName: message } });
  }
  if ((values.name ?? '').trim() !== '') return undefined;
  const message = `Name of ${record}: must not be blank. Enter a name.`;
  return rejected('crm.mandatory', message, { fields: { name: message } });
}
