/** The CRM's side of the demonstration, written in one transaction: it is there as a whole, once, or not at all. */
import type { CrmField, EntityKind } from '@kobling/engine';
import {
  addListItem,
  addProjectMember,
  countEntities,
  crmFields,
  crmListItems,
  type Database,
  type Transaction,
  upsertEntities,
} from '@kobling/store';
import { crmLists, type CrmValues, demoWorld } from './data/index.ts';
import { lockStep, saveStep } from './step.ts';

export interface RecordCounts {
  readonly companies: number;
  readonly persons: number;
  readonly projects: number;
}

const by = 'demo';

/** Writes lists, records and members unless an earlier start did; answers how many records the CRM has. */
export async function writeRecords(db: Database): Promise<RecordCounts> {
  await db.transaction(async (tx) => {
    if ((await lockStep(tx)) !== 'begun') return;
    await addItems(tx);
    await addRecords(tx);
    await saveStep(tx, 'recorded');
  });
  return {
    companies: await countEntities(db, 'company'),
    persons: await countEntities(db, 'person'),
    projects: await countEntities(db, 'project'),
  };
}

/** Items that a list has already are left as they are. */
async function addItems(tx: Transaction): Promise<void> {
  const present = new Set((await crmListItems(tx)).map(({ list, name }) => `${list}/${name}`));
  for (const [list, names] of Object.entries(crmLists)) {
    for (const name of names) {
      if (present.has(`${list}/${name}`)) continue;
      const added = await addListItem(tx, list, name);
      if (added.status !== 'done') throw new Error(added.reason.message);
    }
  }
}

async function addRecords(tx: Transaction): Promise<void> {
  const { companies, persons, projects } = demoWorld();
  const companyIds = await add(
    tx,
    'company',
    companies.map((company) => ({ of: company, values: company.crm })),
  );
  const personIds = await add(
    tx,
    'person',
    persons.map((person) => ({
      of: person,
      values: person.crm && { ...person.crm, company: String(companyIds.get(person.company) ?? '') },
    })),
  );
  const projectIds = await add(
    tx,
    'project',
    projects.map((project) => ({ of: project, values: project.crm })),
  );
  for (const project of projects) {
    const projectId = projectIds.get(project);
    if (projectId === undefined) continue;
    for (const member of project.members) {
      const personId = personIds.get(member);
      if (personId !== undefined) await addProjectMember(tx, projectId, personId);
    }
  }
}

interface Wanted<T> {
  readonly of: T;
  /** Undefined: the CRM does not know it. */
  readonly values: CrmValues | undefined;
}

/** Answers the new ids by what they are of. */
async function add<T>(
  tx: Transaction,
  kind: EntityKind,
  wanted: readonly Wanted<T>[],
): Promise<ReadonlyMap<T, number>> {
  const toStored = await itemsToIds(tx, kind);
  const known = wanted.flatMap(({ of, values }) => (values === undefined ? [] : [{ of, values: toStored(values) }]));
  const { ids, problems } = await upsertEntities(tx, kind, known, { by });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(problem.reason.message);
  return new Map(known.flatMap(({ of }, index) => [[of, ids[index] ?? 0]] as const));
}

/** From names of list items, as people read them, to their ids, as records hold them. */
async function itemsToIds(tx: Transaction, kind: EntityKind): Promise<(values: CrmValues) => CrmValues> {
  const ids = new Map((await crmListItems(tx)).map(({ list, name, id }) => [`${list}/${name}`, String(id)]));
  const fields = new Map((await crmFields(tx, kind)).map((field): [string, CrmField] => [field.key, field]));
  return (values) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const list = fields.get(key)?.list;
        return [key, list === undefined || value === '' ? value : (ids.get(`${list}/${value}`) ?? value)];
      }),
    );
}
