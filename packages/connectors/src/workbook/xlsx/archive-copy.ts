/**
 * A new archive from an old one with some parts changed. All other parts are copied as the bytes that lie in the file,
 * headers, packed data and what stands between them, so that they cannot come out different; only their offsets in the
 * directory move. A changed part keeps its place, name, dates and attributes.
 */
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { FileHandle } from 'node:fs/promises';
import type { Entry } from 'yauzl';
import type { Archive } from './archive.ts';
import { damaged, refuse } from './refusal.ts';
import { type Splice, inOrder, spliced } from './splice.ts';

const readAt = promisify(fs.read);
const pieceBytes = 1024 * 1024;
const local = { signature: 0x04034b50, bytes: 30 };
const central = { signature: 0x02014b50, bytes: 46 };
const endOfDirectory = { signature: 0x06054b50, bytes: 22 };
const zip64Mark = 0xffffffff;
const zip64Extra = 0x0001;
const descriptorFlag = 0x0008;
const deflated = 8;

export type Changes = ReadonlyMap<Entry, readonly Splice[]>;

interface Packed {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}
interface Record {
  readonly entry: Entry;
  readonly bytes: Buffer;
  offset: number;
  changed: Packed | undefined;
}

/** Writes the new archive to `file`, which is empty. Throws Refusal when the old one cannot be copied faithfully. */
export async function copyArchive(archive: Archive, changes: Changes, file: FileHandle): Promise<void> {
  const out = new Output(file);
  const { records, end } = await readDirectory(archive);
  const byPlace = records.toSorted((a, b) => a.offset - b.offset);
  const [first] = byPlace;
  await copyBytes(archive, 0, first?.offset ?? archive.directoryAt, out);
  for (const [i, record] of byPlace.entries()) {
    const from = record.offset;
    const to = byPlace[i + 1]?.offset ?? archive.directoryAt;
    record.offset = out.position;
    const splices = changes.get(record.entry);
    const header = await readLocalHeader(archive, record.entry, from, to);
    if (splices === undefined) await copyBytes(archive, from, to, out);
    else record.changed = await writeChanged(archive, record.entry, header, inOrder(splices), out);
  }
  const directoryAt = out.position;
  for (const record of records) await out.write(directoryRecord(record));
  end.writeUInt32LE(out.position - directoryAt, 12);
  end.writeUInt32LE(directoryAt, 16);
  await out.write(end);
}

class Output {
  position = 0;
  readonly #file: FileHandle;
  constructor(file: FileHandle) {
    this.#file = file;
  }
  async write(bytes: Buffer): Promise<void> {
    await this.writeAt(bytes, this.position);
    this.position += bytes.length;
  }
  async writeAt(bytes: Buffer, position: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      at += (await this.#file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
    }
  }
}

async function readBytes(archive: Archive, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await readAt(archive.fd, bytes, at, length - at, from + at);
    if (bytesRead === 0) throw damaged('it became shorter while it was read');
    at += bytesRead;
  }
  return bytes;
}

async function copyBytes(archive: Archive, from: number, to: number, out: Output): Promise<void> {
  for (let at = from; at < to; at += pieceBytes)
    await out.write(await readBytes(archive, at, Math.min(pieceBytes, to - at)));
}

async function readDirectory(archive: Archive): Promise<{ records: Record[]; end: Buffer }> {
  const bytes = await readBytes(archive, archive.directoryAt, archive.size - archive.directoryAt);
  const records: Record[] = [];
  let at = 0;
  for (const entry of archive.entries.values()) {
    if (bytes.length < at + central.bytes || bytes.readUInt32LE(at) !== central.signature)
      throw damaged('its directory cannot be copied');
    const length =
      central.bytes + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const record = bytes.subarray(at, at + length);
    const offset = record.readUInt32LE(42);
    if ([offset, record.readUInt32LE(20), record.readUInt32LE(24)].includes(zip64Mark)) throw zip64Refusal();
    records.push({ entry, bytes: record, offset, changed: undefined });
    at += length;
  }
  const end = bytes.subarray(at);
  if (end.length < endOfDirectory.bytes || end.readUInt32LE(0) !== endOfDirectory.signature) throw zip64Refusal();
  return { records, end: Buffer.from(end) };
}

/** No Excel writes such an archive for a workbook that fits the limits, and copying it half right would harm it. */
const zip64Refusal = (): Error =>
  refuse(
    'workbook.zip64',
    'The workbook is packed in the form for very large archives, which is read but not written. Open it in Excel and save it once.',
  );

/** The header in front of a part's data; refuses parts that lie across each other. */
async function readLocalHeader(archive: Archive, entry: Entry, from: number, to: number): Promise<Buffer> {
  if (to - from < local.bytes) throw damaged(`its parts overlap at ${entry.fileName}`);
  const head = await readBytes(archive, from, local.bytes);
  if (head.readUInt32LE(0) !== local.signature) throw damaged(`its part ${entry.fileName} has no header`);
  const length = local.bytes + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (from + length + entry.compressedSize > to) throw damaged(`its parts overlap at ${entry.fileName}`);
  return readBytes(archive, from, length);
}

async function writeChanged(
  archive: Archive,
  entry: Entry,
  oldHeader: Buffer,
  splices: readonly Splice[],
  out: Output,
): Promise<Packed> {
  const nameEnd = local.bytes + oldHeader.readUInt16LE(26);
  const extra = withoutZip64(oldHeader.subarray(nameEnd));
  const header = Buffer.concat([oldHeader.subarray(0, nameEnd), extra]);
  header.writeUInt16LE(extra.length, 28);
  const headerAt = out.position;
  await out.write(header);
  const packedAt = out.position;
  let crc = 0;
  let unpacked = 0;
  const measured = async function* (): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of spliced(archive.stream(entry), splices)) {
      crc = crc32(chunk, crc);
      unpacked += chunk.length;
      yield chunk;
    }
  };
  await pipeline(
    Readable.from(measured(), { objectMode: false }),
    createDeflateRaw(),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) await out.write(chunk);
    },
  );
  const result = { crc, packed: out.position - packedAt, unpacked };
  // The sizes are known now and stand in the header: the descriptor behind the data, if there was one, is not needed.
  header.writeUInt16LE(header.readUInt16LE(6) & ~descriptorFlag, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt32LE(result.crc, 14);
  header.writeUInt32LE(result.packed, 18);
  header.writeUInt32LE(result.unpacked, 22);
  await out.writeAt(header, headerAt);
  return result;
}

/** A record of the new directory: the old one's bytes with the new offset, and for a changed part its new sizes. */
function directoryRecord({ bytes, offset, changed }: Record): Buffer {
  if (changed === undefined) {
    const record = Buffer.from(bytes);
    record.writeUInt32LE(offset, 42);
    return record;
  }
  const nameEnd = central.bytes + bytes.readUInt16LE(28);
  const extraEnd = nameEnd + bytes.readUInt16LE(30);
  const extra = withoutZip64(bytes.subarray(nameEnd, extraEnd));
  const record = Buffer.concat([bytes.subarray(0, nameEnd), extra, bytes.subarray(extraEnd)]);
  record.writeUInt16LE(record.readUInt16LE(8) & ~descriptorFlag, 8);
  record.writeUInt16LE(deflated, 10);
  record.writeUInt32LE(changed.crc, 16);
  record.writeUInt32LE(changed.packed, 20);
  record.writeUInt32LE(changed.unpacked, 24);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(offset, 42);
  return record;
}

/** Extra fields without the one that repeats the old sizes. */
function withoutZip64(extra: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) !== zip64Extra) kept.push(extra.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, extra.subarray(at)]);
}
