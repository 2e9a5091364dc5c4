import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCard, type FieldType } from '@kobling/sdk';
import { seededRandom } from '@kobling/sdk/memory';
import type { CrmFieldType, FieldMapping } from '../model.ts';
import { toCrm, toErp } from './convert.ts';
import { isNormalisationOf, sameCrm, sameErp } from './equality.ts';
import { localToUtc, utcToLocal } from './zone.ts';

const mapping = (erpType: FieldType, crmType: CrmFieldType, more: Partial<FieldMapping> = {}): FieldMapping => ({
  erpField: 'F',
  crmField: 'f',
  direction: 'both',
  erpType,
  erpMaxLength: 0,
  erpAccess: 'normal',
  crmType,
  crmMaxLength: 0,
  crmReadOnly: false,
  crmMandatory: false,
  lossy: false,
  version: 1,
  ...more,
});

const random = seededRandom(20_261_121);
const int = (below: number): number => Math.floor(random() * below);
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const day = (): string => `${1900 + int(200)}-${pad(1 + int(12))}-${pad(1 + int(28))}`;
const decimal = (): string => {
  const whole = String(int(1e9));
  const fraction = String(int(1e6)).replace(/0+$/, '');
  const value = fraction === '' ? whole : `${whole}.${pad(int(9))}${fraction}`;
  return (random() < 0.3 ? `-${value}` : value).replace(/^-0$/, '0');
};

test('two-way conversions lose nothing: 20,000 values go across and come back equal', () => {
  const pairs: readonly (readonly [FieldMapping, () => string])[] = [
    [
      mapping('text', 'text'),
      () => Array.from({ length: int(20) }, () => String.fromCodePoint(32 + int(0x2000))).join(''),
    ],
    [mapping('double', 'decimal'), decimal],
    [mapping('integer', 'integer'), () => String(int(2 ** 31))],
    [mapping('checkbox', 'checkbox'), () => String(int(2))],
    [mapping('datetime', 'date'), () => `${day()}T00:00:00`],
    [mapping('datetime', 'datetime'), () => `${day()}T12:${pad(int(60))}:${pad(int(60))}`],
    [
      mapping('list', 'list', {
        items: {
          toCrm: new Map([
            ['a', '1'],
            ['b', '2'],
          ]),
          toErp: new Map([
            ['1', 'a'],
            ['2', 'b'],
          ]),
        },
      }),
      () => 'ab'.charAt(int(2)),
    ],
  ];
  for (let n = 0; n < 20_000; n += 1) {
    const pair = pairs[n % pairs.length];
    assert.ok(pair);
    const [field, make] = pair;
    const value = make();
    const there = toCrm(field, value, 'Europe/Oslo');
    assert.ok(there.ok, `${field.erpType} ${value}`);
    const back = toErp(field, there.value, 'Europe/Oslo');
    assert.ok(
      back.ok && sameErp(field.erpType, back.value, value, defaultCard),
      `${field.erpType} ${value} came back as ${JSON.stringify(back)}`,
    );
    const again = toCrm(field, back.value, 'Europe/Oslo');
    assert.ok(again.ok && sameCrm(field.crmType, again.value, there.value), 'stable');
  }
});

test('blank is blank on both sides, unless the field is mandatory there', () => {
  for (const [erpType, crmType] of [
    ['text', 'text'],
    ['double', 'decimal'],
    ['datetime', 'date'],
    ['list', 'list'],
  ] as const) {
    assert.deepEqual(toCrm(mapping(erpType, crmType), '', 'UTC'), { ok: true, value: '' });
    assert.deepEqual(toErp(mapping(erpType, crmType), '', 'UTC'), { ok: true, value: '' });
  }
  assert.equal(toCrm(mapping('text', 'text', { crmMandatory: true }), '', 'UTC').ok, false);
  assert.equal(toErp(mapping('text', 'text', { erpAccess: 'mandatory' }), '', 'UTC').ok, false);
});

test('H20 what would lose something fails with its code, or is cut, rounded, shortened where marked', () => {
  const cases = [
    [mapping('text', 'text', { crmMaxLength: 3 }), 'abcd', 'convert.tooLong', 'abc'],
    [mapping('text', 'text', { crmMaxLength: 3 }), 'ab😀', 'convert.tooLong', 'ab'],
    [mapping('double', 'integer'), '2.5', 'convert.notWhole', '3'],
    [mapping('datetime', 'date'), '2026-01-02T03:04:05', 'convert.hasTime', '2026-01-02'],
    [mapping('list', 'text'), 'a', 'convert.notFitting', 'a'],
  ] as const;
  for (const [field, value, code, shortened] of cases) {
    const strict = toCrm(field, value, 'UTC');
    assert.equal(strict.ok ? strict.value : strict.code, code);
    assert.deepEqual(toCrm({ ...field, lossy: true }, value, 'UTC'), { ok: true, value: shortened });
  }
});

