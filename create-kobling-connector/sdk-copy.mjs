// The SDK's sources without their tests. From a checkout they lie in packages/sdk; a packed create-kobling-connector carries its
// own copy, made here before packing. `node sdk-copy.mjs FOLDER` copies, `--remove FOLDER` takes the copy away again.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = import.meta.dirname ?? fileURLToPath(new URL('.', import.meta.url));

/** The checkout that this file lies in; undefined in a packed copy. */
export const checkout = existsSync(join(here, '..', 'packages', 'sdk', 'package.json'))
  ? resolve(here, '..')
  : undefined;

export function copySdk(target) {
  const source = checkout === undefined ? join(here, 'sdk') : join(checkout, 'packages', 'sdk');
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, {
    recursive: true,
    filter: (from) => !/node_modules|\.test\.ts$/.test(from.slice(source.length)),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, second] = process.argv.slice(2);
  if (first === '--remove' && second !== undefined) rmSync(second, { recursive: true, force: true });
  else if (first !== undefined) copySdk(first);
}
