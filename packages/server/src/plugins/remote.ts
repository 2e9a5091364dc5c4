/**
 * Connectors over the network, by their address. The contract is learnt from the WSDL once and kept with the connector; it is
 * learnt anew when somebody tests the address, and when the service no longer understands us.
 */
import { type Connector, done, type Failure, type Outcome, rejected, textIn } from '@kobling/sdk';
import { difference, learn, type Profile, profileFromText, type SoapAddress, soapConnector } from '@kobling/soap';
import { connectorProfile, type Database, saveConnectorProfile } from '@kobling/store';
import type { Log } from '../http/log.ts';
import { type ApplicationDrafts, type Applications, clientIdIn } from './app-connectors.ts';

export interface RemoteConnectors {
  /** Rejected or retry: the address cannot be called, does not answer, or is no connector. */
  byUrl(url: string): Promise<Outcome<Connector>>;
  /**
   * Reads the WSDL again: what was found, and what is missing or odd, as sentences. `wsdl`: its text, where the service
   * publishes none; it is kept like one that was.
   */
  test(url: string, wsdl?: string): Promise<Outcome<ConnectorFound>>;
  /** The same with what is about to be saved; what is learnt of the services concerned is not kept. */
  withDrafts(drafts: RemoteDrafts): RemoteConnectors;
}
export interface RemoteDrafts {
  readonly applications: ApplicationDrafts;
  /** Texts of contracts that are given, by address. */
  readonly wsdls: ReadonlyMap<string, string>;
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
  readonly contract: { profile: Profile; relearn(): Promise<boolean>; freshen(): Promise<void> };
  readonly connector: Connector;
  saved: boolean;
}
export interface RemoteParts {
  readonly db: Database | undefined;
  /** The egress guard's. */
  readonly fetch: typeof fetch;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** For app:// addresses; undefined where there is no hub that knows them. */
  readonly applications?: Applications;
  /** Contracts that are given and not kept yet, by address. */
  readonly wsdls?: RemoteDrafts['wsdls'];
  /** The process's when left out. */
  readonly monotonicMs?: () => number;
}

const deadlineMs = 60_000;
const relearnMs = 60_000;
/** A service whose members come in another order loses what it is sent, and says nothing: so it is looked at unasked, too. */
const freshMs = 24 * 3_600_000;
/** A call waits for it. */
const relearnDeadlineMs = 10_000;

export const remoteConnectors = (parts: RemoteParts): RemoteConnectors => new Remote(parts);

class Remote implements RemoteConnectors {
  readonly #parts: RemoteParts;
  readonly #known = new Map<string, Known>();
  /** When its WSDL was last read because the service did not understand; of a monotonic clock. */
  readonly #asked = new Map<string, number>();
  /** When its WSDL was last read for another reason. */
  readonly #read = new Map<string, number>();

  constructor(parts: RemoteParts) {
    this.#parts = parts;
  }

