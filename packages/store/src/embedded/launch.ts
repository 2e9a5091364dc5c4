/** Runs a PostgreSQL program as the system user, its output going to a file so that it outlives the hub's pipes. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { EmbeddedError } from './errors.ts';
import { closedFolder, type SystemUser } from './system-user.ts';

export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: SystemUser | undefined;
  /** Paths that the program has to reach. */
  readonly reach: readonly string[];
  /** Standard output and error are appended here. */
  readonly logFile: string;
}
export interface Launched {
  readonly pid: number;
  /** Resolves with the exit code, or -1 when it ended by a signal. */
  readonly ended: Promise<number>;
  /** From now on this process may end before the program does. */
  release(): void;
}

/** In a session of its own: Ctrl-C in the terminal reaches the hub, which stops the database when it is done with it. */
export async function launch({ program, args, user, reach, logFile }: Launch): Promise<Launched> {
  const prefix = user === undefined ? [] : await entryRights(user, reach);
  const [command = program, ...rest] = [...prefix, program, ...args];
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command, rest, {
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...(user !== undefined && prefix.length === 0 ? { uid: user.uid, gid: user.gid } : {}),
    });
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? -1));
    });
    if (child.pid === undefined) await ended;
    return { pid: child.pid ?? -1, ended, release: () => child.unref() };
  } finally {
    closeSync(log);
  }
}

/**
 * A checkout below /root cannot be entered by another user. Rather than open somebody's home, the program gets the one
 * right it lacks, to pass through folders, by util-linux' setpriv.
 */
async function entryRights(user: SystemUser, reach: readonly string[]): Promise<readonly string[]> {
  const closed = (await Promise.all(reach.map((target) => closedFolder(target, user)))).find(
    (folder) => folder !== undefined,
  );
  if (closed === undefined) return [];
  const right = grantable();
  if (right === undefined) {
    const message =
      `The embedded database runs as the user postgres, who may not enter ${closed}. ` +
      `Run the hub as an ordinary user, move it to another folder, or allow passing through with: chmod o+x ${closed}`;
    throw new EmbeddedError('embedded.noAccess', message);
  }
  return [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=+${right}`,
    `--ambient-caps=+${right}`,
    '--',
  ];
}

function grantable(): string | undefined {
  try {
    execFileSync('setpriv', ['--version'], { stdio: 'ignore' });
    const bounding = BigInt(
      `0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`,
    );
    // Numbers from linux/capability.h. Reading is enough; containers often leave only the wider one.
    if ((bounding & (1n << 2n)) !== 0n) return 'dac_read_search';
    if ((bounding & (1n << 1n)) !== 0n) return 'dac_override';
  } catch {
    // No setpriv, or no /proc: nothing to grant.
  }
  return undefined;
}
