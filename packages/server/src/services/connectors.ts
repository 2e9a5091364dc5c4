/** Connectors: list, add, change, delete, and does an address answer. */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  connectionsOfConnector,
  type ConnectorDefinition,
  hideConnector,
  readConnectors,
  saveConnector,
} from '@kobling/store';
import { isRemote } from '../plugins/registry.ts';
import type { ConnectorFound } from '../plugins/remote.ts';
import type { ServiceHub } from './service-hub.ts';

/** As long as the column that keeps it. */
const longestUrl = 1_023;

/** Deleted ones too, by name. */
export const listConnectors = async (hub: ServiceHub): Promise<readonly ConnectorDefinition[]> =>
  await readConnectors(hub.db);

/** Rejected `connector.unknown`. */
export async function findConnector(hub: ServiceHub, id: number): Promise<Outcome<ConnectorDefinition>> {
  const found = (await readConnectors(hub.db)).find((connector) => connector.id === id);
  if (found !== undefined) return done(found);
  return rejected('connector.unknown', `There is no connector ${id}. Look at the list of connectors again.`);
}

export interface ConnectorToKeep {
  /** Undefined: a new one. */
  readonly id: number | undefined;
  readonly name: string;
  readonly url: string;
}

/** One whose address does not answer is saved all the same, and marked as not reachable (rule 19). Answers its id. */
export async function keepConnector(hub: ServiceHub, wanted: ConnectorToKeep, by: string): Promise<Outcome<number>> {
  const [name, url] = [wanted.name.trim(), wanted.url.trim()];
  if (name === '') return rejected('connector.name', 'The connector has no name. Give it one.');
  if (url === '' || url.length > longestUrl)
    return rejected('connector.url', `The connector ${name} needs a URL of at most ${longestUrl} characters.`);
  const all = await readConnectors(hub.db);
  if (wanted.id !== undefined && !all.some(({ id }) => id === wanted.id))
    return rejected('connector.unknown', `There is no connector ${wanted.id}. Look at the list of connectors again.`);
  const twin = all.find((other) => !other.deleted && other.id !== wanted.id && sameName(other.name, name));
  // Asked for twice, such as after a lost answer: it is there.
  if (twin !== undefined && wanted.id === undefined && twin.url === url) return done(twin.id);
  if (twin !== undefined)
    return rejected('connector.nameTaken', `There is a connector ${twin.name} already. Choose another name.`);
  const found = await hub.connectors.byUrl(url);
  const reachable = found.status === 'done';
  const id = await hub.db.transaction(async (tx) => {
    const saved = await saveConnector(tx, { id: wanted.id, name, url, reachable });
    await addAudit(tx, { by, action: 'connector.save', subject: name, new: { url } });
    return saved;
  });
  if (!reachable) return done(id, found.reason);
  // Only now is there a place for its contract: one that was given as a file would go with this process.
  await hub.connectors.byUrl(url);
  return done(id);
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Rejected `connector.hasConnections`, `connector.unknown`: it may not be deleted. */
export async function canDeleteConnector(hub: ServiceHub, id: number): Promise<Outcome<ConnectorDefinition>> {
  const found = await findConnector(hub, id);
  if (found.status !== 'done') return found;
  const names = await connectionsOfConnector(hub.db, id);
  if (names.length === 0) return found;
  const held = names.length === 1 ? 'the connection' : `${names.length} connections:`;
  return rejected(
    'connector.hasConnections',
    `${found.value.name} has ${held} ${names.map((name) => textIn('en', name)).join(', ')}. Delete ${names.length === 1 ? 'it' : 'them'} first, then the connector.`,
  );
}

/** Hides it; what it was called stays for the log. */
export async function deleteConnector(hub: ServiceHub, id: number, by: string): Promise<Outcome> {
  const found = await canDeleteConnector(hub, id);
  if (found.status !== 'done') return found;
  await hub.db.transaction(async (tx) => {
    await hideConnector(tx, id);
    await addAudit(tx, { by, action: 'connector.delete', subject: found.value.name });
  });
  return done(undefined);
}

/** Brings a deleted one back, as it was; its address is tried. Its notice: it does not answer. */
export async function restoreConnector(hub: ServiceHub, id: number, by: string): Promise<Outcome<number>> {
  const found = await findConnector(hub, id);
  return found.status === 'done' ? await keepConnector(hub, found.value, by) : found;
}

export interface ConnectorAnswers {
  readonly displayName: string;
  /** Over the network: what its WSDL holds, what is missing or odd, and whether it differs from what was kept. */
  readonly contract?: Pick<ConnectorFound, 'operations' | 'problems' | 'changed'>;
}

/**
 * Is there a connector at this address? One over the network is asked for its contract anew, which is then kept; `wsdl` is the
 * contract's text where the service publishes none.
 */
export async function testConnectorUrl(
  hub: ServiceHub,
  url: string,
  wsdl?: string,
): Promise<Outcome<ConnectorAnswers>> {
  const { remote } = hub.connectors;
  if (remote === undefined || !isRemote(url)) {
    const found = await hub.connectors.byUrl(url);
    return found.status === 'done' ? done({ displayName: found.value.displayName }) : found;
  }
  const tested = await remote.test(url.trim(), wsdl);
  if (tested.status !== 'done') return tested;
  const { connector, operations, problems, changed } = tested.value;
  return done({ displayName: connector.displayName, contract: { operations, problems, changed } });
}
