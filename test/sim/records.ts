/** What both sides hold when the history begins, and the wish to have it linked: one by one, or in bulk by name. */
import type { EntityRef } from '@kobling/engine';
import { entityOf, pairings, type SimActorType } from './catalogue.ts';
import { type Dice, diceFor } from './dice.ts';
import type { SimErp, Stage } from './stage.ts';
import { ask, presentFields } from './users.ts';
import { crmValue, erpValue, type Typing } from './values.ts';

interface Pair {
  readonly entity: EntityRef;
  readonly name: string;
  /** ERP key by place. */
  readonly keys: ReadonlyMap<number, string>;
}
const by = 'setup';

export async function addRecords(stage: Stage): Promise<void> {
  const { seed, companies, persons, projects, bulk } = stage.options;
  const made: Record<SimActorType, Pair[]> = { Customer: [], Person: [], Project: [] };
  for (let n = 1; n <= companies; n += 1)
    made.Customer.push(await addPair(stage, diceFor(seed, 'company', n), 'Customer', `Company ${n}`, undefined));
  for (let n = 1; n <= persons; n += 1) {
    const dice = diceFor(seed, 'person', n);
    made.Person.push(await addPair(stage, dice, 'Person', `Person ${n}`, dice.pick(made.Customer)));
  }
  for (let n = 1; n <= projects; n += 1)
    made.Project.push(await addPair(stage, diceFor(seed, 'project', n), 'Project', `Project ${n}`, undefined));
  for (const erp of stage.erps) {
    for (const type of erp.options.types) {
      if (bulk) await ask(stage, erp, { kind: 'match', actorType: type, by: [pairings[type][0]?.crm ?? ''] }, by);
      else for (const pair of made[type]) await askLink(stage, erp, type, pair);
    }
  }
}

async function askLink(stage: Stage, erp: SimErp, type: SimActorType, { entity, keys }: Pair): Promise<void> {
  const erpKey = keys.get(erp.place);
  if (erpKey !== undefined) await ask(stage, erp, { kind: 'link', actorType: type, erpKey, entity }, by);
}

/** The record in the CRM, and in most of the ERPs; other values than the name agree, differ, or are blank on a side. */
async function addPair(
  stage: Stage,
  dice: Dice,
  type: SimActorType,
  name: string,
  parent: Pair | undefined,
): Promise<Pair> {
  const typing = (): Typing => ({ dice, number: stage.nextNumber(), by, poison: false });
  const nameField = pairings[type][0];
  const values: Record<string, string> = { [nameField?.crm ?? '']: name };
  for (const field of stage.crmFields(type).slice(1))
    if (dice.chance(0.5)) values[field] = crmValue(type, field, typing());
  const entity = await stage.backend.crm.add(entityOf[type], values, parent?.entity.id);
  stage.record({ what: 'crmAdd', by, ref: entity, values, ...(parent !== undefined && { parent: parent.entity }) });
  const keys = new Map<number, string>();
  for (const erp of stage.erps) {
    if (!dice.chance(0.85)) continue;
    const parentKey = parent?.keys.get(erp.place);
    if (type === 'Person' && parentKey === undefined) continue;
    const held: Record<string, string> = { [nameField?.erp ?? '']: name };
    for (const field of presentFields(erp, type).slice(1))
      if (dice.chance(0.5)) held[field] = erpValue(type, field, typing());
    const erpKey = erp.world.add(type, held, {
      parent: parentKey === undefined ? undefined : { actorType: 'Customer', erpKey: parentKey },
    });
    const actor = { connection: erp.id, actorType: type, erpKey };
    stage.record({ what: 'erpAdd', by, actor, values: held, ...(parentKey !== undefined && { parentKey }) });
    keys.set(erp.place, erpKey);
  }
  return { entity, name, keys };
}
