/** Companies as each side knows them. Most are known to both, and not always in the same words. */
import { countries, type CountryCode, countryCodes, filled, plainLetters } from './countries.ts';
import { crmNameOf } from './lists.ts';
import { dayAfter, type Dice } from './random.ts';

export const companyCounts = { customers: 230, suppliers: 60, onlyInCrm: 10, erpOnlyCustomers: 7, erpOnlySuppliers: 3 };
/** Of those that each side has alone, so many are the same company. */
const unnoticedCount = 4;
/** The day on which the demonstration's ERP stands. */
export const today = '2026-06-30';

export type CompanyRole = 'customer' | 'supplier';
export interface ErpCompany {
  readonly number: string;
  readonly name: string;
  readonly vat: string;
  readonly group: string;
  readonly phone: string;
  readonly email: string;
  readonly web: string;
  readonly line1: string;
  readonly line2: string;
  readonly zip: string;
  readonly city: string;
  readonly country: CountryCode;
  readonly registered: string;
  /** Written by the CRM; only suppliers in the ERP alone have one before. */
  readonly note: string;
  readonly modified: string;
}
/** CRM fields by key; list items by name. */
export type CrmValues = Readonly<Record<string, string>>;
export interface DemoCompany {
  readonly role: CompanyRole;
  readonly country: CountryCode;
  readonly domain: string;
  readonly erp: ErpCompany | undefined;
  readonly crm: CrmValues | undefined;
}

type Where = 'both' | 'crm' | 'erp';

/** Customers first, then suppliers; numbers rise, as a real ERP gave them out over the years. */
export function makeCompanies(dice: Dice): readonly DemoCompany[] {
  const { customers, suppliers, onlyInCrm, erpOnlyCustomers, erpOnlySuppliers } = companyCounts;
  const taken = new Set<string>();
  const names = (count: number): readonly Name[] => Array.from({ length: count }, () => makeName(dice, taken));
  const series = (role: CompanyRole, where: Where, from: number, named: readonly Name[]): readonly DemoCompany[] =>
    named.map((name, i) => makeCompany(dice, { ...name, role, where, number: String(from + i * 3 + dice.below(3)) }));
  const strangers = names(erpOnlyCustomers);
  const inErpOnly = series('customer', 'erp', 10_900, strangers);
  const unnoticed = inErpOnly.slice(0, unnoticedCount).map((company, i) => asProspect(dice, company, strangers[i]));
  return [
    ...series('customer', 'both', 10_001, names(customers)),
    ...inErpOnly,
    ...unnoticed,
    ...series('customer', 'crm', 0, names(onlyInCrm - unnoticedCount)),
    ...series('supplier', 'both', 50_001, names(suppliers)),
    ...series('supplier', 'erp', 50_400, names(erpOnlySuppliers)),
  ];
}

/** The same company as the CRM has it, where nobody has noticed yet that it is a customer of the ERP. */
function asProspect(dice: Dice, company: DemoCompany, name: Name | undefined): DemoCompany {
  const { role, erp } = company;
  if (erp === undefined || name === undefined) throw new RangeError('only an ERP’s company can be met again');
  const known = asCrmHasIt(dice, { ...erp, name: otherSpelling(dice, erp.name) }, 'crm', { ...name, role });
  return { ...company, erp: undefined, crm: { ...known, category: '' } };
}

interface Name {
  readonly country: CountryCode;
  readonly place: string;
  readonly name: string;
  readonly domain: string;
  readonly business: string;
}

function makeName(dice: Dice, taken: Set<string>): Name {
  for (;;) {
    const country = countryOf(dice.below(100));
    const { firstHalves, secondHalves, trades, forms } = countries[country];
    const place = dice.pick(firstHalves) + dice.pick(secondHalves);
    const [trade, business] = dice.pick(trades);
    const domain = `${plainLetters(place)}-${plainLetters(trade)}.example`;
    if (taken.has(domain)) continue;
    taken.add(domain);
    return { country, place, name: `${place} ${trade} ${dice.pick(forms)}`, domain, business };
  }
}

function countryOf(throwOf100: number): CountryCode {
  let left = throwOf100;
  for (const code of countryCodes) {
    left -= countries[code].share;
    if (left < 0) return code;
  }
  throw new RangeError('the shares of the countries do not add up to 100');
}

const groups: Readonly<Record<CompanyRole, readonly string[]>> = {
  customer: ['1', '2', '2', '3', '3', '3'],
  supplier: ['G', 'G', 'S', 'T'],
};
interface Wanted extends Name {
  readonly role: CompanyRole;
  readonly where: Where;
  readonly number: string;
}

