/** How our client behaves towards a server: connections kept, calls bounded, one deadline for all that a call needs, nothing left open. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { collect } from '@kobling/sdk';
import { fakeServer, http, type Peer } from './fake-server.ts';
import { answerTo, connectionTo, keysAsked, newActor, patience } from './subject.ts';

test('connections are kept for the calls that follow, and compressed answers are asked for', async () => {
  let sockets = 0;
  const encodings: string[] = [];
  const server = await fakeServer({
    connect: () => {
      sockets += 1;
      return false;
    },
    request: ({ operation, request, send }) => {
      encodings.push(/^accept-encoding: (.*)$/im.exec(request)?.[1] ?? '');
      void send(http('200 OK', answerTo(operation)));
    },
  });
  try {
    const connection = connectionTo(server.url);
    for (let n = 0; n < 5; n += 1) {
      assert.equal((await collect(connection.getActors(keysAsked, { signal: patience() }))).status, 'done');
      assert.equal((await connection.createActor(newActor, { signal: patience() })).status, 'done');
    }
    assert.equal(server.heard.length, 10);
    // A second one where the first is not free again in the same turn.
    assert.ok(sockets <= 2, String(sockets));
    for (const encoding of encodings) assert.match(encoding, /\bgzip\b/);
  } finally {
    await server.close();
  }
});

test('of twelve calls at once four are under way, the others wait', async () => {
  const open: Peer[] = [];
  let most = 0;
  const server = await fakeServer({
    request: (peer) => {
      open.push(peer);
      most = Math.max(most, open.length);
    },
  });
  try {
    const connection = connectionTo(server.url);
    let left = 12;
    const calls = Array.from({ length: left }, async () => {
      const outcome = await collect(connection.getActors(keysAsked, { signal: patience() }));
      left -= 1;
      return outcome;
    });
    while (left > 0) {
      // More than four would have come by then.
      for (let n = 0; n < 20; n += 1) await turn();
      const first = open.length >= Math.min(4, left) ? open.shift() : undefined;
      if (first !== undefined) await first.send(http('200 OK', answerTo(first.operation)));
    }
    for (const outcome of await Promise.all(calls)) assert.equal(outcome.status, 'done');
    assert.equal(most, 4);
  } finally {
    await server.close();
  }
});

test('the deadline of a call is that of its healing too', async () => {
  const deadline = new AbortController();
  const forgotten = { IsOk: false, State: 'Error', ErrorCode: 'UNKNOWN_CONNECTION_ID', Actors: null };
  const server = await fakeServer({
    request: ({ operation, send }) => {
      if (operation === 'WSSaveConnection') deadline.abort();
      else void send(http('200 OK', answerTo(operation, forgotten)));
    },
  });
  try {
    const outcome = await collect(connectionTo(server.url).getActors(keysAsked, { signal: deadline.signal }));
    assert.equal(outcome.status === 'retry' && outcome.reason.code, 'soap.cut');
    assert.deepEqual(server.heard, ['WSGetActors', 'WSSaveConnection']);
  } finally {
    await server.close();
  }
});

for (const how of ['is aborted', 'is read no further'] as const)
  test(`a call that ${how} closes its connection, so that the server can stop`, async () => {
    const cancel = new AbortController();
    let socket: Socket | undefined;
    const server = await fakeServer({
      request: async (peer) => {
        socket = peer.socket;
        const whole = answerTo(peer.operation);
        // The first actor and the beginning of the second; the rest never comes.
        const start = Buffer.from(whole.slice(0, whole.lastIndexOf('ErpKey')));
        await peer.send(http('200 OK', start, { 'Content-Length': String(Buffer.byteLength(whole)) }));
      },
    });
    try {
      const iterator = connectionTo(server.url).getActors(keysAsked, { signal: cancel.signal })[Symbol.asyncIterator]();
      const first = await iterator.next();
      assert.equal(first.done !== true && first.value.erpKey, '1');
      assert.ok(socket !== undefined);
      const closed = once(socket, 'close', { signal: patience() });
      if (how === 'is aborted') {
        cancel.abort();
        assert.equal((await iterator.next()).done, true);
      } else await iterator.return?.();
      await closed;
    } finally {
      await server.close();
    }
  });
