/** Why something of a mapping cannot be, as a sentence with its remedy. */
import type { ErpField, ErpFieldType, MappableField, ValueType } from '@kobling/contract';
import type { RoomLanguage } from '../../language/room.ts';
import type { MappingKey } from '../../language/mapping/index.ts';
import type { attention } from './directions.ts';

export type Words = RoomLanguage<MappingKey>;
export type Why = NonNullable<ReturnType<typeof attention>>;

export const typeWords = (type: ErpFieldType | ValueType, t: Words['t']): string => t(`mapping.type.${type}`);

export function whyWords(
  why: Why,
  { field, crm }: { readonly field: ErpField; readonly crm: MappableField | undefined },
  { t, told }: Pick<Words, 't' | 'told'>,
): string {
  const writers = (crm?.writtenBy ?? []).map(({ connection }) => connection).join(', ');
  return t(`mapping.why.${why}`, {
    erp: field.name,
    field: told(crm?.label ?? ''),
    key: field.choice.crmField ?? '',
    type: typeWords(field.type, t),
    erpType: typeWords(field.type, t),
    crmType: crm === undefined ? '' : typeWords(crm.type, t),
    connection: writers,
  });
}
