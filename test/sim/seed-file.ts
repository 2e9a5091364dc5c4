/** Seeds that once failed, as files: seed and overrides of the shrunk history, and which invariant it broke. */
import { readFile, writeFile } from 'node:fs/promises';
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

/** Answers the file's path. */
export async function writeSeedFile(seed: SeedFile): Promise<string> {
  const file = path.join(seedsFolder, `${seed.invariant}-${seed.seed}.json`);
  await writeFile(file, `${JSON.stringify(seed, null, 2)}\n`);
  return file;
}
