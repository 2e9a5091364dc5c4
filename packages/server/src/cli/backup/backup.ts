/** The backup as a stream of compressed lines: the database, then files, then `E` with the counts, so that a cut is noticed. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { writeBackup } from '@kobling/store';
import { isMissing } from '../../operator.ts';
import type { CliHub } from '../cli-hub.ts';

/** Folders of the data folder that belong to the data: what people uploaded, and what connectors remember. */
export const backedUpFolders = ['files', 'connectors'] as const;
/** A multiple of three, so that base64 pieces can be joined. */
const pieceBytes = 48 * 1024;

export function backupStream(hub: Pick<CliHub, 'db' | 'operator'>): Readable {
  const lines = new PassThrough();
  const gzip = createGzip({ level: 6 });
  const write = async (line: string): Promise<void> => {
    if (!lines.write(`${line}\n`)) await new Promise<void>((resolve, reject) => waitForRoom(lines, resolve, reject));
  };
  const all = async (): Promise<void> => {
    const rows = await writeBackup(hub.db, new Date(), write);
    const files = await writeFiles(hub.operator.dataDir, write);
    await write(`E${JSON.stringify({ rows, files })}`);
    lines.end();
  };
  lines.on('error', (error) => gzip.destroy(error));
  gzip.on('close', () => lines.destroy());
  all().catch((error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))));
  return lines.pipe(gzip);
}

function waitForRoom(stream: PassThrough, resolve: () => void, reject: (error: Error) => void): void {
  const onDrain = (): void => {
    stream.off('close', onClose);
    resolve();
  };
  const onClose = (): void => {
    stream.off('drain', onDrain);
    reject(new Error('The backup was broken off by its reader.'));
  };
  stream.once('drain', onDrain);
  stream.once('close', onClose);
}

async function writeFiles(dataDir: string, write: (line: string) => Promise<void>): Promise<number> {
  let count = 0;
  for (const folder of backedUpFolders) {
    for (const path of await filesIn(join(dataDir, folder))) {
      const { mode } = await stat(path);
      await write(`F${JSON.stringify({ path: relative(dataDir, path).split(sep).join('/'), mode: mode & 0o777 })}`);
      for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }))
        await write(`B${(piece as Buffer).toString('base64')}`);
      count += 1;
    }
  }
  return count;
}

/** Plain files only: a link would lead out of the data folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
