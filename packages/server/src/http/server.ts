/**
 * The life of a request: gate (host, origin, who, right, csrf) → route of the contract → handler → checked answer. What
 * is not under /api is a file of the built pages, or the page itself, which knows its own addresses.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { codeOfError, refuse } from './errors.ts';
import { addGate, sendRefusal } from './gate.ts';
import type { Log } from './log.ts';

export interface HttpOptions {
  readonly auth: Auth;
  readonly host: string;
  readonly publicUrl?: string | undefined;
  /** Whose X-Forwarded-For is believed; from others it is nobody's word. */
  readonly trustedProxies?: readonly string[];
  readonly log: Log;
  /** Folder of the built pages. */
  readonly pages: string;
}

/** A set-up file with a thousand mappings is 200 kB. */
const bodyLimitBytes = 1_048_576;
const requestTimeoutMs = 60_000;
/** A page asks for a handful of things a second at most. */
const requestsPerMinute = 1_200;

/** A server with gate, errors and pages; routes are added by the caller before it listens. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { log, trustedProxies = [] } = options;
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    routerOptions: { maxParamLength: 200 },
  });
  app.setErrorHandler((error, request, reply) => {
    const code = codeOfError(error);
    if (code === undefined) log.error(`${request.method} ${pathOf(request.url)} failed.`, { error });
    return sendRefusal(reply, refuse(code ?? 'internal'));
  });
  app.addHook('onResponse', async (request, reply) => {
    log.debug(`${request.method} ${pathOf(request.url)}`, {
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  await addGate(app, options.auth, { host: options.host, publicUrl: options.publicUrl });
  await app.register(fastifyRateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    // A script that loops over records asks more often than any page, and its token has proved by now whose it is. The files of
    // the built pages are many and cost nothing, and behind a proxy an office is one address.
    allowList: ({ caller, url }) =>
      url.startsWith('/assets/') || caller.via === 'commandLine' || caller.via === 'token' || caller.via === 'basic',
  });
  await addPages(app, options.pages);
  return app;
}

/** The query may hold a one-time token. */
const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

async function addPages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: true,
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names of built files hold their content's hash.
      const isHashed = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // The page itself finds out which of its views an address means.
  const sendPage = async (reply: FastifyReply): Promise<FastifyReply> =>
    existsSync(join(folder, 'index.html'))
      ? await reply.sendFile('index.html')
      : await sendRefusal(reply, refuse('pagesNotBuilt'));
  app.get('/', (_request, reply) => sendPage(reply));
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|assets)(\/|$)/.test(pathOf(request.url));
    return isPage ? await sendPage(reply) : await sendRefusal(reply, refuse('noRoute'));
  });
}
