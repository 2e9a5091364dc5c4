/**
 * A simulated ERP behind the connector protocol: every call is written, read, answered and read again by the real client and host,
 * byte for byte, over a fetch that needs no socket, because simulated time stands still meanwhile. Now and then the host forgets
 * the connection (F14) and has to be told again.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type CallOptions,
  type CapabilityCard,
  type Connection,
  type Connector,
  type ConnectorHost,
  done,
  type Outcome,
} from '@kobling/sdk';
import {
  forgetfulMemory,
  learn,
  type Namespaces,
  soapConnector,
  soapHost,
  type SoapHost,
  wcfProfile,
} from '../../packages/soap/src/index.ts';

/** Between two times that the host forgets. */
const callsToForget = 7;
const guid = '5e1f0d3c-4f0a-4d55-8a43-0a4f5c1b9e77';
const url = 'http://sim.example/ErpConnectorWS.svc?ConnectorName=sim';

/** What the protocol cannot carry, a connection over it does not have. */
export const soapCard: Partial<CapabilityCard> = { comparesExpected: false, fencesWrites: false };

/** The same ERP, reached over SOAP. One call at a time, as the simulator makes them. */
export async function overSoap(inner: Connection, namespaces: Namespaces, onCall: () => void): Promise<Connection> {
  // The token is no part of the protocol, but of how the simulator tells its workers apart.
  const caller: { token: bigint | undefined } = { token: undefined };
  const connector: Connector = {
    name: 'sim',
    displayName: 'Simulated ERP',
    configFields: () => [],
    testConfig: async () => done(undefined),
    open: async () =>
      done(through(inner, ({ signal }) => ({ signal, ...(caller.token !== undefined && { token: caller.token }) }))),
  };
  const memory = forgetfulMemory();
  const makeHost = (): SoapHost =>
    soapHost({ connectors: [connector], memory, hostFor: () => lent, profile: wcfProfile(namespaces) });
  let host = makeHost();
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    onCall();
    // A host that was started anew, with nothing of what it knew.
    if (calls % callsToForget === 0) {
      host = makeHost();
      memory.remove('sim', guid).catch(() => undefined);
    }
    void host.handle(request, response);
  });
  const fetchHere: typeof fetch = (to, init) => exchangeOver(server, new Request(to).url, init ?? {});
  const lent: ConnectorHost = {
    guid,
    stateDir: undefined,
    zone: 'UTC',
    resolvePath: (path) => Promise.resolve(done(path)),
    fetch: fetchHere,
    now: () => new Date(0),
    log: () => undefined,
  };
  const profile = value(await learn({ url, fetch: fetchHere }, call())).profile;
  const far = value(await soapConnector({ url, fetch: fetchHere }, { profile }, call()));
  // Nor does the caller's signal come along: whoever listens to it hangs, by the simulator's rules.
  return through(value(await far.open({}, lent, call())), ({ token }) => {
    caller.token = token;
    return call();
  });
}

const call = (): CallOptions => ({ signal: new AbortController().signal });

/** One request and its answer, as HTTP, over a pair of streams in place of a socket. */
async function exchangeOver(server: Server, to: string, init: RequestInit): Promise<Response> {
  const [near, far] = duplexPair();
  server.emit('connection', far);
  const headers = Object.fromEntries(new Headers(init.headers));
  const request = httpRequest(to, { method: init.method ?? 'GET', headers, createConnection: () => near });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  request.end(init.body);
  const [answer] = await answered;
  const body = await buffer(answer);
  near.destroy();
  return new Response(body, {
    status: answer.statusCode ?? 0,
    headers: { 'Content-Type': answer.headers['content-type'] ?? '' },
  });
}

/** The same connection, each call with other options. */
function through(inner: Connection, options: (given: CallOptions) => CallOptions): Connection {
  return {
    test: (given) => inner.test(options(given)),
    actorTypes: (given) => inner.actorTypes(options(given)),
    fields: (actorType, given) => inner.fields(actorType, options(given)),
    searchableFields: (actorType, given) => inner.searchableFields(actorType, options(given)),
    getActors: (query, given) => inner.getActors(query, options(given)),
    getChangedActors: (query, given) => inner.getChangedActors(query, options(given)),
    search: (query, given) => inner.search(query, options(given)),
    searchAdvanced: (query, given) => inner.searchAdvanced(query, options(given)),
    createActor: (actor, given) => inner.createActor(actor, options(given)),
    saveActors: (changes, given) => inner.saveActors(changes, options(given)),
    getList: (listName, keys, given) => inner.getList(listName, keys, options(given)),
    close: () => inner.close(),
  };
}

function value<T>(outcome: Outcome<T>): T {
  if (outcome.status === 'done') return outcome.value;
  throw new Error(`The simulated ERP cannot be reached over SOAP: ${outcome.reason.message}`);
}
