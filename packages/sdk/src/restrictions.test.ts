import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRestriction, matchActor, matches, matchesText, operatorsFor } from './restrictions.ts';
import type { FieldType, SearchOperator } from './types.ts';

const match = (type: FieldType, wire: string, operator: SearchOperator, ...values: string[]): boolean =>
  matches(type, { fieldKey: 'F', operator, values }, wire);

test('every operator of the table, met and not met', () => {
  const table: [FieldType, string, SearchOperator, string[], boolean][] = [
    ['text', 'Acme AS', '=', ['acme as'], true],
    ['text', 'Acme AS', '=', ['acme'], false],
    ['text', 'Acme AS', 'begins', ['ACME'], true],
    ['text', 'Acme AS', 'contains', ['me a'], true],
    ['text', 'Acme AS', 'ends', ['as'], true],
    ['text', 'Acme AS', 'isnot', ['ACME AS'], false],
    ['text', 'Acme AS', 'notbegins', ['b'], true],
    ['text', 'Acme AS', 'notcontains', ['cm'], false],
    ['text', 'Acme AS', 'notends', ['a'], true],
    ['text', 'Acme AS', 'between', ['a', 'B'], true],
    ['text', 'Acme AS', 'between', ['b', 'c'], false],
    ['text', 'Acme AS', 'between', ['a'], false],
    ['text', '', '=', [''], true],
    ['integer', '[I:9]', '<', ['[I:10]'], true],
    ['integer', '[I:9]', '>', ['10'], false],
    ['double', '[F:1.50]', '=', ['[F:1.5]'], true],
    ['double', '[F:1.5]', '!=', ['[F:1.5]'], false],
    ['double', '', '!=', ['[F:1.5]'], true],
    ['double', '', '<', ['[F:1.5]'], false],
    ['double', '1.5', '<=', ['1.5'], true],
    ['double', '1.5', '>=', ['1.51'], false],
    ['double', '1.5', 'between', ['1.5', '2'], true],
    ['double', 'rubbish', '!=', ['2'], false],
    ['checkbox', '[I:1]', '=', ['true'], true],
    ['checkbox', '[I:0]', '=', ['[I:1]'], false],
    ['list', 'A', 'oneof', ['B', 'A'], true],
    ['list', 'a', 'oneof', ['A'], false],
    ['list', 'A', 'notoneof', ['A'], false],
    ['list', 'A', 'notoneof', [], true],
    ['datetime', '[DT:01/02/2024 10:00:00.0000000]', '=', ['[D:01/02/2024]'], true],
    ['datetime', '[DT:01/02/2024 10:00:00.0000000]', '=', ['2024-01-02T10:00:01'], false],
    ['datetime', '2024-01-02', 'before', ['[D:01/03/2024]'], true],
    ['datetime', '2024-01-02T10:00:00', 'after', ['[D:01/02/2024]'], false],
    ['datetime', '2024-01-02T10:00:00', 'beforeOrEqual', ['2024-01-02'], true],
    ['datetime', '2024-01-02', 'afterOrEqual', ['2024-01-03'], false],
    ['datetime', '2024-01-02', 'between', ['2024-01-01', '2024-01-02'], true],
    ['password', 'x', '=', ['x'], false],
    ['list', 'A', '=', ['A'], false],
  ];
  for (const [type, wire, operator, values, expected] of table) {
    assert.equal(match(type, wire, operator, ...values), expected, `${type} ${wire} ${operator} ${values.join()}`);
  }
});

const fields = new Map<string, FieldType>([
  ['Nm', 'text'],
  ['Credit', 'double'],
]);
const actor = {
  fieldValues: { Nm: 'Acme', Credit: '[F:10]' },
  parentErpKey: 'C1',
  parentActorType: 'Customer',
} as const;

test('criteria are joined by AND, and parents are criteria too', () => {
  const nm = { fieldKey: 'Nm', operator: 'begins', values: ['a'] } as const;
  const parent = { fieldKey: 'ParentErpKey', operator: '=', values: ['C1'] } as const;
  const parentType = { fieldKey: 'ParentActorType', operator: 'oneof', values: ['Customer'] } as const;
  assert.ok(matchActor(fields, [nm, parent, parentType], actor));
  assert.ok(!matchActor(fields, [nm, { ...parent, values: ['c1'] }], actor));
  assert.ok(!matchActor(fields, [{ ...nm, fieldKey: 'Unknown', operator: 'isnot' }], actor));
  assert.ok(matchActor(fields, [], actor));
});

test('a restriction that cannot be answered says why', () => {
  const check = (fieldKey: string, operator: SearchOperator, ...values: string[]): string | undefined =>
    checkRestriction(fields, { fieldKey, operator, values })?.code;
  assert.equal(check('Nm', 'begins', 'a'), undefined);
  assert.equal(check('ParentErpKey', '=', 'C1'), undefined);
  assert.equal(check('Gone', '=', 'a'), 'search.field');
  assert.equal(check('Nm', 'oneof', 'a'), 'search.operator');
  assert.equal(check('Credit', 'between', '1'), 'search.values');
  assert.equal(check('Credit', '=', 'a'), 'search.value');
});

test('simple search ignores case and brackets; empty text finds all', () => {
  assert.ok(matchesText(actor, '', ['Nm']));
  assert.ok(matchesText(actor, ' CM', ['Nm']));
  assert.ok(matchesText(actor, '10', ['Nm', 'Credit']));
  assert.ok(!matchesText(actor, 'f:', ['Nm', 'Credit']));
  assert.ok(!matchesText(actor, '10', ['Nm']));
});

test('types without criteria have no operators', () => {
  assert.deepEqual(operatorsFor('password'), []);
  assert.deepEqual(operatorsFor('checkbox'), ['=']);
});
