import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { buildParts, packParts } from './fixture.ts';
import { changedParts, edit, numberCell, readAll, short, textCell, withBook, write } from './testing.ts';
import { customers, sheetPart } from './testing-sheets.ts';

const whole = Buffer.from(packParts(buildParts({ sheets: [customers] })));
const endAt = whole.length - 22;
const change = edit('Customers', 2, { 1: textCell('x') });

/** The same archive with the directory's end in the form for very large ones. */
function zip64(): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(whole.readUInt16LE(endAt + 10)), 24);
  record.writeBigUInt64LE(BigInt(whole.readUInt16LE(endAt + 10)), 32);
  record.writeBigUInt64LE(BigInt(whole.readUInt32LE(endAt + 12)), 40);
  record.writeBigUInt64LE(BigInt(whole.readUInt32LE(endAt + 16)), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(endAt), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([whole.subarray(0, endAt), record, locator, whole.subarray(endAt)]);
}

test('the form for very large archives is read, and not written', async () => {
  await withBook(zip64(), async ({ source, path }) => {
    const before = await readFile(path);
    assert.equal((await readAll(source, 'Customers')).rows.length, 3);
    const outcome = await write(source, change);
    assert.equal(outcome.status === 'rejected' ? outcome.reason.code : outcome.status, 'workbook.zip64');
    assert.ok(before.equals(await readFile(path)));
  });
});

test('parts that lie across each other are not copied', async () => {
  const bytes = Buffer.from(whole);
  const record = (name: string): number => bytes.lastIndexOf(Buffer.from(name)) - 46;
  bytes.writeUInt32LE(bytes.readUInt32LE(record('docProps/core.xml') + 42), record('docProps/app.xml') + 42);
  await withBook(bytes, async ({ source }) => {
    const outcome = await write(source, change);
    assert.equal(outcome.status === 'rejected' ? outcome.reason.code : outcome.status, 'workbook.damaged');
  });
});

test('a comment of the archive, bytes between parts, and extra fields stay', async () => {
  const commented = Buffer.concat([whole, Buffer.from('note')]);
  commented.writeUInt16LE(4, endAt + 20);
  // A gap in front of the directory, as some programs leave it.
  const directoryAt = whole.readUInt32LE(endAt + 16);
  const gapped = Buffer.concat([
    commented.subarray(0, directoryAt),
    Buffer.from('gap!'),
    commented.subarray(directoryAt),
  ]);
  gapped.writeUInt32LE(directoryAt + 4, endAt + 4 + 16);
  await withBook(gapped, async ({ source, path }) => {
    assert.equal((await write(source, change, edit('Customers', 3, { 0: numberCell('7') }))).status, 'done');
    const after = await readFile(path);
    assert.deepEqual(changedParts(gapped, after), [sheetPart]);
    assert.ok(after.includes('gap!') && after.subarray(-4).toString() === 'note');
    assert.deepEqual(short((await readAll(source, 'Customers')).rows[1])[1], 'x');
  });
});
