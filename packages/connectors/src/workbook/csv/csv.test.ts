import assert from 'node:assert/strict';
import { chmod, chown, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import iconv from 'iconv-lite';
import { isDone, type Outcome } from '@kobling/sdk';
import type { Cell, NewCell, Row, RowEdit, TableSource, WriteResult } from '../table-source.ts';
import { type CsvOptions, openCsvFolder } from './index.ts';
import { realDisk } from './replace-files.ts';

interface Folder {
  readonly path: string;
  readonly source: TableSource;
  put(name: string, content: string | Uint8Array): Promise<void>;
  bytes(name: string): Promise<Buffer>;
}

async function folder(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: CsvOptions = {},
): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'kobling-csv-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return {
    path,
    source: openCsvFolder(path, options),
    put: (name, content) => writeFile(join(path, name), content),
    bytes: (name) => readFile(join(path, name)),
  };
}

async function read(source: TableSource, table: string): Promise<{ rows: Row[]; end: Outcome | undefined }> {
  const rows: Row[] = [];
  const iterator = source.rows(table)[Symbol.asyncIterator]();
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) return { rows, end: step.value ?? undefined };
    rows.push(step.value);
  }
}
const shown = (cell: Cell | undefined): string => {
  if (cell === undefined || cell.kind === 'blank') return '-';
  return cell.kind === 'boolean' ? String(cell.value) : `${cell.kind.slice(0, 1)}:${cell.text}`;
};
const table = async (source: TableSource, name: string): Promise<string[]> =>
  (await read(source, name)).rows.map((row) => `${row.number} ${row.cells.map(shown).join('|')}`);
const text = (value: string): NewCell => ({ kind: 'text', text: value });
const number = (value: string): NewCell => ({ kind: 'number', text: value });
const edit = (name: string, row: number | 'append', cells: Readonly<Record<number, NewCell>>): RowEdit => ({
  table: name,
  row,
  cells: new Map(Object.entries(cells).map(([column, cell]) => [Number(column), cell])),
});
async function write(source: TableSource, ...edits: readonly RowEdit[]): Promise<Outcome<WriteResult>> {
  const version = await source.version();
  return isDone(version) ? source.write(edits, version.value) : version;
}
const code = (outcome: Outcome<unknown> | undefined): string =>
  outcome === undefined || isDone(outcome) ? 'done' : `${outcome.status} ${outcome.reason.code}`;
const leftovers = async (path: string): Promise<string[]> =>
  (await readdir(path)).filter((name) => name.startsWith('.'));

test('separator, quotes and decimal mark are found', async (t) => {
  const { source } = await folder(t, {
    'a.csv': 'Id;Name;Sum\r\n1;"Acme; ""Big""";1000,5\r\n2;007;-3\r\n',
    'b.csv': 'Id,Name,Sum\n1,"two\nlines",10.5\n2,1e5,#N/A\n',
    'c.tsv': 'Id\tName\n1\ta,b\n',
    'd.csv': 'sep=|\nId|Name\n1|x\n',
    'e.csv': '"Id","Sum"\n"1","2.5"\n',
  });
  assert.deepEqual(await table(source, 'a'), [
    '1 t:Id|t:Name|t:Sum',
    '2 n:1|t:Acme; "Big"|n:1000.5',
    '3 n:2|t:007|n:-3',
  ]);
  assert.deepEqual(await table(source, 'b'), [
    '1 t:Id|t:Name|t:Sum',
    '2 n:1|t:two\nlines|n:10.5',
    '3 n:2|t:1e5|e:#N/A',
  ]);
  assert.deepEqual(await table(source, 'c'), ['1 t:Id|t:Name', '2 n:1|t:a,b']);
  assert.deepEqual(await table(source, 'd'), ['1 t:Id|t:Name', '2 n:1|t:x']);
  assert.deepEqual(await table(source, 'e'), ['1 t:Id|t:Sum', '2 n:1|n:2.5']);
});

for (const [name, encode] of Object.entries({
  'UTF-8': (s: string) => Buffer.from(s),
  'UTF-8 with mark': (s: string) => Buffer.from(`\ufeff${s}`),
  'Windows-1252': (s: string) => iconv.encode(s, 'win1252'),
  'UTF-16 LE': (s: string) => Buffer.from(`\ufeff${s}`, 'utf16le'),
  'UTF-16 BE': (s: string) => Buffer.from(`\ufeff${s}`, 'utf16le').swap16(),
})) {
  test(`${name}: read, and kept when one cell changes`, async (t) => {
    const content = 'Id;Name\r\n1;Bjørn – 10 €\r\n2;Åse\r\n';
    const { source, bytes } = await folder(t, { 'a.csv': encode(content) });
    assert.deepEqual(await table(source, 'a'), ['1 t:Id|t:Name', '2 n:1|t:Bjørn – 10 €', '3 n:2|t:Åse']);
    assert.equal(code(await write(source, edit('a', 3, { 1: text('Øyvind; jr') }))), 'done');
    assert.deepEqual(await bytes('a.csv'), encode(content.replace('Åse', '"Øyvind; jr"')));
  });
}

