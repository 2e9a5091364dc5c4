/** Lists to choose from, by the names that programs know them by: the CRM's own, and what there is of ERP Sync. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { allLists, listedConnections, listedFields, listItems, readConnectors } from '@kobling/store';
import type { Person } from '../auth/index.ts';
import { orWhat } from '../setup-file/nearest.ts';
import type { ServiceHub } from './service-hub.ts';

export interface NamedItem {
  readonly id: number;
  readonly name: string;
  readonly toolTip?: string;
  readonly rank?: number;
  readonly deleted?: boolean;
  readonly type?: string;
  readonly extraInfo?: string;
}
export interface ListWish {
  readonly name: string;
  /** By name, in small letters, as the list defines them. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Hidden items too: what a record may still show. */
  readonly hidden?: boolean;
}

/** Programs' names for the CRM's lists; the others go by their own. */
const otherNames: Readonly<Record<string, string>> = {
  perspos: 'position',
  projtype: 'projectType',
  projstatus: 'projectStatus',
};
const actorTypes = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'] as const;

/** Rejected `list.unknown`. Connections are those that the person may use; an administrator sees them all. */
export async function namedList(
  hub: ServiceHub,
  wish: ListWish,
  person: Person,
): Promise<Outcome<readonly NamedItem[]>> {
  const name = wish.name.trim().toLowerCase();
  switch (name) {
    case 'erpactortype':
      return done(actorTypes.map((type, index) => ({ id: index + 1, name: type })));
    case 'erpconnectors':
      return done(await connectorItems(hub));
    case 'erpconnections':
      return done(await connectionItems(hub, person, wish.attributes));
    case 'erpfields':
      return done(await fieldItems(hub, person, wish.attributes));
    default:
      return crmList(hub, otherNames[name] ?? name, wish);
  }
}

async function crmList(hub: ServiceHub, name: string, wish: ListWish): Promise<Outcome<readonly NamedItem[]>> {
  const lists = await allLists(hub.db);
  const list = lists.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (list === undefined) {
    const known = [...lists.map((one) => one.name), 'erpconnections', 'erpconnectors', 'erpactortype', 'erpfields'];
    return rejected('list.unknown', `There is no list ${JSON.stringify(wish.name)}.${orWhat(wish.name, known)}`);
  }
  return done(await listItems(hub.db, list.name, { deleted: wish.hidden === true }));
}

async function connectorItems(hub: ServiceHub): Promise<readonly NamedItem[]> {
  const connectors = (await readConnectors(hub.db)).filter(({ deleted }) => !deleted);
  return connectors.map(({ id, name, url }) => ({ id, name, extraInfo: url }));
}

const visible = (hub: ServiceHub, person: Person) =>
  listedConnections(hub.db, person.role === 'administrator' ? undefined : person.id);

/** `userank`: by priority. `prefixwithconnector`: the connector's name first. */
async function connectionItems(
  hub: ServiceHub,
  person: Person,
  { userank, prefixwithconnector }: Readonly<Record<string, string>> = {},
): Promise<readonly NamedItem[]> {
  const connections = await visible(hub, person);
  if (isYes(userank)) connections.sort((a, b) => a.rank - b.rank);
  return connections.map(({ id, name, connector, guid, description, rank }) => ({
    id,
    name: isYes(prefixwithconnector) ? `${connector}: ${name}` : name,
    toolTip: description,
    rank,
    extraInfo: guid,
  }));
}

/** `connectionid` and `actortype` choose; without them, all. */
async function fieldItems(
  hub: ServiceHub,
  person: Person,
  { connectionid, actortype }: Readonly<Record<string, string>> = {},
): Promise<readonly NamedItem[]> {
  const ids = (await visible(hub, person)).map(({ id }) => id);
  const chosen = connectionid === undefined ? ids : ids.filter((id) => String(id) === connectionid);
  const fields = await listedFields(hub.db, chosen);
  return fields
    .filter((field) => actortype === undefined || field.actorType.toLowerCase() === actortype.toLowerCase())
    .map(({ id, key, name, description, rank, actorType }) => ({
      id,
      name: name === '' ? key : name,
      toolTip: description,
      rank,
      type: actorType,
      extraInfo: key,
    }));
}

const isYes = (value: string | undefined): boolean => value?.toLowerCase() === 'true' || value === '1';
