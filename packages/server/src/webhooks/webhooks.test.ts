/** Webhooks over a real hub, its clock in hand, and a receiver that answers as it is told. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import type { WebhookEvent } from '@kobling/contract';
import { claimDeliveries, createEntity } from '@kobling/store';
import { applySetup, readSetup } from '../setup-file/index.ts';
import { Browser, codeOf, testHub, type TestHub } from '../testing/test-hub.ts';
import { deliverDue, longestFailingMs, pausesMs } from './deliver.ts';
import { quietMs, tell } from './tell.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    type: string;
    data: { subject: string; count: number; records: { name: string }[]; message: string | null; page: string | null };
  };
}

let fixture: TestHub;
let page: Browser;
let receiver: Server;
let address = '';
let status = 200;
let got: Received[] = [];
let clockMs = Date.now();

before(async () => {
  receiver = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => void (text += part));
    request.on('end', () => {
      got.push({ headers: request.headers, text, body: JSON.parse(text) as Received['body'] });
      response.writeHead(status, status === 302 ? { location: 'http://169.254.169.254/' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  const listening = receiver.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
  address = `http://127.0.0.1:${port}/hook`;
  // Role web: rounds are made by the tests alone.
  fixture = await testHub({
    role: 'web',
    operatorFile: `egress: { allowed: ["127.0.0.1:${port}"] }\npublicUrl: https://hub.example\n`,
    now: () => new Date(clockMs),
  });
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
  const read = readSetup(setup);
  assert.ok(read.ok, JSON.stringify(read));
  assert.ok((await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann' })).ok);
});
after(async () => {
  await fixture.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(async () => {
  await fixture.hub.db.run('delete from webhook');
  await fixture.hub.db.run('delete from webhook_place');
  await fixture.hub.db.run('delete from webhook_failing');
  await fixture.hub.db.run('delete from conflict');
  await fixture.hub.db.run('delete from held');
  await fixture.hub.db.run('delete from link');
  await fixture.hub.db.run(`update connection set health = 'ok', failures = 0`);
  got = [];
  status = 200;
  clockMs += 60_000;
  await stayIn();
});
/** A day passes in these tests; the person at the page is not what they are about. */
const stayIn = () =>
  fixture.hub.db.run('update session set used_at = $1, expires_at = $2', [
    new Date(clockMs),
    new Date(clockMs + 86_400_000),
  ]);

const setup = `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: ERP demo
    connector: Memory
    active: false
    actors:
      Customer:
        fields:
          Nm: { crm: name, sync: both }
`;

const parts = () => ({
  ...fixture.hub,
  fetch: fixture.hub.outbound,
  monotonicMs: () => performance.now(),
  random: () => 0,
  pages: fixture.hub.operator.publicUrl,
});
const tellNow = async (): Promise<number> => await tell(parts());
/** Everything that is due at this moment. */
async function deliverAll(): Promise<void> {
  while ((await deliverDue(parts())) > 0);
}
const everything: WebhookEvent[] = ['failure', 'conflict', 'held', 'resolved', 'recovery'];
const hook = async (events = everything) =>
  await page.call('POST /api/webhooks', { name: 'Alarm', url: address, events });
async function deliveries(id: number) {
  return (await page.call('GET /api/webhooks/:id/deliveries', undefined, `/api/webhooks/${id}/deliveries`)).deliveries;
}

