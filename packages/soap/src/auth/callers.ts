/**
 * Mutual authentication seen from the one who is called: only callers whose keys are registered here are answered. Authenticate
 * checks the caller's token and answers with one of ours over the same nonce; what follows must carry the ticket that came with
 * that answer as a cookie. Nothing here throws for what a caller sends.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Outcome } from '@kobling/sdk';
import { keysAt, type RegisteredKey, type SigningKey } from './keys.ts';
import { audienceOf } from './proof.ts';
import { SeenNonces } from './seen.ts';
import { checkToken, maxLifeSeconds, signToken, skewSeconds, type Verified } from './token.ts';

export interface Callers {
  /** Under which the callers have registered this host: their tokens are addressed to `spn:CLIENT_ID`. */
  readonly clientId: string;
  /** Public keys of those who may call. Asked anew for every call, so that keys change without a stop. */
  readonly keys: () => Promise<Outcome<readonly RegisteredKey[]>>;
  /** What this host proves itself with. */
  readonly ownKey: () => Promise<Outcome<SigningKey>>;
  /**
   * Calls without a ticket are taken too, from the address that authenticated: for callers that keep no cookies. Everybody who
   * shares that address (one proxy, one router) can then call.
   */
  readonly byAddress?: boolean;
  /** How long Authenticate lets in; default ten minutes. */
  readonly freshMs?: number;
  readonly now?: () => Date;
}

export interface AuthenticationAnswer {
  /** The members of the contract's AuthenticationResponse. */
  readonly carrier: {
    readonly Reason: string | null;
    readonly SignedApplicationToken: string | null;
    readonly Succeeded: boolean;
  };
  /** Value of Set-Cookie. */
  readonly cookie?: string;
}

interface Admission {
  readonly until: number;
  /** The caller's key: once it is registered no more, the ticket is void. */
  readonly kid: string;
}

const cookieName = 'kobling-caller';
const defaultFreshMs = 10 * 60_000;
const ticketBytes = 32;
/** Tickets and addresses at a time; the oldest makes room. */
const maxAdmissions = 10_000;
const maxNonceLength = 200;
const minNonceLength = 8;

export class CallerGate {
  readonly #callers: Callers;
  readonly #now: () => Date;
  readonly #seen = new SeenNonces();
  readonly #admissions = new Map<string, Admission>();
  /** Seconds. Nonces used before are not known here, so that no older token counts. */
  readonly #began: number;

  constructor(callers: Callers) {
    this.#callers = callers;
    this.#now = callers.now ?? (() => new Date());
    this.#began = Math.floor(this.#now().getTime() / 1000);
  }

  async authenticate(signedToken: string, request: IncomingMessage): Promise<AuthenticationAnswer> {
    const { clientId } = this.#callers;
    const now = this.#now();
    const [keys, own] = [await this.#callers.keys(), await this.#callers.ownKey()];
    if (keys.status !== 'done' || own.status !== 'done')
      return refusal('This host cannot read its keys. Its log says more.');
    const checked = await checkToken(signedToken, keysAt(keys.value, now), { audience: audienceOf(clientId) }, now);
    if (!checked.ok) return refusal(`The token ${checked.why}.`);
    const odd = this.#odd(checked.token, now);
    if (odd !== undefined) return refusal(`The token ${odd}.`);
    const { nonce, issuer, kid } = checked.token;
    const claims = { nonce, issuer: clientId, ...(issuer !== undefined && { audience: issuer }) };
    const answer = await signToken(own.value, claims, now);
    const ticket = randomBytes(ticketBytes).toString('base64url');
    const freshMs = this.#callers.freshMs ?? defaultFreshMs;
    this.#admit(hashOf(ticket), kid, now.getTime() + freshMs);
    if (this.#callers.byAddress === true) this.#admit(addressOf(request), kid, now.getTime() + freshMs);
    return {
      carrier: { Reason: null, SignedApplicationToken: answer, Succeeded: true },
      cookie: `${cookieName}=${ticket}; Max-Age=${Math.floor(freshMs / 1000)}; Path=/; HttpOnly; SameSite=Strict`,
    };
  }

  /** Has whoever sends this proved who it is, not too long ago, with a key that still counts? */
  async admits(request: IncomingMessage): Promise<boolean> {
    const ticket = ticketIn(request.headers.cookie ?? '');
    const byTicket = ticket === undefined ? undefined : this.#admissions.get(hashOf(ticket));
    const admission =
      byTicket ?? (this.#callers.byAddress === true ? this.#admissions.get(addressOf(request)) : undefined);
    const now = this.#now();
    if (admission === undefined || admission.until <= now.getTime()) return false;
    const keys = await this.#callers.keys();
    return keys.status === 'done' && keysAt(keys.value, now).some(({ kid }) => kid === admission.kid);
  }

  /** What is wrong with a token that is signed and in its time. */
  #odd({ nonce, issuedAt, expires }: Verified, now: Date): string | undefined {
    const seconds = now.getTime() / 1000;
    if (expires === undefined || issuedAt === undefined) return 'does not say when it was issued and when it expires';
    if (expires > seconds + maxLifeSeconds + skewSeconds) return `lives longer than ${maxLifeSeconds} seconds`;
    if (issuedAt < this.#began) return 'was issued before this host began to listen; send a new one';
    if (nonce.length < minNonceLength || nonce.length > maxNonceLength)
      return `has a nonce that is not of ${minNonceLength} to ${maxNonceLength} characters`;
    switch (this.#seen.add(nonce, expires + skewSeconds, seconds)) {
      case 'new':
        return undefined;
      case 'seen':
        return 'was used before';
      case 'full':
        return 'comes after too many others; try again in a minute';
    }
  }

  #admit(key: string, kid: string, until: number): void {
    // Put at the end again, so that the first is the oldest.
    this.#admissions.delete(key);
    this.#admissions.set(key, { until, kid });
    const now = this.#now().getTime();
    for (const [known, admission] of this.#admissions) {
      if (admission.until > now && this.#admissions.size <= maxAdmissions) break;
      this.#admissions.delete(known);
    }
  }
}

const refusal = (why: string): AuthenticationAnswer => ({
  carrier: { Reason: why, SignedApplicationToken: null, Succeeded: false },
});

/** Not the ticket itself is kept: whoever reads this memory cannot call. */
const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');

/** The socket's own: a header would be whatever the caller writes. */
const addressOf = (request: IncomingMessage): string => `address ${request.socket.remoteAddress ?? ''}`;

function ticketIn(cookies: string): string | undefined {
  for (const part of cookies.split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === cookieName && value !== undefined && value !== '') return value;
  }
  return undefined;
}
