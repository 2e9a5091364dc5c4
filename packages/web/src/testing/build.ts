import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
let built: Promise<unknown> | undefined;
/** Builds the pages as they are served, once per test process. */
export async function buildPages(): Promise<void> {
  built ??= build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  await built;
}
