/**
 * F4, F5, F21, F24: answers that break off, never come, come too slowly or lie about their length. Time is never waited for: a
 * call's deadline is a signal that the test itself gives once the server has seen what it should.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '@kobling/sdk';
import { type FakeServer, fakeServer, http, type Peer, type Plays } from './fake-server.ts';
import { answerTo, connectionTo, keysAsked, patience, read, write } from './subject.ts';

const saidBy = (outcome: Outcome<unknown>): string =>
  outcome.status === 'done' ? 'done' : `${outcome.status} ${outcome.reason.code}`;

async function withServer(plays: Plays, act: (server: FakeServer) => Promise<void>): Promise<void> {
  const server = await fakeServer(plays);
  try {
    await act(server);
  } finally {
    await server.close();
  }
}
/** A read and a write against the same play. */
const both = (plays: Plays, wantedRead: string, wantedWrite: string, says: RegExp): Promise<void> =>
  withServer(plays, async ({ url }) => {
    for (const [ask, wanted] of [
      [read, wantedRead],
      [write, wantedWrite],
    ] as const) {
      const outcome = await ask(url);
      assert.equal(saidBy(outcome), wanted);
      assert.match(outcome.status === 'done' ? '' : outcome.reason.message, says);
    }
  });

for (let twentieth = 0; twentieth < 20; twentieth += 1) {
  const cut = (body: string): Buffer => {
    const bytes = Buffer.from(body);
    return bytes.subarray(0, Math.floor((bytes.length * twentieth) / 20));
  };
  test(`F3 an answer that ends after ${twentieth}/20`, () =>
    both(
      { request: ({ operation, send }) => void send(http('200 OK', cut(answerTo(operation)))) },
      'retry soap.unreadable',
      'unknown soap.unreadable',
      /The answer to WS\w+ cannot be read/,
    ));
  test(`F3 an answer whose connection ends after ${twentieth}/20`, () => {
    const play = async ({ operation, send, socket }: Peer): Promise<void> => {
      const whole = answerTo(operation);
      const length = { 'Content-Length': String(Buffer.byteLength(whole)) };
      await send(http('200 OK', cut(whole), length));
      socket.destroy();
    };
    return both({ request: play }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
  });
}

test('actors that came before the cut are no complete answer', () =>
  withServer(
    {
      request: async ({ operation, send, socket }) => {
        const whole = answerTo(operation);
        await send(http('200 OK', whole.slice(0, whole.indexOf('</Actors>')), { 'Content-Length': '5000' }));
        socket.destroy();
      },
    },
    async ({ url }) => {
      const iterator = connectionTo(url).getActors(keysAsked, { signal: patience() })[Symbol.asyncIterator]();
      const steps = [await iterator.next(), await iterator.next(), await iterator.next()];
      assert.deepEqual(
        steps.map(({ done }) => done),
        [false, false, true],
      );
      const end = steps[2]?.value;
      assert.equal(end !== undefined && 'status' in end && end.status, 'retry');
    },
  ));

test('the server resets before it reads', () =>
  both(
    {
      connect: (socket) => {
        socket.resetAndDestroy();
        return true;
      },
    },
    'retry soap.cut',
    'unknown soap.cut',
    /did not arrive/,
  ));

test('F5 the server resets after it read', () =>
  both(
    { request: ({ socket }) => void socket.resetAndDestroy() },
    'retry soap.cut',
    'unknown soap.cut',
    /did not arrive/,
  ));

test('F5 the server hangs up after it read', () =>
  both({ request: ({ socket }) => void socket.end() }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/));

test('nobody listens: it was certainly not sent', async () => {
  const server = await fakeServer({});
  await server.close();
  assert.equal(saidBy(await read(server.url)), 'retry soap.unreachable');
  assert.equal(saidBy(await write(server.url)), 'retry soap.unreachable');
});

for (const [name, ask, wanted] of [
  ['a read', read, 'retry soap.cut'],
  ['a write', write, 'unknown soap.cut'],
] as const) {
  test(`F4 F21 ${name} to a server that takes the connection and never reads`, async () => {
    const call = new AbortController();
    const plays: Plays = {
      connect: () => {
        call.abort(new DOMException('No answer for 60000 ms.', 'TimeoutError'));
        return true;
      },
    };
    await withServer(plays, async ({ url, heard }) => {
      assert.equal(saidBy(await ask(url, call.signal)), wanted);
      assert.deepEqual(heard, []);
    });
  });
  test(`F5 F24 ${name} that is read and never answered`, async () => {
    const call = new AbortController();
    const plays: Plays = { request: () => call.abort(new DOMException('No answer for 60000 ms.', 'TimeoutError')) };
    await withServer(plays, async ({ url, heard }) => {
      const outcome = await ask(url, call.signal);
      assert.equal(saidBy(outcome), wanted);
      assert.match(outcome.status === 'done' ? '' : outcome.reason.message, /No answer for 60000 ms/);
      assert.equal(heard.length, 1);
    });
  });
  test(`${name} whose answer drips, a byte at a time, ends with the call`, async () => {
    const call = new AbortController();
    let dripped = 0;
    const plays: Plays = {
      request: async ({ operation, send }) => {
        const answer = http('200 OK', answerTo(operation));
        while (await send(answer.subarray(dripped, dripped + 1))) {
          dripped += 1;
          if (dripped === answer.length - 1) call.abort(new DOMException('No answer for 60000 ms.', 'TimeoutError'));
        }
      },
    };
    await withServer(plays, async ({ url }) => assert.equal(saidBy(await ask(url, call.signal)), wanted));
    assert.ok(dripped > 500, String(dripped));
  });
  test(`${name} whose time was over before it began is not sent`, () =>
    withServer({}, async ({ url, heard }) => {
      assert.equal(saidBy(await ask(url, AbortSignal.abort())), 'retry soap.unreachable');
      assert.deepEqual(heard, []);
    }));
}

test('an answer that drips and ends is read', () =>
  withServer(
    {
      request: async ({ operation, send }) => {
        for (const byte of http('200 OK', answerTo(operation))) await send(Uint8Array.of(byte));
      },
    },
    async ({ url }) => assert.equal(saidBy(await read(url)), 'done'),
  ));

test('F24 calls that hang keep their places until they end, no longer', async () => {
  const hanging = new AbortController();
  let hung = 0;
  const plays: Plays = {
    request: ({ operation, send }) => {
      if (operation === 'WSSearchActors') {
        hung += 1;
        if (hung === 4) hanging.abort();
      } else void send(http('200 OK', answerTo(operation)));
    },
  };
  await withServer(plays, async ({ url }) => {
    const connection = connectionTo(url);
    const query = { actorType: 'Customer', text: '', fieldKeys: [] } as const;
    const hang = Array.from({ length: 4 }, () =>
      connection.search(query, { signal: hanging.signal })[Symbol.asyncIterator]().next(),
    );
    const created = connection.createActor({ actorType: 'Customer', fieldValues: {} }, { signal: patience() });
    assert.equal(saidBy(await created), 'done');
    assert.equal((await Promise.all(hang)).length, 4);
  });
});

test('F21 a connection that was kept open and died meanwhile: a write is unknown, the next call finds a new one', async () => {
  let count = 0;
  const plays: Plays = {
    request: ({ operation, send, socket }) => {
      count += 1;
      if (count === 2) socket.resetAndDestroy();
      else void send(http('200 OK', answerTo(operation)));
    },
  };
  await withServer(plays, async ({ url }) => {
    assert.equal(saidBy(await write(url)), 'done');
    assert.equal(saidBy(await write(url)), 'unknown soap.cut');
    assert.equal(saidBy(await write(url)), 'done');
    assert.equal(count, 3);
  });
});

test('a Content-Length that is too small cuts the answer, and what follows is no answer to the next call', async () => {
  let count = 0;
  const plays: Plays = {
    request: ({ operation, send }) => {
      count += 1;
      const length = count === 1 ? { 'Content-Length': '100' } : {};
      void send(http('200 OK', answerTo(operation), length));
    },
  };
  await withServer(plays, async ({ url }) => {
    assert.equal(saidBy(await read(url)), 'retry soap.unreadable');
    assert.equal(saidBy(await read(url)), 'done');
  });
});

test('an answer that nobody asked for does not answer the next call', async () => {
  const plays: Plays = {
    request: async ({ operation, send }) => {
      const forged = http('200 OK', answerTo(operation, { IsOk: false, UserExplanation: 'forged' }));
      await send(Buffer.concat([http('200 OK', answerTo(operation)), forged]));
    },
  };
  await withServer(plays, async ({ url }) => {
    assert.equal(saidBy(await read(url)), 'done');
    assert.doesNotMatch(JSON.stringify(await read(url)), /forged/);
  });
});

test('a Content-Length that is too large, or two of them', async () => {
  const tooLarge = async ({ operation, send, socket }: Peer): Promise<void> => {
    await send(http('200 OK', answerTo(operation), { 'Content-Length': '100000' }));
    socket.end();
  };
  await both({ request: tooLarge }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
  const two = ({ operation, send }: Peer): void => {
    const body = answerTo(operation);
    void send(`HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  await both({ request: two }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
});

const chunkedHead = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n';
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

test('chunks that are none, and chunks without an end', async () => {
  const bad = ({ operation, send }: Peer): void =>
    void send(`${chunkedHead}${chunk(answerTo(operation).slice(0, 100))}zz\r\nrest\r\n`);
  await both({ request: bad }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
  const endless = async ({ operation, send, socket }: Peer): Promise<void> => {
    await send(`${chunkedHead}${chunk(answerTo(operation))}`);
    socket.end();
  };
  await both({ request: endless }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
});

test('what is no HTTP', async () => {
  for (const words of [
    'hello\r\n\r\n',
    'SSH-2.0-OpenSSH_9.2\r\n',
    '\u0015\u0003\u0001\u0000\u0002\u0002\u0016',
    'HTTP/9.9 200 OK\r\n\r\n',
  ])
    await both({ request: ({ send }) => void send(words) }, 'retry soap.cut', 'unknown soap.cut', /did not arrive/);
});

test('a web page whose connection breaks is a web page', () =>
  both(
    {
      request: async ({ send, socket }) => {
        await send(
          http('500 Internal Server Error', '<html>', { 'Content-Type': 'text/html', 'Content-Length': '9000' }),
        );
        socket.resetAndDestroy();
      },
    },
    'retry soap.http',
    'unknown soap.http',
    /web page/,
  ));
