import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { makeWorkbook, workbookFile } from '../../../../demo/make.ts';
import { readSetup } from '../setup-file/index.ts';
import { demoWorld, type ErpItem, erpLists } from './data/index.ts';

const yaml = await readFile(new URL('../../../../demo/kobling.yaml', import.meta.url), 'utf8');

test('the committed workbook is what demo/make.ts makes, byte for byte', async () => {
  const made = Buffer.from(makeWorkbook());
  assert.ok(made.equals(await readFile(workbookFile)), 'run `node demo/make.ts` and commit demo/demo-erp.xlsx');
});

test('the set-up file has no problems', () => {
  const read = readSetup(yaml);
  assert.deepEqual(read.ok ? [] : read.problems, []);
});

test('the set-up file pairs list items as the made-up world does', () => {
  const read = readSetup(yaml);
  assert.ok(read.ok);
  const fields = read.setup.connections?.flatMap(({ actors }) => actors).flatMap((actor) => actor.fields) ?? [];
  const mapped = fields.filter(({ items }) => items.length > 0);
  assert.ok(mapped.length >= 6);
  const lists = new Map<string, readonly ErpItem[]>(Object.entries(erpLists));
  for (const { erpField, items } of mapped) {
    assert.deepEqual(
      new Map(items.map(({ erpItem, crmItem }) => [erpItem.name, crmItem.name])),
      new Map(
        (lists.get(erpField.name) ?? []).flatMap(({ code, crm }) => (crm === undefined ? [] : [[code, crm] as const])),
      ),
      erpField.name,
    );
  }
});

test('docs/demo.md counts what there is', async () => {
  const page = (await readFile(new URL('../../../../docs/demo.md', import.meta.url), 'utf8')).replaceAll(/ +/g, ' ');
  const { companies, persons, projects } = demoWorld();
  const inBoth = <T extends { readonly erp: unknown; readonly crm: unknown }>(items: readonly T[]): readonly T[] =>
    items.filter(({ erp, crm }) => erp !== undefined && crm !== undefined);
  const people = inBoth(persons);
  const withoutEmail = people.filter(({ erp }) => erp?.email === '').length;
  const linked = inBoth(companies).length + people.length - withoutEmail + inBoth(projects).length;
  const onlyInCrm = persons.filter(({ erp }) => erp === undefined).length;
  assert.ok(page.includes(`; ${linked} of them linked, in step.`), String(linked));
  const row = `| persons | ${onlyInCrm} | ${people.length}, of whom ${withoutEmail} have no e-mail in the ERP |`;
  assert.ok(page.includes(row), row);
});
