/**
 * The tokens of both sides: JSON Web Tokens signed with RS256, and with nothing else. The algorithm is fixed here and never taken
 * from the token: one that says `none`, or HS256 with a public key for its secret, is refused before anything is computed.
 */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { PublicKey, SigningKey } from './keys.ts';

const algorithm = 'RS256';
/** Two machines' clocks may be this far apart. */
export const skewSeconds = 120;
/** Of a token that we sign: long enough for a slow call, too short to be of use to a thief. */
const lifeSeconds = 120;
/** Of a token that we take: it must be remembered for as long, so that it counts once only. */
export const maxLifeSeconds = 3_600;
const maxLength = 16_384;

export interface Claims {
  readonly nonce: string;
  readonly issuer?: string;
  readonly audience?: string;
}
export interface Verified {
  readonly nonce: string;
  readonly issuer: string | undefined;
  /** Seconds since 1970; undefined where the token does not say. */
  readonly issuedAt: number | undefined;
  readonly expires: number | undefined;
  /** Of the key that signed it. */
  readonly kid: string;
}
export type Checked =
  | { readonly ok: true; readonly token: Verified }
  /** `why` completes "the token …". */
  | { readonly ok: false; readonly why: string };

export async function signToken({ kid, key }: SigningKey, claims: Claims, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  const token = new SignJWT({ nonce: claims.nonce })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid })
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + lifeSeconds);
  if (claims.issuer !== undefined) token.setIssuer(claims.issuer);
  if (claims.audience !== undefined) token.setAudience(claims.audience);
  return await token.sign(key);
}

/** Signed by one of these keys, in its time, for this audience if one is given. Never throws for what a token may hold. */
export async function checkToken(
  token: string,
  keys: readonly PublicKey[],
  expected: { readonly audience?: string },
  now: Date,
): Promise<Checked> {
  if (token.length > maxLength) return refused(`is longer than ${maxLength} characters`);
  let named: string | undefined;
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== algorithm) return refused(`is signed with ${String(header.alg)}; only ${algorithm} is taken`);
    named = header.kid;
  } catch {
    return refused('is no signed JSON Web Token');
  }
  // The key that it names first; others too, since names of keys are each side's own.
  const ordered = keys.toSorted((a, b) => Number(b.kid === named) - Number(a.kid === named));
  for (const key of ordered) {
    try {
      const { payload } = await jwtVerify(token, key.key, {
        algorithms: [algorithm],
        clockTolerance: skewSeconds,
        currentDate: now,
        ...(expected.audience !== undefined && { audience: expected.audience }),
      });
      return taken(payload, key.kid, now);
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      return refused(wordsOf(error));
    }
  }
  return refused(
    keys.length === 0
      ? 'cannot be checked: there is no key that is valid today'
      : 'is signed by none of the registered keys',
  );
}

function taken(payload: JWTPayload, kid: string, now: Date): Checked {
  const { nonce, iss, exp, iat, nbf } = payload;
  const seconds = now.getTime() / 1000;
  if (typeof nonce !== 'string' || nonce === '') return refused('carries no nonce');
  if (iat !== undefined && iat > seconds + skewSeconds) return refused('was issued in the future: compare the clocks');
  return { ok: true, token: { nonce, issuer: iss, issuedAt: iat ?? nbf, expires: exp, kid } };
}

function wordsOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'has expired: compare the clocks';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'is addressed to somebody else';
    if (error.claim === 'nbf') return 'is not valid yet: compare the clocks';
    return `has an unusable ${error.claim}`;
  }
  return 'cannot be read';
}

const refused = (why: string): Checked => ({ ok: false, why });
