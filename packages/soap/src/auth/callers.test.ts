/** What a host takes from a caller whose key it knows, and what not. */
import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { done, rejected } from '@kobling/sdk';
import { SignJWT } from 'jose';
import { type Callers, CallerGate } from './callers.ts';
import { clientId, pair } from './stage.ts';

const start = Date.parse('2026-06-01T12:00:00Z');
const [caller, own] = [await pair('hub'), await pair('host')];

function asked(cookie?: string): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  if (cookie !== undefined) request.headers.cookie = cookie;
  return request;
}
function gate(more: Partial<Callers> = {}) {
  const clock = { now: start };
  const callers: Callers = {
    clientId,
    keys: async () => done([{ pem: caller.publicPem }]),
    ownKey: async () => done(own.own),
    now: () => new Date(clock.now),
    ...more,
  };
  return { clock, gate: new CallerGate(callers) };
}
const token = (claims: Record<string, unknown>): Promise<string> => {
  const seconds = start / 1000;
  const all = { aud: `spn:${clientId}`, nonce: 'a-nonce-of-its-own', iat: seconds, exp: seconds + 60, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256' }).sign(caller.own.key);
};

test('a token must say when it begins and ends, soon, and have a nonce worth the name', async () => {
  const { gate: host } = gate();
  const seconds = start / 1000;
  const why = async (claims: Record<string, unknown>): Promise<string> =>
    (await host.authenticate(await token(claims), asked())).carrier.Reason ?? 'taken';
  assert.match(await why({ exp: undefined }), /does not say when/);
  assert.match(await why({ iat: undefined }), /does not say when/);
  assert.match(await why({ exp: seconds + 86_400 }), /lives longer than 3600 seconds/);
  assert.match(await why({ iat: seconds - 1 }), /before this host began/);
  assert.match(await why({ nonce: 'short' }), /nonce that is not of 8 to 200/);
  assert.match(await why({ nonce: 'x'.repeat(201) }), /nonce that is not of 8 to 200/);
  assert.match(await why({ aud: 'spn:another' }), /addressed to somebody else/);
  // None of these used the nonce up; one that is taken does.
  assert.equal(await why({}), 'taken');
  assert.match(await why({}), /was used before/);
  // Audience among others, and `nbf` in the place of `iat`, as other stacks write them.
  assert.equal(
    await why({ nonce: 'another-nonce', iat: undefined, nbf: seconds, aud: ['x', `spn:${clientId}`] }),
    'taken',
  );
});

test('a ticket lets in whoever carries it, for ten minutes; it is not written anywhere but in the cookie', async () => {
  const { gate: host, clock } = gate();
  const { cookie, carrier } = await host.authenticate(await token({}), asked());
  assert.match(cookie ?? '', /^kobling-caller=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/);
  const ticket = cookie?.split(';')[0] ?? '';
  assert.ok(carrier.SignedApplicationToken?.includes(ticket.split('=')[1] ?? '-') === false);
  assert.equal(await host.admits(asked(`a=1; ${ticket}; b=2`)), true);
  assert.equal(await host.admits(asked(ticket.slice(0, -1))), false);
  assert.equal(await host.admits(asked()), false);
  clock.now += 10 * 60_000 - 1;
  assert.equal(await host.admits(asked(ticket)), true);
  clock.now += 1;
  assert.equal(await host.admits(asked(ticket)), false);
});

test('keys that cannot be read let nobody in', async () => {
  const unread = async () => rejected('connector.keyFile', 'gone');
  for (const more of [{ keys: unread }, { ownKey: unread }]) {
    const { carrier, cookie } = await gate(more).gate.authenticate(await token({}), asked());
    assert.deepEqual([carrier.Succeeded, carrier.SignedApplicationToken, cookie], [false, null, undefined]);
    assert.match(carrier.Reason ?? '', /cannot read its keys/);
  }
});