test('values that are none of the type fail and name field and value', () => {
  for (const [field, value, code] of [
    [mapping('text', 'decimal'), 'twelve', 'convert.notANumber'],
    [mapping('text', 'date'), '2026-02-30', 'convert.notADate'],
    [mapping('text', 'checkbox'), 'perhaps', 'convert.notYesOrNo'],
    [mapping('list', 'list'), 'x', 'convert.unmappedItem'],
  ] as const) {
    const converted = toCrm(field, value, 'UTC');
    assert.ok(!converted.ok);
    assert.equal(converted.code, code);
    assert.match(converted.message, /[fF]/);
    assert.ok(converted.message.includes(value));
  }
});

test('a sentence names fields and list items by what people call them', () => {
  const field = mapping('list', 'list', {
    erpLabel: 'Customer group',
    crmLabel: 'Category',
    items: { toCrm: new Map(), toErp: new Map() },
    itemNames: { erp: new Map([['G4', 'Wholesale']]), crm: new Map([['17', 'Retail']]) },
  });
  const read = toCrm(field, 'G4', 'UTC');
  assert.match(read.ok ? '' : read.message, /^Customer group: item “Wholesale” has no counterpart in the CRM\./);
  const sent = toErp(field, '17', 'UTC');
  assert.match(sent.ok ? '' : sent.message, /^Category: item “Retail” has no counterpart in the ERP\./);
  const gone = toErp(field, '99', 'UTC');
  assert.match(gone.ok ? '' : gone.message, /item “99” has/, 'an item that is in no list goes by its key');
});

test('H20 zones: an ambiguous local time takes the earlier offset, one that never was fails', () => {
  assert.equal(localToUtc('2024-10-27T02:30:00', 'Europe/Oslo'), '2024-10-27T00:30:00Z');
  assert.equal(localToUtc('2024-03-31T02:30:00', 'Europe/Oslo'), undefined);
  assert.equal(localToUtc('2024-07-01T12:00:00.25', 'Europe/Oslo'), '2024-07-01T10:00:00.25Z');
  assert.equal(utcToLocal('2024-01-01T23:30:00Z', 'Asia/Kolkata'), '2024-01-02T05:00:00');
  assert.equal(localToUtc('2024-01-01T00:00:00', 'UTC'), '2024-01-01T00:00:00Z');
  const field = mapping('datetime', 'date');
  assert.deepEqual(
    toCrm(field, '2024-06-01T00:00:00', 'Pacific/Auckland'),
    { ok: true, value: '2024-06-01' },
    'dates pass no zone',
  );
});

test('H02 equality is by type', () => {
  assert.ok(sameErp('text', 'a\r\nb', 'a\nb', defaultCard));
  assert.ok(!sameErp('text', 'a ', 'a', defaultCard));
  assert.ok(sameErp('double', '0.1', '0.1000000000000000055511151231257827', defaultCard), 'nearest binary64');
  assert.ok(!sameCrm('decimal', '0.1', '0.1000000000000000055511151231257827'), 'decimals are exact');
  assert.ok(sameErp('datetime', '2024-01-01T10:00:00.4', '2024-01-01T10:00:00', defaultCard), 'at the grain');
  assert.ok(!sameErp('datetime', '2024-01-01T10:00:01', '2024-01-01T10:00:00', defaultCard));
  assert.ok(!sameErp('checkbox', '', '0', defaultCard), 'unanswered is not no');
});

test('H03 normalisation is what the card knows of, and nothing else', () => {
  const text = mapping('text', 'text');
  const by = (...normalisers: (typeof defaultCard.normalisers)[number][]) => ({ ...defaultCard, normalisers });
  assert.ok(isNormalisationOf(text, ' acme ', 'ACME', by('trim', 'case')));
  assert.ok(!isNormalisationOf(text, ' acme ', 'ACME', by('trim')));
  assert.ok(!isNormalisationOf(text, 'Acme', 'Beta', by('trim', 'case', 'whitespace', 'cut')));
  assert.ok(isNormalisationOf(text, 'abcdef', 'abc', by('cut')));
  assert.ok(!isNormalisationOf(text, 'abcdef', '', by('cut')));
  assert.ok(isNormalisationOf(mapping('double', 'decimal'), '10.005', '10.01', by('round')));
  assert.ok(!isNormalisationOf(mapping('double', 'decimal'), '10.005', '11', by('round')));
  assert.ok(
    isNormalisationOf(mapping('datetime', 'datetime'), '2024-01-01T10:00:30.5', '2024-01-01T10:00:00', by('dateGrain')),
  );
});
