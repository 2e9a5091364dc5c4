/** Microsoft's writer writes control characters that lie in an ERP as references, which no XML may hold; its reader takes them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wcfDefaults, wcfProfile } from '../contract/built-in.ts';
import { MessageReader, type ReadObject } from './read.ts';

const captured = readFileSync(
  new URL('../../captured/net/A/WSCreateActor.controlchar.request.xml', import.meta.url),
  'utf8',
);
const carrier = wcfProfile(wcfDefaults).operations['WSCreateActor']?.request;

function read(text: string, piece: number, controls: boolean) {
  const reader = new MessageReader({ carrierOf: () => carrier, controls });
  for (let at = 0; at < text.length; at += piece) {
    const failed = reader.write(text.slice(at, at + piece));
    if (failed !== undefined) return failed;
  }
  return reader.end();
}

test('a client takes them as they are, and says where they stand: one record must not stop all others', () => {
  for (const piece of [1, 7, 10_000]) {
    const message = read(captured, piece, true);
    if (message.kind !== 'carrier') return assert.fail(JSON.stringify(message));
    const actor = message.value?.Actor as ReadObject | undefined;
    assert.deepEqual(actor?.FieldValues, [['C', 'a\u0001b\u000Bc\uFFFEd\u0085e\u2028f']]);
    assert.deepEqual(message.problems, [
      'request.Actor.FieldValues[1].Value (Person P 7 C) holds the character U+0001, which no XML may hold. Take it out in the ERP.',
    ]);
  }
});

test('a host refuses them, and nobody takes a character that was damaged on the way, a null or half a character', () => {
  assert.match(JSON.stringify(read(captured, 100, false)), /stands for a character that no XML may hold/);
  for (const damaged of ['\u0001', '&#0;', '&#xD800;', '&#x110000;'])
    assert.equal(read(captured.replace('&#x1;', damaged), 100, true).kind, 'unreadable', damaged);
});

test('what cannot be read at all is named by the record it stands in, so that somebody can mend it', () => {
  const message = read(captured.replace('&#x1;', '\u0001'), 100, true);
  assert.match(
    message.kind === 'unreadable' ? message.reason : '',
    /the character U\+0001, .* in request\.Actor\.FieldValues\[1\]\.Value \(Person P 7 C\)\.$/,
  );
});
