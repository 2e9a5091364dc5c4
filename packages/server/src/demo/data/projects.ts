/** Projects: orders that the ERP keeps the books of and the CRM keeps the people of. */
import { type CrmValues, type DemoCompany, today } from './companies.ts';
import { crmNameOf } from './lists.ts';
import type { DemoPerson } from './persons.ts';
import { dayAfter, type Dice } from './random.ts';

export const projectCounts = { both: 58, onlyInCrm: 2, onlyInErp: 3 };

export interface ErpProject {
  readonly number: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly endDate: string;
  readonly description: string;
  readonly budget: number;
  readonly spent: number;
  readonly modified: string;
}
export interface DemoProject {
  /** Always a customer known to both sides. */
  readonly company: DemoCompany;
  readonly members: readonly DemoPerson[];
  readonly erp: ErpProject | undefined;
  readonly crm: CrmValues | undefined;
}

const subjects = [
  ['New warehouse', 'D'],
  ['Racking and lifts', 'D'],
  ['Cooling plant', 'I'],
  ['Solar roof', 'I'],
  ['Packing line', 'I'],
  ['Network renewal', 'I'],
  ['Service agreement', 'S'],
  ['Yearly inspection', 'S'],
  ['Office move', 'D'],
  ['Loading ramps', 'D'],
] as const;

export function makeProjects(
  dice: Dice,
  companies: readonly DemoCompany[],
  persons: readonly DemoPerson[],
): readonly DemoProject[] {
  const { both, onlyInCrm, onlyInErp } = projectCounts;
  const customers = companies.filter(
    ({ role, erp, crm }) => role === 'customer' && erp !== undefined && crm !== undefined,
  );
  const taken = new Set<string>();
  return Array.from({ length: both + onlyInCrm + onlyInErp }, (_, index) => {
    const { company, name, type } = makeName(dice, customers, taken);
    const number = `P-${1_001 + index * 2}`;
    const where = index < both ? 'both' : index < both + onlyInCrm ? 'crm' : 'erp';
    const truth = makeTruth(dice, number, name, type);
    const own = persons.filter((person) => person.company === company && person.crm !== undefined);
    return {
      company,
      members: own.filter((_person, place) => place < 3),
      erp: where === 'crm' ? undefined : { ...truth, endDate: dice.chance(10) ? '' : truth.endDate },
      crm: where === 'erp' ? undefined : asCrmHasIt(dice, truth, where === 'crm'),
    };
  });
}

function makeName(
  dice: Dice,
  customers: readonly DemoCompany[],
  taken: Set<string>,
): { readonly company: DemoCompany; readonly name: string; readonly type: string } {
  for (;;) {
    const company = dice.pick(customers);
    const [subject, type] = dice.pick(subjects);
    const name = `${subject}, ${company.erp?.name.split(' ')[0] ?? ''}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return { company, name, type };
  }
}

function makeTruth(dice: Dice, number: string, name: string, type: string): ErpProject {
  const budget = (20 + dice.below(480)) * 2_500;
  const endDate = dayAfter(today, dice.below(700) - 250);
  const isOver = endDate < today;
  const share = isOver ? 80 + dice.below(40) : dice.below(90);
  return {
    number,
    name,
    type,
    status: isOver ? dice.pick(['F', 'F', 'F', 'O']) : share === 0 ? 'P' : dice.pick(['O', 'O', 'O', 'H', 'P']),
    endDate,
    description: '',
    budget,
    spent: Math.round((budget * share) / 100),
    modified: `${dayAfter(today, -1 - dice.below(120))}T15:${String(dice.below(60)).padStart(2, '0')}:00`,
  };
}

function asCrmHasIt(dice: Dice, truth: ErpProject, isOnlyHere: boolean): CrmValues {
  return {
    name: dice.chance(8) ? truth.name.replace(',', ' –') : truth.name,
    number: isOnlyHere ? '' : truth.number,
    type: isOnlyHere ? 'Internal' : dice.chance(10) ? '' : crmNameOf('ProjectType', truth.type),
    status: crmNameOf('ProjectStatus', truth.status),
    endDate: dice.chance(12) ? '' : truth.endDate,
    text: dice.chance(40) ? 'Weekly meeting on Tuesdays; drawings are in the project room.' : '',
  };
}
