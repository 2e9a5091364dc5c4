/** The two addresses of a log-in by OpenID. A browser goes through them, so that they answer with redirects. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callbackPath, type OpenId } from '../auth/openid/index.ts';
import { refuse } from '../http/errors.ts';
import { sendRefusal } from '../http/gate.ts';
import { baseOf, clearCookie, cookieOf, setCookie, setSessionCookie } from '../http/cookies.ts';
import type { Hub } from '../hub.ts';
import { originOf } from './session.ts';

const browserCookie = 'kobling_openid';
const attemptSeconds = 600;
/** More than any person clicks: each beginning leaves a row for ten minutes. */
const rateLimit = { max: 30, timeWindow: 60_000 };

export function addOpenIdRoutes(app: FastifyInstance, hub: Hub, openid: OpenId | undefined): void {
  const config = { right: 'public' as const, rateLimit };
  app.get('/api/openid/start', { config }, async (request, reply) => {
    if (openid === undefined) return await sendRefusal(reply, refuse('noRoute'));
    const begun = await openid.begin(baseOf(hub.operator, request), nextOf(request));
    if (typeof begun === 'string') return await backToLogin(reply, begun);
    // Lax: the provider's page is another site, and the browser has to bring it back from there.
    setCookie(hub.operator, reply, browserCookie, begun.browser, { sameSite: 'lax', maxAge: attemptSeconds });
    return await reply.redirect(begun.url, 303);
  });
  app.get(callbackPath, { config }, async (request, reply) => {
    if (openid === undefined) return await sendRefusal(reply, refuse('noRoute'));
    const { operator } = hub;
    const browser = cookieOf(operator, request, browserCookie);
    const answer = new URL(baseOf(operator, request) + request.url);
    const { caller } = request;
    const previous = caller.via === 'session' ? caller.session : undefined;
    const entry = await openid.finish(answer, browser, previous, originOf(request));
    clearCookie(operator, reply, browserCookie);
    if (entry.status !== 'in') return await backToLogin(reply, entry.status);
    setSessionCookie(operator, reply, entry.id);
    return await reply.redirect(entry.next, 303);
  });
}

const backToLogin = (reply: FastifyReply, problem: string): FastifyReply => reply.redirect(`/?problem=${problem}`, 303);

function nextOf({ query }: FastifyRequest): string {
  const next = typeof query === 'object' && query !== null && 'next' in query ? query.next : undefined;
  return typeof next === 'string' && next.length <= 1_000 ? next : '/';
}
