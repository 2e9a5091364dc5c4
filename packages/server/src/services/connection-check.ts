/** The conformance suite against a configured connection, over its real wire; what it measures becomes the connection's card. */
import { addAudit, type CheckedCard, connectionSource, mergedCard, readCards, saveCheckedCard } from '@kobling/store';
import { type CapabilityCard, type Connection, type Connector, done, type Outcome, rejected } from '@kobling/sdk';
import { passed, type Report, runConformance } from '@kobling/sdk/conformance';
import { keepLease } from '../jobs/lease-keeper.ts';
import { ConnectionBusy, leaseInTurn } from '../setup-file/under-lease.ts';
import { findConnection } from './connections.ts';
import { type ConnectorAnswers, testConnectorUrl } from './connectors.ts';
import type { ServiceHub } from './service-hub.ts';

export interface ConnectionChecked extends Report {
  readonly connection: string;
  readonly passed: boolean;
  /** Of a connector over the network: what its WSDL holds. */
  readonly contract?: NonNullable<ConnectorAnswers['contract']>;
}

/** Actors read of a type: enough to measure by, little enough to be waited for. */
const sampleSize = 500;

/**
 * Nobody syncs the connection meanwhile (H25). With `write` actors are created and changed in the ERP, and they stay. The result
 * is kept and used from the next cycle on. Rejected or retry: the connection is unknown, busy, or cannot be opened.
 */
export async function checkConnection(
  hub: ServiceHub,
  wish: { readonly connection: string; readonly write: boolean },
  by: string,
): Promise<Outcome<ConnectionChecked>> {
  const found = await findConnection(hub, wish.connection);
  if (found.status !== 'done') return found;
  const { id, name } = found.value;
  const source = await connectionSource(hub.db, id);
  if (source === undefined) return rejected('connection.gone', `${name} was deleted just now. Look at the list again.`);
  const answers = await testConnectorUrl(hub, source.connectorUrl);
  if (answers.status !== 'done') return answers;
  const connector = await hub.connectors.byUrl(source.connectorUrl);
  if (connector.status !== 'done') return connector;
  const report = await alone(hub, id, name, () => reportOn(hub, id, connector.value, wish.write));
  if (report.status !== 'done') return report;
  await keep(hub, { id, name, url: source.connectorUrl }, report.value, { by, wrote: wish.write });
  await hub.wake([id]);
  const { contract } = answers.value;
  return done({ connection: name, ...report.value, passed: passed(report.value), ...(contract && { contract }) });
}

async function alone<T>(
  hub: ServiceHub,
  id: number,
  name: string,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    const kept = keepLease(hub.store, await leaseInTurn(hub.store, id, name), new AbortController().signal);
    try {
      return await work();
    } finally {
      await kept.release();
    }
  } catch (error) {
    if (error instanceof ConnectionBusy)
      return { status: 'retry', reason: { code: error.code, message: error.message } };
    throw error;
  }
}

async function reportOn(hub: ServiceHub, id: number, connector: Connector, write: boolean): Promise<Outcome<Report>> {
  const config = await hub.secrets.openConfig(id);
  if (config.status !== 'done') return config;
  return await hub.connections.use(id, async (connection, host) => {
    // The one that is open: a second one would share its state folder, and be another conversation than the one that syncs.
    const opened: Connector = {
      ...connector,
      configFields: () => connector.configFields(),
      open: () => Promise.resolve(done(lent(connection))),
    };
    return done(await runConformance(opened, { config: config.value, host, write, sampleSize }));
  });
}

/** The same, but it stays open. */
const lent = (connection: Connection): Connection => ({
  test: (call) => connection.test(call),
  actorTypes: (call) => connection.actorTypes(call),
  fields: (type, call) => connection.fields(type, call),
  searchableFields: (type, call) => connection.searchableFields(type, call),
  getActors: (query, call) => connection.getActors(query, call),
  getChangedActors: (query, call) => connection.getChangedActors(query, call),
  search: (query, call) => connection.search(query, call),
  searchAdvanced: (query, call) => connection.searchAdvanced(query, call),
  createActor: (actor, call) => connection.createActor(actor, call),
  saveActors: (changes, call) => connection.saveActors(changes, call),
  getList: (list, keys, call) => connection.getList(list, keys, call),
  close: () => Promise.resolve(),
});

async function keep(
  hub: ServiceHub,
  { id, name, url }: { readonly id: number; readonly name: string; readonly url: string },
  report: Report,
  { by, wrote }: { readonly by: string; readonly wrote: boolean },
): Promise<void> {
  // Nothing was measured: what is known stays.
  if (Object.keys(report.card).length === 0) return;
  const failed = report.lines.filter((line) => line.status === 'fail');
  const checked: CheckedCard = {
    url,
    at: new Date().toISOString(),
    by,
    wrote,
    passed: passed(report),
    card: report.card,
    problems: Object.fromEntries(failed.map((line) => [line.id, line.message])),
  };
  await hub.db.transaction(async (tx) => {
    await saveCheckedCard(tx, id, checked);
    await addAudit(tx, { by, action: 'connection.check', subject: name, new: report.card });
  });
}

export interface ConnectionCard {
  readonly connection: string;
  /** What the engine goes by. */
  readonly card: CapabilityCard;
  /** Where each entry that is not the default comes from. */
  readonly from: Readonly<Partial<Record<keyof CapabilityCard, 'connector' | 'check' | 'learnt'>>>;
  /** The last check; null: none yet, or of another connector. */
  readonly checked: CheckedCard | null;
}

export async function readConnectionCard(hub: ServiceHub, wanted: string): Promise<Outcome<ConnectionCard>> {
  const found = await findConnection(hub, wanted);
  if (found.status !== 'done') return found;
  const { id, name } = found.value;
  const [stored, setup] = [await readCards(hub.db, id), await hub.store.setup(id)];
  if (stored === undefined || setup === undefined)
    return rejected('connection.gone', `${name} was deleted just now. Look at the list again.`);
  const declared = hub.connectors.cardOf(stored.url) ?? {};
  const measured = stored.checked?.url === stored.url ? stored.checked : null;
  const keys = Object.keys(mergedCard(stored, declared)) as (keyof CapabilityCard)[];
  const from = keys.map((key) => {
    if (stored.card[key] === setup.card[key]) return [key, 'learnt'] as const;
    return [key, measured?.card[key] === undefined ? 'connector' : 'check'] as const;
  });
  return done({ connection: name, card: setup.card, from: Object.fromEntries(from), checked: measured });
}
