import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindableField, SortWish } from '@kobling/contract';
import { asked, nextSort, orderOf, readQuestion, writeQuestion } from './question.ts';

const field = (key: string, type: FindableField['type'] = 'text'): FindableField => ({
  key,
  label: key,
  type,
  operators: [],
  sortable: true,
  list: null,
});

void test('an address says the same question again, with marks and signs in its values', () => {
  const question = {
    text: 'acme 50%',
    criteria: [
      { field: 'name', operator: 'begins', values: ['A~B %7E'] },
      { field: 'number', operator: 'between', values: ['1', '2'] },
    ],
    sort: [{ field: 'number', descending: true }, { field: 'name' }],
  };
  const search = writeQuestion(new URLSearchParams('tab=x'), question);
  assert.deepEqual(readQuestion(new URLSearchParams(search.toString())), question);
  assert.equal(search.get('tab'), 'x');
  assert.equal(writeQuestion(search, { text: '', criteria: [], sort: [] }).toString(), 'tab=x');
});

void test('what cannot be read is left out', () => {
  assert.deepEqual(readQuestion(new URLSearchParams('c=&c=name&c=~x&sort=,-&q=')), {
    text: '',
    criteria: [],
    sort: [],
  });
});

void test('a criterion that is still being written is not asked', () => {
  const fields = [field('name'), field('number', 'integer'), field('exports', 'checkbox')];
  const ask = (operator: string, values: string[], key = 'name') =>
    asked({ text: '', criteria: [{ field: key, operator, values }], sort: [] }, fields).all.length;
  assert.deepEqual([ask('begins', ['']), ask('begins', ['a']), ask('set', []), ask('notSet', [])], [0, 1, 1, 1]);
  assert.deepEqual([ask('between', ['1', ''], 'number'), ask('between', ['1', '2'], 'number')], [0, 1]);
  assert.deepEqual([ask('set', [], 'exports'), ask('set', ['0'], 'exports')], [0, 1]);
  assert.equal(ask('begins', ['a'], 'gone'), 0);
  assert.deepEqual(asked({ text: 'a b', criteria: [], sort: [] }, fields, 7).all, [
    { field: 'selection', operator: 'oneOf', values: ['7'] },
    { field: 'search', operator: 'contains', values: ['a'] },
    { field: 'search', operator: 'contains', values: ['b'] },
  ]);
});

void test('a heading pressed sorts upwards, downwards, not at all; with Shift beside the others', () => {
  const press = (sort: readonly SortWish[], key: string, add = false) => nextSort(sort, key, add, 'name');
  const up = press([], 'number');
  const down = press(up, 'number');
  assert.deepEqual(
    [up, down, press(down, 'number')],
    [[{ field: 'number' }], [{ field: 'number', descending: true }], []],
  );
  assert.deepEqual(press(up, 'city', true), [{ field: 'number' }, { field: 'city' }]);
  assert.deepEqual(press(up, 'city'), [{ field: 'city' }]);
  // A list comes by name, upwards, and shows it: the first press on the name turns it.
  assert.deepEqual(orderOf([], 'name'), [{ field: 'name' }]);
  assert.deepEqual(press([], 'name'), [{ field: 'name', descending: true }]);
  assert.deepEqual(press(press([], 'name'), 'name'), []);
});
