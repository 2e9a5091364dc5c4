import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErpField, FieldChoice, Fit, MappableField, MappingSetup } from '@kobling/contract';
import { attention, changesSync, type Pair, pressed, whyNot, widest, withCrmField } from './directions.ts';

const open: Fit = { fromErp: null, toErp: null, both: null };
const oneWay: Fit = { fromErp: null, toErp: 'typesDoNotFit', both: 'twoWayLoses' };
const fits = {
  text: { text: open },
  double: { text: oneWay, integer: { fromErp: 'onlyWithLoss', toErp: null, both: 'twoWayLoses' } },
} as unknown as MappingSetup['fits'];
const none: FieldChoice = {
  crmField: null,
  toCrm: false,
  toErp: false,
  lossy: false,
  showInTab: false,
  showInSearch: false,
};
const field = (more: Partial<ErpField> = {}): ErpField => ({
  id: 1,
  fieldKey: 'Phone',
  name: 'Phone',
  description: '',
  type: 'text',
  readOnly: false,
  mandatory: false,
  missingInErp: false,
  missingInCrm: false,
  hasDefault: false,
  waiting: false,
  choice: none,
  suggested: null,
  ...more,
});
const crm = (more: Partial<MappableField> = {}): MappableField => ({
  key: 'phone',
  label: 'Telephone',
  type: 'text',
  readOnly: false,
  writtenBy: [],
  ...more,
});
const pair = (erp: Partial<ErpField> = {}, other: Partial<MappableField> = {}): Pair => ({
  field: field(erp),
  crm: crm(other),
  fits,
});
const mapped: FieldChoice = { ...none, crmField: 'phone' };

void test('a way is refused for its reason: read-only, type, another writer, gone', () => {
  const toCrm = pressed(mapped, 'toCrm');
  const both = pressed(toCrm, 'toErp');
  assert.equal(whyNot(pair(), both), undefined);
  assert.equal(whyNot(pair({ readOnly: true }), both), 'readOnlyInErp');
  assert.equal(whyNot(pair({ readOnly: true }), toCrm), undefined);
  assert.equal(whyNot(pair({}, { readOnly: true }), toCrm), 'readOnlyInCrm');
  assert.equal(whyNot(pair({ type: 'double' }), both), 'twoWayLoses');
  assert.equal(whyNot(pair({ type: 'double' }, { type: 'integer' }), toCrm), 'onlyWithLoss');
  assert.equal(whyNot(pair({ type: 'double' }, { type: 'integer' }), { ...toCrm, lossy: true }), undefined);
  assert.equal(whyNot(pair({ missingInErp: true }), toCrm), 'missingInErp');
  assert.equal(whyNot({ ...pair(), crm: undefined }, toCrm), 'missingInCrm');
});

void test('a CRM field that another connection writes is shared both ways only, and by nobody who writes it one way', () => {
  const toCrm = pressed(mapped, 'toCrm');
  const both = pressed(toCrm, 'toErp');
  const shared = pair({}, { writtenBy: [{ connection: 'Sweden', twoWay: true }] });
  const taken = pair({}, { writtenBy: [{ connection: 'Sweden', twoWay: false }] });
  assert.equal(whyNot(shared, toCrm), 'writtenElsewhere');
  assert.equal(whyNot(shared, both), undefined);
  assert.equal(whyNot(taken, both), 'writtenElsewhere');
  assert.equal(whyNot(taken, pressed(mapped, 'toErp')), undefined);
});

void test('another CRM field keeps the directions that it allows; a suggestion takes as many as there are', () => {
  const both = { ...mapped, toCrm: true, toErp: true };
  const decimal = pair({ type: 'double' });
  const chosen = withCrmField(decimal, { ...both, crmField: null }, crm());
  assert.deepEqual([chosen.crmField, chosen.toCrm, chosen.toErp], ['phone', true, false]);
  assert.deepEqual(withCrmField(pair(), both, undefined), none);
  const wide = widest(decimal, mapped);
  assert.deepEqual([wide.toCrm, wide.toErp], [true, false]);
});

void test('what needs somebody: a mandatory field without direction or default, and what is gone on a side', () => {
  assert.equal(attention(pair({ mandatory: true }), none), 'mandatoryUnmapped');
  assert.equal(attention(pair({ mandatory: true, hasDefault: true }), none), undefined);
  assert.equal(attention(pair({ missingInErp: true }), mapped), 'missingInErp');
  assert.equal(attention(pair({ missingInErp: true }), none), undefined);
});

void test('only what changes the sync is counted before it is saved', () => {
  assert.equal(changesSync(none, mapped), false, 'mapped, not synced');
  assert.equal(changesSync(mapped, pressed(mapped, 'toErp')), true);
  assert.equal(changesSync(mapped, { ...mapped, showInTab: true }), false);
});
