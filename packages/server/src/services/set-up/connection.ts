/** One connection, saved and deleted by itself: what the screens and the web API do, where the set-up file does all at once. */
import { cultureOf, done, type Outcome, rejected } from '@kobling/sdk';
import {
  type AccessToSave,
  addAudit,
  type ConnectionDefinition,
  type ConnectorDefinition,
  hideConnection,
  saveAccess,
  saveConnection,
  type Transaction,
} from '@kobling/store';
import { writeConfig } from '../../setup-file/apply.ts';
import { type HubView, viewHub } from '../../setup-file/hub-view.ts';
import type { ServiceHub } from '../service-hub.ts';
import { type CheckedConfig, checkConfig } from './config.ts';
import { updateFields } from './fields.ts';
import { whenFree } from './when-free.ts';

export interface ConnectionToKeep {
  /** Undefined: a new one. */
  readonly id: number | undefined;
  readonly connectorId: number;
  /** May be a multi-language string, as the description. */
  readonly name: string;
  readonly description: string;
  /** Undefined: as it is; of a new one UTC. IANA name. */
  readonly zone?: string | undefined;
  /** How its connector writes numbers and dates. Undefined: as it is; '': it encodes them. */
  readonly culture?: string | undefined;
  /** Wire-encoded; undefined: as it is. A password left blank stays. */
  readonly config?: Readonly<Record<string, string>>;
  /** Everyone may use it. */
  readonly allAccess: boolean;
  readonly groupIds: readonly number[];
  readonly userIds: readonly number[];
  /** What each of them may do; left out, who is new may do all and who was there keeps their rights. */
  readonly rights?: readonly AccessToSave[];
  /** Of a new one, made by who asks: the same one asked for again is the one that is there. */
  readonly guid?: string;
}

/** All of them, or with the deleted ones; in priority order. */
export async function listDefinitions(hub: ServiceHub): Promise<readonly ConnectionDefinition[]> {
  return (await viewHub(hub.db)).definition.connections;
}

/** Deleted ones too. Rejected `connection.unknown`. */
export async function findDefinition(hub: ServiceHub, id: number): Promise<Outcome<ConnectionDefinition>> {
  const found = (await listDefinitions(hub)).find((connection) => connection.id === id);
  return found === undefined ? unknownConnection(id) : done(found);
}

export const unknownConnection = (id: number) =>
  rejected('connection.unknown', `There is no connection ${id}. Look at the list of connections again.`);

/**
 * Adds a connection, inactive, or changes one. Its fields are asked for when it is new; an ERP that is away keeps nobody from
 * saving: the notice of the answer says so. Answers its id.
 */
export async function keepConnection(hub: ServiceHub, wanted: ConnectionToKeep, by: string): Promise<Outcome<number>> {
  const view = await viewHub(hub.db);
  const made =
    wanted.id === undefined ? view.definition.connections.find(({ guid }) => guid === wanted.guid) : undefined;
  if (made !== undefined) return done(made.id);
  const checked = await check(hub, view, wanted);
  if (checked.status !== 'done') return checked;
  const { stored, config } = checked.value;
  const write = () => hub.db.transaction((tx) => writeAll(hub, tx, view, wanted, stored, config, by));
  if (stored !== undefined) return await whenFree(hub, stored.id, stored.name, write);
  const id = await write();
  const fields = await updateFields(hub, id, by);
  return fields.status === 'done' ? done(id) : done(id, fields.reason);
}

interface Checked {
  readonly stored: ConnectionDefinition | undefined;
  readonly config: CheckedConfig | undefined;
}

async function check(hub: ServiceHub, view: HubView, wanted: ConnectionToKeep): Promise<Outcome<Checked>> {
  const stored = wanted.id === undefined ? undefined : view.definition.connections.find(({ id }) => id === wanted.id);
  if (wanted.id !== undefined && stored === undefined) return unknownConnection(wanted.id);
  const refusal = nameProblem(view, wanted) ?? cultureProblem(wanted) ?? accessProblem(view, wanted);
  if (refusal !== undefined) return refusal;
  if (stored !== undefined && stored.connectorId !== wanted.connectorId)
    return rejected(
      'connection.connectorFixed',
      `${stored.name} stays with its connector: its links are that ERP's. Make a new connection for another one.`,
    );
  const connector = connectorOf(view, wanted.connectorId);
  if (connector === undefined) return noConnector(view, wanted.connectorId);
  if (stored?.active === true && wanted.zone !== undefined && wanted.zone !== stored.zone)
    return rejected(
      'connection.active',
      `${stored.name} is active, and its time zone can be changed only while it is not. Deactivate it first.`,
    );
  if (stored?.active === true && wanted.culture !== undefined && wanted.culture !== stored.culture)
    return rejected(
      'connection.active',
      `${stored.name} is active, and how it reads numbers and dates can be changed only while it is not. Deactivate it first.`,
    );
  if (wanted.config === undefined && stored !== undefined) return done({ stored, config: undefined });
  const reached = await hub.connectors.byUrl(connector.url);
  if (reached.status !== 'done') return reached;
  const config = await checkConfig(hub, reached.value, stored, wanted.config ?? {});
  if (config.status !== 'done') return config;
  if (stored?.active === true && config.value.changed)
    return rejected(
      'connection.active',
      `${stored.name} is active, and its configuration can be changed only while it is not. Deactivate it first.`,
    );
  return done({ stored, config: stored !== undefined && !config.value.changed ? undefined : config.value });
}

