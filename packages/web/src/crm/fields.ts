/** What a card shows, in which order and under which words. User-defined fields go by the label that somebody gave them. */
import type { CrmField, EntityKind } from '@kobling/contract';
import type { CrmKey } from '../language/crm/index.ts';
import type { RoomLanguage } from '../language/room.ts';

export type CrmT = RoomLanguage<CrmKey>['t'];

export interface Section {
  readonly key: string;
  readonly title: CrmKey;
  readonly fields: readonly CrmField[];
}

const parts = ['line1', 'line2', 'line3', 'zip', 'city', 'county', 'state'] as const;
const address = (key: string): readonly string[] => parts.map((part) => `${key}.${part}`);

type Outline = readonly (readonly [key: string, title: CrmKey, fields: readonly string[]])[];
const outlines: Readonly<Record<EntityKind, Outline>> = {
  company: [
    ['main', 'crm.section.main', ['name', 'department', 'number', 'code', 'vatNumber', 'registrationDate']],
    ['reach', 'crm.section.reach', ['phone', 'fax', 'email', 'website']],
    ['lists', 'crm.section.lists', ['category', 'business', 'country']],
    ['postalAddress', 'crm.postalAddress', address('postalAddress')],
    ['streetAddress', 'crm.streetAddress', address('streetAddress')],
  ],
  person: [
    [
      'main',
      'crm.section.main',
      ['firstName', 'middleName', 'lastName', 'company', 'position', 'title', 'number', 'birthDate'],
    ],
    ['reach', 'crm.section.reach', ['phone', 'mobile', 'privatePhone', 'otherPhone', 'email', 'website']],
    ['postalAddress', 'crm.postalAddress', [...address('postalAddress'), 'country']],
  ],
  project: [['main', 'crm.section.main', ['name', 'number', 'type', 'status', 'endDate', 'website']]],
};
const userDefined = 'udef.';

/** Sections in order of reading; every field of the form is in one. */
export function sectionsOf(kind: EntityKind, fields: readonly CrmField[]): readonly Section[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const own = fields.filter(({ key }) => key.startsWith(userDefined));
  const sections = outlines[kind].map(([key, title, keys]) => ({
    key,
    title,
    fields: keys.flatMap((name) => byKey.get(name) ?? []),
  }));
  const text = byKey.get('text');
  return [
    ...sections,
    ...(own.length === 0 ? [] : [{ key: 'udef', title: 'crm.section.udef', fields: own } as const]),
    ...(text === undefined ? [] : [{ key: 'text', title: 'crm.f.text', fields: [text] } as const]),
  ];
}

const words: Readonly<Record<string, CrmKey>> = {
  name: 'crm.f.name',
  department: 'crm.f.department',
  number: 'crm.f.number',
  code: 'crm.f.code',
  vatNumber: 'crm.f.vatNumber',
  phone: 'crm.f.phone',
  email: 'crm.f.email',
  fax: 'crm.f.fax',
  website: 'crm.f.website',
  category: 'crm.f.category',
  business: 'crm.f.business',
  country: 'crm.f.country',
  registrationDate: 'crm.f.registrationDate',
  text: 'crm.f.text',
  firstName: 'crm.f.firstName',
  middleName: 'crm.f.middleName',
  lastName: 'crm.f.lastName',
  title: 'crm.f.title',
  position: 'crm.f.position',
  mobile: 'crm.f.mobile',
  privatePhone: 'crm.f.privatePhone',
  otherPhone: 'crm.f.otherPhone',
  birthDate: 'crm.f.birthDate',
  company: 'crm.f.company',
  type: 'crm.f.type',
  status: 'crm.f.status',
  endDate: 'crm.f.endDate',
  id: 'crm.f.id',
};
const addressWords: Readonly<Record<string, CrmKey>> = {
  line1: 'crm.f.line1',
  line2: 'crm.f.line2',
  line3: 'crm.f.line3',
  zip: 'crm.f.zip',
  city: 'crm.f.city',
  county: 'crm.f.county',
  state: 'crm.f.state',
};

/** In the user's language where it is one of the fixed fields, else as it was named. */
export function fieldLabel(kind: EntityKind, { key, label }: Pick<CrmField, 'key' | 'label'>, t: CrmT): string {
  const [place = '', part] = key.split('.');
  const partWord = part === undefined ? undefined : addressWords[part];
  if (partWord !== undefined && (place === 'postalAddress' || place === 'streetAddress'))
    return t('crm.ofAddress', { address: t(`crm.${place}`), part: t(partWord) });
  if (kind === 'person' && key === 'phone') return t('crm.f.directPhone');
  const word = words[key];
  return word === undefined ? label : t(word);
}

/** Within a section whose heading says the address. */
export function shortLabel(kind: EntityKind, field: CrmField, t: CrmT): string {
  const part = field.key.split('.')[1];
  const word = field.key.includes('Address.') && part !== undefined ? addressWords[part] : undefined;
  return word === undefined ? fieldLabel(kind, field, t) : t(word);
}
