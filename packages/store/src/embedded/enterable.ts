/**
 * The PostgreSQL programs where their user can start them. A right to pass through closed folders (see launch.ts) opens the
 * data, not the programs: they look at their own files with access(2), which leaves such rights aside. So programs in a
 * closed checkout are copied out of it once, and the copy is used from then on.
 */
import { execFileSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedError } from './errors.ts';
import { closedFolder, type SystemUser } from './system-user.ts';

/** The first lasts; the others are for machines whose first is read-only. */
const usualPlaces = ['/var/lib/kobling', '/var/tmp', tmpdir()] as const;

/**
 * These programs, or a copy of them in the first of the places where the user can start it (60 MB, some tenths of a second,
 * once per version). Throws EmbeddedError `embedded.noAccess` when no place will do.
 */
export async function enterable(
  binaries: Binaries,
  user: SystemUser | undefined,
  places: readonly string[] = usualPlaces,
): Promise<Binaries> {
  if (user === undefined) return binaries;
  const closed = await closedFolder(binaries.initdb, user);
  if (closed === undefined) return binaries;
  const name = `postgresql-${await versionOf(binaries)}-${process.platform}-${process.arch}`;
  for (const place of places) {
    const copied = inFolder(binaries, path.join(place, name));
    try {
      await mkdir(place, { recursive: true });
      if (!(await isOurs(copied.root))) await copy(binaries, copied);
      if ((await isOurs(copied.root)) && starts(copied, user)) return copied;
    } catch {
      // Read-only, full, or somebody else's: the next place may do.
    }
  }
  const message =
    `The embedded database runs as the user postgres, who may not enter ${closed}, and its programs could not be copied to ` +
    `${places.join(', ')}. Run the hub as an ordinary user, move it to another folder, or allow passing through with: chmod o+x ${closed}`;
  throw new EmbeddedError('embedded.noAccess', message);
}

async function versionOf({ root }: Binaries): Promise<string> {
  const value: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return typeof value === 'object' && value !== null && 'version' in value ? String(value.version) : 'unknown';
}

const inFolder = ({ root, postgres, initdb }: Binaries, folder: string): Binaries => ({
  root: folder,
  postgres: path.join(folder, path.relative(root, postgres)),
  initdb: path.join(folder, path.relative(root, initdb)),
});

/** Some of the places are open to everybody: a folder that another user put there is never run from. */
async function isOurs(folder: string): Promise<boolean> {
  const info = await lstat(folder).catch(() => undefined);
  return info?.isDirectory() === true && info.uid === process.getuid?.() && (info.mode & 0o022) === 0;
}

/** Whole or not at all; two hubs may do it at the same time. */
async function copy(from: Binaries, to: Binaries): Promise<void> {
  const fresh = `${to.root}.${process.pid}.new`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await cp(path.join(from.root, 'native'), path.join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const entry of await readdir(fresh, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) continue;
      const program = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
      await chmod(path.join(entry.parentPath, entry.name), program ? 0o755 : 0o644);
    }
    await chmod(fresh, 0o755);
    await rename(fresh, to.root).catch(async (error: unknown) => {
      if (!(await isOurs(to.root))) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** `--show` finds every program and file that making a cluster takes, and makes none. */
function starts({ initdb }: Binaries, { uid, gid }: SystemUser): boolean {
  try {
    execFileSync(initdb, ['--show', '--pgdata=none'], { uid, gid, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