const connectorOf = (view: HubView, id: number): ConnectorDefinition | undefined =>
  view.definition.connectors.find((connector) => connector.id === id && !connector.deleted);

function noConnector(view: HubView, id: number) {
  const gone = view.definition.connectors.find((connector) => connector.id === id);
  return gone === undefined
    ? rejected('connector.unknown', `There is no connector ${id}. Choose one of the list.`)
    : rejected('connector.deleted', `The connector ${gone.name} is deleted. Restore it first.`);
}

function nameProblem(view: HubView, { id, name }: ConnectionToKeep) {
  if (name.trim() === '') return rejected('connection.name', 'The connection has no name. Give it one.');
  const twin = view.definition.connections.find(
    (other) => !other.deleted && other.id !== id && other.name.toLowerCase() === name.trim().toLowerCase(),
  );
  return twin === undefined
    ? undefined
    : rejected('connection.nameTaken', `There is a connection ${twin.name} already. Choose another name.`);
}

const cultureProblem = ({ culture = '' }: ConnectionToKeep) =>
  culture === '' || cultureOf(culture)?.name === culture
    ? undefined
    : rejected('connection.culture', `There is no culture ${culture}. Choose one of the list.`);

function accessProblem(view: HubView, { userIds, groupIds }: ConnectionToKeep) {
  const user = userIds.find((id) => !view.users.some((known) => known.id === id));
  if (user !== undefined) return rejected('user.unknown', `There is no user ${user}. Choose one of the list.`);
  const group = groupIds.find((id) => !view.groups.some((known) => known.id === id));
  return group === undefined
    ? undefined
    : rejected('group.unknown', `There is no group ${group}. Choose one of the list.`);
}

async function writeAll(
  hub: ServiceHub,
  tx: Transaction,
  view: HubView,
  wanted: ConnectionToKeep,
  stored: ConnectionDefinition | undefined,
  config: CheckedConfig | undefined,
  by: string,
): Promise<number> {
  const name = wanted.name.trim();
  const { connectorId, description, allAccess } = wanted;
  const zone = wanted.zone ?? stored?.zone ?? 'UTC';
  const culture = wanted.culture ?? stored?.culture ?? '';
  const parts = { connectorId, name, description, zone, culture, allAccess };
  const id = await saveConnection(tx, {
    ...parts,
    id: stored?.id,
    brake: stored?.brake ?? {},
    ...(wanted.guid !== undefined && { guid: wanted.guid }),
  });
  if (config !== undefined)
    await writeConfig(hub, tx, id, { config: withReferences(view, id, config) }, stored?.config ?? []);
  await saveAccess(tx, id, accessOf(stored, wanted));
  const changes = { ...parts, config: config?.entries.map(({ fieldKey }) => fieldKey) };
  await addAudit(tx, { by, action: 'connection.save', subject: name, new: changes });
  return id;
}

/** Where a secret came from is kept for the export as long as its field is. */
const withReferences = (view: HubView, id: number, { entries }: CheckedConfig): CheckedConfig['entries'] =>
  entries.map((entry) => ({ ...entry, reference: view.references[String(id)]?.[entry.fieldKey] ?? null }));

/** Who is new may connect and create: the vendor's carrier knows no difference. Who was there keeps their rights. */
function accessOf(stored: ConnectionDefinition | undefined, { userIds, groupIds, rights = [] }: ConnectionToKeep) {
  const entry = (kind: 'user' | 'group') => (id: number) => {
    const before = [...rights, ...(stored?.access ?? [])].find((one) => one.kind === kind && one.id === id);
    return { kind, id, canConnect: before?.canConnect ?? true, canCreate: before?.canCreate ?? true };
  };
  return [...new Set(userIds)].map(entry('user')).concat([...new Set(groupIds)].map(entry('group')));
}

/** Brings a deleted one back as it was, inactive, with its links. Rejected: its connector is deleted, its name was taken. */
export async function restoreConnection(hub: ServiceHub, id: number, by: string): Promise<Outcome<number>> {
  const found = await findDefinition(hub, id);
  if (found.status !== 'done') return found;
  const { connectorId, name, description, allAccess, access } = found.value;
  const idsOf = (wanted: 'user' | 'group') => access.filter(({ kind }) => kind === wanted).map((entry) => entry.id);
  const kept = { id, connectorId, name, description, allAccess, userIds: idsOf('user'), groupIds: idsOf('group') };
  return await keepConnection(hub, kept, by);
}

/** Hides it and stops it; its connector forgets what it keeps of it. Links stay and come back with it; no record is touched. */
export async function deleteConnection(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  const found = await findDefinition(hub, id);
  if (found.status !== 'done') return found;
  if (found.value.deleted) return done(undefined);
  const { name } = found.value;
  await hub.connections.forget(id);
  const hidden = await whenFree(hub, id, name, () =>
    hub.db.transaction(async (tx) => {
      await hideConnection(tx, id);
      await addAudit(tx, { by, action: 'connection.delete', subject: name });
    }),
  );
  if (hidden.status !== 'done') return hidden;
  await hub.wake([id]);
  return done(undefined);
}
