/** A person as the Person agent carries it. */
import type { z } from 'zod';
import type { Values } from '@kobling/store';
import { textIn } from '@kobling/sdk';
import type { WholeRecord } from '../../services/index.ts';
import * as parts from '../carriers/crm-values.ts';
import { dictionariesOf, sentDictionaries } from '../carriers/dictionaries.ts';
import { personContact, personEntity } from '../carriers/person.ts';
import type { Properties } from '../carriers/saving.ts';

export type PersonEntity = z.output<typeof personEntity>;

export const personProperties: Properties = {
  firstName: 'Firstname',
  middleName: 'MiddleName',
  lastName: 'Lastname',
  title: 'Title',
  position: 'Position',
  number: 'PersonNumber',
  phone: 'OfficePhones',
  mobile: 'MobilePhones',
  privatePhone: 'PrivatePhones',
  otherPhone: 'OtherPhones',
  email: 'Emails',
  website: 'Urls',
  birthDate: 'BirthDate',
  company: 'Contact',
  country: 'Country',
  text: 'Description',
  ...parts.lineProperties('postalAddress', 'Address.Street'),
};

export function toPerson(record: WholeRecord, language: string): PersonEntity {
  const { values, ref, version } = record;
  const names = [values['firstName'], values['middleName'], values['lastName']].filter(Boolean).join(' ');
  const postal = parts.linesOf(values, 'postalAddress', 'PersonPrivateAddress');
  return {
    ...personEntity.parse({}),
    PersonId: ref.id,
    Firstname: values['firstName'],
    MiddleName: values['middleName'],
    Lastname: values['lastName'],
    Title: values['title'],
    UpdatedDate: record.updatedAt?.toISOString() ?? null,
    CreatedDate: record.createdAt?.toISOString() ?? null,
    BirthDate: parts.dayOf(values['birthDate'] ?? ''),
    Emails: parts.elementsOf(values['email']),
    Description: values['text'],
    PrivatePhones: parts.elementsOf(values['privatePhone']),
    MobilePhones: parts.elementsOf(values['mobile']),
    OfficePhones: parts.elementsOf(values['phone']),
    OtherPhones: parts.elementsOf(values['otherPhone']),
    Position: parts.itemOf(record, 'position', language),
    Contact: record.company === undefined ? null : toPersonContact(record.company, language),
    Country: parts.countryOf(record, language),
    PersonNumber: values['number'],
    FullName: names,
    FormalName: [values['title'], names].filter(Boolean).join(' '),
    UsePersonAddress: postal.Formatted !== '',
    Urls: parts.elementsOf(values['website']),
    Address: parts.addressOf(postal, postal),
    ActiveErpLinks: record.links ?? 0,
    ...dictionariesOf(values, version),
  };
}

function toPersonContact({ ref, values, items, links }: WholeRecord, language: string) {
  const itemName = (field: string): string => textIn(language, items.get(values[field] ?? '') ?? '');
  return personContact.parse({
    ContactId: ref.id,
    Name: values['name'],
    OrgNr: values['vatNumber'],
    Department: values['department'],
    URL: values['website'],
    City: values['postalAddress.city'],
    DirectPhone: values['phone'],
    CountryId: Number(values['country'] ?? ''),
    EmailAddress: values['email'],
    BusinessName: itemName('business'),
    CategoryName: itemName('category'),
    CountryName: itemName('country'),
    FormattedAddress: parts.linesOf(values, 'postalAddress', 'ContactPostalAddress').Formatted,
    FullName: [values['name'], values['department']].filter(Boolean).join(', '),
    ActiveErpLinks: links,
    Number1: values['code'],
    Number2: values['number'],
  });
}

export const personFields = (sent: PersonEntity, held: Values): Readonly<Record<string, parts.Sent>> => ({
  firstName: sent.Firstname,
  middleName: sent.MiddleName,
  lastName: sent.Lastname,
  title: sent.Title,
  position: parts.sentItemId(sent.Position),
  number: sent.PersonNumber,
  phone: parts.sentOne(sent.OfficePhones),
  mobile: parts.sentOne(sent.MobilePhones),
  privatePhone: parts.sentOne(sent.PrivatePhones),
  otherPhone: parts.sentOne(sent.OtherPhones),
  email: parts.sentOne(sent.Emails),
  website: parts.sentOne(sent.Urls),
  birthDate: parts.sentDate(sent.BirthDate),
  company: parts.sentId(sent.Contact && sent.Contact.ContactId),
  country: parts.sentId(sent.Country && sent.Country.CountryId),
  text: sent.Description,
  ...parts.sentLinesInBoth('postalAddress', sent.Address, held),
  ...sentDictionaries(sent, held),
});
