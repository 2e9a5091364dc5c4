/**
 * A hub in memory for the pages' tests: serves the built pages and answers the contract, both ways checked by its
 * schemas. It follows the same rules as the real one where a page depends on them: session, csrf, rights, coded errors.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import {
  type ApiErrorCode,
  apiErrors,
  csrfHeader,
  type HubEvent,
  hubEventSchema,
  type KnownRoute,
  routes,
  type Session,
} from '@kobling/contract';
import { answerers, Refusal } from './answers.ts';
import { makeScene, type SceneName } from './scenes.ts';

export interface FakeOptions {
  readonly scene: SceneName;
  /** `setup`: no administrator yet, the link's token is "once". Default: Ann the administrator is logged in. */
  readonly who?: 'administrator' | 'user' | 'nobody' | 'setup';
  readonly crmName?: string;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export interface FakeState {
  readonly session: Mutable<Session>;
  scene: { -readonly [K in keyof ReturnType<typeof makeScene>]: ReturnType<typeof makeScene>[K] };
  requests: number;
}
export interface FakeHub {
  readonly url: string;
  /** Every change that the pages asked for, as `POST /api/…` with its body. */
  readonly asked: readonly { readonly route: string; readonly body: unknown }[];
  readonly state: FakeState;
  emit(event: HubEvent): void;
  /** Once a page has its event stream open: what was emitted before is lost, as with the real one. */
  listening(): Promise<void>;
  /** As if the hub's machine were gone: open lines break, new ones fail. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const dist = join(import.meta.dirname, '../../dist');
/** What the real hub sends; a page that needs more breaks here first. */
const securityHeaders = {
  'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
};
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export function sessionOf(who: FakeOptions['who'], crmName: string): Session {
  const role = who === 'user' ? 'user' : 'administrator';
  const known = who !== 'nobody' && who !== 'setup';
  return {
    user: known ? { id: 1, name: 'ann', fullName: 'Ann Nilsen', role } : null,
    csrf: known ? 'csrf-1' : null,
    language: 'en',
    needsSetup: who === 'setup',
    crmName,
    version: '0.1.0',
    erpTab: known,
    openid: null,
  };
}

export async function startFakeHub({ scene, who = 'administrator', crmName = 'CRM' }: FakeOptions): Promise<FakeHub> {
  const state: FakeState = { session: { ...sessionOf(who, crmName) }, scene: { ...makeScene(scene) }, requests: 0 };
  const asked: { route: string; body: unknown }[] = [];
  const streams = new Set<ServerResponse>();
  const heard = Promise.withResolvers<void>();
  const emit = (event: HubEvent): void => {
    const data = JSON.stringify(hubEventSchema.parse(event));
    for (const stream of streams) stream.write(`data: ${data}\n\n`);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://hub');
    if (!url.pathname.startsWith('/api/')) return serveFile(url.pathname, response);
    try {
      const found = findRoute(request.method ?? '', url.pathname);
      if (found === undefined) throw new Refusal('notFound');
      allow(found.key, request, state.session);
      if (found.key === 'GET /api/events') {
        openStream(request, response, streams);
        heard.resolve();
        return;
      }
      const body = request.method === 'POST' ? await readBody(request) : undefined;
      if (request.method === 'POST') asked.push({ route: `POST ${url.pathname}`, body });
      const answer = answerers({ state, emit })(
        found.key,
        check(found.key, { params: found.params, query: Object.fromEntries(url.searchParams), body }),
      );
      send(response, 200, routes[found.key].response.parse(answer));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message, remedy } = apiErrors[error.code];
      send(response, status, { code: error.code, message, remedy });
    }
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      // A mismatch with the contract is a bug of the test: shown as the hub's own failure, with its text.
      send(response, 500, { code: 'internal', message: String(error), remedy: 'Mend the fake hub.' });
      process.stderr.write(`${String(error)}\n`);
    });
  };
  let server = await listen(listener, 0);
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    state,
    emit,
    listening: () => heard.promise,
    goAway: stop,
    comeBack: async () => {
      server = await listen(listener, port);
    },
    close: stop,
  };
}

function listen(listener: (request: IncomingMessage, response: ServerResponse) => void, port: number): Promise<Server> {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...securityHeaders,
  });
  response.end(JSON.stringify(body));
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const file = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
  try {
    const content = await readFile(join(dist, file));
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...securityHeaders });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function openStream(request: IncomingMessage, response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...securityHeaders });
  response.write(': here\n\n');
  streams.add(response);
  request.once('close', () => streams.delete(response));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

function findRoute(
  method: string,
  path: string,
): { readonly key: KnownRoute; readonly params: Record<string, string> } | undefined {
  for (const key of Object.keys(routes) as KnownRoute[]) {
    const route = routes[key];
    const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { key, params: { ...match.groups } };
  }
  return undefined;
}

function allow(key: KnownRoute, request: IncomingMessage, session: Session): void {
  const { right, method } = routes[key];
  if (right === 'public') return;
  if (session.user === null) throw new Refusal('notLoggedIn');
  if (right === 'administrator' && session.user.role !== 'administrator') throw new Refusal('forbidden');
  if (method === 'POST' && request.headers[csrfHeader] !== session.csrf) throw new Refusal('csrf');
}

function check(
  key: KnownRoute,
  request: { readonly params: unknown; readonly query: unknown; readonly body: unknown },
): unknown {
  const route = routes[key];
  try {
    return {
      params: 'params' in route ? route.params.parse(request.params) : undefined,
      query: 'query' in route ? route.query.parse(request.query) : undefined,
      body: 'body' in route ? route.body.parse(request.body) : undefined,
    };
  } catch {
    throw new Refusal('badRequest' satisfies ApiErrorCode);
  }
}
