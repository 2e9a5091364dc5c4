/** A company as the Contact agent carries it. */
import type { z } from 'zod';
import type { Values } from '@kobling/store';
import type { WholeRecord } from '../../services/index.ts';
import { contactEntity } from '../carriers/contact.ts';
import * as parts from '../carriers/crm-values.ts';
import { dictionariesOf, sentDictionaries } from '../carriers/dictionaries.ts';
import type { Properties } from '../carriers/saving.ts';

export type ContactEntity = z.output<typeof contactEntity>;

/** Fields that the vendor's carrier has no property for: in ExtraFields, by key. */
const extras = ['registrationDate'];

export const contactProperties: Properties = {
  name: 'Name',
  department: 'Department',
  code: 'Number1',
  number: 'Number2',
  vatNumber: 'OrgNr',
  phone: 'Phones',
  fax: 'Faxes',
  email: 'Emails',
  website: 'Urls',
  category: 'Category',
  business: 'Business',
  country: 'Country',
  text: 'Description',
  ...parts.lineProperties('postalAddress', 'Address.Postal'),
  ...parts.lineProperties('streetAddress', 'Address.Street'),
};

export function toContact(record: WholeRecord, language: string): ContactEntity {
  const { values, ref, version } = record;
  return {
    ...contactEntity.parse({}),
    ContactId: ref.id,
    Name: values['name'],
    Department: values['department'],
    OrgNr: values['vatNumber'],
    Number1: values['code'],
    Number2: values['number'],
    UpdatedDate: record.updatedAt?.toISOString() ?? null,
    CreatedDate: record.createdAt?.toISOString() ?? null,
    Emails: parts.elementsOf(values['email']),
    Urls: parts.elementsOf(values['website']),
    Phones: parts.elementsOf(values['phone']),
    Faxes: parts.elementsOf(values['fax']),
    Description: values['text'],
    Business: parts.itemOf(record, 'business', language),
    Category: parts.categoryOf(record, language),
    Country: parts.countryOf(record, language),
    Address: parts.addressOf(
      parts.linesOf(values, 'postalAddress', 'ContactPostalAddress'),
      parts.linesOf(values, 'streetAddress', 'ContactStreetAddress'),
    ),
    ActiveErpLinks: record.links ?? 0,
    ...dictionariesOf(values, version, extras),
  };
}

export const contactFields = (sent: ContactEntity, held: Values): Readonly<Record<string, parts.Sent>> => ({
  name: sent.Name,
  department: sent.Department,
  code: sent.Number1,
  number: sent.Number2,
  vatNumber: sent.OrgNr,
  phone: parts.sentOne(sent.Phones),
  fax: parts.sentOne(sent.Faxes),
  email: parts.sentOne(sent.Emails),
  website: parts.sentOne(sent.Urls),
  category: parts.sentItemId(sent.Category),
  business: parts.sentItemId(sent.Business),
  country: parts.sentId(sent.Country && sent.Country.CountryId),
  text: sent.Description,
  ...parts.sentLines('postalAddress', sent.Address?.Postal),
  ...parts.sentLines('streetAddress', sent.Address?.Street),
  ...sentDictionaries(sent, held, extras),
});
