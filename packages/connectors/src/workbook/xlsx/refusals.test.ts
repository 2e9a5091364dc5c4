import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { buildParts, packParts } from './fixture.ts';
import { type XlsxOptions, openXlsx } from './index.ts';
import { edit, numberCell, readAll, rawParts, withBook, write } from './testing.ts';

const parts = buildParts({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [['text'], [2]] }] });
const whole = Buffer.from(packParts(parts));
const sheetPart = 'xl/worksheets/sheet1.xml';
const withPart = (name: string, content: string): Uint8Array => packParts({ ...parts, [name]: content });
const sheetWith = (from: string, to: string): Uint8Array =>
  withPart(sheetPart, String(parts[sheetPart]).replace(from, to));

/** Code and sentence that reading the sheet ends with; writing must not succeed either. */
async function refusalOf(content: Uint8Array, options: XlsxOptions = {}): Promise<{ code: string; message: string }> {
  return withBook(
    content,
    async ({ source }) => {
      const { end } = await readAll(source, 'S');
      const written = await write(
        source,
        edit('S', 3, { 0: numberCell('3') }),
        edit('S', 'append', { 0: numberCell('4') }),
      );
      assert.notEqual(written.status, 'done', 'reading is refused, so writing must be');
      return end?.status === 'rejected' ? end.reason : { code: String(end?.status), message: '' };
    },
    options,
  );
}