test('a character that Windows-1252 lacks is refused by name', async (t) => {
  const content = iconv.encode('Id;Name\n1;Bjørn\n', 'win1252');
  const { source, bytes } = await folder(t, { 'a.csv': content });
  assert.equal(code(await write(source, edit('a', 2, { 1: text('Łódź') }))), 'rejected workbook.notInEncoding');
  assert.deepEqual(await bytes('a.csv'), content);
});

test('only the cells concerned change; odd lines stay byte for byte', async (t) => {
  const content = 'Id;Name;Sum;Note\r\n\r\n1;"Ada";1,50;x\n2;Bo\r\n3; Cy ;1,0;"a\r\nb"\r\n;;;\r\n';
  const { source, bytes } = await folder(t, { 'a.csv': content });
  assert.deepEqual(await table(source, 'a'), [
    '1 t:Id|t:Name|t:Sum|t:Note',
    '3 n:1|t:Ada|n:1.50|t:x',
    '4 n:2|t:Bo',
    '5 n:3|t: Cy |n:1.0|t:a\r\nb',
  ]);
  const outcome = await write(
    source,
    edit('a', 3, { 1: text('Eve'), 2: number('2.25') }),
    edit('a', 4, { 3: text('=1+1') }),
    edit('a', 'append', { 0: number('4'), 3: text('12') }),
    edit('a', 'append', { 0: number('5') }),
  );
  assert.ok(isDone(outcome) && outcome.value.status === 'written');
  assert.deepEqual(outcome.value.appended, [6, 7]);
  assert.equal(
    (await bytes('a.csv')).toString(),
    'Id;Name;Sum;Note\r\n\r\n1;"Eve";2,25;x\n2;Bo;;=1+1\r\n3; Cy ;1,0;"a\r\nb"\r\n4;;;"12"\r\n5;;;\r\n',
  );
});

test('a file without a final line end keeps having none', async (t) => {
  const { source, bytes } = await folder(t, { 'a.csv': 'Id,Name\n1,Ada' });
  assert.equal(
    code(
      await write(
        source,
        edit('a', 'append', { 0: number('2'), 1: text('x') }),
        edit('a', 'append', { 0: number('3') }),
      ),
    ),
    'done',
  );
  assert.equal((await bytes('a.csv')).toString(), 'Id,Name\n1,Ada\n2,x\n3,');
});

test('a file that is cut off is refused: an open quote, half a last line', async (t) => {
  const { source } = await folder(t, { 'a.csv': 'Id;Name\n1;"Ada\n2;Bo\n', 'b.csv': 'Id;Name;City\n1;Ada;Oslo\n2;B' });
  assert.equal(code((await read(source, 'a')).end), 'rejected workbook.damaged');
  const cut = await read(source, 'b');
  assert.equal(code(cut.end), 'rejected workbook.damaged');
});

test('records that span the chunks of a large file are read and written whole', async (t) => {
  const lines = Array.from({ length: 40_000 }, (_, n) => `${n};"name ""${n}""\nsecond";${n},5`);
  const content = `Id;Name;Sum\n${lines.join('\n')}\n`;
  const { source, bytes } = await folder(t, { 'a.csv': content });
  const { rows, end } = await read(source, 'a');
  assert.deepEqual([rows.length, code(end), shown(rows.at(-1)?.cells[1])], [40_001, 'done', 't:name "39999"\nsecond']);
  assert.equal(code(await write(source, edit('a', 40_001, { 1: text('last') }))), 'done');
  assert.equal((await bytes('a.csv')).toString(), content.replace('"name ""39999""\nsecond"', '"last"'));
});

test('a file that changed since it was read is not overwritten', async (t) => {
  const { source, put, bytes, path } = await folder(t, { 'a.csv': 'Id\n1\n' });
  const version = await source.version();
  await put('a.csv', 'Id\n1\n2\n');
  const outcome = await source.write([edit('a', 2, { 0: number('9') })], isDone(version) ? version.value : '');
  assert.deepEqual(isDone(outcome) && outcome.value, { status: 'changed' });
  assert.equal((await bytes('a.csv')).toString(), 'Id\n1\n2\n');
  assert.deepEqual(await leftovers(path), []);
});

