/** Both sides over a real socket, each with its clock and its keys, for tests. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { type Connection, done, type Failure, type Outcome, rejected } from '@kobling/sdk';
import { learn, soapConnector } from '../client/connector.ts';
import type { Contract } from '../client/service.ts';
import { wcfDefaults, wcfProfile } from '../contract/built-in.ts';
import type { Profile } from '../contract/profile.ts';
import { forgetfulMemory } from '../host/memory.ts';
import { type SoapHost, soapHost } from '../host/serve.ts';
import { call, listening, sampleConnector, testHost } from '../testing/served.ts';
import type { Callers } from './callers.ts';
import { newKeyPair, type RegisteredKey, type SigningKey, signingKeyFrom } from './keys.ts';
import { type ApplicationProof, applicationProof, type RegisteredApplication } from './proof.ts';

export const clientId = '5f0c7e6a';
export const profile = wcfProfile(wcfDefaults);

export interface Pair {
  readonly publicPem: string;
  readonly own: SigningKey;
}
const pairs = new Map<string, Promise<Pair>>();
/** The same for the same name: making one takes a while. */
export function pair(name: 'hub' | 'host' | 'other'): Promise<Pair> {
  const known = pairs.get(name) ?? newPair();
  pairs.set(name, known);
  return known;
}
async function newPair(): Promise<Pair> {
  const { publicPem, privatePem } = await newKeyPair();
  const own = signingKeyFrom(privatePem);
  assert.ok(own.status === 'done');
  return { publicPem, own: own.value };
}

/** What a request was and, for Authenticate, its body: to be counted, and to be sent again. */
export interface Asked {
  readonly operation: string;
  readonly body: string;
  readonly headers: Headers;
}

export interface AuthStage {
  readonly url: string;
  /** Each side's time, in milliseconds. */
  readonly clock: { hub: number; host: number };
  /** Keys as registered on either side, and what each signs with. */
  readonly keys: { hub: Pair; host: Pair; callers: RegisteredKey[]; application: RegisteredKey[] };
  readonly registered: { current: Outcome<RegisteredApplication> | undefined };
  readonly asked: Asked[];
  readonly logged: string[];
  readonly world: ReturnType<typeof sampleConnector>['world'];
  /** As a restart: what the host had in its memory is gone. */
  restartHost(more?: Partial<Callers>, contract?: Profile): Promise<void>;
  connect(): Promise<Outcome<Connection>>;
  /** Without any proof. */
  connectPlainly(): Promise<Outcome<Connection>>;
  /** Operations asked for since the last look. */
  operations(): readonly string[];
  close(): Promise<void>;
}

/** The contract as it was at first, read anew when it changed. */
function relearning(url: string): Contract {
  const contract = {
    profile,
    relearn: async () => {
      const learnt = await learn({ url, fetch }, call());
      if (learnt.status !== 'done' || isDeepStrictEqual(learnt.value.profile, contract.profile)) return false;
      contract.profile = learnt.value.profile;
      return true;
    },
  };
  return contract;
}

export async function authStage(): Promise<AuthStage> {
  const [hub, host] = [await pair('hub'), await pair('host')];
  const keys = { hub, host, callers: [{ pem: hub.publicPem }], application: [{ pem: host.publicPem }] };
  const clock = { hub: Date.parse('2026-06-01T12:00:00Z'), host: Date.parse('2026-06-01T12:00:00Z') };
  const registered: AuthStage['registered'] = { current: undefined };
  const [asked, logged]: [Asked[], string[]] = [[], []];
  const connector = sampleConnector();
  const memory = forgetfulMemory();
  const callers: Callers = {
    clientId,
    keys: async () => done([...keys.callers]),
    ownKey: async () => done(keys.host.own),
    now: () => new Date(clock.host),
  };
  const hosted = (more: Partial<Callers>, contract = profile): SoapHost =>
    soapHost({
      profile: contract,
      connectors: [connector],
      memory,
      hostFor: () => testHost,
      callers: { ...callers, ...more },
      log: (message) => logged.push(message),
    });
  let current = hosted({});
  const server = createServer((request, response) => void current.handle(request, response));
  const url = `http://127.0.0.1:${await listening(server)}/ErpConnectorWS.svc`;
  const listeningFetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const operation = headers.get('soapaction')?.split('/').at(-1)?.replace('"', '') ?? '';
    asked.push({ operation, body: typeof init?.body === 'string' ? init.body : '', headers });
    return fetch(input, init);
  };
  const proof: ApplicationProof = applicationProof({
    clientId,
    application: async () => registered.current ?? done({ clientId, url, keys: [...keys.application] }),
    signingKey: async () => done(keys.hub.own),
    now: () => new Date(clock.hub),
  });
  const connect = async (application?: ApplicationProof): Promise<Outcome<Connection>> => {
    const address = { url, fetch: listeningFetch, ...(application !== undefined && { application }) };
    const found = await soapConnector(address, relearning(url), call());
    return found.status === 'done' ? found.value.open({}, { ...testHost, fetch: listeningFetch }, call()) : found;
  };
  return {
    url,
    clock,
    keys,
    registered,
    asked,
    logged,
    world: connector.world,
    restartHost: async (more = {}, contract = profile) => {
      await current.close();
      current = hosted(more, contract);
    },
    connect: () => connect(proof),
    connectPlainly: () => connect(),
    operations: () => asked.splice(0).map(({ operation }) => operation),
    close: async () => {
      await current.close();
      server.closeAllConnections();
      await new Promise((closed) => {
        server.close(closed);
      });
    },
  };
}

/** Throws unless it failed; answers how. */
export function failed(outcome: Outcome<unknown>): Failure {
  if (outcome.status === 'done') throw new Error('It went well, which it should not.');
  return outcome;
}
export function well<T>(outcome: Outcome<T>): T {
  if (outcome.status === 'done') return outcome.value;
  throw new Error(`${outcome.reason.code}: ${outcome.reason.message}`);
}
export const gone = (): Outcome<never> => rejected('application.unknown', 'No application is registered.');
