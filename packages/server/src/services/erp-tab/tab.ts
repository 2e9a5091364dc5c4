/** What the tab shows at once, from the store alone: connections, how the record is linked, and each field as last known. */
import type { EntityRef } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  type AskingCreate,
  askingCreates,
  connectionFor,
  erpListItems,
  type RecordConnection,
  recordFacts,
  type RecordName,
  recordNames,
  readCrm,
  type SeenActor,
  seenOf,
  type ShownConnection,
  type UsableConnection,
} from '@kobling/store';
import type { ServiceHub } from '../service-hub.ts';
import type { User } from './access.ts';
import { itemName } from './lists.ts';
import { displayFields } from './show.ts';

export interface TabConnection {
  readonly shown: ShownConnection;
  readonly rights: UsableConnection;
  /** Link, synced fields and why each is as it is. Undefined: such records are not mapped here any more. */
  readonly facts: RecordConnection | undefined;
  readonly seen: SeenActor | undefined;
  /** A create that waits for a person. */
  readonly asking: AskingCreate | undefined;
  /** Item key to name, of a list by its name. */
  readonly itemName: (listName: string, key: string) => string;
  readonly parent: Parent | null;
}
/** Of a person: the company, and whether it is connected here (rule 2). */
export interface Parent {
  readonly company: RecordName | null;
  readonly connected: boolean;
}
export interface Tab {
  readonly record: RecordName;
  readonly connections: readonly TabConnection[];
}

/** Every active connection that is open to the user, in priority order. Rejected `record.unknown`. */
export async function erpTab(hub: ServiceHub, entity: EntityRef, user: User, language: string): Promise<Outcome<Tab>> {
  const facts = await recordFacts(hub.db, entity);
  if (facts?.crm === undefined)
    return rejected('record.unknown', `There is no ${entity.kind} ${entity.id}, or it was deleted. Look it up again.`);
  const shown = await displayFields(hub, entity, user);
  const links = facts.connections.flatMap(({ link }) => (link === undefined ? [] : [link.id]));
  const seen = await seenOf(hub.db, links);
  const asking = await askingCreates(hub.db, links);
  const company = entity.kind === 'person' ? await companyOf(hub, entity) : null;
  const connections: TabConnection[] = [];
  for (const one of shown) {
    const rights = await connectionFor(hub.db, one.id, user.id);
    if (rights === undefined) continue;
    const known = facts.connections.find(({ id }) => id === one.id);
    connections.push({
      shown: one,
      rights,
      facts: known,
      seen: known?.link === undefined ? undefined : seen.get(known.link.id),
      asking: known?.link === undefined ? undefined : asking.get(known.link.id),
      itemName: itemName(await erpListItems(hub.db, one.id), language),
      parent: entity.kind === 'person' ? await parentOn(hub, one.id, entity, company) : null,
    });
  }
  return done({ record: { ...entity, name: facts.name }, connections });
}

async function companyOf(hub: ServiceHub, person: EntityRef): Promise<RecordName | null> {
  const row = (await readCrm(hub.db, 'person', [person.id], ['company'])).get(person.id);
  const id = Number(row?.values['company'] ?? '');
  if (!Number.isInteger(id) || id < 1) return null;
  const [name] = await recordNames(hub.db, [{ kind: 'company', id }]);
  return name ?? null;
}

async function parentOn(
  hub: ServiceHub,
  connectionId: number,
  person: EntityRef,
  company: RecordName | null,
): Promise<Parent> {
  return { company, connected: (await hub.store.parentOf(connectionId, person)) !== undefined };
}