test('a file saved by a person while ours is prepared wins', async (t) => {
  const disk = {
    ...realDisk,
    write: async (...args: Parameters<typeof realDisk.write>) => {
      await realDisk.write(...args);
      await book.put('a.csv', 'Id\n1\n2\n');
    },
  };
  const book = await folder(t, { 'a.csv': 'Id\n1\n' }, { disk });
  const outcome = await write(book.source, edit('a', 2, { 0: number('9') }));
  assert.deepEqual(isDone(outcome) && outcome.value, { status: 'changed' });
  assert.equal((await book.bytes('a.csv')).toString(), 'Id\n1\n2\n');
  assert.deepEqual(await leftovers(book.path), []);
});

test('owner and mode are kept; a read-only file and one open elsewhere are left alone', async (t) => {
  const { source, path, bytes } = await folder(t, { 'a.csv': 'Id\n1\n' });
  await chmod(join(path, 'a.csv'), 0o640);
  if (process.getuid?.() === 0) await chown(join(path, 'a.csv'), 1234, 2345);
  const before = await stat(join(path, 'a.csv'));
  assert.equal(code(await write(source, edit('a', 2, { 0: number('9') }))), 'done');
  const after = await stat(join(path, 'a.csv'));
  assert.deepEqual([after.mode, after.uid, after.gid], [before.mode, before.uid, before.gid]);
  await chmod(join(path, 'a.csv'), 0o440);
  assert.equal(code(await write(source, edit('a', 2, { 0: number('8') }))), 'rejected workbook.readOnly');
  await chmod(join(path, 'a.csv'), 0o640);
  await writeFile(join(path, '.~lock.a.csv#'), '');
  assert.equal(code(await write(source, edit('a', 2, { 0: number('8') }))), 'retry workbook.openInExcel');
  assert.equal((await bytes('a.csv')).toString(), 'Id\n9\n');
});

test('a full disk leaves the old file and no temporary one', async (t) => {
  const disk = { ...realDisk, write: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) };
  const { source, path, bytes } = await folder(t, { 'a.csv': 'Id\n1\n' }, { disk });
  assert.equal(code(await write(source, edit('a', 2, { 0: number('9') }))), 'retry workbook.diskFull');
  assert.equal((await bytes('a.csv')).toString(), 'Id\n1\n');
  assert.deepEqual(await leftovers(path), []);
});

/** Dies between the first and the second rename, as a kill would leave it: the lock stays, with a process that is gone. */
async function crashBetweenRenames(t: TestContext): Promise<Folder> {
  let renames = 0;
  const disk = {
    ...realDisk,
    rename: (from: string, to: string) => {
      renames += 1;
      return renames === 2 ? Promise.reject(new Error('killed')) : realDisk.rename(from, to);
    },
  };
  const book = await folder(t, { 'a.csv': 'Id\n1\n', 'b.csv': 'Id\n1\n' }, { disk });
  await assert.rejects(
    write(book.source, edit('a', 2, { 0: number('9') }), edit('b', 2, { 0: number('8') })),
    /killed/,
  );
  assert.equal((await book.bytes('b.csv')).toString(), 'Id\n1\n');
  await writeFile(join(book.path, '.kobling.lock'), '4194303 1 gone');
  return book;
}

test('a crash between two renames is finished by the next opener', async (t) => {
  const book = await crashBetweenRenames(t);
  const next = openCsvFolder(book.path);
  assert.deepEqual(await table(next, 'b'), ['1 t:Id', '2 n:8']);
  assert.deepEqual(await table(next, 'a'), ['1 t:Id', '2 n:9']);
  assert.deepEqual(await leftovers(book.path), []);
});

test('after such a crash a file that a person saved is left to that person', async (t) => {
  const book = await crashBetweenRenames(t);
  await book.put('b.csv', 'Id\n1\n77\n');
  assert.deepEqual(await table(openCsvFolder(book.path), 'b'), ['1 t:Id', '2 n:1', '3 n:77']);
  assert.deepEqual(await leftovers(book.path), []);
});

test('a second file that cannot be replaced leaves the outcome unknown, and is finished later', async (t) => {
  let renames = 0;
  const disk = {
    ...realDisk,
    rename: (from: string, to: string) => {
      renames += 1;
      return renames === 2
        ? Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }))
        : realDisk.rename(from, to);
    },
  };
  const book = await folder(t, { 'a.csv': 'Id\n1\n', 'b.csv': 'Id\n1\n' }, { disk });
  const outcome = await write(book.source, edit('a', 2, { 0: number('9') }), edit('b', 2, { 0: number('8') }));
  assert.equal(code(outcome), 'unknown workbook.halfWritten');
  assert.deepEqual(await table(openCsvFolder(book.path), 'b'), ['1 t:Id', '2 n:8']);
});

test('links out of the folder are refused, a missing table names those present', async (t) => {
  const { source, path } = await folder(t, { 'a.csv': 'Id\n1\n' });
  assert.equal(code((await read(source, 'x')).end), 'rejected workbook.noSheet');
  await symlink('/etc/passwd', join(path, 'b.csv'));
  assert.equal(code(await source.version()), 'rejected workbook.notAFile');
});
