/**
 * Log-in through an OpenID provider: code flow with PKCE, `state` and `nonce`, each used once and only by the browser that
 * began. What comes back is a session of ours like any other; the provider's tokens are thrown away.
 */
import { addOpenIdAttempt, type Database, isOpenIdSession, markOpenIdSession, takeOpenIdAttempt } from '@kobling/store';
import type { Log } from '../../http/log.ts';
import { hashOf, newToken } from '../digest.ts';
import type { Origin, Person, Session, Sessions } from '../sessions.ts';
import { personOfClaims } from './person.ts';
import { createProvider } from './provider.ts';
import type { OpenIdSettings } from './settings.ts';

export type { OpenIdSettings } from './settings.ts';

/** What the log-in page says when it did not work; a code of the contract. */
export type OpenIdProblem = 'openidAway' | 'openidFailed' | 'openidRefused';
export type OpenIdEntry =
  | { readonly status: 'in'; readonly id: string; readonly session: Session; readonly next: string }
  | { readonly status: OpenIdProblem };

export interface OpenId {
  /** On the button. */
  readonly name: string;
  /** Where to send the browser, and what its cookie holds meanwhile. */
  begin(base: string, next: string): Promise<{ readonly url: string; readonly browser: string } | OpenIdProblem>;
  /** `answer`: the address that the browser came back to. */
  finish(answer: URL, browser: string | undefined, previous: Session | undefined, from: Origin): Promise<OpenIdEntry>;
  /** Where the browser has to go to be logged out of the provider too; undefined: nowhere. */
  leave(session: Session, base: string): Promise<string | undefined>;
}

export const callbackPath = '/api/openid/callback';
/** As long as a person takes to log in there, with a second factor. */
export const attemptMs = 10 * 60_000;

interface Parts {
  readonly db: Database;
  readonly log: Log;
  readonly now: () => Date;
  readonly outbound: typeof fetch;
  readonly sessions: Sessions;
}

export function createOpenId(settings: OpenIdSettings, { db, log, now, outbound, sessions }: Parts): OpenId {
  const provider = createProvider(settings, outbound, now);
  const refuse = (status: OpenIdProblem, reason: { code: string; message: string; tech?: string }): OpenIdEntry => {
    log.warn(`A log-in by OpenID was refused. ${reason.message}`, { code: reason.code, why: reason.tech });
    return { status };
  };
  return {
    name: settings.name,
    async begin(base, next) {
      const begun = await provider.begin(base + callbackPath);
      if (begun.status !== 'done') {
        log.warn(`The OpenID provider cannot be used. ${begun.reason.message}`, { why: begun.reason.tech });
        return 'openidAway';
      }
      const { url, state, nonce, verifier } = begun.value;
      const browser = newToken();
      await addOpenIdAttempt(db, {
        stateHash: hashOf(state),
        browserHash: hashOf(browser),
        nonce,
        verifier,
        next: ownPath(next),
        expiresAt: new Date(now().getTime() + attemptMs),
      });
      return { url, browser };
    },
    async finish(answer, browser, previous, from) {
      const state = answer.searchParams.get('state') ?? '';
      const attempt = await takeOpenIdAttempt(db, hashOf(state), hashOf(browser ?? ''), now());
      if (attempt === undefined)
        return refuse('openidFailed', {
          code: 'openid.noAttempt',
          message: 'It was not begun in this browser, it was used already, or it took too long.',
        });
      const claims = await provider.finish(answer, { ...attempt, state });
      if (claims.status !== 'done')
        return refuse(claims.status === 'retry' ? 'openidAway' : 'openidFailed', claims.reason);
      const user = await personOfClaims(db, settings, claims.value, now());
      if (user.status !== 'done') return refuse('openidRefused', user.reason);
      const person: Person = user.value;
      const begun = await sessions.begin(
        { id: person.id, name: person.name, fullName: person.fullName, role: person.role, language: person.language },
        previous,
        from,
      );
      await markOpenIdSession(db, begun.session.idHash);
      log.info('Somebody logged in by OpenID.', { name: person.name });
      return { status: 'in', ...begun, next: attempt.next };
    },
    async leave(session, base) {
      if (settings.logout !== 'everywhere' || !(await isOpenIdSession(db, session.idHash))) return undefined;
      return await provider.logoutUrl(`${base}/`);
    },
  };
}

/** A path of our own pages: an address elsewhere would make the hub a signpost for strangers. */
export const ownPath = (path: string): string =>
  /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') && !path.startsWith('/api/') ? path : '/';
