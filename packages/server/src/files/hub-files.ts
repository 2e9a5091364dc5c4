/** What the hub leaves in its data folder for the command line: where it listens, and a token that only its user reads. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../operator.ts';

export interface HubAddress {
  readonly url: string;
  readonly pid: number;
  readonly version: string;
}

const addressFile = 'hub.json';
const tokenFile = 'cli.token';

async function writePrivate(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  // A file left by a killed hub keeps its mode when it is written again: it must be a new one.
  await rm(temporary, { force: true });
  await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
  await rename(temporary, path);
}

export async function writeToken(dataDir: string, token: string): Promise<void> {
  await writePrivate(join(dataDir, tokenFile), `${token}\n`);
}
export async function writeAddress(dataDir: string, address: HubAddress): Promise<void> {
  await writePrivate(join(dataDir, addressFile), `${JSON.stringify(address)}\n`);
}
export async function removeHubFiles(dataDir: string): Promise<void> {
  await rm(join(dataDir, addressFile), { force: true });
  await rm(join(dataDir, tokenFile), { force: true });
}

/** Address and token of the hub that runs on this folder; undefined when none wrote them. */
export async function readHubFiles(dataDir: string): Promise<(HubAddress & { readonly token: string }) | undefined> {
  try {
    const address: unknown = JSON.parse(await readFile(join(dataDir, addressFile), 'utf8'));
    const token = (await readFile(join(dataDir, tokenFile), 'utf8')).trim();
    if (typeof address !== 'object' || address === null || !('url' in address) || typeof address.url !== 'string')
      return undefined;
    const pid = 'pid' in address && typeof address.pid === 'number' ? address.pid : 0;
    const version = 'version' in address && typeof address.version === 'string' ? address.version : '';
    return { url: address.url, pid, version, token };
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Others on the machine may pass through (the database runs as a user of its own), but secrets lie in files of mode 0600. */
export async function prepareFolders(dataDir: string, filesAllowed: readonly string[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const own = filesAllowed.filter((folder) => folder.startsWith(join(dataDir, '/')));
  for (const folder of own) await mkdir(folder, { recursive: true });
}
