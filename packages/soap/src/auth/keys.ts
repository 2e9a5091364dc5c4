/**
 * Keys of both sides, RSA as RS256 wants them. A side may have several at a time, each with its days: that is how keys are
 * changed without a stop.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { done, type Outcome, rejected } from '@kobling/sdk';

/** A public key as somebody registered it. */
export interface RegisteredKey {
  /** PEM: a public key (SPKI or PKCS#1) or an X.509 certificate, of which only the key counts. */
  readonly pem: string;
  /** The first moment at which it counts; null or absent: always. */
  readonly from?: Date | null;
  /** The first moment at which it counts no more. */
  readonly until?: Date | null;
}
export interface PublicKey {
  /** Names the key in a token's header: SHA-256 of its bytes. */
  readonly kid: string;
  readonly key: KeyObject;
}
/** What a side signs with. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}
export interface NewKeyPair {
  readonly kid: string;
  readonly publicPem: string;
  readonly privatePem: string;
}

const minBits = 2048;
/** Checking a signature takes longer with its square. */
const maxBits = 8192;
const newBits = 3072;

/** Rejected `key.*`: with what is wrong with the text. */
export function publicKeyFrom(pem: string): Outcome<PublicKey> {
  if (pem.includes('PRIVATE KEY'))
    return rejected(
      'key.private',
      'This is a private key. Register the public half; the private one stays where it signs.',
    );
  try {
    return fit(createPublicKey(pem));
  } catch {
    return rejected('key.unreadable', 'This is no public key in PEM form (it begins with -----BEGIN PUBLIC KEY-----).');
  }
}

/** Rejected `key.*`. The text itself is in no message. */
export function signingKeyFrom(pem: string): Outcome<SigningKey> {
  try {
    const key = createPrivateKey(pem);
    const own = fit(createPublicKey(key));
    return own.status === 'done' ? done({ kid: own.value.kid, key }) : own;
  } catch {
    return rejected(
      'key.unreadable',
      'This is no private key in PEM form without a password (-----BEGIN PRIVATE KEY-----).',
    );
  }
}

/** The public half of a private key, as others register it. */
export const publicPemOf = ({ key }: SigningKey): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

function fit(key: KeyObject): Outcome<PublicKey> {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa')
    return rejected(
      'key.notRsa',
      `This is a key for ${key.asymmetricKeyType ?? 'something else'}. RS256 needs an RSA key.`,
    );
  if (bits < minBits || bits > maxBits)
    return rejected('key.size', `This RSA key has ${bits} bits. It must have ${minBits} to ${maxBits}.`);
  return done({ kid: kidOf(key), key });
}

const kidOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url');

/** Those that count now. One that cannot be used is passed over: a broken old key must not shut out the new one. */
export function keysAt(registered: readonly RegisteredKey[], now: Date): readonly PublicKey[] {
  return registered.flatMap(({ pem, from, until }) => {
    if ((from ?? now) > now || (until !== undefined && until !== null && until <= now)) return [];
    const key = publicKeyFrom(pem);
    return key.status === 'done' ? [key.value] : [];
  });
}

const generate = promisify(generateKeyPair);

export async function newKeyPair(): Promise<NewKeyPair> {
  const pair = await generate('rsa', {
    modulusLength: newBits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { kid: kidOf(createPublicKey(pair.publicKey)), publicPem: pair.publicKey, privatePem: pair.privateKey };
}
