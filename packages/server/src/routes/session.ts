/** First run, log in, log out, language. */
import { type Language, languages, type Session as SessionBody } from '@kobling/contract';
import { addAudit, readSetting, seesErpTab, setLanguage } from '@kobling/store';
import type { FastifyRequest } from 'fastify';
import type { Auth, Begun, Entry, Origin, Person, Session } from '../auth/index.ts';
import type { OpenId } from '../auth/openid/index.ts';
import { type Call, type Handlers, personOf } from '../http/api.ts';
import { baseOf, clearSessionCookie, setSessionCookie } from '../http/cookies.ts';
import { type Refusal, refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';

export type SessionRoutes =
  | 'GET /api/session'
  | 'POST /api/setup'
  | 'POST /api/login'
  | 'POST /api/logout'
  | 'POST /api/session/language';

export function sessionRoutes(hub: Hub, auth: Auth, openid: OpenId | undefined): Pick<Handlers, SessionRoutes> {
  const body = (call: Call, person: Person | undefined, csrf: string | null): Promise<SessionBody> =>
    sessionBody(hub, auth, call, person, csrf);
  const enter = async (call: Call, entry: Entry): Promise<SessionBody | Refusal> =>
    entry.status === 'in' ? await enterAs(hub, auth, call, entry) : refuse(entry.status);
  return {
    async 'GET /api/session'(_input, call) {
      const { caller } = call.request;
      if (caller.via === 'session') return await body(call, caller.person, caller.session.csrf);
      return await body(call, 'person' in caller ? caller.person : undefined, null);
    },
    async 'POST /api/setup'({ body: input }, call) {
      const language = input.language ?? spokenBy(call.request);
      const { entry, made } = await auth.setup({ ...input, language }, originOf(call.request));
      if (made) {
        hub.log.info('The first administrator was made.', { name: input.name });
        await addAudit(hub.db, { by: input.name, action: 'first administrator', subject: `user ${input.name}` });
      }
      return await enter(call, entry);
    },
    async 'POST /api/login'({ body: input }, call) {
      const entry = await auth.login(input.name, input.password, originOf(call.request), sessionOf(call.request));
      if (entry.status !== 'in')
        hub.log.warn('A log-in was refused.', { name: input.name, from: call.request.ip, why: entry.status });
      return await enter(call, entry);
    },
    async 'POST /api/logout'(_input, call) {
      const session = sessionOf(call.request);
      const leaveTo = session && (await openid?.leave(session, baseOf(hub.operator, call.request)));
      if (session !== undefined) await auth.sessions.end(session);
      clearSessionCookie(hub.operator, call.reply);
      return { ok: true, leaveTo: leaveTo ?? null };
    },
    async 'POST /api/session/language'({ body: { language } }, call) {
      const person = personOf(call);
      await setLanguage(hub.db, person.id, language);
      return await body(call, { ...person, language }, sessionOf(call.request)?.csrf ?? null);
    },
  };
}

async function sessionBody(
  hub: Hub,
  auth: Auth,
  { request }: Call,
  person: Person | undefined,
  csrf: string | null,
): Promise<SessionBody> {
  return {
    user:
      person === undefined ? null : { id: person.id, name: person.name, fullName: person.fullName, role: person.role },
    csrf,
    language: knownLanguage(person?.language) ?? spokenBy(request),
    needsSetup: person === undefined && (await auth.needsSetup()),
    crmName: await crmNameOf(hub),
    version: hub.version,
    erpTab: person !== undefined && (await seesErpTab(hub.db, person.id)),
    openid: hub.operator.openid === undefined ? null : { name: hub.operator.openid.name },
  };
}

/** Gives the browser its cookie, and says who is in. */
export async function enterAs(hub: Hub, auth: Auth, call: Call, { id, session }: Begun): Promise<SessionBody> {
  setSessionCookie(hub.operator, call.reply, id);
  return await sessionBody(hub, auth, call, session.person, session.csrf);
}

/** What the CRM is called in labels. */
export const crmNameOf = async (hub: Hub): Promise<string> => (await readSetting<string>(hub.db, 'crm.name')) ?? 'CRM';

export const originOf = ({ ip, headers }: FastifyRequest): Origin => ({
  address: ip,
  agent: headers['user-agent'] ?? '',
});

export const sessionOf = ({ caller }: FastifyRequest): Session | undefined =>
  caller.via === 'session' ? caller.session : undefined;

export const knownLanguage = (language: string | undefined): Language | undefined =>
  languages.find((one) => one === language);
const alsoNorwegian = new Set(['nb', 'nn']);

/** The first of the browser's languages that the pages speak, by its weight; English else. */
function spokenBy(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...rest] = entry.trim().toLowerCase().split(';');
      const weight = Number(
        rest
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      const base = tag.split('-', 1)[0] ?? '';
      return { base: alsoNorwegian.has(base) ? 'no' : base, weight: Number.isNaN(weight) ? 0 : weight };
    })
    .sort((one, other) => other.weight - one.weight);
  for (const { base } of wanted) {
    const language = knownLanguage(base);
    if (language !== undefined) return language;
  }
  return 'en';
}
