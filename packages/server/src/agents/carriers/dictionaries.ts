/**
 * Fields without a property of their own: the administrator's, by their keys without `udef.`, and the few that the vendor's
 * carriers lack. They come in the older dictionaries and in CustomFields, which holds them all; a save may change either.
 */
import type { Values } from '@kobling/store';
import type { Sent } from './crm-values.ts';

type Dictionary = Readonly<Record<string, string>>;
export interface Dictionaries {
  readonly UserDefinedFields: Dictionary | undefined;
  readonly ExtraFields: Dictionary | undefined;
  readonly CustomFields: Dictionary | undefined;
}

/** In ExtraFields: the version that was read, to the one; a date could hide what happened within its second (H12). */
export const versionKey = 'kobling.version';
const prefix = 'udef.';

export function dictionariesOf(values: Values, version: number, extras: readonly string[] = []) {
  const udef = Object.entries(values).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  );
  const extra = extras.map((key) => [key, values[key] ?? ''] as const);
  return {
    UserDefinedFields: Object.fromEntries(udef),
    ExtraFields: Object.fromEntries([...extra, [versionKey, String(version)]]),
    CustomFields: Object.fromEntries([...udef, ...extra]),
  };
}

/** Of the texts that were sent for a field, the one that is not what the record holds. */
export function sentDictionaries(
  { UserDefinedFields = {}, ExtraFields = {}, CustomFields = {} }: Dictionaries,
  held: Values,
  extras: readonly string[] = [],
): Readonly<Record<string, Sent>> {
  const known = Object.entries(ExtraFields).filter(([key]) => extras.includes(key));
  const all = [...Object.entries(UserDefinedFields), ...known, ...Object.entries(CustomFields)];
  const sent: Record<string, Sent> = {};
  for (const [key] of all) {
    if (key === versionKey) continue;
    const field = extras.includes(key) ? key : `${prefix}${key}`;
    const others = new Set(all.flatMap(([name, value]) => (name === key && value !== held[field] ? [value] : [])));
    const [one = held[field]] = others;
    sent[field] =
      others.size > 1 ? { refusal: `CustomFields holds another text than the older dictionary. Change one.` } : one;
  }
  return sent;
}
/** `udef.size` as the request has it. */
export const dictionaryProperty = (field: string): string =>
  `CustomFields.${field.startsWith(prefix) ? field.slice(prefix.length) : field}`;
