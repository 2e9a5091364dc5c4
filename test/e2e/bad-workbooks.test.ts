/**
 * Everything that is wrong with people's workbooks, each in a connection of its own, all at once: every one says in words
 * which sheet and cell and what to do, in the command line and on the page; the other rows and the other connections go on;
 * and putting it right is all that it takes to heal.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addUdefField } from '@kobling/store';
import {
  buildParts,
  buildXlsx,
  type FixtureCell,
  packParts,
} from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { readParts, saveFile } from './cells.ts';
import { becomes } from './becomes.ts';
import { openStage, type Stage } from './stage.ts';

type Rows = readonly (readonly FixtureCell[])[];
const headings = ['CustNo', 'Name', 'Phone', 'Credit'] as const;
const book = (rows: Rows, sheet = 'Customers', names: readonly string[] = headings): Uint8Array =>
  buildXlsx({ sheets: [{ name: sheet, columns: names.map((header) => ({ header })), rows }] });
const one = (name: string): readonly FixtureCell[] => [1, `${name} one`, '11 11 11 11', 10.5];
const two = (name: string, phone = '22 22 22 22'): readonly FixtureCell[] => [2, `${name} two`, phone, 20.5];
const good = (name: string, phone?: string): Uint8Array => book([one(name), two(name, phone)]);

const spaces = 64 << 20;
const bomb = (name: string): Uint8Array => {
  const parts = buildParts({ sheets: [{ name: 'Customers', columns: [{ header: 'CustNo' }], rows: [[name]] }] });
  const sheet = String(parts['xl/worksheets/sheet1.xml']);
  return packParts({
    ...parts,
    'xl/worksheets/sheet1.xml': sheet.replace('<sheetData>', `${' '.repeat(spaces)}<sheetData>`),
  });
};
/** What Excel makes of a workbook with a password: not a zip but a compound file that holds the encrypted one. */
const withPassword = (): Uint8Array => {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from('EncryptedPackage', 'utf16le').copy(bytes, 2048);
  return bytes;
};

interface Fault {
  readonly says: RegExp;
  /** The second row's telephone is changed in the same save. */
  readonly broken: (name: string) => Uint8Array;
}
const changed = '33 33 33 33';

/** Nothing of the file can be used. */
const wholeFile: Readonly<Record<string, Fault>> = {
  sheetGone: {
    says: /No sheet is named Customer.*sheets present: Kunder/,
    broken: (name) => book([one(name), two(name, changed)], 'Kunder'),
  },
  keyGone: {
    says: /“Customers” has no column “CustNo” \(columns: Number, Name, Phone, Credit\)/,
    broken: (name) => book([one(name), two(name, changed)], 'Customers', ['Number', 'Name', 'Phone', 'Credit']),
  },
  cutOff: { says: /The workbook is damaged: .*Open it in Excel/, broken: (name) => good(name).subarray(0, 900) },
  bomb: { says: /unpack.*\. \S/, broken: bomb },
  password: { says: /password.*\. \S/, broken: withPassword },
};
/** One row or cell cannot be used; the others go on. */
const oneCell: Readonly<Record<string, Fault>> = {
  columnGone: {
    says: /“Customers” has no column “Credit”/,
    broken: (name) => book([one(name), two(name, changed)], 'Customers', ['CustNo', 'Name', 'Phone', 'Limit']),
  },
  keyTwice: {
    says: /The key “1” is in Customers!A2 and Customers!A4/,
    broken: (name) => book([one(name), two(name, changed), one('another')]),
  },
  error: {
    says: /Customers!D2 \(Credit\) holds the error #N\/A/,
    broken: (name) => book([[1, `${name} one`, '11 11 11 11', { error: '#N/A' }], two(name, changed)]),
  },
  textForNumber: {
    says: /Customers!D2 \(Credit\) holds “a lot”, which is no number/,
    broken: (name) => book([[1, `${name} one`, '11 11 11 11', 'a lot'], two(name, changed)]),
  },
};
const faults = { ...wholeFile, ...oneCell };
const names = Object.keys(faults);

const connection = (name: string): string => `  - name: ${name}
    connector: Workbook
    active: true
    config: { file: ${name}.xlsx, keyColumn: CustNo }
    actors:
      Customer:
        fields:
          Name:   { crm: name, sync: both }
          Phone:  { crm: phone, sync: both }
          Credit: { crm: udef.credit, sync: both }
    match: { Customer: [name] }
`;
const setup = (all: readonly string[]): string => `connectors:
  - { name: Workbook, url: plugin://workbook }
connections:
${all.map(connection).join('')}priority: [CRM, ${all.join(', ')}]
sync: { running: true, interval: 1s }
`;

interface Status {
  readonly connections: readonly {
    readonly name: string;
    readonly health: string;
    readonly healthMessage: string | null;
  }[];
}
interface CrmRecord {
  readonly id: number;
  readonly values: Readonly<Record<string, string>>;
}

