/** A hub from start to stop. `startHub` is the order in which its parts come up; they go down in the opposite one. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SyncStore } from '@kobling/engine';
import { type Connector, type Outcome, silenceDeadline } from '@kobling/sdk';
import { type Database, ensureEpoch, migrate, openDatabase, pgSyncStore, ping } from '@kobling/store';
import { EmbeddedError, lockDataFolder, startEmbedded } from '@kobling/store/embedded';
import type { FastifyInstance } from 'fastify';
import manifest from '../package.json' with { type: 'json' };
import { newToken } from './auth/digest.ts';
import { type Auth, createAuth } from './auth/index.ts';
import { createPasswords, type Passwords, type ScryptCost } from './auth/passwords.ts';
import { type Closing, createClosing } from './closing.ts';
import { prepareFolders, removeHubFiles, writeAddress, writeToken } from './files/hub-files.ts';
import type { Log } from './http/log.ts';
import { createHttp } from './http/server.ts';
import { addMetrics } from './metrics/index.ts';
import type { WorkConnection } from './jobs/cycle-job.ts';
import { type EventBus, openEventBus } from './jobs/events.ts';
import { type Jobs, startJobs } from './jobs/index.ts';
import { messageOf, type Operator, type OperatorInput, readOperator, StartRefused } from './operator.ts';
import { openConnections, type OpenConnections } from './plugins/open-connections.ts';
import { guardedFetch } from './egress/guard.ts';
import { applications } from './plugins/app-connectors.ts';
import { type ConnectorRegistry, createRegistry } from './plugins/registry.ts';
import { remoteConnectors } from './plugins/remote.ts';
import { addRoutes } from './routes/index.ts';
import { addAgents } from './agents/serve.ts';
import { openSecrets, type Secrets } from './secrets/index.ts';
import { loadKeyRing } from './secrets/key-ring.ts';
import { startWebhooks } from './webhooks/index.ts';

/** What the parts of a running hub lend to routes, services and the command line. */
export interface Hub {
  readonly operator: Operator;
  /** Where the pages are, without a slash at the end; undefined in role `worker`. */
  readonly url: string | undefined;
  readonly version: string;
  readonly db: Database;
  readonly store: SyncStore;
  readonly secrets: Secrets;
  /** Hashes and compares them, a few at a time for the whole hub. */
  readonly passwords: Passwords;
  readonly connectors: ConnectorRegistry;
  readonly connections: OpenConnections;
  readonly events: EventBus;
  readonly log: Log;
  readonly jobs: Pick<Jobs, 'nextRunAt' | 'running'>;
  /** The egress guard's: the only way out. */
  readonly outbound: typeof fetch;
  now(): Date;
  /** Makes the cycles of these connections due now; a request row must have been stored before (H24). */
  wake(connectionIds: readonly number[]): Promise<void>;
  /** Ends jobs after the batch in hand, HTTP, and the embedded database. May be called twice. */
  stop(): Promise<void>;
}

export type Role = 'all' | 'web' | 'worker';
export interface HubOptions extends OperatorInput {
  readonly role?: Role;
  readonly log: Log;
  readonly connectors: readonly Connector[];
  /** The engine. */
  readonly work: WorkConnection;
  /** Routes of the command line. */
  readonly addCliRoutes?: (app: FastifyInstance, hub: Hub) => void | Promise<void>;
  /** Runs at every start of a whole hub, so that one that was killed in it goes on; it knows by itself when it is done. */
  readonly installDemo?: ((hub: Hub) => Promise<void>) | undefined;
  /** The hub works and can be stopped; the demonstration may still be filling it. */
  readonly onUp?: (hub: RunningHub) => void;
  readonly now?: () => Date;
  /** Cheaper passwords, for tests. */
  readonly passwordCost?: ScryptCost;
}
export interface RunningHub extends Hub {
  /** A fresh one-time link for the first administrator; undefined when there is one, or no page. */
  newSetupLink(): Promise<string | undefined>;
  /** A stop was asked for. */
  readonly isStopping: boolean;
  /** Without waiting: tells the embedded database to end. For the second signal of an impatient person. */
  abandon(): void;
}

