/**
 * `node test/bugs/main.ts [BUG…]`: hunts bugs from the first seed on, and says what found them. `--table`: from 21 starts each,
 * as the table of docs/bugs.md.
 */
import type { Bug } from './bug.ts';
import { type Caught, hunt } from './hunt.ts';
import { bugs } from './table.ts';

const starts = 21;
/** Between two starts: more than any bug may need. */
const apart = 10_000;

const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const chosen = bugs.filter(({ id }) => given.length === 0 || given.includes(id));
const times = process.argv.includes('--table') ? starts : 1;

if (times > 1)
  console.log(
    '| bug | what is wrong | found by invariant | median | worst of 21 | stated |\n|---|---|---|---|---|---|',
  );
for (const bug of chosen) {
  const caught: Caught[] = [];
  for (let start = 0; start < times; start += 1) caught.push(await hunt(bug, 1 + start * apart, bug.seeds * 2));
  console.log(times > 1 ? row(bug, caught) : line(bug, caught[0]));
  if (caught.some(({ seeds }) => seeds === undefined || seeds > bug.seeds)) process.exitCode = 1;
}

function row(bug: Bug, caught: readonly Caught[]): string {
  const seeds = caught.map((one) => one.seeds ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const shown = (count = Number.POSITIVE_INFINITY): string =>
    count === Number.POSITIVE_INFINITY ? `over ${bug.seeds * 2}` : String(count);
  return `| ${bug.id} | ${bug.title} | ${finders(caught)} | ${shown(seeds[Math.floor(seeds.length / 2)])} | ${shown(seeds.at(-1))} | ${bug.seeds} |`;
}

/** The invariants that found it, most often first. */
function finders(caught: readonly Caught[]): string {
  const counts = Map.groupBy(
    caught.flatMap(({ violation }) => (violation === undefined ? [] : [violation.invariant])),
    (invariant) => invariant,
  );
  return [...counts]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([invariant]) => invariant)
    .join(', ');
}

function line(bug: Bug, caught: Caught | undefined): string {
  if (caught?.seeds === undefined) return `${bug.id}: not found (${bug.title})`;
  return `${bug.id}: ${caught.seeds} histories; ${caught.violation?.invariant}: ${caught.violation?.message}`;
}
