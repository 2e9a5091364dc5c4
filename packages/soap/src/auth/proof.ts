/**
 * Mutual authentication of a registered application (`app://CLIENT_ID`), seen from the one who calls. Before calls are made:
 *
 *   hub:       a token of its own over a nonce nobody has seen, addressed to `spn:CLIENT_ID`   → Authenticate
 *   connector: checks it, and answers with its own token over the same nonce
 *   hub:       checks that with the keys registered for the application; then calls go out
 *
 * callers.ts is the other side. What both proved stands for five minutes, for as long as the registration stays as it was, and
 * until the connector says that it does not know of it. Whatever goes wrong is an outcome; no write is lost by it, since none
 * was sent.
 */
import { randomBytes } from 'node:crypto';
import { type CallOptions, done, type Failure, type Outcome, type Reason, rejected } from '@kobling/sdk';
import { exchange } from '../client/exchange.ts';
import { Gate } from '../client/gate.ts';
import { failureOf } from '../client/outcome.ts';
import type { WireOperation } from '../contract/profile.ts';
import type { ReadValue } from '../wire/read.ts';
import { keysAt, type RegisteredKey, type SigningKey } from './keys.ts';
import { checkToken, signToken } from './token.ts';

export interface RegisteredApplication {
  readonly clientId: string;
  /** Of its service. */
  readonly url: string;
  readonly keys: readonly RegisteredKey[];
}
export interface ProofParts {
  readonly clientId: string;
  /** Asked before every call, so that what an administrator takes back counts at once. */
  readonly application: () => Promise<Outcome<RegisteredApplication>>;
  readonly signingKey: () => Promise<Outcome<SigningKey>>;
  readonly now: () => Date;
}
/** Where a call goes, and what it carries. */
export interface Entrance {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
export interface ApplicationProof {
  /** `operation`: Authenticate in the connector's contract. Fails with retry: what was to be called was not. */
  enter(
    operation: WireOperation | undefined,
    fetch: typeof globalThis.fetch,
    call: CallOptions,
  ): Promise<Outcome<Entrance>>;
  /** The connector does not know of it any more; the next call authenticates anew. */
  forget(): void;
}

/** As issuer in the hub's tokens; an application may address its answer to it. */
export const hubIssuer = 'kobling';
const freshMs = 5 * 60_000;
const nonceBytes = 32;
/** Of a connector's reason that is passed on. */
const maxReason = 300;

interface Standing {
  readonly registration: string;
  readonly since: number;
  readonly headers: Entrance['headers'];
}

export function applicationProof(parts: ProofParts): ApplicationProof {
  let standing: Standing | undefined;
  // One at a time: calls that begin together prove themselves once.
  const gate = new Gate(1);
  const fresh = (application: RegisteredApplication): Standing | undefined => {
    if (standing === undefined || standing.registration !== JSON.stringify(application)) return undefined;
    const age = parts.now().getTime() - standing.since;
    return age >= 0 && age < freshMs && keysAt(application.keys, parts.now()).length > 0 ? standing : undefined;
  };
  return {
    enter: async (operation, fetch, call) => {
      const found = await parts.application();
      if (found.status !== 'done') return later(found);
      const application = found.value;
      const { url } = application;
      const known = fresh(application);
      if (known !== undefined) return done({ url, headers: known.headers });
      return gate.through(call.signal, async () => {
        const meanwhile = fresh(application);
        if (meanwhile !== undefined) return done({ url, headers: meanwhile.headers });
        const proved = await prove(parts, application, operation, fetch, call);
        if (proved.status !== 'done') return later(proved);
        const registration = JSON.stringify(application);
        standing = { registration, since: parts.now().getTime(), headers: proved.value };
        return done({ url, headers: proved.value });
      });
    },
    forget: () => {
      standing = undefined;
    },
  };
}

/** The headers that later calls carry: cookies, if the connector set any. */
async function prove(
  parts: ProofParts,
  { clientId, url, keys }: RegisteredApplication,
  operation: WireOperation | undefined,
  fetch: typeof globalThis.fetch,
  call: CallOptions,
): Promise<Outcome<Entrance['headers']>> {
  if (operation === undefined)
    return rejected(
      'auth.notOffered',
      `The connector of ${clientId} has no Authenticate in its contract, so that it cannot prove who it is. Test its address again after it was updated.`,
    );
  const valid = keysAt(keys, parts.now());
  if (valid.length === 0)
    return rejected(
      'auth.noKey',
      `The application ${clientId} has no public key that is valid today. Register its present key under "applications" in the set-up file.`,
    );
  const own = await parts.signingKey();
  if (own.status !== 'done') return own;
  const nonce = randomBytes(nonceBytes).toString('base64url');
  const token = await signToken(own.value, { nonce, issuer: hubIssuer, audience: audienceOf(clientId) }, parts.now());
  const cookies: string[] = [];
  const listening: typeof globalThis.fetch = async (...asked) => {
    const response = await fetch(...asked);
    cookies.push(...response.headers.getSetCookie());
    return response;
  };
  const answer = await answerTo({ url, fetch: listening }, operation, token, call);
  if (answer.status !== 'done') return answer;
  if (answer.value === token) return disproved(clientId, 'the token is our own');
  const checked = await checkToken(answer.value, valid, {}, parts.now());
  if (!checked.ok) return disproved(clientId, `its token ${checked.why}`);
  if (checked.token.nonce !== nonce) return disproved(clientId, 'its token is over another nonce than ours');
  return done(carried(cookies));
}

/** The application's token. */
async function answerTo(
  endpoint: { readonly url: string; readonly fetch: typeof globalThis.fetch },
  operation: WireOperation,
  token: string,
  call: CallOptions,
): Promise<Outcome<string>> {
  const exchanged = exchange(endpoint, operation, { SignedToken: token }, undefined, call);
  let step = await exchanged.next();
  while (step.done !== true) step = await exchanged.next();
  const ended = step.value;
  const failure = failureOf('Authenticate', 'read', ended);
  if (failure !== undefined && failure.status !== 'done') return later(failure);
  const result = ended.ended === 'answered' && ended.message.kind === 'carrier' ? ended.message.value : null;
  if (result?.Succeeded !== true)
    return rejected(
      'auth.refused',
      `The connector does not let this hub in: ${text(result?.Reason).slice(0, maxReason).replace(/\.$/, '') || 'it gives no reason'}. Check that it knows the hub’s public key (kobling application key), and that both clocks are right.`,
    );
  return done(text(result.SignedApplicationToken));
}

const disproved = (clientId: string, why: string): Outcome<never> =>
  rejected(
    'auth.notProved',
    `What answers for the application ${clientId} did not prove that it is that application: ${why}. Nothing was sent to it. Check its address and the public keys registered for it.`,
  );

/** Who the hub's token is for. */
export const audienceOf = (clientId: string): string => `spn:${clientId}`;

function carried(cookies: readonly string[]): Entrance['headers'] {
  const pairs = cookies.map((cookie) => cookie.split(';', 1)[0]?.trim() ?? '').filter((pair) => /^[^=\s]+=/.test(pair));
  return pairs.length === 0 ? {} : { Cookie: pairs.join('; ') };
}

const text = (value: ReadValue | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** What was to be called was not, so that nothing is lost by trying again: a record must not be blamed for it. */
const later = (failure: { readonly reason: Reason; readonly afterMs?: number }): Failure => ({
  status: 'retry',
  reason: failure.reason,
  ...(failure.afterMs !== undefined && { afterMs: failure.afterMs }),
});