function makeCompany(dice: Dice, wanted: Wanted): DemoCompany {
  const { role, where, country, domain } = wanted;
  const words = countries[country];
  const city = dice.pick(words.cities);
  const hasGroup = where !== 'both' || !dice.chance(3);
  const truth: ErpCompany = {
    number: wanted.number,
    name: wanted.name,
    vat: filled(words.vat, dice),
    // Without a group on either side the mapping's default is what both get.
    group: hasGroup ? dice.pick(groups[role]) : '',
    phone: filled(city.phone, dice),
    email: `${dice.pick(['post', 'info', 'office', 'mail'])}@${domain}`,
    web: `https://www.${domain}/`,
    line1: streetOf(dice, country),
    line2: dice.chance(12) ? dice.pick(['2nd floor', 'Building C', 'Gate 4', 'Attn. accounts']) : '',
    zip: city.zip,
    city: city.name,
    country,
    registered: dayAfter('2009-01-02', dice.below(6_000)),
    note: '',
    modified: `${dayAfter(today, -1 - dice.below(700))}T${String(8 + dice.below(9)).padStart(2, '0')}:${String(dice.below(60)).padStart(2, '0')}:00`,
  };
  const erp = where === 'crm' ? undefined : asErpHasIt(dice, truth, where);
  const crm = where === 'erp' ? undefined : asCrmHasIt(dice, truth, where, wanted);
  return { role, country, domain, erp, crm };
}

function streetOf(dice: Dice, country: CountryCode): string {
  const { firstHalves, streets, numberFirst } = countries[country];
  const street = dice.pick(firstHalves) + dice.pick(streets);
  const number = String(1 + dice.below(140));
  return numberFirst ? `${number} ${street}` : `${street} ${number}`;
}

/** The ERP's gaps: it is kept by the accounts department, which rarely needs a telephone. */
function asErpHasIt(dice: Dice, truth: ErpCompany, where: Where): ErpCompany {
  return {
    ...truth,
    phone: dice.chance(10) ? '' : truth.phone,
    email: dice.chance(7) ? '' : truth.email,
    web: dice.chance(25) ? '' : truth.web,
    zip: dice.chance(2) ? '' : truth.zip,
    group: where === 'both' && dice.chance(2) ? '' : truth.group,
    note: where === 'erp' && truth.number.startsWith('50') ? 'Taken over from the old ledger.' : '',
  };
}

/** The CRM's gaps and spellings: it is kept by people on the telephone. */
function asCrmHasIt(dice: Dice, truth: ErpCompany, where: Where, wanted: Name & Pick<Wanted, 'role'>): CrmValues {
  const { role, place, business } = wanted;
  const isProspect = where === 'crm';
  const list = role === 'customer' ? 'CustGroup' : 'SuppGroup';
  return {
    name: dice.chance(8) ? otherSpelling(dice, truth.name) : truth.name,
    department: dice.chance(6) ? place : '',
    number: isProspect ? '' : truth.number,
    vatNumber: isProspect || dice.chance(12) ? '' : dice.chance(4) ? truth.vat.replaceAll(' ', '') : truth.vat,
    phone: dice.chance(15) ? '' : dice.chance(5) ? truth.phone.replaceAll(' ', '') : truth.phone,
    email: dice.chance(10) ? '' : truth.email,
    website: dice.chance(10) ? '' : truth.web,
    category: isProspect ? 'Prospect' : dice.chance(12) ? '' : crmNameOf(list, truth.group),
    business,
    country: dice.chance(5) ? '' : crmNameOf('Country', truth.country),
    'postalAddress.line1': dice.chance(6) ? shortStreet(truth.line1) : truth.line1,
    'postalAddress.line2': truth.line2,
    'postalAddress.zip': truth.zip,
    'postalAddress.city': truth.city,
    registrationDate: isProspect || dice.chance(30) ? '' : truth.registered,
    text: dice.chance(35) ? dice.pick(remarks) : '',
  };
}

const remarks = [
  'Met at the trade fair; wants a visit in the autumn.',
  'Prefers to be called before noon.',
  'Renewed the framework agreement for two years.',
  'New premises under way, asks for a quote.',
  'Invoices by e-mail only.',
  'Long-standing relation.',
  'Deliveries to the back entrance.',
];

function otherSpelling(dice: Dice, name: string): string {
  const withoutForm = name.replace(/ (AS|ANS|AB|A\/S|ApS|GmbH|GmbH & Co\. KG|B\.V\.|Ltd|LLP)$/, '');
  return dice.pick([withoutForm, name.toUpperCase(), name.replace('GmbH & Co.', 'GmbH und Co.')]);
}

const shortStreet = (line: string): string =>
  line
    .replace(/straße/, 'str.')
    .replace(/gatan?\b/, 'g.')
    .replace(/veien\b/, 'v.')
    .replace(/ Road$/, ' Rd');
