/**
 * Connections kept open between cycles, so that a workbook's index or a log-in survives. One is opened again when its
 * configuration has changed; the old one is closed when nobody uses it any more.
 */
import { createHash } from 'node:crypto';
import {
  connectorInCulture,
  cultureOf,
  type ConfigValues,
  type Connection,
  type Connector,
  type ConnectorHost,
  done,
  type Outcome,
  rejected,
} from '@kobling/sdk';
import { configRows, connectionSource, type ConnectionSource, type Database } from '@kobling/store';
import type { Secrets } from '../secrets/index.ts';
import { createHost, type HostParts, noGuid } from './host.ts';
import type { ConnectorRegistry } from './registry.ts';

export interface OpenConnections {
  /** Runs `work` with the open connection of a saved one, and what it is lent. Do not close it. Rejected or retry when it cannot be opened. */
  use<T>(
    connectionId: number,
    work: (connection: Connection, host: ConnectorHost) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>>;
  /** Runs `work` with a connection opened for this once, of a connection that is being set up. */
  once<T>(draft: Draft, work: (connection: Connection) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** Asks the connector whether these values are valid; opens nothing. */
  testConfig(draft: Draft): Promise<Outcome>;
  /** The same with connectors of another registry: one that knows what is about to be saved. */
  through(connectors: ConnectorRegistry): Pick<OpenConnections, 'once' | 'testConfig'>;
  /** Before a connection is deleted: its connector is told, as far as it can be reached. What it keeps is its own business. */
  forget(connectionId: number): Promise<void>;
  /** Closes all; those in use when their user is done. */
  close(): Promise<void>;
}
export interface Draft {
  readonly connectorUrl: string;
  readonly config: ConfigValues;
  readonly zone: string;
  /** Left out or '': none. */
  readonly culture?: string;
}

interface Opened {
  readonly connection: Connection;
  readonly host: ConnectorHost;
  readonly fingerprint: string;
  users: number;
  outdated: boolean;
}

const openDeadlineMs = 60_000;
/** Nobody waits long for a courtesy. */
const forgetDeadlineMs = 10_000;

export function openConnections(
  db: Database,
  registry: ConnectorRegistry,
  secrets: Secrets,
  parts: HostParts,
): OpenConnections {
  const opened = new Map<number, Opened>();
  const inTurn = turns();
  return {
    async use(id, work) {
      const entry = await inTurn(id, () => acquire({ db, registry, secrets, parts, opened }, id));
      if (entry.status !== 'done') return entry;
      try {
        return await work(entry.value.connection, entry.value.host);
      } finally {
        entry.value.users -= 1;
        if (entry.value.outdated) await closeUnused(entry.value, parts);
      }
    },
    ...drafting(registry, parts),
    through: (connectors) => drafting(connectors, parts),
    async forget(id) {
      const call = { signal: AbortSignal.timeout(forgetDeadlineMs) };
      const told = await this.use(id, async (connection) => (await connection.forget?.(call)) ?? done(undefined));
      if (told.status !== 'done')
        parts.log.warn(`The connector of connection ${id} could not be told that it is deleted.`, {
          reason: told.reason.message,
        });
    },
    async close() {
      const entries = [...opened.values()];
      opened.clear();
      await Promise.all(entries.map((entry) => retire(entry, parts)));
    },
  };
}

/** Connections that are being set up: nothing of them is kept. */
const drafting = (registry: ConnectorRegistry, parts: HostParts): Pick<OpenConnections, 'once' | 'testConfig'> => ({
  async once(draft, work) {
    const host = await createHost(parts, { guid: noGuid, zone: draft.zone, name: '' });
    const connection = await openWith(
      registry,
      { connectorUrl: draft.connectorUrl, culture: draft.culture ?? '' },
      host,
      draft.config,
    );
    if (connection.status !== 'done') return connection;
    try {
      return await work(connection.value);
    } finally {
      await connection.value.close();
    }
  },
  async testConfig(draft) {
    const connector = await registry.byUrl(draft.connectorUrl);
    if (connector.status !== 'done') return connector;
    const host = await createHost(parts, { guid: noGuid, zone: draft.zone, name: '' });
    return await guarded(connector.value, () =>
      connector.value.testConfig(draft.config, host, { signal: AbortSignal.timeout(openDeadlineMs) }),
    );
  },
});

/** One opening of a connection at a time: two would share a state folder. */
function turns(): <T>(id: number, work: () => Promise<T>) => Promise<T> {
  const last = new Map<number, Promise<unknown>>();
  return async (id, work) => {
    const turn = (last.get(id) ?? Promise.resolve()).then(work, work);
    const settled = turn.catch(() => undefined);
    last.set(id, settled);
    try {
      return await turn;
    } finally {
      if (last.get(id) === settled) last.delete(id);
    }
  };
}

interface Shelf {
  readonly db: Database;
  readonly registry: ConnectorRegistry;
  readonly secrets: Secrets;
  readonly parts: HostParts;
  readonly opened: Map<number, Opened>;
}

/** The open connection, counted as used; opened anew when there is none of the present configuration. */
async function acquire({ db, registry, secrets, parts, opened }: Shelf, id: number): Promise<Outcome<Opened>> {
  const source = await connectionSource(db, id);
  const fingerprint = source && (await fingerprintOf(db, source));
  const present = opened.get(id);
  if (present !== undefined && present.fingerprint === fingerprint) {
    present.users += 1;
    return done(present);
  }
  opened.delete(id);
  if (present !== undefined) await retire(present, parts);
  if (source === undefined || fingerprint === undefined) {
    return rejected('connection.gone', `Connection ${id} does not exist any more. Load the list of connections again.`);
  }
  const config = await secrets.openConfig(id);
  if (config.status !== 'done') return config;
  const host = await createHost(parts, source);
  const connection = await openWith(registry, source, host, config.value);
  if (connection.status !== 'done') return connection;
  const entry: Opened = { connection: connection.value, host, fingerprint, users: 1, outdated: false };
  opened.set(id, entry);
  return done(entry);
}

async function retire(entry: Opened, parts: HostParts): Promise<void> {
  entry.outdated = true;
  await closeUnused(entry, parts);
}

async function closeUnused(entry: Opened, parts: HostParts): Promise<void> {
  if (entry.users > 0) return;
  await entry.connection.close().catch((error: unknown) => parts.log.warn('A connector failed to close.', { error }));
}

async function openWith(
  registry: ConnectorRegistry,
  { connectorUrl, culture: name }: Pick<ConnectionSource, 'connectorUrl' | 'culture'>,
  host: ConnectorHost,
  config: ConfigValues,
): Promise<Outcome<Connection>> {
  const found = await registry.byUrl(connectorUrl);
  if (found.status !== 'done') return found;
  // Every connection that the hub opens passes here, so nothing beyond knows of cultures.
  const culture = cultureOf(name);
  const connector = culture === undefined ? found.value : connectorInCulture(found.value, culture);
  return await guarded(connector, () => connector.open(config, host, { signal: AbortSignal.timeout(openDeadlineMs) }));
}

/** A connector that throws has a bug; it must not take the hub with it. */
async function guarded<T>(connector: Connector, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    const tech = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return rejected(
      'connector.failed',
      `The connector ${connector.displayName} failed unexpectedly. Tell its author what the hub's log says.`,
      { tech },
    );
  }
}

async function fingerprintOf(db: Database, source: ConnectionSource): Promise<string> {
  const rows = await configRows(db, source.id);
  const parts = rows.map((row) => [row.fieldKey, row.value, row.secret?.toString('base64') ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([source.connectorUrl, source.zone, source.culture, source.guid, parts]))
    .digest('hex');
}
