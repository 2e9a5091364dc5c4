/** The event stream of a real hub, its line broken and taken up again. */
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { type HubEvent, hubEventSchema } from '@kobling/contract';
import { Browser, eventually, testHub, type TestHub } from '../testing/test-hub.ts';
import { keptMs } from './replay.ts';

let fixture: TestHub;
let page: Browser;
let clockMs = Date.now();

before(async () => {
  fixture = await testHub({ role: 'web', now: () => new Date(clockMs) });
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
  await fixture.hub.db.run(`insert into connector (name, url) values ('Memory', 'plugin://memory')`);
  await fixture.hub.db.run(`insert into connection (connector_id, name) select id, 'ERP demo' from connector`);
});
after(() => fixture.close());

interface Line {
  readonly events: readonly HubEvent[];
  /** The last id heard, as a browser keeps it. */
  readonly id: string;
  cut(): Promise<void>;
}
async function open(path = '/api/events', headers: Readonly<Record<string, string>> = {}): Promise<Line> {
  const abort = new AbortController();
  const response = await fetch(`${fixture.hub.url}${path}`, {
    headers: { cookie: page.cookie, ...headers },
    signal: abort.signal,
  });
  assert.equal(response.status, 200);
  const events: HubEvent[] = [];
  let id = '';
  const reading = (async () => {
    let text = '';
    try {
      for await (const part of response.body ?? []) {
        text += Buffer.from(part).toString('utf8');
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          for (const line of text.slice(0, end).split('\n')) {
            if (line.startsWith('id: ')) id = line.slice(4);
            if (line.startsWith('data: ')) events.push(hubEventSchema.parse(JSON.parse(line.slice(6))));
          }
          text = text.slice(end + 2);
        }
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  })();
  await eventually('the hello', () => id !== '');
  return {
    events,
    get id() {
      return id;
    },
    async cut() {
      abort.abort();
      await reading;
    },
  };
}
/** The hub's end of the next connection. */
const hubsSocket = (): Promise<Socket> =>
  new Promise((resolve) => {
    const took = (message: unknown): void => {
      unsubscribe('net.server.socket', took);
      resolve((message as { socket: Socket }).socket);
    };
    subscribe('net.server.socket', took);
  });
/** Something that happens, told apart by its number. */
async function happen(): Promise<number> {
  const [row] = await fixture.hub.db.query<{ id: number }>(
    `insert into request (connection_id, kind, payload) select id, 'cycle', '{"kind": "cycle"}' from connection returning id`,
  );
  fixture.hub.events.send({ type: 'request', id: row?.id ?? 0 });
  return row?.id ?? 0;
}
const requestsOf = (line: Line): readonly number[] =>
  line.events.flatMap((event) => (event.type === 'request' ? [event.request.id] : []));

test('after a break the page hears what it missed, in order and once, and goes on', async () => {
  const witness = await open();
  const first = await open();
  const one = await happen();
  await eventually('heard', () => requestsOf(first).includes(one));
  await first.cut();
  const missed = [await happen(), await happen(), await happen()];
  await eventually('the others heard them', () => missed.every((id) => requestsOf(witness).includes(id)));
  const again = await open('/api/events', { 'last-event-id': first.id });
  await eventually('all of it', () => requestsOf(again).length === missed.length);
  assert.deepEqual(requestsOf(again), missed);
  const next = await happen();
  await eventually('and what follows', () => requestsOf(again).includes(next));
  assert.equal(
    again.events.some(({ type }) => type === 'lost'),
    false,
  );
  // A page opens a new line and cannot set the header.
  const byAddress = await open(`/api/events?after=${encodeURIComponent(first.id)}`);
  await eventually('the same', () => requestsOf(byAddress).length === missed.length + 1);
  for (const line of [witness, again, byAddress]) await line.cut();
});

test('the only page there is hears what it missed too', async () => {
  const alone = await open();
  await alone.cut();
  const id = await happen();
  const again = await open('/api/events', { 'last-event-id': alone.id });
  await eventually('it is known', () => requestsOf(again).includes(id));
  await again.cut();
});

test('of who leaves while the hub still asks who it is, nothing stays', async (t) => {
  const { db, url } = fixture.hub;
  const begun = t.mock.method(globalThis, 'setInterval').mock;
  const ended = t.mock.method(globalThis, 'clearInterval').mock;
  await db.transaction(async (tx) => {
    await tx.run('lock table session in access exclusive mode');
    const { host, hostname, port } = new URL(url ?? '');
    const early = connect({ host: hostname, port: Number(port) });
    const [, accepted] = await Promise.all([once(early, 'connect'), hubsSocket()]);
    early.write(`GET /api/events HTTP/1.1\r\nhost: ${host}\r\ncookie: ${page.cookie}\r\n\r\n`);
    await eventually('the hub asks', async () => {
      const [row] = await tx.query<{ waits: boolean }>(
        'select exists (select from pg_locks where not granted) as waits',
      );
      return row?.waits;
    });
    const gone = once(accepted, 'close');
    early.destroy();
    await gone;
  });
  const later = await open();
  await later.cut();
  const isOver = (timer: unknown) => ended.calls.some((call) => call.arguments[0] === timer);
  await eventually('nothing stays', () => begun.callCount() > 0 && begun.calls.every(({ result }) => isOver(result)));
});

test('what is not known any more is not passed over in silence', async () => {
  const before1 = await open();
  await before1.cut();
  const lost = async (id: string, why: string) => {
    const line = await open('/api/events', { 'last-event-id': id });
    await eventually(why, () => line.events.some(({ type }) => type === 'lost'));
    await line.cut();
  };
  await lost('other-7', 'another process said it');
  await lost('7', 'an id of an older version');
  // When the hub notices that the last line was cut is its own affair: until then it listens.
  await eventually('nobody listened for too long', async () => {
    clockMs += keptMs + 1;
    const line = await open('/api/events', { 'last-event-id': before1.id });
    const id = await happen();
    await eventually('the line works', () => requestsOf(line).includes(id));
    await line.cut();
    return line.events.some(({ type }) => type === 'lost');
  });
});

test('a line opened for the first time is told of nothing that was', async () => {
  const line = await open();
  const id = await happen();
  await eventually('heard', () => requestsOf(line).includes(id));
  assert.equal(
    line.events.some(({ type }) => type === 'lost'),
    false,
  );
  await line.cut();
});
