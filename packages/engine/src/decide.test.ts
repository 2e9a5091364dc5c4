import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renewed } from '../../../tools/merge-table.ts';
import { decide, type DecideInput, type Decision } from './decide.ts';

const choices = {
  mode: ['merge', 'resyncFromErp', 'resyncFromCrm'],
  direction: ['both', 'fromErp', 'toErp', 'none'],
  based: [true, false],
  erp: ['same', 'changed', 'unseen'],
  crm: ['same', 'changed', 'unseen'],
  equal: [true, false],
  erpBlank: [true, false],
  crmBlank: [true, false],
  winner: ['crm', 'erp', 'ask'],
  keepOverBlank: [true, false],
  drifting: [true, false],
} as const satisfies { [Name in keyof DecideInput]: readonly DecideInput[Name][] };

/** Every input there is: 41,472 of them. */
function* everyInput(): Generator<DecideInput> {
  const names = Object.keys(choices) as (keyof DecideInput)[];
  const total = names.reduce((product, name) => product * choices[name].length, 1);
  for (let index = 0; index < total; index += 1) {
    let rest = index;
    const input: Record<string, unknown> = {};
    for (const name of names) {
      const values = choices[name];
      input[name] = values[rest % values.length];
      rest = Math.floor(rest / values.length);
    }
    yield input as unknown as DecideInput;
  }
}

const violations = (broken: (input: DecideInput, decision: Decision) => boolean): readonly DecideInput[] =>
  [...everyInput()].filter((input) => broken(input, decide(input)));

test('decide is total: every input has an answer, and the same one each time', () => {
  let count = 0;
  for (const input of everyInput()) {
    assert.deepEqual(decide(input), decide(input));
    count += 1;
  }
  assert.equal(count, 3 * 4 * 2 * 3 * 3 * 2 * 2 * 2 * 3 * 2 * 2);
});

test('nothing is written against the direction', () => {
  assert.deepEqual(
    violations(
      ({ direction }, decision) =>
        decision.do === 'write' &&
        (direction === 'none' ||
          (direction === 'fromErp' && decision.target === 'erp') ||
          (direction === 'toErp' && decision.target === 'crm')),
    ),
    [],
  );
});

test('H05 what was not observed decides nothing', () => {
  assert.deepEqual(
    violations(({ erp, crm }, decision) => (erp === 'unseen' || crm === 'unseen') && decision.do !== 'rest'),
    [],
  );
});

test('both equal: nothing is written', () => {
  assert.deepEqual(
    violations(({ equal }, decision) => equal && decision.do !== 'rest' && decision.do !== 'adopt'),
    [],
  );
});

test('with a base, a side that did not change never overwrites one that did', () => {
  const merging = ({ mode, based, equal }: DecideInput): boolean => mode === 'merge' && based && !equal;
  assert.deepEqual(
    violations(
      (input, decision) =>
        merging(input) && input.erp === 'same' && decision.do === 'write' && decision.target === 'crm',
    ),
    [],
  );
  assert.deepEqual(
    violations(
      (input, decision) =>
        merging(input) && input.crm === 'same' && decision.do === 'write' && decision.target === 'erp',
    ),
    [],
  );
});

test('a quiet field stays quiet: neither side changed, nothing happens', () => {
  assert.deepEqual(
    violations(
      (input, decision) =>
        input.mode === 'merge' &&
        input.based &&
        !input.equal &&
        input.erp === 'same' &&
        input.crm === 'same' &&
        decision.do !== 'rest',
    ),
    [],
  );
});

test('whoever overwrites a changed value says so: a conflict, or first agreement, or a resync', () => {
  assert.deepEqual(
    violations(
      ({ erp, crm, equal }, decision) =>
        !equal && erp === 'changed' && crm === 'changed' && decision.do === 'write' && decision.kind === 'write',
    ),
    [],
  );
});

test('H21 what overwrites a drifted value is a conflict with a loser', () => {
  assert.deepEqual(
    violations(
      ({ mode, based, drifting, equal }, decision) =>
        mode === 'merge' && based && drifting && !equal && decision.do === 'write' && decision.kind !== 'conflict',
    ),
    [],
  );
});

test('the winner depends on rank alone', () => {
  for (const winner of ['crm', 'erp'] as const) {
    const decision = decide({
      mode: 'merge',
      direction: 'both',
      based: true,
      erp: 'changed',
      crm: 'changed',
      equal: false,
      erpBlank: false,
      crmBlank: false,
      winner,
      keepOverBlank: false,
      drifting: false,
    });
    assert.deepEqual(decision, { do: 'write', target: winner === 'crm' ? 'erp' : 'crm', kind: 'conflict' });
  }
});

test('docs/merge.md shows the same table', () => {
  const page = readFileSync(new URL('../../../docs/merge.md', import.meta.url), 'utf8');
  assert.equal(page, renewed(page), 'run: node tools/merge-table.ts --write');
});
