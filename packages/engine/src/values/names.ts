/**
 * How a sentence names a field and a list item: by what people call them. The keys stand beside it, in columns of their own,
 * for whoever reads by machine.
 */
import type { ActorMapping, FieldMapping, Side } from '../model.ts';

export const erpName = ({ erpLabel, erpField }: Pick<FieldMapping, 'erpLabel' | 'erpField'>): string =>
  erpLabel === undefined || erpLabel === '' ? erpField : erpLabel;

/** Of a key whose field may be mapped no longer: then it goes by its key. */
export function erpNameIn(mapping: ActorMapping | undefined, erpField: string): string {
  const field = mapping?.fields.find((one) => one.erpField === erpField);
  if (field !== undefined) return erpName(field);
  const asked = mapping?.createFields.find((one) => one.erpField === erpField)?.displayName ?? '';
  return asked === '' ? erpField : asked;
}

export const crmName = ({ crmLabel, crmField }: Pick<FieldMapping, 'crmLabel' | 'crmField'>): string =>
  crmLabel === undefined || crmLabel === '' ? crmField : crmLabel;

/** A list item by its name on that side; any other value as it is. */
export const valueName = ({ itemNames }: Pick<FieldMapping, 'itemNames'>, side: Side, value: string): string =>
  itemNames?.[side].get(value) ?? value;
