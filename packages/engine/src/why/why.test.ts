import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseField, FieldFlag, FieldMapping, LinkState, LogKind } from '../model.ts';
import { whySentence } from './sentence.ts';
import { statusCodes } from './status.ts';
import { connectionCodes, originCodes, ruleCodes, whyField, type WhyEntry, type WhyInput } from './why.ts';

const at = new Date('2026-03-01T12:00:00Z');
const mapping: FieldMapping = {
  erpField: 'Phone',
  crmField: 'phone',
  direction: 'both',
  erpType: 'text',
  erpMaxLength: 0,
  erpAccess: 'normal',
  crmType: 'text',
  crmMaxLength: 0,
  crmReadOnly: false,
  crmMandatory: false,
  lossy: false,
  version: 1,
};
const connection: WhyInput['connection'] = {
  name: 'ERP demo',
  active: true,
  health: 'ok',
  message: null,
  lastOkAt: at,
  hold: null,
};
const pair = (flag?: FieldFlag): BaseField => ({
  e: '1',
  c: '1',
  v: 1,
  r: 1,
  ...(flag !== undefined && { flag }),
  ...(flag === 'failed' && { fail: { code: 'x', message: 'Too long.', e: '1', c: '1' } }),
});
const link = (state: LinkState, base: Record<string, BaseField> = { Phone: pair() }): WhyInput['link'] => ({
  state,
  base,
  reason: state === 'active' ? null : 'Because.',
  attempts: 3,
  dueAt: at,
});
const entry = (kind: LogKind, more: Partial<WhyEntry> = {}): WhyEntry => ({
  at,
  kind,
  target: 'crm',
  own: true,
  connection: 'ERP demo',
  by: 'ann',
  oldValue: '0',
  newValue: '1',
  loserValue: null,
  message: null,
  ...more,
});
const plain: WhyInput = {
  connection,
  link: link('active'),
  mapping,
  crm: '1',
  edited: null,
  log: [],
  conflict: undefined,
  intent: undefined,
  held: undefined,
  planned: false,
};
const open = { unknown: false, attempts: 1, at, reason: 'Slow.' };

/** Situation, the code of how it stands. */
const standing: readonly (readonly [string, Partial<WhyInput>])[] = [
  ['notLinked', { link: undefined }],
  ['notLinked', { link: link('broken') }],
  ['notMapped', { mapping: undefined }],
  ['noDirection', { mapping: { ...mapping, erpAccess: 'readOnly', crmReadOnly: true } }],
  ['creating', { link: link('creating', {}) }],
  ['missingInErp', { link: link('missingInErp') }],
  ['waitingForParent', { link: link('waitingForParent') }],
  ['linkHeld', { link: link('held') }],
  ['planned', { planned: true }],
  ['underWay', { intent: open }],
  ['unknownOutcome', { intent: { ...open, unknown: true } }],
  ['held', { held: { why: 'blanking', message: '412 would be blank.' } }],
  ['held', { link: link('active', { Phone: pair('held') }) }],
  ['failed', { link: link('failing', { Phone: pair('failed') }) }],
  ['driftErp', { link: link('active', { Phone: pair('drift') }), mapping: { ...mapping, direction: 'toErp' } }],
  ['driftCrm', { link: link('active', { Phone: pair('drift') }), mapping: { ...mapping, direction: 'fromErp' } }],
  ['undone', { link: link('active', { Phone: pair('undone') }) }],
  ['parked', { link: link('parked'), crm: '2' }],
  ['failing', { link: link('failing', {}) }],
  ['inStep', { link: link('failing') }],
  ['notCompared', { link: link('active', {}) }],
  ['notCompared', { mapping: { ...mapping, version: 2 } }],
  ['crmGone', { crm: undefined }],
  ['pending', { crm: '2' }],
  ['inStep', {}],
];

test('Why? has a code for every way a field can stand', () => {
  for (const [code, more] of standing) assert.equal(whyField({ ...plain, ...more }).status.code, code);
  assert.deepEqual(new Set(standing.map(([code]) => code)), new Set(statusCodes), 'and every code can happen');
});

const edited = { at, by: 'bob' };
const origins: readonly (readonly [string, string | null, Partial<WhyInput>])[] = [
  ['fromErp', 'only', { log: [entry('write')] }],
  ['fromErp', 'first', { log: [entry('firstAgreement', { loserValue: '0' })] }],
  ['fromErp', 'rank', { log: [entry('conflict', { loserValue: '0' })] }],
  ['fromErp', 'resync', { log: [entry('failure', { target: null }), entry('resync')] }],
  ['fromOther', 'only', { log: [entry('write', { own: false, connection: 'Other' })] }],
  ['fromCrm', 'only', { log: [entry('write', { target: 'erp' })] }],
  ['fromPerson', 'only', { log: [entry('write', { target: 'erp' })], edited }],
  ['person', null, { log: [entry('write')], edited }],
  ['person', null, { edited: { at: null, by: null } }],
  ['undo', null, { log: [entry('undo')] }],
  ['default', null, { log: [entry('default', { target: 'erp' })] }],
  ['create', null, { log: [entry('create', { target: 'erp' })] }],
  ['adopted', null, {}],
  ['unknown', null, { link: link('active', {}) }],
];

test('Why? tells where a value came from, and by which rule', () => {
  for (const [code, rule, more] of origins) {
    const why = whyField({ ...plain, ...more });
    assert.deepEqual([why.origin?.code, why.rule?.code ?? null], [code, rule]);
  }
  assert.deepEqual(new Set(origins.map(([code]) => code)), new Set(originCodes));
  assert.deepEqual(new Set(origins.flatMap(([, rule]) => rule ?? [])), new Set(ruleCodes));
});

test('Why? names what lost, and whether it can still be chosen', () => {
  const log = [entry('conflict', { loserValue: '7', target: 'erp' })];
  assert.deepEqual(whyField({ ...plain, log }).loser?.parts.value, '7');
  assert.equal(whyField({ ...plain, log }).loser?.code, 'kept');
  assert.equal(whyField({ ...plain, log, conflict: { winner: 'crm' } }).loser?.code, 'open');
});

const connections: readonly (readonly [string, Partial<WhyInput['connection']>])[] = [
  ['ok', {}],
  ['new', { health: 'new', lastOkAt: null }],
  ['inactive', { active: false }],
  ['onHold', { hold: 'It was restored.' }],
  ['onHold', { health: 'held', message: 'Look.' }],
  ['unreachable', { health: 'unreachable', message: 'Time-out.' }],
  ['unreachable', { health: 'failed' }],
];

test('Why? has a whole English sentence for every combination', () => {
  assert.deepEqual(new Set(connections.map(([code]) => code)), new Set(connectionCodes));
  for (const [code, more] of connections) {
    for (const [, first] of standing) {
      for (const [, , second] of origins) {
        const why = whyField({ ...plain, ...second, ...first, connection: { ...connection, ...more } });
        assert.equal(why.connection.code, code);
        const sentence = whySentence(why);
        assert.match(sentence, /^[A-Z“].*[.]$/);
        assert.doesNotMatch(sentence, /[{}]|undefined|null| {2}|\.\./);
      }
    }
  }
});

test('Why? reads well', () => {
  const log = [entry('conflict', { loserValue: '0', by: 'ERP demo' })];
  assert.equal(
    whySentence(whyField({ ...plain, log })),
    'In step. The value came from ERP demo on 2026-03-01 12:00 UTC and replaced “0”. Both sides had changed, and ERP demo ranks higher. Until 2026-03-01 12:00 UTC the CRM held “0”; the log keeps it.',
  );
});
