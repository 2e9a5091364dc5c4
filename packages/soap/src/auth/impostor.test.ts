/** What answers at the address of an application may say anything: nothing that it can say without its key is taken. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { test } from 'node:test';
import { done } from '@kobling/sdk';
import { SignJWT } from 'jose';
import { writeMessage } from '../wire/write.ts';
import { call, listening } from '../testing/served.ts';
import { type Pair, clientId, failed, pair, profile } from './stage.ts';
import { applicationProof } from './proof.ts';
import { signToken } from './token.ts';

const now = new Date('2026-06-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const operation = profile.operations.Authenticate;
assert.ok(operation !== undefined);
const { responseWrapper, result } = operation;

interface Answer {
  readonly Succeeded?: boolean | null;
  readonly Reason?: string | null;
  readonly SignedApplicationToken?: string | null;
}
type Impostor = (token: string, nonce: string) => Promise<Answer | string> | Answer | string;

/** What the hub makes of an answer; `done` if it was taken. */
async function against(impostor: Impostor, registered: Pair, hub: Pair): Promise<string> {
  const answering = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    const token = /<a:SignedToken>([^<]*)</.exec(body)?.[1] ?? '';
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { nonce: string };
    const answer = await impostor(token, claims.nonce);
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.end(typeof answer === 'string' ? answer : writeMessage(responseWrapper, result, { ...answer }));
  };
  const server = createServer((request, response) => void answering(request, response));
  const url = `http://127.0.0.1:${await listening(server)}/ErpConnectorWS.svc`;
  const proof = applicationProof({
    clientId,
    application: async () => done({ clientId, url, keys: [{ pem: registered.publicPem }] }),
    signingKey: async () => done(hub.own),
    now: () => now,
  });
  try {
    const entered = await proof.enter(operation, fetch, call());
    if (entered.status === 'done') return 'done';
    assert.equal(failed(entered).status, 'retry');
    return `${entered.reason.code} ${entered.reason.message}`;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('an impostor is found out, whatever it answers', async () => {
  const [application, hub, other] = [await pair('host'), await pair('hub'), await pair('other')];
  let earlier = '';
  const told = (token: string): Answer => ({ Succeeded: true, Reason: null, SignedApplicationToken: token });
  const unsigned = (nonce: string): string =>
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ nonce })).toString('base64url')}.`;
  const answers: readonly (readonly [string, Impostor, RegExp])[] = [
    [
      'the application itself',
      async (_, nonce) => {
        earlier = await signToken(application.own, { nonce }, now);
        return told(earlier);
      },
      /^done$/,
    ],
    ['what the application said earlier', () => told(earlier), /^auth\.notProved .*another nonce than ours/],
    ['our own token', (token) => told(token), /^auth\.notProved .*the token is our own/],
    [
      'another key',
      async (_, nonce) => told(await signToken(other.own, { nonce }, now)),
      /^auth\.notProved .*none of the/,
    ],
    ['no signature', (_, nonce) => told(unsigned(nonce)), /^auth\.notProved .*only RS256 is taken/],
    [
      'the public key as a secret',
      async (_, nonce) =>
        told(
          await new SignJWT({ nonce })
            .setProtectedHeader({ alg: 'HS256' })
            .sign(new TextEncoder().encode(application.publicPem)),
        ),
      /^auth\.notProved .*signed with HS256/,
    ],
    [
      'an old token over our nonce',
      async (_, nonce) => told(await signToken(application.own, { nonce }, new Date((seconds - 300) * 1000))),
      /^auth\.notProved .*expired/,
    ],
    ['success without a token', () => ({ Succeeded: true }), /^auth\.notProved .*no signed JSON Web Token/],
    ['nothing', () => ({}), /^auth\.refused .*gives no reason/],
    [
      'a refusal with a token',
      async (_, nonce) => ({
        Succeeded: false,
        Reason: 'No.',
        SignedApplicationToken: await signToken(application.own, { nonce }, now),
      }),
      /^auth\.refused .*does not let this hub in: No\. Check/,
    ],
    ['a web page', () => '<html></html>', /^soap\./],
    [
      'another answer',
      () => '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
      /^soap\./,
    ],
  ];
  for (const [what, impostor, expected] of answers)
    assert.match(await against(impostor, application, hub), expected, what);
});

test('a contract without Authenticate, and keys of which none counts today, are told without a call', async () => {
  const [application, hub] = [await pair('host'), await pair('hub')];
  const nobody = createServer();
  const url = `http://127.0.0.1:${await listening(nobody)}/`;
  await new Promise((closed) => {
    nobody.close(closed);
  });
  const proofWith = (until: Date | null) =>
    applicationProof({
      clientId,
      application: async () => done({ clientId, url, keys: [{ pem: application.publicPem, until }] }),
      signingKey: async () => done(hub.own),
      now: () => now,
    });
  assert.equal(failed(await proofWith(null).enter(undefined, fetch, call())).reason.code, 'auth.notOffered');
  assert.equal(failed(await proofWith(now).enter(operation, fetch, call())).reason.code, 'auth.noKey');
  const away = failed(await proofWith(null).enter(operation, fetch, call()));
  assert.deepEqual([away.status, away.reason.code], ['retry', 'soap.unreachable']);
});

test('an answer that never comes ends with the call, and holds up nobody whose call ends before', async () => {
  const [application, hub] = [await pair('host'), await pair('hub')];
  let arrived = (): void => {};
  const asked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = createServer(() => arrived());
  const url = `http://127.0.0.1:${await listening(server)}/`;
  const proof = applicationProof({
    clientId,
    application: async () => done({ clientId, url, keys: [{ pem: application.publicPem }] }),
    signingKey: async () => done(hub.own),
    now: () => now,
  });
  const [first, second] = [new AbortController(), new AbortController()];
  try {
    const [one, two] = [first, second].map(({ signal }) => proof.enter(operation, fetch, { signal }));
    await asked;
    second.abort();
    assert.equal(failed((await two) ?? done(undefined)).status, 'retry');
    first.abort();
    assert.equal(failed((await one) ?? done(undefined)).reason.code, 'soap.cut');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
