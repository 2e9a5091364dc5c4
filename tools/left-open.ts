/**
 * Loaded before each test file (`tools/run-files.ts`): a file that does not end, because it left something open or waits for what
 * never comes, fails by its own name and says what is open, instead of holding the whole run until its limit.
 */
import { after } from 'node:test';
import { isMainThread } from 'node:worker_threads';

/** Closing down takes seconds at most. */
const closingMs = 60_000;
/** The longest file takes five minutes where two run at once. */
const fileMs = 15 * 60_000;

function giveUp(what: string): void {
  const open = Object.entries(Object.groupBy(process.getActiveResourcesInfo(), (kind) => kind));
  const counted = open.map(([kind, all]) => `${all?.length ?? 0} ${kind}`).join(', ');
  console.error(`${process.argv[1] ?? ''} ${what}. Still open: ${counted}.`);
  process.exit(1);
}

// Processes and threads that a test begins are its own affair.
if (isMainThread && process.env['NODE_TEST_CONTEXT'] !== undefined) {
  setTimeout(() => giveUp(`did not end within ${fileMs / 60_000} minutes`), fileMs).unref();
  after(() => {
    setTimeout(
      () => giveUp(`still runs ${closingMs / 1000} s after its last test: it left something open`),
      closingMs,
    ).unref();
  });
}
