/** May a pair of fields be synced this way? Domain rules 4 and 5: widen one way, lose nothing two ways. */
import type { CrmField, Direction } from '@kobling/engine';
import type { FieldAccess, FieldType } from '@kobling/sdk';

type Family = 'text' | 'integer' | 'decimal' | 'checkbox' | 'date' | 'datetime' | 'list';

const familyOf: Readonly<Record<FieldType, Family | undefined>> = {
  text: 'text',
  integer: 'integer',
  double: 'decimal',
  checkbox: 'checkbox',
  datetime: 'datetime',
  list: 'list',
  // A password is never read, a label carries no value.
  password: undefined,
  label: undefined,
};

/** What a value of the row's kind can become without losing anything. */
const widens: Readonly<Record<Family, readonly Family[]>> = {
  text: ['text'],
  integer: ['integer', 'decimal', 'text'],
  decimal: ['decimal', 'text'],
  checkbox: ['checkbox', 'integer', 'text'],
  date: ['date', 'datetime', 'text'],
  // ERP systems know date-times only: one at midnight is a date, any other fails unless the field may lose its time.
  datetime: ['datetime', 'date', 'text'],
  list: ['list'],
};
/** What it can become when the field is one-way and marked `lossy` (H20). */
const cuts: Readonly<Record<Family, readonly Family[]>> = {
  text: [],
  integer: [],
  decimal: ['integer'],
  checkbox: [],
  date: [],
  datetime: [],
  list: ['text'],
};
const twoWay = (a: Family, b: Family): boolean => a === b || (a === 'datetime' && b === 'date');

export interface ErpSide {
  readonly fieldKey: string;
  readonly type: FieldType;
  readonly access: FieldAccess;
}

/** Why a direction cannot be used. */
export type DirectionProblem =
  | 'readOnlyInErp'
  | 'readOnlyInCrm'
  | 'neverSynced'
  | 'twoWayLoses'
  | 'typesDoNotFit'
  | 'onlyWithLoss';

/** Undefined: it can be used. */
export function directionProblem(
  direction: Direction,
  erp: Pick<ErpSide, 'type' | 'access'>,
  crm: Pick<CrmField, 'type' | 'readOnly'>,
  lossy: boolean,
): DirectionProblem | undefined {
  if (direction === 'none') return undefined;
  const fromErp = direction !== 'toErp';
  const toErp = direction !== 'fromErp';
  if (fromErp && crm.readOnly) return 'readOnlyInCrm';
  if (toErp && erp.access === 'readOnly') return 'readOnlyInErp';
  const family = familyOf[erp.type];
  if (family === undefined) return 'neverSynced';
  if (direction === 'both') return twoWay(family, crm.type) ? undefined : 'twoWayLoses';
  const [from, to] = fromErp ? [family, crm.type] : [crm.type, family];
  if (widens[from].includes(to)) return undefined;
  if (!cuts[from].includes(to)) return 'typesDoNotFit';
  return lossy ? undefined : 'onlyWithLoss';
}

/** Why the direction cannot be used, as a sentence with its remedy; undefined when it can. */
export function whyNotDirection(direction: Direction, erp: ErpSide, crm: CrmField, lossy: boolean): string | undefined {
  const problem = directionProblem(direction, erp, crm, lossy);
  const pair = `${erp.fieldKey} (${erp.type}) and ${crm.key} (${crm.type})`;
  switch (problem) {
    case undefined:
      return undefined;
    case 'readOnlyInCrm':
      return `${crm.key} is read-only in the CRM: choose toErp or none.`;
    case 'readOnlyInErp':
      return `${erp.fieldKey} is read-only in the ERP: choose fromErp or none.`;
    case 'neverSynced':
      return `${pair} do not fit: a ${erp.type} field is never synced.`;
    case 'twoWayLoses':
      return `${pair} cannot be two-way without loss: choose fromErp or toErp, or another CRM field.`;
    case 'typesDoNotFit':
      return `The types of ${pair} do not fit: choose another CRM field.`;
    case 'onlyWithLoss':
      return `${pair} fit only with loss: add lossy: true, or choose another CRM field.`;
  }
}

/** Directions as the two columns of the store. */
export const directionOf = (field: { readonly syncToCrm: boolean; readonly syncToErp: boolean }): Direction =>
  field.syncToCrm ? (field.syncToErp ? 'both' : 'fromErp') : field.syncToErp ? 'toErp' : 'none';
