/**
 * Connectors over the network, by their address. The contract is learnt from the WSDL once and kept with the connector; it is
 * learnt anew when somebody tests the address, and when the service no longer understands us.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Connector, type Outcome, done } from '@kobling/sdk';
import { learn, type Profile, soapConnector } from '@kobling/soap';
import { connectorProfile, type Database, saveConnectorProfile } from '@kobling/store';
import type { Log } from '../http/log.ts';

export interface RemoteConnectors {
  /** Rejected or retry: the address cannot be called, does not answer, or is no connector. */
  byUrl(url: string): Promise<Outcome<Connector>>;
  /** Reads the WSDL again: what was found, and what is missing or odd, as sentences. */
  test(url: string): Promise<Outcome<ConnectorFound>>;
}
export interface ConnectorFound {
  readonly connector: Connector;
  readonly operations: readonly string[];
  readonly problems: readonly string[];
  /** The contract differs from the one that was kept. */
  readonly changed: boolean;
}

interface Known {
  /** Shared by all connections: a contract that is read anew is new for every one of them. */
  readonly contract: { profile: Profile; relearn(): Promise<boolean> };
  readonly connector: Connector;
  saved: boolean;
}
export interface RemoteParts {
  readonly db: Database | undefined;
  /** The egress guard's. */
  readonly fetch: typeof fetch;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

const deadlineMs = 60_000;
const relearnMs = 60_000;

const sameProfile = (a: Profile, b: Profile): boolean => isDeepStrictEqual(plain(a), plain(b));
const plain = (profile: Profile): unknown => JSON.parse(JSON.stringify(profile));

export function remoteConnectors(parts: RemoteParts): RemoteConnectors {
  const known = new Map<string, Known>();
  const asked = new Map<string, number>();
  const call = () => ({ signal: AbortSignal.timeout(deadlineMs) });

  async function build(url: string, profile: Profile): Promise<Outcome<Connector>> {
    const contract = { profile, relearn: () => relearn(url) };
    const connector = await soapConnector({ url, fetch: parts.fetch }, contract, call());
    if (connector.status === 'done') known.set(url, { contract, connector: connector.value, saved: false });
    return connector;
  }
  async function keep(url: string): Promise<void> {
    const entry = known.get(url);
    if (entry === undefined || entry.saved || parts.db === undefined) return;
    // Before the connector itself is saved there is no place for it; the next use tries again.
    entry.saved = await saveConnectorProfile(parts.db, url, entry.contract.profile);
  }
  /** The service did not understand: has it changed? Asked at most once a minute, since a service may lack an operation for good. */
  async function relearn(url: string): Promise<boolean> {
    const entry = known.get(url);
    const last = asked.get(url);
    if (entry === undefined || (last !== undefined && performance.now() - last < relearnMs)) return false;
    asked.set(url, performance.now());
    const learnt = await learn({ url, fetch: parts.fetch }, call());
    if (learnt.status !== 'done' || sameProfile(learnt.value.profile, entry.contract.profile)) return false;
    parts.log.warn(`${url} has changed its contract; the new one is used from now on.`);
    entry.contract.profile = learnt.value.profile;
    entry.saved = false;
    await keep(url);
    return true;
  }
  async function test(url: string): Promise<Outcome<ConnectorFound>> {
    const before = await storedProfile(parts.db, url);
    const learnt = await learn({ url, fetch: parts.fetch }, call());
    if (learnt.status !== 'done') return learnt;
    const { profile, problems } = learnt.value;
    for (const problem of problems) parts.log.info(`${url}: ${problem}`);
    const connector = await build(url, profile);
    if (connector.status !== 'done') return connector;
    await keep(url);
    const changed = before !== undefined && !sameProfile(before, profile);
    if (changed) parts.log.warn(`${url} has changed its contract; the new one is used from now on.`);
    return done({ connector: connector.value, operations: Object.keys(profile.operations), problems, changed });
  }
  return {
    test,
    byUrl: async (url) => {
      const entry = known.get(url);
      if (entry !== undefined) {
        await keep(url);
        return done(entry.connector);
      }
      const stored = await storedProfile(parts.db, url);
      if (stored !== undefined) {
        const connector = await build(url, stored);
        // A service whose contract changed while the hub was away is asked for its WSDL again.
        if (connector.status === 'done' || !/^soap\.(notUnderstood|noResult)$/.test(connector.reason.code))
          return connector;
      }
      const found = await test(url);
      return found.status === 'done' ? done(found.value.connector) : found;
    },
  };
}

async function storedProfile(db: Database | undefined, url: string): Promise<Profile | undefined> {
  const stored = db === undefined ? undefined : await connectorProfile(db, url);
  return typeof stored === 'object' && stored !== null && 'operations' in stored ? (stored as Profile) : undefined;
}