  async byUrl(url: string): Promise<Outcome<Connector>> {
    const entry = this.#known.get(url);
    if (entry !== undefined) {
      await this.#keep(url);
      return done(entry.connector);
    }
    const stored = await storedProfile(this.#parts.db, url);
    if (stored !== undefined) {
      const connector = await this.#build(url, stored);
      // A service whose contract changed while the hub was away is asked for its WSDL again.
      if (connector.status === 'done' || !outdated.test(connector.reason.code)) return connector;
    }
    const found = await this.test(url, this.#parts.wsdls?.get(url));
    return found.status === 'done' ? done(found.value.connector) : found;
  }

  async test(url: string, wsdl?: string): Promise<Outcome<ConnectorFound>> {
    const { db, log } = this.#parts;
    const before = await storedProfile(db, url);
    const learnt = wsdl === undefined ? await this.#published(url, before) : await profileFromText(wsdl);
    if (learnt.status !== 'done') return learnt;
    this.#read.set(url, this.#now());
    const { profile, problems } = learnt.value;
    for (const problem of problems) log.info(`${url}: ${problem}`);
    const connector = await this.#build(url, profile);
    if (connector.status !== 'done') return connector;
    await this.#keep(url);
    const news = before && difference(before, profile);
    if (news !== undefined) log.warn(`${url}: ${news}`);
    const changed = news !== undefined;
    return done({ connector: connector.value, operations: Object.keys(profile.operations), problems, changed });
  }

  withDrafts({ applications: drafts, wsdls }: RemoteDrafts): RemoteConnectors {
    const applications = this.#parts.applications?.withDrafts(drafts);
    const drafted = new Remote({ ...this.#parts, db: undefined, wsdls, ...(applications && { applications }) });
    const isDrafted = (url: string): boolean => wsdls.has(url) || drafts.has(clientIdIn(url) ?? '');
    const of = (url: string): RemoteConnectors => (isDrafted(url) ? drafted : this);
    return {
      byUrl: (url) => of(url).byUrl(url),
      test: (url, wsdl) => of(url).test(url, wsdl),
      withDrafts: (more) =>
        this.withDrafts({
          applications: new Map([...drafts, ...more.applications]),
          wsdls: new Map([...wsdls, ...more.wsdls]),
        }),
    };
  }

  async #addressOf(url: string): Promise<Outcome<SoapAddress>> {
    const { fetch, applications } = this.#parts;
    const clientId = clientIdIn(url);
    if (clientId === undefined) return done({ url, fetch });
    if (applications === undefined)
      return rejected(
        'application.noHub',
        `${url} names an application, which only a running hub knows. Give the address of its service instead.`,
      );
    const found = await applications.find(clientId);
    if (found.status !== 'done') return found;
    return done({ url: found.value.url, fetch, application: applications.proof(clientId) });
  }

  /** What the service publishes; the contract that was given where it still publishes none. */
  async #published(url: string, stored: Profile | undefined): ReturnType<typeof learn> {
    const learnt = await this.#learn(url);
    if (learnt.status === 'done' || !unpublished.test(learnt.reason.code)) return learnt;
    const kept = this.#known.get(url)?.contract.profile ?? stored;
    if (kept?.given !== true) return withRemedy(url, learnt);
    return done({ profile: kept, problems: ['The service publishes no WSDL; the one that was given is used.'] });
  }

  async #learn(url: string, withinMs = deadlineMs): ReturnType<typeof learn> {
    const address = await this.#addressOf(url);
    return address.status === 'done' ? await learn(address.value, call(withinMs)) : address;
  }

  async #build(url: string, profile: Profile): Promise<Outcome<Connector>> {
    // Connections that are open go by the same contract object: what is read anew reaches them too.
    const contract = this.#known.get(url)?.contract ?? {
      profile,
      relearn: () => this.#relearn(url),
      freshen: () => this.#freshen(url),
    };
    contract.profile = profile;
    const address = await this.#addressOf(url);
    if (address.status !== 'done') return address;
    const connector = await soapConnector(address.value, contract, call());
    if (connector.status === 'done') this.#known.set(url, { contract, connector: connector.value, saved: false });
    return connector;
  }

  async #keep(url: string): Promise<void> {
    const { db } = this.#parts;
    const entry = this.#known.get(url);
    if (entry === undefined || entry.saved || db === undefined) return;
    // Before the connector itself is saved there is no place for it; the next use tries again.
    entry.saved = await saveConnectorProfile(db, url, entry.contract.profile);
  }

  /** The service did not understand: has it changed? Asked at most once a minute, since a service may lack an operation for good. */
  async #relearn(url: string): Promise<boolean> {
    const entry = this.#known.get(url);
    const last = this.#asked.get(url);
    if (entry === undefined || (last !== undefined && this.#now() - last < relearnMs)) return false;
    this.#asked.set(url, this.#now());
    return await this.#readAnew(url, entry, () => true);
  }

  /** At the first use after a start, and once a day: a service may change and go on answering. */
  async #freshen(url: string): Promise<void> {
    const entry = this.#known.get(url);
    const last = this.#read.get(url);
    if (entry === undefined || (last !== undefined && this.#now() - last < freshMs)) return;
    this.#read.set(url, this.#now());
    // Parts of a WSDL may just not be there. A service that really lacks an operation says so when it is called.
    await this.#readAnew(url, entry, (before, after) =>
      Object.keys(before.operations).every((name) => after.operations[name] !== undefined),
    );
  }

  readonly #now = (): number => (this.#parts.monotonicMs ?? (() => performance.now()))();

  async #readAnew(
    url: string,
    { contract }: Known,
    credible: (before: Profile, after: Profile) => boolean,
  ): Promise<boolean> {
    if (contract.profile.given === true) return false;
    const learnt = await this.#learn(url, relearnDeadlineMs);
    if (learnt.status !== 'done') return false;
    const { profile } = learnt.value;
    const news = difference(contract.profile, profile);
    if (news === undefined || !credible(contract.profile, profile)) return false;
    this.#parts.log.warn(`${url}: ${news}`);
    contract.profile = profile;
    const entry = this.#known.get(url);
    if (entry !== undefined) entry.saved = false;
    await this.#keep(url);
    return true;
  }
}

/** A service that answers, but publishes no contract, can still be used. */
function withRemedy(url: string, { reason, ...failure }: Failure): Failure {
  const message = `${textIn('en', reason.message)} Where the service publishes no WSDL, give it as a file: beside its URL under Sync Connectors, or with kobling connector test "${url}" --wsdl FILE`;
  return { ...failure, reason: { ...reason, message } };
}
const unpublished = /^wsdl\.(refused|unreadable)$/;

const call = (withinMs = deadlineMs) => ({ signal: AbortSignal.timeout(withinMs) });
/** What a service says, or does not, that describes itself otherwise by now. */
const outdated = /^(soap\.(notUnderstood|noResult)|auth\.notOffered)$/;

/** The contract that is kept for an address. */
export async function storedProfile(db: Database | undefined, url: string): Promise<Profile | undefined> {
  const stored = db === undefined ? undefined : await connectorProfile(db, url);
  return typeof stored === 'object' && stored !== null && 'operations' in stored ? (stored as Profile) : undefined;
}
