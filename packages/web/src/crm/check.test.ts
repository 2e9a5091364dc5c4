import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CrmField } from '@kobling/contract';
import { asStored, checkForm } from './check.ts';

const field = (key: string, more: Partial<CrmField> = {}): CrmField => ({
  key,
  label: key,
  type: 'text',
  list: null,
  maxLength: 0,
  mandatory: false,
  ...more,
});
const t = (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`;

void test('length counts characters as people do; numbers, names and what must be filled in are checked', () => {
  const fields = [
    field('name', { mandatory: true, maxLength: 3 }),
    field('whole', { type: 'integer' }),
    field('exact', { type: 'decimal' }),
  ];
  assert.deepEqual(checkForm('company', fields, { name: '🙂🙂🙂', whole: '-12', exact: '1.5' }, t, ','), {});
  assert.deepEqual(
    Object.keys(checkForm('company', fields, { name: ' ', whole: '1.5', exact: '1,5' }, t, ',')).sort(),
    ['exact', 'name', 'whole'],
  );
  assert.match(checkForm('company', fields, { name: 'abcd' }, t, ',')['name'] ?? '', /"length":4,"most":3/);
  assert.deepEqual(Object.keys(checkForm('person', [], { firstName: ' ' }, t, '.')), ['lastName']);
  assert.deepEqual(checkForm('person', [], { firstName: 'Ida' }, t, '.'), {});
});

void test('numbers are stored in one form, texts as typed', () => {
  const forms = [
    ['decimal', '007.50', '7.5'],
    ['decimal', '-0.0', '0'],
    ['decimal', '12.', '12'],
    ['decimal', '100', '100'],
    ['integer', '-0042', '-42'],
    ['text', ' Acme ', ' Acme '],
    ['text', '  ', ''],
  ] as const;
  for (const [type, typed, stored] of forms) assert.equal(asStored({ type }, typed), stored, typed);
});