/** Links whose writes were refused, as the engine leaves them. */
async function failing(count: number, name = 'Acme'): Promise<readonly number[]> {
  const { db } = fixture.hub;
  const links: number[] = [];
  const made = await createEntity(db, 'company', { name }, { writer: 0, by: 'ann' });
  const first = made.status === 'done' ? made.value.ref.id : 0;
  const rows = await db.query<{ id: number }>(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id, state, flags)
     select c.id, 'Customer', $2 || n, 'company', $1 + n * 1000, 'active', '{"failed": 1}' from connection c, generate_series(0, $3 - 1) n
     returning id`,
    [first, name, count],
  );
  links.push(...rows.map((row) => row.id));
  await refuse(links);
  return links;
}
const refuse = (links: readonly number[]) =>
  fixture.hub.db.run(
    `insert into sync_log (connection_id, link_id, entity, entity_id, kind, erp_field, crm_field, message)
     select l.connection_id, l.id, l.entity, l.entity_id, 'failure', 'Nm', 'name', 'The name is too long.'
     from link l where l.id = any($1::int[])`,
    [links],
  );
const repair = (links: readonly number[]) =>
  fixture.hub.db.run(`update link set flags = '{}' where id = any($1::int[])`, [links]);

test('a message says what failed, and its signature proves whose it is', async () => {
  const { secret, webhook } = await hook();
  await tellNow();
  await failing(2, 'Acme AS');
  await tellNow();
  await deliverAll();
  assert.equal(got.length, 1);
  const [message] = got;
  assert.equal(message?.body.type, 'sync.failure');
  assert.equal(message?.body.data.count, 2);
  assert.equal(message?.body.data.records[0]?.name, 'Acme AS');
  assert.equal(message?.body.data.page, `https://hub.example/sync/failures?connection=1`);
  // As a receiver checks it, by the public description of Standard Webhooks.
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = message?.headers ?? {};
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${message?.text}`)
    .digest('base64');
  assert.equal(signature, `v1,${expected}`);
  assert.equal(Number(at), Math.floor(clockMs / 1000));
  const [row] = await deliveries(webhook.id);
  assert.deepEqual([row?.status, row?.httpStatus, row?.count, row?.attempts], ['delivered', 200, 2, 1]);
});

test('ten thousand failures are one call, and a record that goes on failing is no news until it recovered', async () => {
  await hook();
  await tellNow();
  const links = await failing(10_000);
  await tellNow();
  await deliverAll();
  assert.deepEqual([got.length, got[0]?.body.data.count, got[0]?.body.data.records.length], [1, 10_000, 50]);

  await refuse(links);
  clockMs += quietMs;
  await tellNow();
  await deliverAll();
  assert.equal(got.length, 1, 'the next attempt failed too');

  await repair(links);
  clockMs += quietMs;
  await tellNow();
  await deliverAll();
  assert.deepEqual([got[1]?.body.type, got[1]?.body.data.count], ['sync.recovery', 10_000]);

  await fixture.hub.db.run(`update link set flags = '{"failed": 1}' where id = any($1::int[])`, [links.slice(0, 3)]);
  await refuse(links.slice(0, 3));
  clockMs += quietMs;
  await tellNow();
  await deliverAll();
  assert.deepEqual([got[2]?.body.type, got[2]?.body.data.count], ['sync.failure', 3]);
});

test('what comes in one burst is collected, and what was before the first address is not told', async () => {
  await failing(1, 'Before');
  await hook();
  await tellNow();
  await deliverAll();
  assert.equal(got.length, 0);
  await failing(1, 'One');
  await tellNow();
  await failing(1, 'Two');
  await tellNow();
  await deliverAll();
  assert.equal(got.length, 1, 'the second waits for its half minute');
  clockMs += quietMs;
  await tellNow();
  await failing(1, 'Three');
  clockMs += quietMs;
  await tellNow();
  await deliverAll();
  assert.deepEqual([got.length, got[1]?.body.data.count], [2, 2], 'not tried yet: it has grown');
});

test('a connection that is away is told of when its second try fails, and once more when it is back', async () => {
  await hook(['failure', 'recovery']);
  await tellNow();
  const health = async (to: string, failures: number, message: string | null) => {
    await fixture.hub.db.run('update connection set health = $1, failures = $2, health_message = $3', [
      to,
      failures,
      message,
    ]);
    clockMs += quietMs;
    await tellNow();
    await deliverAll();
  };
  await health('unreachable', 1, 'It does not answer.');
  assert.equal(got.length, 0);
  await health('unreachable', 2, 'It does not answer.');
  assert.deepEqual(
    [got[0]?.body.type, got[0]?.body.data.subject, got[0]?.body.data.message],
    ['sync.failure', 'connection', 'It does not answer.'],
  );
  await health('failed', 3, 'Something else.');
  assert.equal(got.length, 1, 'still away');
  await health('ok', 0, null);
  assert.deepEqual([got.length, got[1]?.body.type], [2, 'sync.recovery']);
});

test('conflicts, what is held, and a conflict that a person settled are told, each to who asked for it', async () => {
  const { db } = fixture.hub;
  await hook(['resolved', 'held', 'conflict']);
  await tellNow();
  const [link] = await failing(1);
  await db.run(`update link set flags = '{}'`);
  const [log] = await db.query<{ id: number }>(
    `insert into sync_log (connection_id, link_id, kind, target) select connection_id, id, 'conflict', 'crm' from link returning id`,
  );
  await db.run(
    `insert into conflict (log_id, connection_id, link_id, generation, entity, entity_id, erp_field, crm_field, winner)
     select $1, connection_id, id, generation, entity, entity_id, 'Nm', 'name', 'erp' from link where id = $2`,
    [log?.id, link],
  );
  await db.run(
    `insert into held (connection_id, link_id, entity, entity_id, actor_type, erp_field, crm_field, why, target, message, at)
     select connection_id, id, entity, entity_id, actor_type, 'Nm', 'name', 'blanking', 'crm', 'It would blank many.', now() from link`,
  );
  await tellNow();
  await deliverAll();
  assert.deepEqual(got.map(({ body }) => body.type).sort(), ['sync.conflict', 'sync.held']);
  await db.run(`update conflict set status = 'kept', resolved_at = $1, resolved_by = 'ann'`, [new Date(clockMs)]);
  await tellNow();
  await deliverAll();
  assert.equal(got[2]?.body.type, 'sync.resolved');
  clockMs += quietMs;
  assert.equal(await tellNow(), 0, 'once');
});

test('an address that does not take it is left alone for a growing while, and after a day it is paused until somebody resumes it', async () => {
  const { webhook } = await hook();
  await tellNow();
  await failing(1);
  status = 500;
  await tellNow();
  const began = clockMs;
  for (const [failed, pause] of pausesMs.entries()) {
    await deliverAll();
    assert.equal(got.length, failed + 1);
    clockMs += pause - 1;
    await deliverAll();
    assert.equal(got.length, failed + 1, `not before ${pause} ms`);
    clockMs += 1;
  }
  const state = async () => {
    await stayIn();
    return (await page.call('GET /api/webhooks')).webhooks[0];
  };
  assert.equal((await state())?.state, 'failing');
  while (clockMs - began < longestFailingMs) {
    await deliverAll();
    clockMs += pausesMs.at(-1) ?? 0;
  }
  await deliverAll();
  const paused = await state();
  assert.deepEqual([paused?.state, paused?.pausedWhy, paused?.waiting], ['paused', 'failing', 1]);
  assert.match(fixture.lines.join(''), /A webhook is paused: its address took nothing for a day/);
  const tried = got.length;
  clockMs += longestFailingMs;
  await deliverAll();
  assert.equal(got.length, tried);

  status = 204;
  await stayIn();
  await page.call('POST /api/webhooks/:id/pause', { paused: false }, `/api/webhooks/${webhook.id}/pause`);
  await deliverAll();
  assert.equal(got.length, tried + 1);
  assert.equal(new Set(got.map(({ headers }) => headers['webhook-id'])).size, 1, 'always under the same id');
  assert.equal((await state())?.state, 'ok');
});

test('who says that it is gone is asked no more, and a redirect is not followed', async () => {
  const { webhook } = await hook();
  await tellNow();
  await failing(1);
  status = 302;
  await tellNow();
  await deliverAll();
  const [row] = await deliveries(webhook.id);
  assert.deepEqual([row?.status, row?.error], ['waiting', 'It answered 302.']);
  status = 410;
  clockMs += pausesMs[0] ?? 0;
  await deliverAll();
  const [after410] = (await page.call('GET /api/webhooks')).webhooks;
  assert.deepEqual([after410?.state, after410?.pausedWhy], ['paused', 'gone']);
});

test('a hub that is killed while it sends sends it again under the same id', async () => {
  const { webhook } = await hook();
  await tellNow();
  await failing(1);
  await tellNow();
  // Claimed, perhaps even sent; then the process was no more.
  const [claimed] = await claimDeliveries(fixture.hub.db, new Date(clockMs), new Date(clockMs + 30_000), 8);
  await deliverAll();
  assert.equal(got.length, 0, 'it may still be under way');
  clockMs += 30_001;
  await deliverAll();
  assert.equal(got[0]?.headers['webhook-id'], `msg_${claimed?.id}`);
  assert.equal((await deliveries(webhook.id))[0]?.attempts, 2);
});

test('telling and its place are one transaction: what was not told for sure is told again', async () => {
  await hook();
  await tellNow();
  await failing(1);
  const { db } = fixture.hub;
  const broken = {
    ...parts(),
    db: {
      ...db,
      transaction: ((work, options) =>
        db.transaction(async (tx) => {
          await work(tx);
          throw new Error('killed before the commit');
        }, options)) as typeof db.transaction,
    },
  };
  await assert.rejects(tell(broken), /killed/);
  await tellNow();
  await deliverAll();
  assert.equal(got.length, 1);
});

test('an address is refused by the egress guard when it is typed in, and again when its name leads elsewhere', async () => {
  for (const url of [
    'http://169.254.169.254/latest',
    'http://127.0.0.1:1/',
    'ftp://x/',
    'http://user:pass@127.0.0.1/',
    'x',
  ]) {
    const answer = await page.send('POST', '/api/webhooks', { name: 'x', url, events: ['failure'] });
    assert.equal(codeOf(answer), 'webhook.url', url);
  }
  const { webhook } = await hook();
  assert.equal(
    codeOf(await page.send('POST', '/api/webhooks', { name: 'y', url: address, events: ['failure'] })),
    'webhook.exists',
  );
  await fixture.hub.db.run(`update webhook set url = 'http://169.254.169.254/'`);
  const tested = await page.call('POST /api/webhooks/:id/test', {}, `/api/webhooks/${webhook.id}/test`);
  assert.equal(tested.taken, false);
  assert.match(tested.error ?? '', /is never called/);
});

test('a test is sent at once, and the secret is shown once: then it is in no answer, log or audit', async () => {
  const { webhook, secret } = await hook();
  const tested = await page.call('POST /api/webhooks/:id/test', {}, `/api/webhooks/${webhook.id}/test`);
  assert.deepEqual([tested.taken, tested.httpStatus, got[0]?.body.type], [true, 200, 'test']);
  const renewed = await page.call('POST /api/webhooks/:id/secret', {}, `/api/webhooks/${webhook.id}/secret`);
  assert.notEqual(renewed.secret, secret);
  const seen = JSON.stringify([
    await page.call('GET /api/webhooks'),
    await deliveries(webhook.id),
    await fixture.hub.db.query('select * from audit'),
    fixture.lines,
  ]);
  for (const one of [secret, renewed.secret]) assert.equal(seen.includes(one), false);
  await page.call('POST /api/webhooks/:id/test', {}, `/api/webhooks/${webhook.id}/test`);
  const headers: IncomingHttpHeaders = got[1]?.headers ?? {};
  const text = got[1]?.text ?? '';
  const key = Buffer.from(renewed.secret.slice(6), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`)
    .digest('base64');
  assert.equal(headers['webhook-signature'], `v1,${expected}`, 'the old secret signs nothing more');
});

test('removed, nothing of it remains, and an unknown one is named so', async () => {
  const { webhook } = await hook();
  await tellNow();
  await page.call('POST /api/webhooks/:id/remove', {}, `/api/webhooks/${webhook.id}/remove`);
  for (const table of ['webhook', 'webhook_delivery', 'webhook_place', 'webhook_failing'])
    assert.deepEqual(await fixture.hub.db.query(`select 1 from ${table}`), [], table);
  for (const path of ['/test', '/secret', '/remove']) {
    const answer = await page.send('POST', `/api/webhooks/${webhook.id}${path}`, {});
    assert.deepEqual([answer.status, codeOf(answer)], [404, 'webhook.unknown'], path);
  }
});
