/** Hub and host, each proving itself to the other over a real socket. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, collect } from '@kobling/sdk';
import { oneNamespace, wcfProfile } from '../contract/built-in.ts';
import { call } from '../testing/served.ts';
import { authStage, type AuthStage, failed, gone, pair, well } from './stage.ts';

const staged = (title: string, play: (stage: AuthStage) => Promise<void>): void => {
  void test(title, { timeout: 60_000 }, async () => {
    const stage = await authStage();
    try {
      await play(stage);
    } finally {
      await stage.close();
    }
  });
};
const minutes = (count: number): number => count * 60_000;

staged('both prove themselves once, then calls are made; after five minutes they do so anew', async (stage) => {
  const connection = well(await stage.connect());
  assert.deepEqual(stage.operations(), ['Authenticate', 'WSGetConfigData', 'WSSaveConnection']);
  well(await connection.test(call()));
  assert.deepEqual(stage.operations(), ['WSTestConnection']);
  stage.clock.hub += minutes(5);
  stage.clock.host += minutes(5);
  // Calls that begin together prove themselves once; streams too.
  const all = await Promise.all([connection.test(call()), connection.actorTypes(call()), connection.test(call())]);
  assert.ok(all.every((outcome) => outcome.status === 'done'));
  assert.equal(stage.operations().filter((operation) => operation === 'Authenticate').length, 1);
  const read = await collect(connection.search({ actorType: 'Customer', text: '', fieldKeys: ['Nm'] }, call()));
  assert.equal(well(read).length, 30);
});

staged('who has not authenticated is not answered, whatever ticket it carries', async (stage) => {
  const refused = failed(await stage.connectPlainly());
  assert.deepEqual([refused.status, refused.reason.code], ['rejected', 'auth.required']);
  well(await stage.connect());
  // Nor is somebody else, now that the hub is let in.
  assert.equal(failed(await stage.connectPlainly()).reason.code, 'auth.required');
  const body = stage.asked.find(({ operation }) => operation === 'WSGetConfigData')?.body ?? '';
  const action = '"http://tempuri.org/IErpConnectorWS/WSGetConfigData"';
  for (const cookie of ['kobling-caller=', 'kobling-caller=x', 'other=1; kobling-caller=AAAA']) {
    const headers = { 'Content-Type': 'text/xml', SOAPAction: action, Cookie: cookie };
    const answer = await fetch(stage.url, { method: 'POST', body, headers });
    assert.match(await answer.text(), /auth\.required/, cookie);
  }
});

staged('a hub whose key is not known there is told so, and sends nothing else', async (stage) => {
  stage.keys.hub = await pair('other');
  const refused = failed(await stage.connect());
  assert.deepEqual([refused.status, refused.reason.code], ['retry', 'auth.refused']);
  assert.match(refused.reason.message, /none of the registered keys.*kobling application key/s);
  assert.deepEqual(stage.operations(), ['Authenticate']);
  assert.match(stage.logged.join('\n'), /127\.0\.0\.1 was refused/);
});

staged('a host that cannot prove that it is the application gets no call', async (stage) => {
  stage.keys.host = await pair('other');
  const refused = failed(await stage.connect());
  assert.deepEqual([refused.status, refused.reason.code], ['retry', 'auth.notProved']);
  assert.match(refused.reason.message, /none of the registered keys/);
  assert.deepEqual(stage.operations(), ['Authenticate']);
});

staged('a token counts once', async (stage) => {
  well(await stage.connect());
  const first = stage.asked.find(({ operation }) => operation === 'Authenticate');
  assert.ok(first !== undefined);
  const replayed = await fetch(stage.url, { method: 'POST', body: first.body, headers: first.headers });
  assert.match(await replayed.text(), /was used before/);
  assert.equal(replayed.headers.getSetCookie().length, 0);
  // Not even by a host that was started anew and has forgotten it.
  stage.clock.host += 2_000;
  await stage.restartHost();
  const again = await fetch(stage.url, { method: 'POST', body: first.body, headers: first.headers });
  assert.match(await again.text(), /before this host began/);
});

staged('keys change on the hub’s side without a stop', async (stage) => {
  const connection = well(await stage.connect());
  const old = stage.keys.hub;
  const next = await pair('other');
  const step = async (what: string): Promise<void> => {
    stage.clock.hub += minutes(6);
    stage.clock.host += minutes(6);
    assert.equal((await connection.test(call())).status, 'done', what);
  };
  stage.keys.callers.push({ pem: next.publicPem });
  await step('both are known, the old one signs');
  stage.keys.hub = next;
  await step('both are known, the new one signs');
  stage.keys.callers.splice(0, 1);
  await step('the old one is forgotten');
  stage.keys.hub = old;
  stage.clock.hub += minutes(6);
  assert.equal(failed(await connection.test(call())).reason.code, 'auth.refused');
});

staged('keys change on the application’s side without a stop', async (stage) => {
  const connection = well(await stage.connect());
  const next = await pair('other');
  stage.keys.application.push({ pem: next.publicPem, from: new Date('2026-06-01T12:10:00Z') });
  stage.keys.host = next;
  stage.clock.hub += minutes(6);
  stage.clock.host += minutes(6);
  assert.equal(failed(await connection.test(call())).reason.code, 'auth.notProved');
  stage.clock.hub += minutes(6);
  stage.clock.host += minutes(6);
  well(await connection.test(call()));
  stage.keys.application.splice(0, 1);
  well(await connection.test(call()));
  stage.keys.application.splice(0, 1);
  assert.equal(failed(await connection.test(call())).reason.code, 'auth.noKey');
});

staged('what is taken back counts at once: the caller’s key there, the registration here', async (stage) => {
  const connection = well(await stage.connect());
  const known = stage.keys.callers.splice(0);
  assert.equal(failed(await connection.test(call())).reason.code, 'auth.refused');
  stage.keys.callers.push(...known);
  well(await connection.test(call()));
  stage.operations();
  stage.registered.current = gone();
  const refused = failed(await connection.test(call()));
  assert.deepEqual([refused.status, refused.reason.code], ['retry', 'application.unknown']);
  assert.deepEqual(stage.operations(), []);
});

staged(
  'a host that was started anew has forgotten the hub: it is asked again, and a write is made once',
  async (stage) => {
    const connection = well(await stage.connect());
    stage.clock.hub += 1_000;
    stage.clock.host += 1_000;
    await stage.restartHost();
    stage.operations();
    const created = await connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'Ny AS' } }, call());
    well(created);
    assert.deepEqual(stage.operations(), ['WSCreateActor', 'Authenticate', 'WSCreateActor']);
    const read = await collect(connection.search({ actorType: 'Customer', text: 'Ny AS', fieldKeys: ['Nm'] }, call()));
    assert.equal(well(read).length, 1);
  },
);

staged('a service that changed its contract is read anew before it is authenticated with', async (stage) => {
  const connection = well(await stage.connect());
  stage.clock.hub += minutes(6);
  stage.clock.host += minutes(6);
  await stage.restartHost({}, wcfProfile(oneNamespace));
  well(await connection.test(call()));
});

staged('a write that could not be proved was not made, and may be made later', async (stage) => {
  const connection = well(await stage.connect());
  stage.keys.hub = await pair('other');
  stage.clock.hub += minutes(6);
  const created = await connection.createActor({ actorType: 'Customer', fieldValues: { Nm: 'Ny AS' } }, call());
  assert.equal(failed(created).status, 'retry');
  assert.ok(!stage.operations().includes('WSCreateActor'));
});

staged('clocks two minutes apart are no hindrance, further apart they are named', async (stage) => {
  stage.clock.hub += 119_000;
  well(await stage.connect());
  stage.clock.hub += 10_000;
  stage.registered.current = done({ clientId: '5f0c7e6a', url: `${stage.url}?`, keys: stage.keys.application });
  const refused = failed(await stage.connect());
  assert.match(refused.reason.message, /not valid yet: compare the clocks\. Check/);
});

staged('a caller that keeps no cookies is let in by its address, if the host was told so', async (stage) => {
  await stage.restartHost({ byAddress: true });
  assert.equal(failed(await stage.connectPlainly()).reason.code, 'auth.required');
  well(await stage.connect());
  well(await stage.connectPlainly());
  stage.clock.host += minutes(11);
  assert.equal(failed(await stage.connectPlainly()).reason.code, 'auth.required');
});

staged('a token for another application does not open this host', async (stage) => {
  await stage.restartHost({ clientId: 'another' });
  assert.match(failed(await stage.connect()).reason.message, /addressed to somebody else/);
});
