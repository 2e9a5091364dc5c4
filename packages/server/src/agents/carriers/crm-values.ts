/** Between the carriers' forms and the CRM's texts, part by part. */
import type { z } from 'zod';
import { textIn } from '@kobling/sdk';
import type { Values } from '@kobling/store';
import {
  address,
  type Address,
  category,
  country,
  element,
  type Element,
  type Item,
  type Lines,
  lines,
  listItem,
} from './crm-parts.ts';

/** What was sent of a field. Undefined: it was left out, the field stays. */
export type Sent = string | undefined | { readonly refusal: string };

/** A field that a carrier holds in several places, of which a save may change any: the text that is not what the record holds. */
export function sentInPlaces(held: string | undefined, places: readonly (string | undefined)[]): Sent {
  const given = places.filter((text) => text !== undefined);
  const [changed, ...others] = [...new Set(given.filter((text) => text !== held))];
  if (others.length > 0) return { refusal: 'was sent in two places with different texts. Change it in one of them.' };
  return changed ?? given[0];
}

/** This CRM holds one of each. */
export function sentOne(sent: readonly Element[] | undefined): Sent {
  if (sent === undefined) return undefined;
  const values = sent.map(({ Value, StrippedValue }) => (Value === '' ? StrippedValue : Value));
  const [first = '', ...others] = [...new Set(values.filter((value) => value !== ''))];
  return others.length === 0 ? first : { refusal: `${others.length + 1} were sent, there is room for one. Choose it.` };
}

/** By its id; 0 is none. */
export const sentId = (id: number | null | undefined): Sent =>
  id === undefined ? undefined : id === null || id === 0 ? '' : String(id);
export const sentItemId = (sent: Pick<Item, 'Id'> | null | undefined): Sent => sentId(sent && sent.Id);

const midnight = /^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
/** A time of day would have to be dropped, and in another zone it is another day: refused (H20). Year 1 is none. */
export function sentDate(sent: string | null | undefined): Sent {
  if (sent === undefined) return undefined;
  if (sent === null || sent === '' || sent.startsWith('0001-01-01')) return '';
  const day = midnight.exec(sent)?.[1];
  return day ?? { refusal: `"${sent}" is not a day. Send it at midnight UTC, like 2026-03-31T00:00:00Z.` };
}
export const dayOf = (value: string): string | null => (value === '' ? null : `${value}T00:00:00Z`);

const lineFields = {
  line1: 'Address1',
  line2: 'Address2',
  line3: 'Address3',
  zip: 'Zipcode',
  city: 'City',
  county: 'County',
  state: 'State',
} as const;

export const sentLines = (field: string, sent: Lines | null | undefined): Readonly<Record<string, Sent>> =>
  Object.fromEntries(Object.entries(lineFields).map(([part, property]) => [`${field}.${part}`, sent?.[property]]));
/** Of a person, whose one address is the carrier's street and postal address. */
export const sentLinesInBoth = (field: string, sent: Address | null | undefined, held: Values) =>
  Object.fromEntries(
    Object.entries(lineFields).map(([part, property]): [string, Sent] => {
      const name = `${field}.${part}`;
      return [name, sentInPlaces(held[name], [sent?.Street?.[property], sent?.Postal?.[property]])];
    }),
  );
/** CRM field to property, of an address. */
export const lineProperties = (field: string, property: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(lineFields).map(([part, name]) => [`${field}.${part}`, `${property}.${name}`]));

export function linesOf(values: Values, field: string, type: Lines['AtypeIdx']): Lines {
  const part = (name: keyof typeof lineFields): string => values[`${field}.${name}`] ?? '';
  const place = [part('zip'), part('city')].filter((text) => text !== '').join(' ');
  const shown = [part('line1'), part('line2'), part('line3'), place].filter((text) => text !== '');
  const parts = Object.entries(lineFields).map(([name, property]) => [property, values[`${field}.${name}`] ?? '']);
  return lines.parse({ ...Object.fromEntries(parts), AtypeIdx: type, Formatted: shown.join('\n') });
}
export const addressOf = (postal: Lines, street: Lines): Address =>
  address.parse({
    Street: street,
    Postal: postal,
    Formatted: [...new Set([postal.Formatted, street.Formatted])].filter((text) => text !== '').join('\n'),
  });

export const elementsOf = (value: string | undefined): Element[] =>
  value === undefined || value === '' ? [] : [element.parse({ Value: value, StrippedValue: value })];

export interface Named {
  readonly values: Values;
  readonly items: ReadonlyMap<string, string>;
}
/** The list item that a field holds, as the carrier of its kind. */
function chosen<T>({ values, items }: Named, field: string, language: string, make: (id: number, name: string) => T) {
  const id = values[field] ?? '';
  return id === '' ? null : make(Number(id), textIn(language, items.get(id) ?? ''));
}
export const itemOf = (record: Named, field: string, language: string): Item | null =>
  chosen(record, field, language, (Id, Value) => listItem.parse({ Id, Value }));
export const categoryOf = (record: Named, language: string): z.output<typeof category> | null =>
  chosen(record, 'category', language, (Id, Value) => category.parse({ Id, Value }));
export const countryOf = (record: Named, language: string): z.output<typeof country> | null =>
  chosen(record, 'country', language, (CountryId, Name) => country.parse({ CountryId, Name }));
