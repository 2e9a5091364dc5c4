/**
 * Fields without a property of their own: the administrator's, by their keys without `udef.`, and the few that the vendor's
 * carriers lack. They come in the older dictionaries and in CustomFields, which holds them all; a save may change either.
 */
import type { Values } from '@kobling/store';
import { type Sent, sentInPlaces } from './crm-values.ts';

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

/** CRM field to what was sent of it, in whichever dictionary. */
export function sentDictionaries(
  { UserDefinedFields = {}, ExtraFields = {}, CustomFields = {} }: Dictionaries,
  held: Values,
  extras: readonly string[] = [],
): Readonly<Record<string, Sent>> {
  const known = Object.entries(ExtraFields).filter(([key]) => extras.includes(key));
  const all = [...Object.entries(UserDefinedFields), ...known, ...Object.entries(CustomFields)];
  const sent: Record<string, Sent> = {};
  for (const key of new Set(all.map(([name]) => name))) {
    if (key === versionKey) continue;
    const field = extras.includes(key) ? key : `${prefix}${key}`;
    const places = all.filter(([name]) => name === key).map(([, text]) => text);
    sent[field] = sentInPlaces(held[field], places);
  }
  return sent;
}
/** `udef.size` as the request has it. */
export const dictionaryProperty = (field: string): string =>
  `CustomFields.${field.startsWith(prefix) ? field.slice(prefix.length) : field}`;