/** Throws StartRefused with a sentence when the hub will not start; whatever came up by then is down again. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { log } = options;
  const closing = createClosing((what, error) => log.warn(`Stopping: ${what} did not end well.`, { error }));
  try {
    return await bringUp(options, closing);
  } catch (error) {
    await closing.run();
    if (error instanceof EmbeddedError) throw new StartRefused({ code: error.code, message: error.message });
    throw error;
  }
}

async function bringUp(options: HubOptions, closing: Closing): Promise<RunningHub> {
  const role = options.role ?? 'all';
  const now = options.now ?? (() => new Date());
  const foundation = await layFoundation(options, role, closing);
  const { operator, db } = foundation;
  const parts = await startParts(options, foundation, { role, now }, closing);
  const cliToken = newToken();
  const { metricsToken } = operator;
  const auth = createAuth(db, { now, cliToken, metricsToken, passwords: parts.passwords });
  const url = role === 'worker' ? undefined : await openHttp(options, parts, auth, closing);
  if (url !== undefined) await leaveAddress(operator.dataDir, { url, version: parts.version, cliToken }, closing);
  const hub: RunningHub = {
    ...parts,
    url,
    abandon: () => foundation.abandon(),
    newSetupLink: async () => (closing.begun ? undefined : setupLink(auth, url)),
    get isStopping() {
      return closing.begun;
    },
  };
  options.onUp?.(hub);
  // Of a hub in parts none can know whether another works yet, so that only a whole one fills itself.
  if (role === 'all' && options.installDemo !== undefined) await installDemo(options.installDemo, hub, closing);
  return hub;
}

interface Foundation {
  readonly operator: Operator;
  readonly db: Database;
  readonly secrets: Secrets;
  /** Nobody else can be at work on this database: the hub of the embedded one was killed. */
  readonly alone: boolean;
  abandon(): void;
}

/** What the operator said, the folder, the key and the database, in this order. */
async function layFoundation(options: HubOptions, role: Role, closing: Closing): Promise<Foundation> {
  const { log } = options;
  const operator = must(await readOperator(options));
  const { key } = operator;
  const isEmbedded = operator.databaseUrl === undefined;
  await prepareFolders(operator.dataDir, operator.filesAllowed);
  const { tookOver } = await lockFolder(operator, role, closing);
  const loaded = must(await loadKeyRing(key, isEmbedded && key.from === 'file' && key.isDefault));
  if (loaded.notice !== undefined) log.info(loaded.notice);
  const data = await openData(operator, log, closing);
  await bringSchemaUp(data.db, log);
  const secrets = openSecrets(data.db, key, loaded.ring, log);
  must(await secrets.check());
  return { operator, db: data.db, secrets, alone: isEmbedded && tookOver, abandon: () => data.abandon() };
}

/** Connectors, events and jobs: with these the hub works, even if nobody watches. */
async function startParts(
  options: HubOptions,
  { operator, db, secrets, alone }: Foundation,
  { role, now }: { readonly role: Role; readonly now: () => Date },
  closing: Closing,
): Promise<Omit<Hub, 'url'>> {
  const { log, work } = options;
  const known = applications(db, { signingKey: () => secrets.hub.signing(), now });
  const outbound = guardedFetch(operator.egress);
  const remote = remoteConnectors({ db, fetch: outbound, log, applications: known });
  const connectors = createRegistry(options.connectors, remote);
  const store = pgSyncStore(db, { cardOf: (connectorUrl) => connectors.cardOf(connectorUrl), now });
  const connections = openConnections(db, connectors, secrets, { operator, log, now });
  closing.add('connectors', () => connections.close());
  const events = await openEventBus(db, log);
  closing.add('events', () => events.close());
  const clock = {
    now,
    monotonicMs: () => performance.now(),
    deadline: silenceDeadline,
    timeout: (ms: number) => AbortSignal.timeout(ms),
  };
  const random = { uuid: randomUUID, next: Math.random };
  const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  const cycle = { db, store, connections, events, log, work, clock, random, holder };
  const jobs = await startJobs({ db, log, worker: role !== 'web', alone, parts: cycle });
  closing.add('jobs', () => jobs.stop());
  if (role !== 'web') {
    const pages = operator.publicUrl;
    const hooks = { db, secrets, events, log, now, pages, fetch: outbound, random: Math.random };
    const webhooks = startWebhooks({ ...hooks, monotonicMs: clock.monotonicMs });
    closing.add('webhooks', () => webhooks.stop());
  }
  const passwords = createPasswords(options.passwordCost);
  const opened = { operator, db, secrets, passwords, store, connectors, connections, events, log, jobs, now, outbound };
  return {
    ...opened,
    version: manifest.version,
    wake: (connectionIds) => jobs.wake(connectionIds),
    stop: () => closing.run(),
  };
}

function must<T>(outcome: Outcome<T>): T {
  if (outcome.status === 'done') return outcome.value;
  throw new StartRefused(outcome.reason);
}

