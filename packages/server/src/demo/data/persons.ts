/** Persons of the companies. The ERP has the ones it writes invoices to; the CRM has those, and a few more. */
import type { DemoCompany, CrmValues } from './companies.ts';
import { today } from './companies.ts';
import { countries, filled, plainLetters } from './countries.ts';
import { crmNameOf } from './lists.ts';
import { dayAfter, type Dice } from './random.ts';

export const personCount = 550;

export interface ErpPerson {
  readonly number: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly position: string;
  readonly phone: string;
  readonly mobile: string;
  readonly email: string;
  readonly modified: string;
}
export interface DemoPerson {
  readonly company: DemoCompany;
  readonly erp: ErpPerson | undefined;
  readonly crm: CrmValues | undefined;
}

const titles: Readonly<Record<string, readonly string[]>> = {
  '10': ['Managing director', 'Branch manager'],
  '20': ['Chief accountant', 'Payroll clerk', 'Controller'],
  '30': ['Buyer', 'Head of purchasing'],
  '40': ['Sales representative', 'Sales manager'],
  '50': ['Warehouse manager', 'Storekeeper'],
  '60': ['System administrator', 'IT manager'],
  '70': ['Project manager', 'Site manager'],
};
const positions = ['10', '20', '20', '30', '30', '40', '40', '50', '60', '70'];

/** Every CRM company gets one, then chance hands out the rest. Persons of an ERP-only company are in the ERP only. */
export function makePersons(dice: Dice, companies: readonly DemoCompany[]): readonly DemoPerson[] {
  const inCrm = companies.filter((company) => company.crm !== undefined);
  const counts = new Map(companies.map((company) => [company, 1]));
  for (let left = personCount - inCrm.length; left > 0; left -= 1) {
    const company = dice.pick(inCrm);
    counts.set(company, (counts.get(company) ?? 0) + 1);
  }
  const taken = new Set<string>();
  let next = 2_001;
  return companies.flatMap((company) =>
    Array.from({ length: counts.get(company) ?? 0 }, (_, index) => {
      const person = makePerson(dice, company, String(next), index, taken);
      next += 1;
      return person;
    }),
  );
}

function makePerson(dice: Dice, company: DemoCompany, number: string, index: number, taken: Set<string>): DemoPerson {
  const { firstName, lastName, email } = makeName(dice, company, taken);
  const position = index === 0 ? '10' : dice.pick(positions);
  const words = countries[company.country];
  const truth: ErpPerson = {
    number,
    firstName,
    lastName,
    title: dice.pick(titles[position] ?? ['']),
    position,
    phone: filled(dice.pick(words.cities).phone, dice),
    mobile: filled(words.mobile, dice),
    email,
    modified: `${dayAfter(today, -1 - dice.below(500))}T09:${String(dice.below(60)).padStart(2, '0')}:00`,
  };
  // Persons that only the CRM has: assistants, former colleagues, whoever was at the fair.
  const isKnownToErp = company.erp !== undefined && (index === 0 || company.crm === undefined || !dice.chance(4));
  return {
    company,
    erp: isKnownToErp ? asErpHasIt(dice, truth) : undefined,
    crm: company.crm === undefined ? undefined : asCrmHasIt(dice, truth),
  };
}

function makeName(
  dice: Dice,
  { country, domain }: DemoCompany,
  taken: Set<string>,
): Pick<ErpPerson, 'firstName' | 'lastName' | 'email'> {
  for (;;) {
    const firstName = dice.pick(countries[country].firstNames);
    const lastName = dice.pick(countries[country].lastNames);
    const email = `${plainLetters(firstName)}.${plainLetters(lastName)}@${domain}`;
    if (taken.has(email)) continue;
    taken.add(email);
    return { firstName, lastName, email };
  }
}

function asErpHasIt(dice: Dice, truth: ErpPerson): ErpPerson {
  return {
    ...truth,
    title: dice.chance(20) ? '' : truth.title,
    phone: dice.chance(30) ? '' : truth.phone,
    mobile: dice.chance(20) ? '' : truth.mobile,
    // Nothing joins these with the CRM: they are left for a person to link.
    email: dice.chance(2) ? '' : truth.email,
  };
}

function asCrmHasIt(dice: Dice, truth: ErpPerson): CrmValues {
  return {
    firstName: truth.firstName,
    lastName: truth.lastName,
    title: dice.chance(10) ? '' : truth.title,
    position: dice.chance(15) ? '' : crmNameOf('Position', truth.position),
    phone: dice.chance(25) ? '' : truth.phone,
    mobile: dice.chance(10) ? '' : dice.chance(5) ? truth.mobile.replaceAll(' ', '') : truth.mobile,
    email: dice.chance(4) ? capitals(truth.email) : truth.email,
    text: dice.chance(10) ? 'Decides together with the board.' : '',
  };
}

const capitals = (email: string): string =>
  email.replace(/(^|\.)([a-z])(?=[^@]*@)/g, (letters) => letters.toUpperCase());
