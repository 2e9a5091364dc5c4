/** A small trading company's ERP to sync with: customers, suppliers, their persons, projects and lists. */
import { checkbox, datetime, defineFields, double, integer, list, text } from '../schema.ts';
import type { MemoryOptions } from './connector.ts';
import type { MemoryWorld } from './world.ts';

const company = {
  Nm: text({ label: 'US:"Name";NO:"Navn";GE:"Name"', maxLength: 60, mandatory: true }),
  Phone: text({ label: 'US:"Phone";NO:"Telefon"', maxLength: 30 }),
  Email: text({ maxLength: 100 }),
  VatNo: text({ maxLength: 20 }),
  Zip: text({ maxLength: 10 }),
  City: text({ maxLength: 40 }),
};

export const sampleCustomer = defineFields({
  ...company,
  CustGr: list('CustGr', { label: 'Customer group' }),
  Credit: double({ label: 'Credit limit' }),
  Orders: integer({ label: 'Orders this year' }),
  Blocked: checkbox(),
  Since: datetime({ label: 'Customer since' }),
  Balance: double({ readOnly: true }),
});
export const sampleSupplier = defineFields({ ...company, PayTerms: list('PayTerms') });
export const samplePerson = defineFields({
  FirstName: text({ maxLength: 40 }),
  LastName: text({ maxLength: 40, mandatory: true }),
  Mobile: text({ maxLength: 30 }),
  Email: text({ maxLength: 100 }),
  Role: list('Role'),
});
export const sampleProject = defineFields({
  Nm: text({ maxLength: 60, mandatory: true }),
  Text: text(),
  EndDate: datetime(),
  Budget: double(),
});

/** Options of `memoryConnector`; spread it to change some: `{ ...sampleErp, behaviour: { omitBlanks: true } }`. */
export const sampleErp: MemoryOptions = {
  types: {
    Customer: { fields: sampleCustomer.fields, firstKey: 10_000 },
    Supplier: { fields: sampleSupplier.fields, firstKey: 50_000 },
    Person: { fields: samplePerson.fields, parents: ['Customer', 'Supplier'], keyPrefix: 'P' },
    Project: { fields: sampleProject.fields, keyPrefix: 'PR' },
  },
  lists: {
    CustGr: {
      '1': 'US:"Retail";NO:"Detaljhandel"',
      '2': 'US:"Wholesale";NO:"Engros"',
      '3': 'US:"Public";NO:"Offentlig"',
    },
    PayTerms: { '14': '14 days', '30': '30 days' },
    Role: { B: 'Buyer', M: 'Manager', A: 'Accounts' },
  },
};

const names = ['Nordlys', 'Fjell', 'Havn', 'Skog', 'Elv', 'Bre', 'Myr', 'Topp', 'Vik', 'Nes'];
const kinds = ['Handel', 'Bygg', 'Data', 'Transport', 'Mat', 'Verft'];

/** Adds customers with a person each, deterministic for a seeded random. */
export function addSampleCustomers(world: MemoryWorld, count: number, random: () => number): readonly string[] {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const keys: string[] = [];
  for (let n = 0; n < count; n++) {
    const name = `${pick(names)} ${pick(kinds)} ${n + 1}`;
    const erpKey = world.add('Customer', {
      Nm: name,
      Phone: `+47 ${10_000_000 + Math.floor(random() * 89_999_999)}`,
      Email: `post${n + 1}@example.org`,
      CustGr: pick(['1', '2', '3', '']),
      Credit: String(Math.floor(random() * 1_000) * 100),
      Orders: String(Math.floor(random() * 200)),
      Blocked: random() < 0.1 ? '1' : '0',
      Since: `20${10 + Math.floor(random() * 14)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}T00:00:00`,
    });
    world.add(
      'Person',
      { FirstName: pick(names), LastName: `${pick(kinds)}sen`, Mobile: '', Role: pick(['B', 'M', 'A']) },
      { parent: { actorType: 'Customer', erpKey } },
    );
    keys.push(erpKey);
  }
  return keys;
}
