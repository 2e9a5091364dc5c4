/**
 * What every request passes before its handler: is it meant for us, who calls, may they, and does a change come from
 * our own page. The order is that of the hooks below.
 */
import fastifyCookie from '@fastify/cookie';
import { csrfHeader } from '@kobling/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Asked, type Auth, type Caller, type Right, verdict } from '../auth/index.ts';
import { sameText } from '../auth/digest.ts';
import { sessionCookieOf } from './cookies.ts';
import { type ErrorCode, refusalOfVerdict, refuse } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** Who may call; a route under /api without one stops the start. */
    right?: Right;
    /** It changes nothing. Left out: so it is with GET. */
    reads?: boolean;
  }
}

export function sendRefusal(reply: FastifyReply, refusal: ReturnType<typeof refuse>): FastifyReply {
  return reply.code(refusal.status).type('application/json; charset=utf-8').send(JSON.stringify(refusal.body));
}

/** `host`: what the hub listens on; `publicUrl`: where people open it, when a proxy stands before it. */
export interface GatePlace {
  readonly host: string;
  readonly publicUrl: string | undefined;
}

/** Registers the gate. */
export async function addGate(app: FastifyInstance, auth: Auth, place: GatePlace): Promise<void> {
  const { publicUrl } = place;
  await app.register(fastifyCookie);
  app.decorateRequest('caller');
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api') && route.config?.right === undefined) {
      throw new Error(`the route ${route.url} declares no right`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    addHeaders(request, reply, publicUrl);
    request.caller = { via: 'nothing' };
    if (!isOurHost(request.headers.host, place)) return sendRefusal(reply, refuse('hostRefused'));
    if (isChange(request) && isCrossSite(request, publicUrl)) return sendRefusal(reply, refuse('crossSite'));
    const { right, reads } = request.routeOptions.config;
    if (right === undefined) return;
    request.caller = await auth.callerOf(sessionCookieOf(place, request), request.headers.authorization, {
      address: request.ip,
    });
    const refused = mayCall(request, { right, reads: reads ?? !isChange(request) });
    return refused === undefined ? undefined : sendRefusal(reply, refuse(refused));
  });
}

function mayCall(request: FastifyRequest, asked: Asked): ErrorCode | undefined {
  const { caller } = request;
  const found = verdict(caller, asked);
  if (found !== 'allowed') return refusalOfVerdict(found);
  if (caller.via !== 'session' || !isChange(request) || asked.right === 'public') return undefined;
  const given = request.headers[csrfHeader];
  return typeof given === 'string' && sameText(given, caller.session.csrf) ? undefined : 'csrf';
}

const isChange = (request: FastifyRequest): boolean => request.method !== 'GET' && request.method !== 'HEAD';

/** A page of another site may send a form to us, with our cookie if the browser is old; it cannot hide where it is. */
function isCrossSite(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (origin === undefined || origin === publicUrl) return false;
  return !origin.endsWith(`//${request.headers.host ?? ''}`);
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
/**
 * A name of somebody's own that resolves to 127.0.0.1 would let their page talk to us as one of our own (DNS
 * rebinding). Where the hub listens for a network, the operator's proxy answers for the name.
 */
function isOurHost(header: string | undefined, { host, publicUrl }: GatePlace): boolean {
  if (!loopback.has(host)) return true;
  if (publicUrl !== undefined && header?.toLowerCase() === new URL(publicUrl).host) return true;
  const name = header
    ?.replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return name !== undefined && (loopback.has(name) || name === host);
}

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

function addHeaders(request: FastifyRequest, reply: FastifyReply, publicUrl: string | undefined): void {
  if (publicUrl?.startsWith('https:') === true)
    reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'x-frame-options': 'DENY',
  });
  if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
}
