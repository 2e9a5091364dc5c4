import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { advance, askFrom, Greatest, isStale } from './cursor.ts';
import { limits } from './limits.ts';
import type { Mark } from './ports.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

test('H22 what is passed back is the newest mark older than the overlap', () => {
  let marks: readonly Mark[] = [];
  assert.equal(askFrom(marks, 60_000), '', 'no mark: everything');
  for (let n = 0; n < 20; n += 1) marks = advance(marks, { at: at(n * 10), lastModified: String(n) }, 60_000);
  assert.equal(askFrom(marks, 60_000), '13');
  assert.equal(askFrom(marks, 0), '19');
  assert.ok(marks.length <= 8, 'older marks are gone');
});

test('H22 a pause uses up nothing of the overlap: what lagged behind the last call is still asked for', () => {
  let marks: readonly Mark[] = [];
  for (let n = 0; n < 12; n += 1) marks = advance(marks, { at: at(n * 10), lastModified: String(n) }, 60_000);
  // An hour later, and with calls further apart than the overlap.
  assert.equal(askFrom(marks, 60_000), '5', 'a minute before the last call, however long ago that was');
  marks = advance(marks, { at: at(3_600), lastModified: '12' }, 60_000);
  assert.equal(askFrom(marks, 60_000), '11');
});

test('H22 however the calls fall, no mark younger than the overlap is asked from, and the list stays short', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 200; round += 1) {
    const overlapMs = Math.floor(random() * 600_000);
    let marks: readonly Mark[] = [];
    let now = 0;
    for (let n = 0; n < 300; n += 1) {
      now += random() * 10;
      marks = advance(marks, { at: at(now), lastModified: String(n) }, overlapMs);
      const from = askFrom(marks, overlapMs);
      const asked = marks.find((mark) => mark.lastModified === from);
      assert.ok(asked);
      assert.ok(asked.at <= new Date(at(now).getTime() - overlapMs) || asked === marks[0]);
      assert.ok(marks.length <= limits.marks + 3);
    }
  }
});

test('H22 numbers too large for a float, other kinds and far dates', () => {
  const ticks = new Greatest('decimal', '', at(0));
  for (const value of ['638000000000000001', '638000000000000002', 'not a number', '9']) ticks.see(value);
  assert.equal(ticks.value, '638000000000000002');
  assert.deepEqual(ticks.odd, { count: 1, example: 'not a number' });
  const dates = new Greatest('dateTime', '', at(0));
  for (const value of ['2026-01-01T00:00:00', '2099-01-01T00:00:00', '2026-01-01T12:00:00']) dates.see(value);
  assert.equal(dates.value, '2026-01-01T12:00:00');
  assert.equal(dates.odd?.example, '2099-01-01T00:00:00');
});

test('H15 stale means below what the link has seen, by the connection’s kind of comparison', () => {
  assert.equal(isStale('decimal', '9', '10', at(0)), true);
  assert.equal(isStale('ordinal', '9', '10', at(0)), false);
  assert.equal(isStale('decimal', '10', '10', at(0)), false);
  assert.equal(isStale('decimal', '1', null, at(0)), false);
  assert.equal(isStale('decimal', 'odd', '10', at(0)), false);
});

test('H22 nothing is stale beside a date that lay far ahead', () => {
  assert.equal(isStale('dateTime', '2026-01-01T00:00:01', '2099-01-01T00:00:00', at(0)), false);
  assert.equal(isStale('dateTime', '2025-12-31T00:00:00', '2026-01-01T12:00:00', at(0)), true);
});
