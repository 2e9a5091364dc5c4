/** `node test/bugs/child.ts FIRST_SEED BUG…`: hunts these bugs in a process of their own; one line of JSON for each. */
import { canary } from './canary.ts';
import { hunt } from './hunt.ts';
import { bugs } from './table.ts';

const [first, ...ids] = process.argv.slice(2);
for (const id of ids) {
  const bug = [...bugs, canary].find((one) => one.id === id);
  if (bug === undefined) throw new Error(`There is no bug ${id}. See test/bugs/table.ts.`);
  console.log(JSON.stringify(await hunt(bug, Number(first))));
}
