import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckedCard, mergedCard } from './cards.ts';

const url = 'plugin://memory';
const checked = (card: CheckedCard['card']): CheckedCard => ({
  url,
  at: '2026-01-01T00:00:00Z',
  by: 'ann',
  wrote: true,
  passed: true,
  card,
  problems: {},
});

test('what was measured goes over what the connector says, and what the hub learnt over both', () => {
  const declared = { readBatch: 10, saveBatch: 10, partialSave: true } as const;
  const stored = { url, checked: checked({ saveBatch: 5, partialSave: false }), card: { partialSave: true } };
  assert.deepEqual(mergedCard(stored, declared), { readBatch: 10, saveBatch: 5, partialSave: true });
});

test('the longest overlap of those measured and learnt counts; a measured one may be shorter than the declared', () => {
  const overlap = (measured: number | undefined, learnt: number | undefined): number | undefined =>
    mergedCard(
      {
        url,
        checked: measured === undefined ? null : checked({ overlapMs: measured }),
        card: learnt === undefined ? {} : { overlapMs: learnt },
      },
      { overlapMs: 60_000 },
    ).overlapMs;
  assert.equal(overlap(undefined, undefined), 60_000);
  assert.equal(overlap(120_000, undefined), 120_000);
  assert.equal(overlap(30_000, undefined), 30_000);
  assert.equal(overlap(120_000, 90_000), 120_000);
  assert.equal(overlap(120_000, 900_000), 900_000);
});

test('a card that was measured on another connector says nothing', () => {
  const stored = { url: 'http://other.example/', checked: checked({ saveBatch: 5 }), card: {} };
  assert.deepEqual(mergedCard(stored, undefined), {});
});
