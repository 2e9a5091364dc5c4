/** The form of a side's values that the methods answer, and what a caller chose of them. */
import type { z } from 'zod';
import type { SideValue } from '../../services/index.ts';
import type { fieldValue } from '../carriers/erp-sync.ts';

type FieldValue = z.output<typeof fieldValue>;

export const toFieldValue = (side: SideValue): FieldValue => ({
  DisplayName: side.label,
  CrmFieldKey: side.crmField,
  Value: side.value,
  DisplayValue: side.display,
  SyncToCrm: side.syncToCrm,
  SyncToErp: side.syncToErp,
});

/** CRM field to value; of a field that comes twice the last counts. Undefined: nothing was chosen. */
export function chosenOf(values: readonly FieldValue[]): Readonly<Record<string, string>> | undefined {
  const named = values.filter(({ CrmFieldKey }) => CrmFieldKey !== '');
  return named.length === 0
    ? undefined
    : Object.fromEntries(named.map(({ CrmFieldKey, Value }) => [CrmFieldKey, Value]));
}
