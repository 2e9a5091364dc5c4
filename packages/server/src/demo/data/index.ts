/**
 * The world of the demonstration: about 300 companies with persons and projects, on two sides that do not quite agree,
 * as in life. All of it is made up and comes out the same every time. `demo/make.ts` writes the ERP's side as a
 * workbook, `../install.ts` the CRM's side into the hub.
 */
import { type DemoCompany, makeCompanies } from './companies.ts';
import { type DemoPerson, makePersons } from './persons.ts';
import { type DemoProject, makeProjects } from './projects.ts';
import { dice } from './random.ts';

export { today, type CrmValues, type DemoCompany, type ErpCompany } from './companies.ts';
export { crmLists, type CrmListName, type ErpItem, erpLists, type ErpListName } from './lists.ts';
export type { DemoPerson, ErpPerson } from './persons.ts';
export type { DemoProject, ErpProject } from './projects.ts';
export { dayAfter, type Dice, dice } from './random.ts';

export interface DemoWorld {
  readonly companies: readonly DemoCompany[];
  readonly persons: readonly DemoPerson[];
  readonly projects: readonly DemoProject[];
}

/** Chosen once; another one gives another world, and another workbook. */
const seed = 20_260_630;

export function demoWorld(): DemoWorld {
  const companies = makeCompanies(dice(seed));
  // Dice of their own, so that a change among the companies' words does not rename every person.
  const persons = makePersons(dice(seed + 1), companies);
  const projects = makeProjects(dice(seed + 2), companies, persons);
  return { companies, persons, projects };
}
