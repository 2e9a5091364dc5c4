import assert from 'node:assert/strict';
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { keysAt, newKeyPair, type PublicKey, publicKeyFrom, type SigningKey, signingKeyFrom } from './keys.ts';
import { SeenNonces } from './seen.ts';
import { checkToken, signToken } from './token.ts';

const now = new Date('2026-06-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const later = (by: number): Date => new Date(now.getTime() + by * 1000);

async function pair(): Promise<{ own: SigningKey; known: PublicKey; publicPem: string; privatePem: string }> {
  const made = await newKeyPair();
  const [own, known] = [signingKeyFrom(made.privatePem), publicKeyFrom(made.publicPem)];
  assert.ok(own.status === 'done' && known.status === 'done');
  return { own: own.value, known: known.value, publicPem: made.publicPem, privatePem: made.privatePem };
}
const [ours, theirs] = [await pair(), await pair()];

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token put together by hand, so that it may say what no library would sign. */
function forged(header: object, claims: object, signer: (text: string) => Buffer): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${signer(text).toString('base64url')}`;
}
const claims = { aud: 'spn:app', nonce: 'n-12345678', iat: seconds, exp: seconds + 60 };
const rsa = (text: string): Buffer => sign('sha256', Buffer.from(text), createPrivateKey(ours.privatePem));
const signed = (more: object): string => forged({ alg: 'RS256', typ: 'JWT' }, { ...claims, ...more }, rsa);
const whyOf = async (token: string, at = now, keys: readonly PublicKey[] = [ours.known]): Promise<string> => {
  const checked = await checkToken(token, keys, { audience: 'spn:app' }, at);
  return checked.ok ? 'taken' : checked.why;
};

test('what one side signs the other reads: nonce, audience, and the key that signed', async () => {
  const token = await signToken(ours.own, { nonce: 'n-12345678', audience: 'spn:app', issuer: 'kobling' }, now);
  const checked = await checkToken(token, [theirs.known, ours.known], { audience: 'spn:app' }, now);
  assert.deepEqual(checked, {
    ok: true,
    token: { nonce: 'n-12345678', issuer: 'kobling', issuedAt: seconds, expires: seconds + 120, kid: ours.known.kid },
  });
  assert.equal(await whyOf(signed({})), 'taken');
  // As anybody reads it who knows RFC 7515 and nothing of ours.
  const [header = '', body = '', signature = ''] = token.split('.');
  assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), {
    alg: 'RS256',
    typ: 'JWT',
    kid: ours.known.kid,
  });
  assert.deepEqual(JSON.parse(Buffer.from(body, 'base64url').toString()), {
    nonce: 'n-12345678',
    iss: 'kobling',
    aud: 'spn:app',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 120,
  });
  const bytes = Buffer.from(`${header}.${body}`);
  assert.ok(verify('sha256', bytes, createPublicKey(ours.publicPem), Buffer.from(signature, 'base64url')));
});

test('the algorithm is not the token’s to choose', async () => {
  const secret = (text: string): Buffer => createHmac('sha256', ours.publicPem).update(text).digest();
  const algorithms: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['none', () => Buffer.alloc(0)],
    ['None', () => Buffer.alloc(0)],
    ['HS256', secret],
    ['RS384', rsa],
    ['PS256', rsa],
  ];
  for (const [alg, signer] of algorithms)
    assert.match(await whyOf(forged({ alg, typ: 'JWT' }, claims, signer)), /only RS256 is taken/, alg);
  // It says RS256, and is signed with the public key's text all the same.
  assert.match(await whyOf(forged({ alg: 'RS256' }, claims, secret)), /by none of the registered keys/);
  assert.match(await whyOf(forged({}, claims, rsa)), /only RS256 is taken/);
});

test('another key, a changed body, another audience, no nonce, an unknown demand: refused with the reason', async () => {
  const [header, , signature] = signed({}).split('.');
  assert.match(
    await whyOf(`${header}.${part({ ...claims, nonce: 'other-nonce' })}.${signature}`),
    /none of the registered/,
  );
  assert.match(await whyOf(signed({}), now, [theirs.known]), /none of the registered/);
  assert.match(await whyOf(signed({}), now, []), /no key that is valid today/);
  assert.match(await whyOf(signed({ aud: 'spn:other' })), /somebody else/);
  assert.match(await whyOf(signed({ aud: undefined })), /somebody else/);
  assert.match(await whyOf(signed({ nonce: undefined })), /no nonce/);
  assert.match(await whyOf(signed({ nonce: 5 })), /no nonce/);
  assert.match(await whyOf(signed({ exp: 'tomorrow' })), /unusable exp/);
  assert.match(await whyOf(forged({ alg: 'RS256', crit: ['x'], x: 1 }, claims, rsa)), /cannot be read/);
  for (const text of ['', 'x', 'a.b', 'a.b.c', '....', `${'x'.repeat(20_000)}.y.z`])
    assert.notEqual(await whyOf(text), 'taken', text.slice(0, 10));
});

test('clocks may differ by two minutes, no more', async () => {
  const token = signed({});
  assert.equal(await whyOf(token, later(60 + 119)), 'taken');
  assert.match(await whyOf(token, later(60 + 121)), /expired/);
  assert.equal(await whyOf(token, later(-119)), 'taken');
  assert.match(await whyOf(token, later(-121)), /in the future/);
  assert.equal(await whyOf(signed({ nbf: seconds + 119 })), 'taken');
  assert.match(await whyOf(signed({ nbf: seconds + 121 })), /not valid yet/);
});

test('keys count from their first day to their last; what is no RSA key of enough bits never does', () => {
  const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
  const at = (from: string | null, until: string | null) =>
    keysAt(
      [{ pem: ours.publicPem, from: from === null ? null : day(from), until: until === null ? null : day(until) }],
      now,
    ).length;
  assert.deepEqual(
    [at(null, null), at('2026-06-01', '2026-06-02'), at('2026-06-02', null), at(null, '2026-06-01')],
    [1, 1, 0, 0],
  );
  const code = (pem: string): string => {
    const key = publicKeyFrom(pem);
    return key.status === 'done' ? 'done' : key.reason.code;
  };
  const spki = { type: 'spki', format: 'pem' } as const;
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export(spki).toString();
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export(spki).toString();
  assert.deepEqual(
    [code(small), code(curve), code(ours.privatePem), code('hello'), code(ours.publicPem)],
    ['key.size', 'key.notRsa', 'key.private', 'key.unreadable', 'done'],
  );
  // A broken one beside a good one shuts nobody out.
  assert.equal(keysAt([{ pem: 'hello' }, { pem: ours.publicPem }], now).length, 1);
});

test('a key may come as a certificate, in the older form, or with words before it', () => {
  const spki = publicKeyFrom(ours.publicPem);
  const older = createPublicKey(ours.publicPem).export({ type: 'pkcs1', format: 'pem' }).toString();
  assert.match(older, /BEGIN RSA PUBLIC KEY/);
  for (const pem of [older, `Key of the hub:\n${ours.publicPem}`, ours.publicPem.replaceAll('\n', '\r\n')])
    assert.deepEqual(publicKeyFrom(pem), spki);
  assert.equal(publicKeyFrom(certificate).status, 'done');
});

test('a nonce counts once for as long as its token lives, and one that cannot be remembered not at all', () => {
  const seen = new SeenNonces(2);
  assert.deepEqual([seen.add('a', 10, 0), seen.add('a', 10, 9), seen.add('b', 20, 9)], ['new', 'seen', 'new']);
  assert.equal(seen.add('c', 30, 9), 'full');
  assert.deepEqual([seen.add('c', 30, 10), seen.add('a', 40, 10), seen.add('b', 30, 10)], ['new', 'full', 'seen']);
});

/** Made for this test, of a caller that is none. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIDFTCCAf2gAwIBAgIUHcT1Ow6hj2nNUQWh5XmpNhA3j/4wDQYJKoZIhvcNAQEL
BQAwGTEXMBUGA1UEAwwOY2FsbGVyLmV4YW1wbGUwIBcNMjYxMTIxMTY0NjIwWhgP
MjEyNjEwMjgxNjQ2MjBaMBkxFzAVBgNVBAMMDmNhbGxlci5leGFtcGxlMIIBIjAN
BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAoP2u4qi7RPYC1MxkCt92DvIF4WVh
7hhY/DOI8Ids30kmumGNLKohWxkyPlmmAqnXTCx6g6s+cTIMrEvIioW3kU/A4qOU
rVebyyftoomwvL9DImk9FSjOsH9pRZYSfjiddKsKOv/qN1NjJrxg+rlkUWhjnkxC
jXWqs+AixqaaJ58279D+OWk3ZFi+N5f41A/bgdTGWApPfb+sqMqgvBsYCsWhzNTs
6eVAY+lqsh1OyIOfs9O5QjC2STg3lm9GAawly6YyBRmglJ9B5ilnie7VNpvp2NfF
UkAnweciv324s6O0MCzEnhMItkIM0OOZfJSfXvAwJc2fNxG2ftBtg/icAwIDAQAB
o1MwUTAdBgNVHQ4EFgQUg846M3g6EmW//4zvKHgFHa9+GuwwHwYDVR0jBBgwFoAU
g846M3g6EmW//4zvKHgFHa9+GuwwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
AQsFAAOCAQEAihRpTy3ctLLyu7dMc6s6DuFFg6nNRW4xfHdT6/yI9273wVhuAi78
htdehpHupXAXwAHoS6OQvoUuvSmzZePm5pxvr5/vD706sGS2giyBPMzfGpEP9Cdw
lnd9ScVd4k27puEuk5fFRZIlRdFU3KWYlOCBnwbgZ2VRmmOQ1Au9iWlpYTwsfu8f
TQ5+00Nygp04wn13ms6CJtY/tBPleYxg4Urxt5TyQ7K6YOKGXzWlDA+pZawnxEwh
qonjW6gjFHZXZVaeznc/ftAKepYqWKoZukqHx63uDv/cjK1OayrBaF5e56Oes9B3
89TMIrXsuIkQOT/Z70lMTpUl8LcChRFiQQ==
-----END CERTIFICATE-----`;
