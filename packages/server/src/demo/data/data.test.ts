import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crmLists, demoWorld, type ErpItem, erpLists } from './index.ts';

const world = demoWorld();
const { companies, persons, projects } = world;
const count = <T>(items: readonly T[], of: (item: T) => boolean): number => items.filter(of).length;
const assertUnique = (what: string, values: readonly string[]): void =>
  assert.deepEqual(
    values.filter((value, index) => values.indexOf(value) !== index),
    [],
    what,
  );

test('the world is the same every time', () => {
  assert.deepEqual(demoWorld(), world);
});

test('as many of each as the documentation says', () => {
  const both = count(companies, ({ erp, crm }) => erp !== undefined && crm !== undefined);
  assert.deepEqual(
    {
      inCrm: count(companies, ({ crm }) => crm !== undefined),
      both,
      suppliers: count(
        companies,
        ({ role, erp, crm }) => role === 'supplier' && erp !== undefined && crm !== undefined,
      ),
      onlyInCrm: count(companies, ({ erp }) => erp === undefined),
      onlyInErp: count(companies, ({ crm }) => crm === undefined),
      persons: count(persons, ({ crm }) => crm !== undefined),
      projects: count(projects, ({ crm }) => crm !== undefined),
    },
    { inCrm: 300, both: 290, suppliers: 60, onlyInCrm: 10, onlyInErp: 10, persons: 550, projects: 60 },
  );
});

test('what joins the two sides is unique on each', () => {
  assertUnique(
    'ERP company numbers',
    companies.flatMap(({ erp }) => erp?.number ?? []),
  );
  assertUnique(
    'ERP person numbers',
    persons.flatMap(({ erp }) => erp?.number ?? []),
  );
  assertUnique(
    'ERP project numbers',
    projects.flatMap(({ erp }) => erp?.number ?? []),
  );
  const filled = (values: readonly (string | undefined)[]): readonly string[] =>
    values.flatMap((value) => (value === undefined || value === '' ? [] : [value.toLowerCase()]));
  assertUnique('CRM company numbers', filled(companies.map(({ crm }) => crm?.['number'])));
  assertUnique('CRM e-mails', filled(persons.map(({ crm }) => crm?.['email'])));
  assertUnique('ERP e-mails', filled(persons.map(({ erp }) => erp?.email)));
  for (const { erp, crm } of companies)
    if (erp !== undefined && crm !== undefined) assert.equal(crm['number'], erp.number);
});

test('nobody real is meant: domains end in .example, numbers belong to fiction or to nobody', () => {
  const fiction =
    /^\+(47 (01|19) \d\d \d\d \d\d|45 (01|19) \d\d \d\d \d\d|31 99 [01]\d\d \d\d \d\d|46 (8 465 004|31 390 06|40 628 04|70 174 06) ?\d\d|46 980 319 5\d|49 (30 23125|40 66969|221 4710|89 99998|69 90009) \d{3}|49 171 39200 \d\d|44 (20 7946|113 496|117 496|161 496|131 496|141 496) 0\d{3}|44 7700 900 \d{3})$/;
  const phones = [
    ...companies.flatMap(({ erp, crm }) => [erp?.phone, crm?.['phone']]),
    ...persons.flatMap(({ erp, crm }) => [erp?.phone, erp?.mobile, crm?.['phone'], crm?.['mobile']]),
  ].flatMap((phone) => (phone === undefined || phone === '' ? [] : [phone]));
  assert.ok(phones.length > 1_000);
  const spaced = phones.filter((phone) => phone.includes(' '));
  assert.deepEqual(
    spaced.filter((phone) => !fiction.test(phone)),
    [],
  );
  const known = new Set(spaced.map((phone) => phone.replaceAll(' ', '')));
  assert.ok(count(phones, (phone) => known.has(phone.replaceAll(' ', ''))) > spaced.length, 'some without blanks');
  const domains = [
    ...companies.map(({ domain }) => domain),
    ...persons.flatMap(({ erp, crm }) => [erp?.email, crm?.['email']].flatMap((email) => (email ? [email] : []))),
  ];
  assert.deepEqual(
    domains.filter((domain) => !domain.endsWith('.example')),
    [],
  );
});

test('the sides disagree, as in life', () => {
  const pairs = companies.flatMap(({ erp, crm }) => (erp !== undefined && crm !== undefined ? [{ erp, crm }] : []));
  const between = (part: number, low: number, high: number): void =>
    assert.ok(part >= low && part <= high, `${part} is not from ${low} to ${high}`);
  between(
    count(pairs, ({ erp, crm }) => erp.name !== crm['name']),
    5,
    50,
  );
  between(
    count(pairs, ({ erp, crm }) => erp.phone === '' && crm['phone'] !== ''),
    10,
    60,
  );
  between(
    count(pairs, ({ erp, crm }) => erp.phone !== '' && crm['phone'] === ''),
    15,
    70,
  );
  between(
    count(pairs, ({ erp, crm }) => erp.group === '' && crm['category'] === ''),
    3,
    20,
  );
  between(
    count(persons, ({ erp, crm }) => erp !== undefined && erp.email === '' && crm !== undefined),
    3,
    20,
  );
});

test('a field that goes one way only differs in that way, so that nothing drifts', () => {
  for (const { erp, crm } of companies) {
    if (erp === undefined || crm === undefined) continue;
    assert.notEqual(erp.vat, '');
    assert.notEqual(erp.registered, '');
    assert.equal(erp.note, '');
  }
});

test('every list value stands in its list, and every mapped item in the CRM’s', () => {
  const items = (list: readonly ErpItem[]): readonly string[] => list.map(({ code }) => code);
  for (const { role, erp, crm } of companies) {
    if (erp !== undefined && erp.group !== '')
      assert.ok(items(role === 'customer' ? erpLists.CustGroup : erpLists.SuppGroup).includes(erp.group), erp.group);
    for (const list of ['category', 'business', 'country'] as const) {
      const value = crm?.[list] ?? '';
      assert.ok(value === '' || crmLists[list].some((name) => name === value), value);
    }
  }
  const names: readonly string[] = Object.values(crmLists).flat();
  for (const list of Object.values<readonly ErpItem[]>(erpLists))
    for (const { crm } of list) assert.ok(crm === undefined || names.includes(crm), crm);
});

test('persons and projects belong to companies of their own side', () => {
  for (const { company, erp, crm } of [...persons, ...projects]) {
    if (erp !== undefined) assert.notEqual(company.erp, undefined);
    if (crm !== undefined) assert.notEqual(company.crm, undefined);
  }
});
