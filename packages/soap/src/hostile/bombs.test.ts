/**
 * S5 and endless answers: each is refused after a bounded number of bytes, and what is held meanwhile is bounded. Bytes that
 * the server could send stand for time.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FakeServer, fakeServer, http, type Peer } from './fake-server.ts';
import { answerTo, memoryWatch, read, write } from './subject.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n';
const piece = 1 << 16;
const full = answerTo('WSGetActors');
/** The beginning of an answer, up to a mark; a creation's holds one actor in place of some. */
const upTo =
  (mark: string, more = '') =>
  (operation: string): string => {
    const text = answerTo(operation);
    const own = operation === 'WSCreateActor' ? mark.replace(/<(Actors|ErpActorWS)>/, '<Actor>') : mark;
    return head + text.slice(0, text.indexOf(own) + own.length) + more;
  };

interface Bomb {
  /** What comes first, and what then comes for ever. */
  readonly start: string | ((operation: string) => string);
  readonly forever: string;
  readonly mostSentMb: number;
  readonly says: RegExp;
}
const bombs: Readonly<Record<string, Bomb>> = {
  '60,000 nested elements': {
    start: upTo('<Actors>'),
    forever: '<a>'.repeat(60_000),
    mostSentMb: 8,
    says: /nested deeper than 64/,
  },
  'one endless text': {
    start: upTo('<ErpKey>'),
    forever: 'y'.repeat(piece),
    mostSentMb: 24,
    says: /longer than \d+ characters/,
  },
  'an endless text that nobody asked for': {
    start: upTo('<Actors>', '<other>'),
    forever: 'y'.repeat(piece),
    mostSentMb: 48,
    says: /more than \d+ characters/,
  },
  'endless white space': { start: head, forever: ' '.repeat(piece), mostSentMb: 48, says: /cannot be read/ },
  'an endless comment': {
    start: `${head}<!--`,
    forever: 'y '.repeat(piece / 2),
    mostSentMb: 48,
    says: /cannot be read/,
  },
  'an endless CDATA section': {
    start: upTo('<ErpKey>', '<![CDATA['),
    forever: ']] '.repeat(piece / 3),
    mostSentMb: 24,
    says: /longer than \d+ characters/,
  },
  'an endless name': { start: `${head}<`, forever: 'y'.repeat(piece), mostSentMb: 8, says: /cannot be read/ },
  'an endless attribute': { start: `${head}<a b="`, forever: 'y'.repeat(piece), mostSentMb: 8, says: /cannot be read/ },
  'endless attributes': {
    start: `${head}<a `,
    forever: Array.from({ length: 4_000 }, (_, index) => `b${index}="c" `).join(''),
    mostSentMb: 8,
    says: /cannot be read/,
  },
  'endless empty elements': {
    start: upTo('<ErpActorWS>'),
    forever: '<x/>'.repeat(piece / 4),
    mostSentMb: 48,
    says: /more than \d+ characters/,
  },
  'an endless dictionary': {
    start: upTo('</a:KeyValueOfstringstring>'),
    forever: (/<(?<tag>[^\s/>]*KeyValueOfstringstring)>.*?<\/\k<tag>>/.exec(full)?.[0] ?? '').repeat(1_000),
    mostSentMb: 48,
    says: /more than \d+ characters/,
  },
  'an endless entity': {
    start: upTo('<ErpKey>', '&'),
    forever: 'y'.repeat(piece),
    mostSentMb: 8,
    says: /cannot be read/,
  },
  'an endless declaration': {
    start: `${head}<?xml `,
    forever: 'y'.repeat(piece),
    mostSentMb: 8,
    says: /cannot be read/,
  },
  'an endless document type': {
    start: `${head}<!DOCTYPE a [`,
    forever: ' '.repeat(piece),
    mostSentMb: 8,
    says: /document type/,
  },
  'an endless web page': {
    start: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>',
    forever: 'y'.repeat(piece),
    mostSentMb: 8,
    says: /web page/,
  },
  'endless headers': {
    start: 'HTTP/1.1 200 OK\r\n',
    forever: 'X-More: y\r\n'.repeat(5_000),
    mostSentMb: 8,
    says: /did not arrive/,
  },
  'one endless header': {
    start: 'HTTP/1.1 200 OK\r\nX-More: ',
    forever: 'y'.repeat(piece),
    mostSentMb: 8,
    says: /did not arrive/,
  },
};
const mostHeldMb = 200;

