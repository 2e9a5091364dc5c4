/** Seeds that once failed, as files: seed and overrides of the shrunk history, and which invariant it broke. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Overrides } from './options.ts';

export interface SeedFile {
  readonly seed: number;
  readonly overrides: Overrides;
  readonly invariant: number;
  /** What was wrong, in words; filled in when it is mended. */
  readonly story: string;
}

export const seedsFolder = path.join(import.meta.dirname, '..', 'seeds');

export const readSeedFile = async (file: string): Promise<SeedFile> =>
  JSON.parse(await readFile(file, 'utf8')) as SeedFile;

/** Answers the file's path. An empty folder is in no clone, so that it is made where it is missing. */
export async function writeSeedFile(seed: SeedFile, folder = seedsFolder): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${seed.invariant}-${seed.seed}.json`);
  await writeFile(file, `${JSON.stringify(seed, null, 2)}\n`);
  return file;
}

/** Paths of all of them, by name; none where there is no folder. */
export async function seedFiles(folder = seedsFolder): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => path.join(folder, name));
}
