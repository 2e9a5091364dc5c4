/** What people do on both sides while workers work: edit, create, delete, merge, link, and ask for things. */
import type { CrmRow, EntityKind, EntityRef, Link, RequestBody } from '@kobling/engine';
import { entityOf, isSimType, pairings, type SimActorType, simActorTypes } from './catalogue.ts';
import type { Dice } from './dice.ts';
import type { SimErp, Stage } from './stage.ts';
import { crmValue, erpValue, type Typing } from './values.ts';

const names = ['ann', 'bob', 'cleo', 'dag'] as const;
export const typing = (stage: Stage, dice: Dice): Typing => ({
  dice,
  number: stage.nextNumber(),
  by: dice.pick(names) ?? 'ann',
  poison: stage.has('poison'),
});

/** A few records are edited often: that is where both sides meet. */
function hot<T>(dice: Dice, from: readonly T[]): T | undefined {
  return from[Math.min(Math.floor(dice.next() * from.length), Math.floor(dice.next() * from.length))];
}

const kindsOf = (stage: Stage): readonly EntityKind[] =>
  (stage.erps[0]?.options.types ?? []).map((type) => entityOf[type]);
const typeFor = (stage: Stage, dice: Dice): SimActorType => {
  const types = stage.erps[0]?.options.types ?? simActorTypes;
  return dice.chance(0.65) ? 'Customer' : (dice.pick(types) ?? 'Customer');
};
export const someErp = (stage: Stage, dice: Dice): SimErp => stage.erpAt(dice.between(0, stage.erps.length - 1));

export async function editCrm(stage: Stage, dice: Dice): Promise<void> {
  const type = typeFor(stage, dice);
  const row = hot(dice, await stage.backend.crm.all(entityOf[type]));
  const fields = stage.crmFields(type);
  if (row === undefined || fields.length === 0) return;
  const count = dice.chance(0.25) ? 2 : 1;
  const chosen = dice.shuffled(fields).slice(0, count);
  const typed = typing(stage, dice);
  const values = Object.fromEntries(chosen.map((field) => [field, crmValue(type, field, typed)]));
  await saveCrm(stage, row, values, typed.by);
}

export async function saveCrm(
  stage: Stage,
  row: CrmRow,
  values: Readonly<Record<string, string>>,
  by: string,
): Promise<void> {
  const old = Object.fromEntries(Object.keys(values).map((field) => [field, row.values[field] ?? '']));
  if (await stage.backend.crm.edit(row.ref, values, by))
    stage.record({ what: 'crmEdit', by, ref: row.ref, old, values });
}

export async function editErp(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = typeFor(stage, dice);
  const row = hot(dice, [...erp.world.rows(type)]);
  if (row === undefined) return;
  const typed = typing(stage, dice);
  const fields = dice.shuffled(presentFields(erp, type)).slice(0, dice.chance(0.25) ? 2 : 1);
  const values = Object.fromEntries(fields.map((field) => [field, erpValue(type, field, typed)]));
  const hidden = stage.has('hidden') && dice.chance(0.2);
  const old = Object.fromEntries(fields.map((field) => [field, row.values[field] ?? '']));
  const actor = { connection: erp.id, actorType: type, erpKey: row.erpKey };
  if (stage.has('late') && dice.chance(0.25)) return editLate(stage, erp, type, row.erpKey, values, typed.by);
  if (hidden) erp.world.editSilently(type, row.erpKey, values);
  else erp.world.edit(type, row.erpKey, values);
  stage.record({ what: 'erpEdit', by: typed.by, actor, old, values, hidden });
}

/** Takes its stamp now and is seen when its transaction commits (F11). */
function editLate(
  stage: Stage,
  erp: SimErp,
  type: SimActorType,
  erpKey: string,
  values: Readonly<Record<string, string>>,
  by: string,
): void {
  erp.open ??= { transaction: erp.world.begin(), edits: [] };
  const { transaction, edits } = erp.open;
  transaction.edit(type, erpKey, values);
  edits.push(() => {
    const now = erp.world.row(type, erpKey)?.values ?? {};
    const old = Object.fromEntries(Object.keys(values).map((field) => [field, now[field] ?? '']));
    const actor = { connection: erp.id, actorType: type, erpKey };
    stage.record({ what: 'erpEdit', by, actor, old, values, hidden: true });
  });
}

/** The open transaction of an ERP's users commits. What was removed meanwhile makes it fail as a whole. */
export function commitLate(erp: SimErp): void {
  const { open } = erp;
  erp.open = undefined;
  if (open === undefined) return;
  for (const edit of open.edits) edit();
  open.transaction.commit();
}

/** Mapped fields that the ERP has now, and now and then one that is not mapped. */
export function presentFields(erp: SimErp, type: SimActorType): readonly string[] {
  const present = new Set(erp.world.type(type)?.fields.map(({ fieldKey }) => fieldKey));
  const mapped = erp.mappings.find(({ actorType }) => actorType === type)?.fields.map(({ erpField }) => erpField) ?? [];
  return mapped.filter((field) => present.has(field));
}