const ole = (stream: string): Buffer => {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from(stream, 'utf16le').copy(bytes, 2048);
  return bytes;
};
const cases: readonly (readonly [string, string, Uint8Array, XlsxOptions?])[] = [
  ['an empty file', 'workbook.damaged', Buffer.alloc(0)],
  ['a page of text', 'workbook.damaged', Buffer.from('<html>not a workbook</html>')],
  ['a file cut short', 'workbook.damaged', whole.subarray(0, whole.length - 100)],
  ['half a file', 'workbook.damaged', whole.subarray(0, whole.length / 2)],
  ['an archive that is no workbook', 'workbook.damaged', zipSync({ 'a.txt': Buffer.from('a') })],
  ['a text document', 'workbook.damaged', withPart('xl/workbook.xml', '<document/>')],
  ['a password to open', 'workbook.encrypted', ole('EncryptedPackage')],
  ['the format of Excel 97', 'workbook.oldFormat', ole('Workbook')],
  ['a document type', 'workbook.unsafeXml', sheetWith('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')],
  ['a document type in the styles', 'workbook.unsafeXml', withPart('xl/styles.xml', '<!DOCTYPE x><styleSheet/>')],
  [
    'nesting without end',
    'workbook.unsafeXml',
    sheetWith('<pageMargins', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}<pageMargins`),
  ],
  ['XML that is not well-formed', 'workbook.damaged', sheetWith('</sheetData>', '</sheet>')],
  ['XML that ends early', 'workbook.damaged', withPart(sheetPart, '<worksheet><sheetData><row>')],
  ['an unknown entity', 'workbook.damaged', sheetWith('<v>2</v>', '<v>&xxe;</v>')],
  [
    'an encoding of old',
    'workbook.encoding',
    withPart(sheetPart, '<?xml version="1.0" encoding="windows-1252"?><worksheet/>'),
  ],
  ['rows out of order', 'workbook.damaged', sheetWith('<row r="3"', '<row r="1"')],
  ['a row beyond the last', 'workbook.damaged', sheetWith('<row r="3"', '<row r="1048577"')],
  ['a cell beyond the last column', 'workbook.damaged', sheetWith('r="A3"', 'r="XFE3"')],
  ['two cells in one place', 'workbook.damaged', sheetWith('<c r="A3">', '<c r="A3"/><c r="A3">')],
  [
    'a part that is missing',
    'workbook.damaged',
    packParts(Object.fromEntries(Object.entries(parts).filter(([name]) => name !== sheetPart))),
  ],
  ['a path out of the archive', 'workbook.damaged', packParts({ ...parts, '../evil.txt': 'x' })],
  [
    'a relation out of the archive',
    'workbook.damaged',
    withPart('_rels/.rels', String(parts['_rels/.rels']).replace('"xl/workbook.xml"', '"../../etc/passwd"')),
  ],
  ['one name twice', 'workbook.damaged', packParts({ ...parts, 'XL/Workbook.xml': 'x' })],
  ['too much when unpacked', 'workbook.tooLarge', whole, { limits: { unpackedBytes: 1000 } }],
  ['too many parts', 'workbook.tooLarge', whole, { limits: { entries: 3 } }],
  [
    'a part that unpacks too well',
    'workbook.tooLarge',
    packParts({ ...parts, 'xl/media/bomb.xml': Buffer.alloc(4_000_000) }),
    { limits: { ratioFromBytes: 1_000_000 } },
  ],
  ['a large part read whole', 'workbook.tooLarge', whole, { limits: { smallPartBytes: 100 } }],
];
for (const [what, code, content, options] of cases) {
  test(`refused: ${what}`, async () => {
    const { code: actual, message } = await refusalOf(content, options);
    assert.equal(actual, code, message);
    assert.match(message, /\. \S.+\.$/, 'a sentence that says what, and one that says what to do');
  });
}

test('refused for reading alone: texts beyond the bound, a text that is not there, bytes that are no text', async () => {
  const big = await withBook(whole, async ({ source }) => (await readAll(source, 'S')).end, {
    limits: { sharedStringsBytes: 10 },
  });
  assert.equal(big?.status === 'rejected' ? big.reason.code : '', 'workbook.tooLarge');
  const lost = await withBook(
    sheetWith('t="s"><v>1</v>', 't="s"><v>99</v>'),
    async ({ source }) => (await readAll(source, 'S')).end,
  );
  assert.equal(lost?.status === 'rejected' ? lost.reason.code : '', 'workbook.damaged');
  assert.match(lost?.status === 'rejected' ? lost.reason.message : '', /S!A2/);
  const bytes = Buffer.from(
    '<worksheet><sheetData><row><c t="str"><v>\xff</v></c></row></sheetData></worksheet>',
    'latin1',
  );
  const garbage = await withBook(
    packParts({ ...parts, [sheetPart]: bytes }),
    async ({ source }) => (await readAll(source, 'S')).end,
  );
  assert.equal(garbage?.status === 'rejected' ? garbage.reason.code : '', 'workbook.damaged');
});

/** The whole with the packed bytes of a part changed in place. */
function corrupted(name: string, change: (data: Buffer, bytes: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(whole);
  const stored = rawParts(bytes).get(name)?.stored ?? '';
  const at = bytes.indexOf(Buffer.from(stored, 'latin1'));
  const dataAt = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  change(bytes.subarray(dataAt, at + stored.length), bytes, at);
  return bytes;
}

test('refused: a broken stream, a wrong checksum, a size that lies; the file is closed all the same', async () => {
  const garbled = corrupted(sheetPart, (data) => data.fill(0xff, 20, 60));
  assert.equal((await refusalOf(garbled)).code, 'workbook.damaged');
  const directory = (offset: number, name: string): Buffer => {
    const bytes = Buffer.from(whole);
    const at = bytes.lastIndexOf(Buffer.from(name)) - 46;
    bytes.writeUInt32LE(bytes.readUInt32LE(at + offset) + 1, at + offset);
    return bytes;
  };
  assert.equal((await refusalOf(directory(16, sheetPart))).code, 'workbook.damaged', 'checksum');
  assert.equal((await refusalOf(directory(24, sheetPart))).code, 'workbook.damaged', 'unpacked size');
});

test('a missing file, a folder, a missing sheet', async () => {
  await withBook(whole, async ({ source, folder }) => {
    const missing = await openXlsx(`${folder}/none.xlsx`).tables();
    assert.equal(missing.status === 'rejected' ? missing.reason.code : '', 'workbook.notFound');
    const directory = await openXlsx(folder).tables();
    assert.equal(directory.status === 'rejected' ? directory.reason.code : '', 'workbook.notFound');
    const { end } = await readAll(source, 'Customers');
    assert.equal(end?.status === 'rejected' ? end.reason.code : '', 'workbook.noSheet');
    assert.match(
      end?.status === 'rejected' ? end.reason.message : '',
      /no sheet named Customers\. Its sheets are: S\./,
    );
  });
});

test('damage in one sheet does not stop the others', async () => {
  const book = buildParts({
    sheets: [
      { name: 'Good', columns: [{ header: 'A' }], rows: [] },
      { name: 'Bad', columns: [{ header: 'A' }], rows: [] },
    ],
  });
  await withBook(packParts({ ...book, 'xl/worksheets/sheet2.xml': '<worksheet>' }), async ({ source }) => {
    assert.equal((await readAll(source, 'Good')).end, undefined);
    assert.equal((await readAll(source, 'Bad')).end?.status, 'rejected');
  });
});
