/** What a host remembers of its connections: configuration by connector and GUID, encrypted on disk. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConfigValues } from '@kobling/sdk';

export interface HostMemory {
  load(connector: string, guid: string): Promise<ConfigValues | undefined>;
  save(connector: string, guid: string, config: ConfigValues): Promise<void>;
  remove(connector: string, guid: string): Promise<void>;
}

/** For tests and for hosts whose configuration may be forgotten: the hub sends it again. */
export function forgetfulMemory(): HostMemory {
  const kept = new Map<string, ConfigValues>();
  const key = (connector: string, guid: string): string => `${connector} ${guid}`;
  return {
    load: async (connector, guid) => kept.get(key(connector, guid)),
    save: async (connector, guid, config) => {
      kept.set(key(connector, guid), config);
    },
    remove: async (connector, guid) => {
      kept.delete(key(connector, guid));
    },
  };
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * Files of a folder, one a connection, encrypted with a key that lies in the folder beside them, readable by the owner only. A
 * file that cannot be decrypted counts as forgotten. Throws where the folder cannot be written.
 */
export async function fileMemory(folder: string): Promise<HostMemory> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = await keyOf(path.join(folder, 'key'));
  const fileOf = (connector: string, guid: string): string =>
    path.join(
      folder,
      `${encodeURIComponent(connector).replaceAll('.', '%2E')}.${encodeURIComponent(guid).toLowerCase().replaceAll('.', '%2E')}`,
    );
  return {
    load: async (connector, guid) => {
      const file = fileOf(connector, guid);
      const sealed = await readFile(file).catch(() => undefined);
      return sealed === undefined ? undefined : unseal(key, sealed, path.basename(file));
    },
    save: async (connector, guid, config) => {
      const file = fileOf(connector, guid);
      await writeWhole(file, seal(key, config, path.basename(file)));
    },
    remove: async (connector, guid) => {
      await rm(fileOf(connector, guid), { force: true });
    },
  };
}

async function keyOf(file: string): Promise<Buffer> {
  try {
    await writeFile(file, randomBytes(keyBytes), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = await readFile(file);
  if (key.length !== keyBytes)
    throw new Error(`${path.basename(file)} is no key of ${keyBytes} bytes. Restore it from a backup.`);
  return key;
}

/** The file's name is bound in, so that one connection's file put in another's place is not taken. */
function seal(key: Buffer, config: ConfigValues, name: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(JSON.stringify(config)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, sealed: Buffer, name: string): ConfigValues | undefined {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    const body = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
    return JSON.parse(body.toString('utf8')) as ConfigValues;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power goes. */
async function writeWhole(file: string, data: Buffer): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