/** Web and worker of one machine may share a folder when the database is elsewhere; the embedded one has one hub only. */
async function lockFolder(operator: Operator, role: Role, closing: Closing): Promise<{ readonly tookOver: boolean }> {
  const name = operator.databaseUrl === undefined || role === 'all' ? 'hub.lock' : `hub-${role}.lock`;
  const result = await lockDataFolder(operator.dataDir, name);
  if (result.status === 'inUse') throw new StartRefused({ code: 'hub.inUse', message: result.message });
  closing.add('the lock of the data folder', () => result.lock.release());
  return result;
}

async function openData(
  operator: Operator,
  log: Log,
  closing: Closing,
): Promise<{ readonly db: Database; abandon(): void }> {
  let url = operator.databaseUrl;
  let abandon = (): void => undefined;
  if (url === undefined) {
    const server = await startEmbedded({ dataDir: operator.dataDir });
    closing.add('the embedded database', () => server.stop());
    url = server.url;
    // SIGINT is PostgreSQL's fast shutdown: it ends by itself after this process is gone.
    abandon = () => void process.kill(server.pid, 'SIGINT');
  }
  for (const secret of [operator.metricsToken, operator.openid?.clientSecret])
    if (secret !== undefined) log.hide(secret);
  const password = passwordIn(url);
  if (password !== undefined) log.hide(password);
  let isClosing = false;
  const db = openDatabase(url, {
    applicationName: 'kobling',
    max: 20,
    onIdleError(error) {
      // While stopping, the server may cut a connection that was about to close by itself.
      if (!isClosing) log.warn('A connection to the database broke and is replaced.', { error: error.message });
    },
  });
  closing.add('the database', () => {
    isClosing = true;
    return db.close();
  });
  return { db, abandon };
}

function passwordIn(url: string): string | undefined {
  const password = URL.canParse(url) ? decodeURIComponent(new URL(url).password) : '';
  return password === '' ? undefined : password;
}

async function bringSchemaUp(db: Database, log: Log): Promise<void> {
  await ping(db).catch((error: unknown) => {
    const message = `The database cannot be reached: ${messageOf(error)}. Check the database URL, and that the database runs.`;
    throw new StartRefused({ code: 'database.unreachable', message });
  });
  const result = await migrate(db);
  if (result.status !== 'ok') throw new StartRefused({ code: `database.${result.status}`, message: result.message });
  if (result.applied.length > 0) log.info(`The database was brought to schema ${result.at}.`);
  await ensureEpoch(db);
}

async function openHttp(options: HubOptions, parts: Omit<Hub, 'url'>, auth: Auth, closing: Closing): Promise<string> {
  const { operator, log } = parts;
  const pages = fileURLToPath(new URL('../../web/dist', import.meta.url));
  const { host, publicUrl, trustedProxies } = operator;
  const app = await createHttp({ auth, host, publicUrl, trustedProxies, log, pages });
  closing.add('HTTP', () => app.close());
  const hub: Hub = { ...parts, url: undefined };
  addMetrics(app, hub);
  addRoutes(app, hub, auth);
  await addAgents(app, hub);
  await options.addCliRoutes?.(app, hub);
  try {
    await app.listen({ host: operator.host, port: operator.port });
  } catch (error) {
    const message =
      `The hub cannot listen on ${operator.host}, port ${operator.port}: ${messageOf(error)}. ` +
      'Stop what uses that port, or start with --port N.';
    throw new StartRefused({ code: 'http.listen', message });
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : operator.port;
  return `http://${operator.host.includes(':') ? `[${operator.host}]` : operator.host}:${port}`;
}

interface Address {
  readonly url: string;
  readonly version: string;
  readonly cliToken: string;
}
/** Tells the command line of this data folder where the hub is and how to prove who it is. */
async function leaveAddress(dataDir: string, { url, version, cliToken }: Address, closing: Closing): Promise<void> {
  closing.add('the files for the command line', () => removeHubFiles(dataDir));
  await writeToken(dataDir, cliToken);
  await writeAddress(dataDir, { url, pid: process.pid, version });
}

async function setupLink(auth: Auth, url: string | undefined): Promise<string | undefined> {
  const token = url === undefined ? undefined : await auth.newSetupToken();
  return token === undefined ? undefined : `${url}/setup?token=${token}`;
}

/** A demonstration that fails must not keep anybody from the hub; one cut short by a stop goes on at the next start. */
async function installDemo(install: (hub: Hub) => Promise<void>, hub: Hub, closing: Closing): Promise<void> {
  try {
    await install(hub);
  } catch (error) {
    if (closing.begun) return;
    hub.log.error('The demonstration data could not be set up. The hub runs without it.', { error });
  }
}