void test('whatever is wrong with a workbook is said, stops nothing else, and heals', {
  timeout: 180_000,
}, async (t) => {
  const stage = await openStage();
  t.after(() => stage.close());
  await addUdefField(stage.db, {
    entity: 'company',
    key: 'credit',
    label: 'Credit',
    type: 'decimal',
    list: null,
    maxLength: 0,
    rank: 1,
  });
  const ids = new Map<string, number>();
  for (const name of [...names, 'formula']) {
    await saveFile(stage.file(`${name}.xlsx`), good(name));
    for (const row of ['one', 'two']) {
      const { id } = await stage.ask<CrmRecord>('crm', 'company', 'create', `name=${name} ${row}`);
      ids.set(`${name} ${row}`, id);
    }
  }
  const crm = async (record: string, field: string): Promise<string> => {
    const { values } = await stage.ask<CrmRecord>('crm', 'company', 'get', String(ids.get(record)));
    return values[field] ?? '';
  };
  const messages = async (): Promise<ReadonlyMap<string, string>> => {
    const { connections } = await stage.ask<Status>('status');
    return new Map(connections.map((each) => [each.name, each.healthMessage ?? '']));
  };
  /** The connections whose sentence is not as it should be. */
  const unsaid = async (): Promise<readonly string[]> => {
    const said = await messages();
    return Object.entries(faults).flatMap(([name, { says }]) =>
      says.test(said.get(name) ?? '') ? [] : [`${name}: ${said.get(name)}`],
    );
  };
  const onPage = await overviewReader(stage);

  await t.test('while all is well nobody complains', async () => {
    await stage.apply(setup([...names, 'formula']));
    for (const name of names) await becomes(name, '22 22 22 22', () => crm(`${name} two`, 'phone'));
    assert.deepEqual(
      [...(await messages()).values()].filter((message) => message !== ''),
      [],
    );
  });

  await t.test('each fault is named with its place and the remedy, in the command line and on the page', async () => {
    for (const [name, fault] of Object.entries(faults)) await saveFile(stage.file(`${name}.xlsx`), fault.broken(name));
    await becomes('every connection says what is wrong', [], unsaid);
    const shown = await onPage();
    const said = await messages();
    for (const name of names) assert.equal(shown.get(name), said.get(name));
    const { out } = await stage.kobling('status');
    for (const { says } of Object.values(faults)) assert.match(out, says);
    for (const [name, { says }] of Object.entries(oneCell)) {
      const log = await stage.kobling('log', '--connection', name, '--kind', 'notice');
      assert.match(log.out, says, 'what goes on nevertheless is in the log');
    }
  });

  await t.test('the other rows go on, and nothing is blanked or lost by what cannot be read', async () => {
    for (const name of Object.keys(oneCell)) await becomes(name, changed, () => crm(`${name} two`, 'phone'));
    for (const name of names) {
      assert.equal(await crm(`${name} one`, 'phone'), '11 11 11 11', name);
      assert.equal(await crm(`${name} one`, 'udef.credit'), '10.5', name);
    }
    assert.ok(stage.isRunning());
  });

  await t.test('a fault is told as long as it lasts, whatever else changes in the sheet', async () => {
    await saveFile(
      stage.file('error.xlsx'),
      book([[1, 'error one', '11 11 11 11', { error: '#N/A' }], two('error', '44 44 44 44')]),
    );
    await becomes('the other row', '44 44 44 44', () => crm('error two', 'phone'));
    await stage.ask('sync', 'error');
    await becomes(
      'the sentence',
      true,
      async () => oneCell['error']?.says.test((await messages()).get('error') ?? '') === true,
    );
  });

  await t.test('a formula in a mapped cell is never overwritten, and who changed the field is told why', async () => {
    const file = stage.file('formula.xlsx');
    const formula = { formula: 'CONCATENATE("11 11"," 11 11")', value: '11 11 11 11' };
    await saveFile(file, book([[1, 'formula one', formula, 10.5], two('formula')]));
    const id = String(ids.get('formula one'));
    await stage.ask('crm', 'company', 'set', id, 'phone=99 99 99 99');
    const says = /Customers!C2 \(Phone\) is calculated by a formula and is never overwritten/;
    await becomes('the reason', true, async () =>
      says.test((await stage.kobling('log', '--entity', `company:${id}`)).out),
    );
    await stage.ask('crm', 'company', 'set', String(ids.get('formula two')), 'phone=88 88 88 88');
    await becomes('the other row', true, async () => (await zipText(file)).includes('88 88 88 88'));
    assert.ok((await zipText(file)).includes('<f>CONCATENATE('), 'the formula stands');
  });

  await t.test('put right, each heals by itself', async () => {
    for (const name of names) await saveFile(stage.file(`${name}.xlsx`), good(name, '55 55 55 55'));
    for (const name of names) await becomes(name, '55 55 55 55', () => crm(`${name} two`, 'phone'), 40_000);
    await becomes('nobody complains', [], async () =>
      [...(await messages()).values()].filter((message) => message !== ''),
    );
    const { connections } = await stage.ask<Status>('status');
    assert.deepEqual([...new Set(connections.map((each) => each.health))], ['ok']);
    assert.doesNotMatch(stage.hubLog(), /failed unexpectedly|\n +at /, 'no fault of a workbook is a bug of the hub');
  });
});

async function zipText(file: string): Promise<string> {
  return Buffer.from((await readParts(file))['xl/worksheets/sheet1.xml'] ?? []).toString();
}

/** What the overview shows beside each connection, as the page asks for it. */
async function overviewReader(stage: Stage): Promise<() => Promise<ReadonlyMap<string, string>>> {
  const token = new URL(stage.setupLink).searchParams.get('token');
  const made = await fetch(`${stage.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'ann', fullName: '', password: 'four gulls over the quay', language: 'en' }),
  });
  const cookie = made.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return async () => {
    const answer = await fetch(`${stage.url}/api/sync/overview`, { headers: { cookie } });
    const { connections } = (await answer.json()) as Status;
    return new Map(connections.map((each) => [each.name, each.healthMessage ?? '']));
  };
}
