import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDay, periodAt, type PeriodName, periodNamed } from './periods.ts';

const cases: readonly (readonly [string, PeriodName, number, string, string])[] = [
  ['2026-03-18', 'day', 0, '2026-03-18', '2026-03-19'],
  ['2024-02-28', 'day', 1, '2024-02-29', '2024-03-01'],
  // A Sunday belongs to the week that began on Monday.
  ['2026-03-22', 'week', 0, '2026-03-16', '2026-03-23'],
  ['2026-03-16', 'week', -1, '2026-03-09', '2026-03-16'],
  ['2026-01-31', 'month', 1, '2026-02-01', '2026-03-01'],
  ['2026-01-31', 'month', -1, '2025-12-01', '2026-01-01'],
  ['2026-05-02', 'quarter', 0, '2026-04-01', '2026-07-01'],
  ['2026-11-02', 'quarter', 1, '2027-01-01', '2027-04-01'],
  ['2026-05-02', 'year', -2, '2024-01-01', '2025-01-01'],
];
for (const [today, period, shift, from, to] of cases)
  test(`${period} ${shift} of ${today}`, () => assert.deepEqual(periodAt(today, period, shift), { from, to }));

test('periods by name and by the number of programs', () => {
  assert.deepEqual(['1', 'Week', '3', 'QUARTER', '5', '6', ''].map(periodNamed), [
    'day',
    'week',
    'month',
    'quarter',
    'year',
    undefined,
    undefined,
  ]);
  assert.equal(nextDay('2026-12-31'), '2027-01-01');
});