/** Both sides type the same within a moment. */
export async function editBothAlike(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const link = hot(dice, await linksOf(stage, erp));
  const fields = erp.mappings.find(({ actorType }) => actorType === link?.actorType)?.fields ?? [];
  const field = dice.pick(fields.filter(({ erpType, crmType }) => erpType === 'text' && crmType === 'text'));
  const row = link === undefined ? undefined : erp.world.row(link.actorType, link.erpKey ?? '');
  const present = field !== undefined && row !== undefined && isSimType(link?.actorType ?? 'Sale');
  if (!present || link === undefined || !isSimType(link.actorType)) return;
  if (!presentFields(erp, link.actorType).includes(field.erpField)) return;
  const typed = typing(stage, dice);
  const value = `v${typed.number} both`;
  const entity = (await stage.backend.crm.all(link.entity.kind)).find(({ ref }) => ref.id === link.entity.id);
  if (entity === undefined) return;
  erp.world.edit(link.actorType, row.erpKey, { [field.erpField]: value });
  const actor = { connection: erp.id, actorType: link.actorType, erpKey: row.erpKey };
  const old = { [field.erpField]: row.values[field.erpField] ?? '' };
  stage.record({ what: 'erpEdit', by: typed.by, actor, old, values: { [field.erpField]: value }, hidden: false });
  await saveCrm(stage, entity, { [field.crmField]: value }, typed.by);
}

export async function linksOf(stage: Stage, erp: SimErp): Promise<readonly Link[]> {
  return (await stage.backend.links()).filter(
    (link) => link.connectionId === erp.id && link.state !== 'broken' && link.erpKey !== null,
  );
}

export async function addToCrm(stage: Stage, dice: Dice): Promise<void> {
  const type = typeFor(stage, dice);
  const kind = entityOf[type];
  const typed = typing(stage, dice);
  const values: Record<string, string> = { [pairings[type][0]?.crm ?? 'name']: `v${typed.number} new ${kind}` };
  for (const field of stage.crmFields(type).slice(1))
    if (dice.chance(0.5)) values[field] = crmValue(type, field, typed);
  const company = kind === 'person' ? dice.pick(await stage.backend.crm.all('company')) : undefined;
  if (kind === 'person' && company === undefined) return;
  const ref = await stage.backend.crm.add(kind, values, company?.ref.id);
  stage.record({
    what: 'crmAdd',
    by: typed.by,
    ref,
    values,
    ...(company !== undefined && { parent: company.ref }),
  });
  if (!dice.chance(0.7)) return;
  const erp = someErp(stage, dice);
  const create = { kind: 'create', actorType: type, entity: ref, answers: {}, ...byDozen(stage, dice) } as const;
  await ask(stage, erp, create, typed.by);
}

/** Some creates are asked for by a program, one of many: the brake counts those (H18). */
export const byDozen = (stage: Stage, dice: Dice): { readonly many?: true } =>
  stage.has('brake') && dice.chance(0.6) ? { many: true } : {};

export async function addToErp(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = typeFor(stage, dice);
  const typed = typing(stage, dice);
  const [name = 'Nm', ...others] = presentFields(erp, type);
  const values: Record<string, string> = { [name]: `v${typed.number} new ${type}` };
  for (const field of others) if (dice.chance(0.5)) values[field] = erpValue(type, field, typed);
  const parent = type === 'Person' ? dice.pick([...erp.world.rows('Customer')]) : undefined;
  if (type === 'Person' && parent === undefined) return;
  const erpKey = erp.world.add(type, values, {
    parent: parent === undefined ? undefined : { actorType: 'Customer', erpKey: parent.erpKey },
  });
  stage.record({ what: 'erpAdd', by: typed.by, actor: { connection: erp.id, actorType: type, erpKey }, values });
}

export async function removeFromCrm(stage: Stage, dice: Dice): Promise<void> {
  const kind = dice.pick(kindsOf(stage)) ?? 'company';
  const row = dice.pick(await stage.backend.crm.all(kind));
  if (row === undefined) return;
  const persons = kind === 'company' ? await stage.backend.crm.all('person') : [];
  // A company goes with its persons: each is an event of its own.
  for (const person of persons.filter(({ values }) => values['company'] === String(row.ref.id)))
    await removeOne(stage, person.ref);
  await removeOne(stage, row.ref);
}
async function removeOne(stage: Stage, ref: EntityRef): Promise<void> {
  await stage.backend.crm.remove(ref);
  stage.record({ what: 'crmRemove', ref });
}

export async function mergeInCrm(stage: Stage, dice: Dice): Promise<void> {
  const kind = dice.pick(kindsOf(stage)) ?? 'company';
  const [loser, survivor] = dice.shuffled(await stage.backend.crm.all(kind));
  if (loser === undefined || survivor === undefined) return;
  await stage.backend.crm.merge(loser.ref, survivor.ref);
  stage.record({ what: 'crmMerge', loser: loser.ref, survivor: survivor.ref });
}

export async function removeFromErp(stage: Stage, dice: Dice): Promise<void> {
  const erp = someErp(stage, dice);
  const type = typeFor(stage, dice);
  const row = dice.pick([...erp.world.rows(type)]);
  if (row === undefined || erp.open !== undefined || hasChildren(erp, type, row.erpKey)) return;
  erp.world.remove(type, row.erpKey);
  const actor = { connection: erp.id, actorType: type, erpKey: row.erpKey } as const;
  stage.record({ what: 'erpRemove', actor });
  // Renumbered, in contrast to removed: the same record under another key.
  if (!dice.chance(0.3)) return;
  const typed = typing(stage, dice);
  const erpKey = `R${typed.number}`;
  erp.world.add(type, row.values, { erpKey, parent: row.parent });
  stage.record({ what: 'erpAdd', by: typed.by, actor: { ...actor, erpKey }, values: row.values });
}
const hasChildren = (erp: SimErp, type: SimActorType, erpKey: string): boolean =>
  erp.options.types.includes('Person') && erp.world.childrenOf('Person', { actorType: type, erpKey }).length > 0;

export async function ask(stage: Stage, erp: SimErp, body: RequestBody, by: string): Promise<void> {
  const id = await stage.backend.request(erp.id, body, by);
  stage.record({ what: 'request', id, connection: erp.id, body, by });
}
