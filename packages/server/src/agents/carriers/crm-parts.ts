/**
 * What the carriers of companies, persons and projects are made of. A property of a field may be left out of a save, which
 * then leaves that field as it is; null is blank. What this CRM has no place for is answered with the vendor's default.
 */
import { z } from 'zod';
import { bool, carrier, choice, dictionary, entity, int, list, maybe, text } from './kinds.ts';

export const sentText = text.optional();
export const sentDictionary = dictionary.optional();
/** A day: ISO 8601 at midnight, whatever the zone it is written in; null: none (H20). */
export const sentDay = z.preprocess((value) => value ?? null, z.string().nullable()).optional();

/** Carriers that this CRM never has: null, whatever is sent. */
export const absent = z.preprocess(() => null, z.null());
/** Lists that are always empty. */
export const noItems = z.preprocess(() => [], z.array(z.never()));

/** A telephone number, an e-mail or a web address. */
export const element = entity({ Value: text, StrippedValue: text, Description: text });
export const sentElements = list(element).optional();

export const listItem = entity({ Id: int, Value: text, Tooltip: text });
/** An item of a list, by its id; null or 0: none. */
export const sentItem = maybe(listItem).optional();

const categoryGroup = choice(['Unknown', 'Customer', 'PotentialCustomer', 'Partner', 'Lost', 'Other', 'None']);
export const category = entity({
  Id: int,
  Value: text,
  Tooltip: text,
  CategoryGroup: categoryGroup,
  EnableLeadStatus: bool,
  Rank: int,
  Deleted: bool,
});
export const sentCategory = maybe(category).optional();

export const country = entity({
  CountryId: int,
  Name: text,
  CurrencyId: int,
  EnglishName: text,
  TwoLetterISOCountry: text,
  ThreeLetterISOCountry: text,
  ImageDescription: text,
  OrgNrText: text,
  InterAreaPrefix: text,
  DialInPrefix: text,
  ZipPrefix: text,
  DomainName: text,
  AddressLayoutId: int,
  DomesticAddressLayoutId: int,
  ForeignAddressLayoutId: int,
  Rank: int,
  Tooltip: text,
  Deleted: bool,
});
export const sentCountry = maybe(country).optional();

const addressType = choice(['Unknown', 'ContactPostalAddress', 'ContactStreetAddress', 'PersonPrivateAddress']);
export const lines = carrier({
  // Other owners' addresses have names of their own; which one it is follows from where it stands.
  AtypeIdx: addressType.catch('Unknown'),
  Address1: sentText,
  Address2: sentText,
  Address3: sentText,
  City: sentText,
  County: sentText,
  State: sentText,
  Zipcode: sentText,
  Formatted: text,
});
const decimal = z.preprocess((value) => value ?? 0, z.number());
export const address = entity({
  Wgs84Latitude: decimal,
  Wgs84Longitude: decimal,
  LocalizedAddress: noItems,
  Street: maybe(lines).optional(),
  Postal: maybe(lines).optional(),
  Formatted: text,
});
export const sentAddress = maybe(address).optional();

export type Lines = z.output<typeof lines>;
export type Address = z.output<typeof address>;
export type Element = z.output<typeof element>;
export type Item = z.output<typeof listItem>;