async function bombed(play: (peer: Peer) => void | Promise<void>, mostSentMb: number, says: RegExp): Promise<void> {
  for (const [ask, wanted] of [
    [read, 'retry'],
    [write, 'unknown'],
  ] as const) {
    const server: FakeServer = await fakeServer({ request: play });
    try {
      const outcome = await ask(server.url);
      assert.equal(outcome.status, wanted);
      assert.match(outcome.reason.message, says);
      assert.match(outcome.reason.code, /^soap\.\w+$/);
      const sentMb = server.sent() / 1_048_576;
      assert.ok(sentMb <= mostSentMb, `${sentMb} MB went out`);
    } finally {
      await server.close();
    }
  }
}

for (const [name, { start, forever, mostSentMb, says }] of Object.entries(bombs)) {
  test(name, async () => {
    const watch = memoryWatch();
    const more = Buffer.from(forever);
    const play = async ({ operation, send }: Peer): Promise<void> => {
      await send(typeof start === 'string' ? start : start(operation));
      while (await send(more)) watch.look();
    };
    await bombed(play, mostSentMb, says);
    assert.ok(watch.mostMb() < mostHeldMb, `${watch.mostMb()} MB were held`);
  });
}

test('entities that multiply are refused before they do', async () => {
  const lols = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
    '',
  );
  const body = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${lols}]>${full.replace('Customer', '&l9;')}`;
  await bombed(({ send }) => void send(http('200 OK', body)), 1, /document type declaration/);
  await bombed(({ send }) => void send(http('200 OK', full.replace('Customer', '&l9;'))), 1, /no well-formed XML/);
});

for (const [name, codings] of [
  ['a gzip bomb', 1],
  ['a gzip bomb in a gzip bomb', 2],
] as const) {
  test(name, async () => {
    const watch = memoryWatch();
    // Each block alone is 64 MB; gzip lets one follow another.
    const block = gzipSync(Buffer.alloc(64 << 20, 'y'), { level: 9 });
    const begin = upTo('<ErpKey>');
    const headers = { 'Content-Encoding': Array.from({ length: codings }, () => 'gzip').join(', ') };
    const play = async ({ operation, send }: Peer): Promise<void> => {
      const once = Buffer.concat([
        gzipSync(begin(operation).slice(head.length)),
        ...Array.from({ length: 40 }, () => block),
      ]);
      const answer = http('200 OK', codings === 2 ? gzipSync(once) : once, headers);
      for (let at = 0; at < answer.length && (await send(answer.subarray(at, at + 4_096))); at += 4_096) watch.look();
    };
    await bombed(play, 8, /longer than \d+ characters/);
    assert.ok(watch.mostMb() < mostHeldMb, `${watch.mostMb()} MB were held`);
  });
}

test('what never becomes part of an answer ends with the call, and nothing piles up: endless extensions of a chunk, actors without content', async () => {
  const empty = `${'<ErpActorWS/>'.repeat(5_000)}`;
  for (const [start, forever] of [
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;', 'y'.repeat(piece)],
    [upTo('<Actors>')('WSGetActors'), empty],
    [upTo('<Actors>')('WSGetActors'), empty.replaceAll('/>', '><ErpKey>7</ErpKey></ErpActorWS>')],
  ] as const) {
    const watch = memoryWatch();
    const call = new AbortController();
    let sent = 0;
    const play = async ({ send }: Peer): Promise<void> => {
      await send(start);
      while (await send(forever)) {
        watch.look();
        sent += forever.length;
        if (sent > 16 << 20) call.abort();
      }
    };
    const server = await fakeServer({ request: play });
    try {
      assert.equal((await read(server.url, call.signal)).status, 'retry');
      assert.ok(watch.mostMb() < mostHeldMb, `${watch.mostMb()} MB were held`);
    } finally {
      await server.close();
    }
  }
});
