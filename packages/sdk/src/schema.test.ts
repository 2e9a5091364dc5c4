import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkbox,
  checkConfig,
  datetime,
  defineFields,
  double,
  integer,
  label,
  list,
  password,
  text,
} from './schema.ts';

const customer = defineFields({
  Nm: text({ label: 'US:"Name";NO:"Navn"', maxLength: 10, mandatory: true }),
  CustGr: list('CustGr', { defaultValue: '1' }),
  Credit: double(),
  Orders: integer({ readOnly: true }),
  Blocked: checkbox(),
  Since: datetime(),
});

test('one definition gives metadata in the order it was written', () => {
  assert.deepEqual(
    customer.fields.map((f) => [f.fieldKey, f.rank, f.type, f.access, f.listName, f.maxLength]),
    [
      ['Nm', 1, 'text', 'mandatory', '', 10],
      ['CustGr', 2, 'list', 'normal', 'CustGr', 0],
      ['Credit', 3, 'double', 'normal', '', 0],
      ['Orders', 4, 'integer', 'readOnly', '', 0],
      ['Blocked', 5, 'checkbox', 'normal', '', 0],
      ['Since', 6, 'datetime', 'normal', '', 0],
    ],
  );
  assert.equal(customer.fields[1]?.defaultValue, '1');
});

test('native records become wire values and come back', () => {
  const wire = customer.toWire({
    Nm: 'Acme',
    Credit: 10.5,
    Orders: 12345678901234567890n,
    Blocked: true,
    Since: '2024-01-02T00:00:00',
    CustGr: null,
  });
  assert.deepEqual(wire, {
    Nm: 'Acme',
    CustGr: '',
    Credit: '[F:10.5]',
    Orders: '[I:12345678901234567890]',
    Blocked: '[I:1]',
    Since: '[DT:01/02/2024 00:00:00.0000000]',
  });
  const back = customer.fromWire(wire);
  assert.equal(back.status, 'done');
  if (back.status !== 'done') return;
  const credit: string | null | undefined = back.value.Credit;
  const blocked: boolean | null | undefined = back.value.Blocked;
  assert.equal(credit, '10.5');
  assert.equal(blocked, true);
  assert.equal(back.value.CustGr, null);
});

test('what a record lacks stays absent, which is not blank (H05)', () => {
  assert.deepEqual(customer.toWire({ Nm: 'Acme', Credit: undefined }), { Nm: 'Acme' });
  assert.deepEqual(customer.toWire({ Nm: 'Acme', Credit: 1 }, ['Credit', 'Gone']), { Credit: '[F:1]' });
  const back = customer.fromWire({ Nm: 'Acme' });
  assert.ok(back.status === 'done' && !('Credit' in back.value));
});

test('a record that cannot be read names each field', () => {
  const back = customer.fromWire({ Credit: 'x', Since: 'y', Nm: 'ok' });
  assert.ok(back.status === 'rejected');
  assert.deepEqual(Object.keys(back.reason.fields ?? {}), ['Credit', 'Since']);
});

test('definitions that contradict themselves throw where they are made', () => {
  assert.throws(() => defineFields({ A: text({ mandatory: true, readOnly: true }) }), TypeError);
  assert.throws(() => customer.toWire({ Credit: Number.NaN }), TypeError);
});

test('a configuration is checked field by field, without showing secrets', () => {
  const { fields } = defineFields({
    Intro: label(),
    Url: text({ mandatory: true, maxLength: 20 }),
    Port: integer(),
    Secret: password({ maxLength: 3 }),
  });
  assert.deepEqual(checkConfig(fields, { Url: 'http://erp', Port: '[I:80]', Extra: 'x' }), {
    status: 'done',
    value: undefined,
  });
  const refused = checkConfig(fields, { Url: '', Port: 'eighty', Secret: 'hunter2' });
  assert.ok(refused.status === 'rejected');
  assert.equal(refused.reason.code, 'config.invalid');
  assert.deepEqual(Object.keys(refused.reason.fields ?? {}), ['Url', 'Port', 'Secret']);
  assert.doesNotMatch(JSON.stringify(refused), /hunter2/);
});
