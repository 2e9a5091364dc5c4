/**
 * The OpenID provider, through a certified library and the egress guard. What it says of itself is read at first use and
 * once an hour; signatures, issuer, audience, times, nonce and state are the library's to check.
 */
import { done, type Outcome, rejected, type Reason } from '@kobling/sdk';
import * as client from 'openid-client';
import type { OpenIdSettings } from './settings.ts';
import { isLoopback } from './settings.ts';

export interface Begun {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
export type Claims = Readonly<Record<string, unknown>>;

export interface Provider {
  begin(redirectUri: string): Promise<Outcome<Begun>>;
  /** `answer`: the whole address to which the provider sent the browser. Rejected `openid.untrusted`; retry: it is away. */
  finish(answer: URL, attempt: Attempt): Promise<Outcome<Claims>>;
  /** Where the browser logs out of the provider; undefined: it has no such place. */
  logoutUrl(backTo: string): Promise<string | undefined>;
}

const knownMs = 3_600_000;
const timeoutSeconds = 10;

export function createProvider(settings: OpenIdSettings, outbound: typeof fetch, now: () => Date): Provider {
  let known: { readonly at: number; readonly config: client.Configuration } | undefined;
  const config = async (): Promise<client.Configuration> => {
    if (known !== undefined && now().getTime() - known.at < knownMs) return known.config;
    const found = await discover(settings, outbound, now);
    known = { at: now().getTime(), config: found };
    return found;
  };
  return {
    async begin(redirectUri) {
      try {
        const at = await config();
        const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
        const url = client.buildAuthorizationUrl(at, {
          redirect_uri: redirectUri,
          scope: settings.scopes.join(' '),
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return done({ url: url.href, state, nonce, verifier });
      } catch (error) {
        return failure(error);
      }
    },
    async finish(answer, { state, nonce, verifier }) {
      try {
        const at = await config();
        const tokens = await client.authorizationCodeGrant(at, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) return rejected('openid.untrusted', 'The provider sent no identity.');
        // Many providers keep everything but the subject for this address; it must speak of the same subject.
        const more =
          at.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(at, tokens.access_token, claims.sub);
        return done({ ...more, ...claims });
      } catch (error) {
        return failure(error);
      }
    },
    async logoutUrl(backTo) {
      try {
        const at = await config();
        if (at.serverMetadata().end_session_endpoint === undefined) return undefined;
        return client.buildEndSessionUrl(at, { post_logout_redirect_uri: backTo }).href;
      } catch {
        return undefined; // One is out here all the same.
      }
    },
  };
}

/** Clocks of two machines are seldom the same to the second. */
const toleranceSeconds = 30;

async function discover(
  settings: OpenIdSettings,
  outbound: typeof fetch,
  now: () => Date,
): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const url = new URL(issuer);
  const insecure = url.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  return await client.discovery(
    url,
    clientId,
    // The hub's clock is the one that counts, as everywhere.
    {
      [client.clockSkew]: Math.round((now().getTime() - Date.now()) / 1_000),
      [client.clockTolerance]: toleranceSeconds,
    },
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
    {
      timeout: timeoutSeconds,
      execute: [
        // Left out, the library trusts a token that came by https whoever signed it.
        client.enableNonRepudiationChecks,
        ...(insecure ? [client.allowInsecureRequests] : []),
      ],
      [client.customFetch]: (input, init) => outbound(input, init as RequestInit),
    },
  );
}

/** What the library throws is either a provider that does not answer, or an answer that is not to be trusted. */
function failure(error: unknown): Exclude<Outcome<never>, { readonly status: 'done' }> {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  const tech = chain.map((one) => `${one.name}: ${one.message}`).join(' ← ');
  const isAway = chain.some(
    (one) => one.name === 'TimeoutError' || /fetch failed|unexpected HTTP (response )?status code/i.test(one.message),
  );
  const reason = (code: string, message: string): Reason => ({ code, message, tech });
  return isAway
    ? { status: 'retry', reason: reason('openid.away', 'The OpenID provider does not answer as it should.') }
    : { status: 'rejected', reason: reason('openid.untrusted', 'The answer of the OpenID provider is not valid.') };
}
