import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { keepUpload, listUploads } from './uploads.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const zip = (text: string): Buffer => Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from(text)]);
/** In parts that split its head. */
const sent = (bytes: Buffer): Readable => Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);
const codeOf = async (name: string, body: Readable): Promise<string> => {
  const kept = await keepUpload(folder, name, body);
  return kept.status === 'rejected' ? kept.reason.code : kept.status;
};

test('a workbook is kept whole under its name; sent twice it is kept once, and another never takes its name', async () => {
  assert.equal(await codeOf('Kunder 2026.xlsx', sent(zip('one'))), 'done');
  assert.equal(await codeOf('Kunder 2026.xlsx', sent(zip('one'))), 'done');
  assert.equal(await codeOf('Kunder 2026.xlsx', sent(zip('two'))), 'file.exists');
  assert.deepEqual(await readFile(join(folder, 'Kunder 2026.xlsx')), zip('one'));
  await writeFile(join(folder, 'notes.txt'), 'no workbook');
  assert.deepEqual(
    (await listUploads(folder)).map(({ name, bytes }) => ({ name, bytes })),
    [{ name: 'Kunder 2026.xlsx', bytes: 7 }],
  );
  assert.deepEqual(await readdir(folder), ['Kunder 2026.xlsx', 'notes.txt']);
});

test('names that lead elsewhere, hide or are no workbook are refused, and so is what does not begin like one', async () => {
  for (const name of [
    '../up.xlsx',
    'a/b.xlsx',
    '..\\up.xlsx',
    '.hidden.xlsx',
    '~$open.xlsx',
    'x.csv',
    'line\nfeed.xlsx',
    `${'a'.repeat(120)}.xlsx`,
    '',
  ])
    assert.equal(await codeOf(name, sent(zip(''))), 'file.badName', name);
  assert.equal(await codeOf('page.xlsx', sent(Buffer.from('<html>'))), 'file.noWorkbook');
  assert.equal(await codeOf('empty.xlsx', Readable.from([])), 'file.noWorkbook');
  assert.deepEqual((await listUploads(folder)).length, 1);
});

test('of a sender that breaks off nothing stays, nor of what a killed hub left half', async () => {
  const old = join(folder, '.upload-old');
  await writeFile(old, 'half');
  await utimes(old, 0, 0);
  const broken = Readable.from(
    (async function* () {
      yield zip('half');
      throw new Error('the line is gone');
    })(),
  );
  await assert.rejects(keepUpload(folder, 'broken.xlsx', broken), /the line is gone/);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('.') || name.startsWith('broken')),
    [],
  );
  assert.deepEqual(await listUploads(join(folder, 'nowhere')), []);
});
