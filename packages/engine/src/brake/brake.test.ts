import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { limits } from '../limits.ts';
import type { BrakeCaps } from '../model.ts';
import type { BrakeKey, RecentWrite } from '../ports.ts';
import { allowed, defaultBrake } from './caps.ts';
import { countWrites, worthCounting } from './count.ts';
import { turnsWith } from './oscillation.ts';
import type { PlannedWrite } from './writes.ts';

const write = (link: number, value: string, oldValue = 'x', erpField = 'Phone'): PlannedWrite =>
  ({
    plan: { link: { id: link } },
    target: 'crm',
    actorType: 'Customer',
    erpField,
    value,
    oldValue,
  }) as unknown as PlannedWrite;

test('H18 the cap is the greater of the floor and the share of the links', () => {
  assert.equal(allowed(defaultBrake.blankings, 1), 20);
  assert.equal(allowed(defaultBrake.blankings, 41_203), 412);
  assert.equal(allowed(defaultBrake.sameValue, 999), 100);
});

test('H18 however writes fall into batches, no more than the cap of one kind goes in a day, and each waits or goes', async () => {
  const random = seededRandom(18);
  const pick = (below: number): number => Math.floor(random() * below);
  for (let round = 0; round < 500; round += 1) {
    const links = 1 + pick(400);
    const caps: BrakeCaps = {
      ...defaultBrake,
      blankings: { atLeast: pick(30), percent: pick(4) },
      sameValue: { atLeast: pick(60), percent: pick(12) },
    };
    const gone = new Map<string, number>();
    const waiting = new Map<string, number>();
    const id = ({ erpField, value }: Pick<BrakeKey, 'erpField' | 'value'>): string => `${erpField}=${value}`;
    const add = (to: Map<string, number>, key: string): unknown => to.set(key, (to.get(key) ?? 0) + 1);
    for (let batch = 0; batch < 6; batch += 1) {
      const writes = Array.from({ length: pick(80) }, (_, n) =>
        write(
          n,
          ['', '', 'same', 'other', `own ${round} ${n}`][pick(5)] ?? '',
          pick(4) === 0 ? '' : 'x',
          pick(2) === 0 ? 'Phone' : 'Email',
        ),
      );
      const { over, counted } = await countWrites(writes, caps, {
        of: async (keys) => keys.map((key) => (gone.get(id(key)) ?? 0) + (waiting.get(id(key)) ?? 0)),
        links: async () => links,
      });
      for (const { value, erpField, oldValue } of over.keys()) {
        assert.notEqual(oldValue, '', 'filling a blank never waits');
        add(waiting, id({ erpField, value }));
      }
      // All of a kind go, or all wait.
      const held = new Set([...over.keys()].map(id));
      assert.ok(counted.every((each) => !held.has(id(each))));
      for (const each of counted) add(gone, id(each));
      assert.equal(
        writes.filter((each) => each.oldValue !== '' && each.value === '').length,
        [...over.keys(), ...counted].filter((each) => each.value === '').length,
        'every blanking is counted',
      );
    }
    for (const [key, count] of gone)
      assert.ok(count <= allowed(key.endsWith('=') ? caps.blankings : caps.sameValue, links), `${key} ${count}`);
  }
});

test('H18 of a batch with many values blankings and the most frequent are looked up', () => {
  const own = Array.from({ length: 200 }, (_, n) => write(n, `own ${n}`));
  const flood = Array.from({ length: 3 }, (_, n) => write(n, 'flood'));
  const groups = worthCounting([...own, ...flood, write(1, '', 'x', 'Fax')]);
  assert.deepEqual(
    groups.map(({ key, writes }) => [key.value, writes.length]),
    [
      ['', 1],
      ['flood', 3],
    ],
  );
  assert.equal(worthCounting(own.slice(0, limits.brakeValues)).length, limits.brakeValues);
});

const logged = (
  connectionId: number,
  oldValue: string,
  newValue: string,
  kind: RecentWrite['kind'] = 'write',
): RecentWrite => ({
  entity: { kind: 'company', id: 1 },
  crmField: 'phone',
  connectionId,
  kind,
  oldValue,
  newValue,
});

const stories: readonly (readonly [string, readonly RecentWrite[], RecentWrite, number | undefined])[] = [
  ['there, back, there again', [logged(1, 'a', 'b'), logged(2, 'b', 'a')], logged(1, 'a', 'b'), 2],
  ['back once', [logged(1, 'a', 'b')], logged(2, 'b', 'a'), undefined],
  ['always new', [logged(1, 'a', 'b'), logged(2, 'b', 'c')], logged(1, 'c', 'd'), undefined],
  ['three values in a ring', [logged(1, 'a', 'b'), logged(2, 'b', 'c'), logged(1, 'c', 'a')], logged(2, 'a', 'b'), 1],
  ['one connection alone', [logged(1, 'a', 'b'), logged(1, 'b', 'a')], logged(1, 'a', 'b'), undefined],
  ['a person in between', [logged(1, 'a', 'b'), logged(2, 'b', 'a')], logged(1, 'x', 'b'), undefined],
  ['an undo in between', [logged(1, 'a', 'b'), logged(2, 'b', 'a', 'undo')], logged(1, 'a', 'b'), undefined],
  ['nothing before', [], logged(1, 'a', 'b'), undefined],
];
for (const [name, before, next, other] of stories)
  test(`H29 ${name}`, () => {
    assert.equal(turnsWith(before, next), other);
  });
