/**
 * The workbook as the zip archive it is: opened once, so that all parts come from the same file even when another one is
 * renamed into its place meanwhile, and checked for everything a hostile archive could do to us before a part is read.
 */
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import type { Limits } from './limits.ts';
import { Refusal, damaged, refuse } from './refusal.ts';
import { checkSignature } from './signature.ts';

const openFile = promisify(fs.open);
const closeFile = promisify(fs.close);

export interface Archive {
  /** By part name in lower case: names of parts are compared so (ECMA-376 part 2, 6.2.2). */
  readonly entries: ReadonlyMap<string, yauzl.Entry>;
  readonly fd: number;
  readonly size: number;
  /** Offset of the central directory. */
  readonly directoryAt: number;
  /** Identity of the open file, see `versionOf`. */
  version(): string;
  /** A part's unpacked bytes; size and checksum are verified. */
  stream(entry: yauzl.Entry): AsyncGenerator<Buffer, void, undefined>;
  /** A small part as a whole. */
  read(entry: yauzl.Entry): Promise<Buffer>;
  close(): Promise<void>;
}

/** Inode, size and times in nanoseconds: whoever saves the file changes at least one of them. */
export const versionOf = (stat: fs.BigIntStats): string =>
  [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join('-');

/** Throws Refusal or an error of the file system. `name` is the file's name for messages. */
export async function openArchive(path: string, name: string, limits: Limits): Promise<Archive> {
  const fd = await openFile(path, 'r');
  let zip: yauzl.ZipFile;
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile())
      throw refuse('workbook.notFound', `${name} is not a file. Give the path of an .xlsx or .xlsm file.`);
    checkSignature(fd, stat.size, name);
    zip = await asDamage(`${name} is cut short or is no zip archive`, () =>
      yauzl.fromFdPromise(fd, { autoClose: false }),
    );
  } catch (error) {
    await closeFile(fd);
    throw error;
  }
  const archive = new ZipArchive(fd, zip, name, limits);
  try {
    await archive.load();
  } catch (error) {
    await archive.close();
    throw error;
  }
  return archive;
}

/** What yauzl says of a file's content is damage; what the operating system says (an error with a code) is passed on. */
async function asDamage<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw damageOf(what, error);
  }
}
function damageOf(what: string, error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' || code.startsWith('Z_') || code.startsWith('ERR_') ? damaged(what, error) : error;
}

class ZipArchive implements Archive {
  readonly entries = new Map<string, yauzl.Entry>();
  readonly fd: number;
  readonly size: number;
  readonly directoryAt: number;
  readonly #zip: yauzl.ZipFile;
  readonly #name: string;
  readonly #limits: Limits;

  constructor(fd: number, zip: yauzl.ZipFile, name: string, limits: Limits) {
    this.fd = fd;
    this.size = zip.fileSize;
    // Before the first entry is read, the cursor stands at the central directory's start.
    this.directoryAt = Number(zip.readEntryCursor);
    this.#zip = zip;
    this.#name = name;
    this.#limits = limits;
  }

  async load(): Promise<void> {
    if (this.#zip.entryCount > this.#limits.entries) throw this.#tooLarge(`${this.#zip.entryCount} parts`);
    let unpacked = 0;
    await asDamage(`the directory of ${this.#name} cannot be read`, async () => {
      for await (const entry of this.#zip.eachEntry()) {
        unpacked += entry.uncompressedSize;
        this.#check(entry, unpacked);
        this.entries.set(entry.fileName.toLowerCase(), entry);
      }
    });
  }

  #check(entry: yauzl.Entry, unpacked: number): void {
    if (entry.isEncrypted()) {
      throw refuse('workbook.encrypted', `${this.#name} is an encrypted archive. Save it again without a password.`);
    }
    if (this.entries.has(entry.fileName.toLowerCase())) throw damaged(`the part ${entry.fileName} occurs twice`);
    if (!entry.canDecodeFileData())
      throw damaged(`the part ${entry.fileName} is packed in a way that Excel does not use`);
    const { unpackedBytes, ratio, ratioFromBytes } = this.#limits;
    if (unpacked > unpackedBytes)
      throw this.#tooLarge(`more than ${Math.round(unpackedBytes / 1048576)} MiB when unpacked`);
    if (entry.uncompressedSize > ratioFromBytes && entry.uncompressedSize > entry.compressedSize * ratio) {
      throw this.#tooLarge(`a part (${entry.fileName}) that unpacks to more than ${ratio} times its size`);
    }
  }

  #tooLarge(what: string): Refusal {
    return refuse(
      'workbook.tooLarge',
      `${this.#name} has ${what}, which is more than is read. Split the workbook, or delete what it does not need.`,
    );
  }

  version(): string {
    return versionOf(fs.fstatSync(this.fd, { bigint: true }));
  }

  async *stream(entry: yauzl.Entry): AsyncGenerator<Buffer, void, undefined> {
    const what = `its part ${entry.fileName} cannot be unpacked`;
    let checksum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        if (!Buffer.isBuffer(chunk)) throw new TypeError('yauzl gave something else than bytes');
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof TypeError ? error : damageOf(what, error);
    }
    if (checksum !== entry.crc32) throw damaged(`${what}: its checksum is wrong`);
  }

  async read(entry: yauzl.Entry): Promise<Buffer> {
    if (entry.uncompressedSize > this.#limits.smallPartBytes)
      throw this.#tooLarge(`a very large part ${entry.fileName}`);
    const chunks: Buffer[] = [];
    for await (const chunk of this.stream(entry)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#zip.once('close', () => resolve());
      this.#zip.once('error', reject);
      this.#zip.close();
    });
  }
}
