/**
 * PostgreSQL refuses to run as root. Under root it runs as the system user `postgres`, made when missing; under anybody
 * else as that user.
 */
import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedError } from './errors.ts';

/** Undefined: as whoever runs the hub. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const numberOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
const lookUp = (): SystemUser => ({ uid: numberOf('-u'), gid: numberOf('-g') });

export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return lookUp();
  } catch {
    // Not there yet: made below.
  }
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      {
        stdio: 'ignore',
      },
    );
    return lookUp();
  } catch (cause) {
    const message =
      'PostgreSQL does not run as root, and the system user postgres could not be made. ' +
      'Run the hub as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.';
    throw new EmbeddedError('embedded.noUser', message, { cause });
  }
}

/** The first folder on the way to `target` that the user may not enter; undefined when the way is free. */
export async function closedFolder(target: string, user: SystemUser): Promise<string | undefined> {
  const parts = path.resolve(target).split(path.sep);
  for (let length = 1; length <= parts.length; length += 1) {
    const folder = parts.slice(0, length).join(path.sep) || path.sep;
    const info = await stat(folder);
    if (!info.isDirectory()) continue;
    const bit = info.uid === user.uid ? 0o100 : info.gid === user.gid ? 0o010 : 0o001;
    if ((info.mode & bit) === 0) return folder;
  }
  return undefined;
}
