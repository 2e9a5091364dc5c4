/**
 * `node tools/run-files.ts FILE…`: these test files, two at a time, the long ones first: a long one begun last is waited for
 * with a core idle. Node's own command line sorts them by name.
 */
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const atOnce = 2;
/** A test that hangs ends here instead of holding CI; of a file that does not end, see `left-open.ts`. */
const longestTestMs = 240_000;
/** Where the minutes go: histories on PostgreSQL, planted bugs, kills, browsers. */
const longFirst = ['test/sim/postgres', 'test/bugs/', 'test/sim/sim.', 'test/crash/', 'test/e2e/', 'test/histories/'];

function placeOf(file: string): number {
  const at = longFirst.findIndex((start) => file.startsWith(start));
  return at === -1 ? longFirst.length : at;
}

const files = process.argv.slice(2).toSorted((one, other) => placeOf(one) - placeOf(other));
const execArgv = [`--test-timeout=${longestTestMs}`, '--import', import.meta.resolve('./left-open.ts')];
const tests = run({ files, concurrency: atOnce, execArgv });
tests.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1;
});
tests.compose(spec).pipe(process.stdout);
