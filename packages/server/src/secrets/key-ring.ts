/**
 * The key-encryption keys. A source holds one key a line (or separated by commas) as base64 of 32 bytes: the first seals,
 * all open. Between two lines of history lies a rotation; afterwards only the first remains.
 */
import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { done, type Outcome, rejected } from '@kobling/sdk';
import { isMissing, type KeySource, messageOf } from '../operator.ts';
import { keyBytes, keyIdOf, newKey } from './seal.ts';

export interface KeyRing {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

export interface LoadedRing {
  readonly ring: KeyRing;
  /** A sentence for the person who started the hub: the key was made, or others may read it. */
  readonly notice?: string;
}

const parse = (text: string, from: string): Outcome<KeyRing> => {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const keys = new Map<string, Buffer>();
  let currentId: string | undefined;
  for (const entry of entries) {
    const key = Buffer.from(entry, 'base64');
    if (key.length !== keyBytes || key.toString('base64').replace(/=+$/, '') !== entry.replace(/=+$/, '')) {
      return rejected(
        'key.malformed',
        `${from} does not hold a key: expected 32 bytes as base64. Make one with: openssl rand -base64 32`,
      );
    }
    const id = keyIdOf(key);
    currentId ??= id;
    keys.set(id, key);
  }
  if (currentId === undefined)
    return rejected(
      'key.missing',
      `${from} holds no key, and without one no secret can be kept. Put 32 random bytes as base64 there: openssl rand -base64 32`,
    );
  return done({ currentId, keys });
};

/** Reads the ring. With `mayCreate` a missing default file is made, mode 0600. Rejected: `key.*`. */
export async function loadKeyRing(source: KeySource, mayCreate: boolean): Promise<Outcome<LoadedRing>> {
  if (source.from === 'value') {
    const ring = parse(source.value, `The environment variable ${source.name}`);
    return ring.status === 'done' ? done({ ring: ring.value }) : ring;
  }
  let text: string;
  try {
    text = await readFile(source.path, 'utf8');
  } catch (error) {
    if (!isMissing(error))
      return rejected('key.unreadable', `The key file ${source.path} cannot be read: ${messageOf(error)}.`);
    if (!mayCreate) {
      return rejected(
        'key.missing',
        `There is no key file ${source.path}, and without its key no secret can be kept. Put the key there, or name another place in operator.yaml: key: { file: PATH } or { env: NAME }.`,
      );
    }
    const key = newKey();
    await writeKeys(source.path, [key]);
    const id = keyIdOf(key);
    return done({
      ring: { currentId: id, keys: new Map([[id, key]]) },
      notice: `Made the key for secrets: ${source.path} (only this user can read it). Keep a copy apart from the data: without it stored passwords cannot be read.`,
    });
  }
  const ring = parse(text, `The key file ${source.path}`);
  if (ring.status !== 'done') return ring;
  const readableByOthers = ((await stat(source.path)).mode & 0o077) !== 0;
  return done(
    readableByOthers
      ? { ring: ring.value, notice: `Others can read the key file ${source.path}. Take that right away: chmod 600` }
      : { ring: ring.value },
  );
}

/** Replaces the file as a whole, so that no crash leaves half a key. */
export async function writeKeys(path: string, keys: readonly Buffer[]): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${keys.map((key) => key.toString('base64')).join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
