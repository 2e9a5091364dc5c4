/**
 * `npm run bench`: how fast is Kobling on this machine, and how much memory does it take? One embedded PostgreSQL with fsync on,
 * one child process per scenario so that each has a peak of its own, every rate also as a ratio to the store's own bulk upsert
 * of the same run. docs/bench.md tells what is measured and what the figures were.
 *
 *   node test/bench/main.ts [--rows 100000] [--only NAME]... [--json]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '@kobling/store/embedded';
import { report } from './report.ts';
import { runScenario } from './run-scenario.ts';
import { isScenario, type Measured, scenarioNames } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1_000) {
  console.error(`--rows ${values.rows}: give a whole number of 1,000 or more.`);
  process.exit(2);
}
const unknown = values.only.filter((name) => !isScenario(name));
if (unknown.length > 0) {
  console.error(`There is no scenario ${unknown.join(', ')}. There are ${scenarioNames.join(', ')}.`);
  process.exit(2);
}
// The bulk upsert is what all others are compared with.
const wanted = scenarioNames.filter(
  (name) => values.only.length === 0 || name === 'bulk upsert' || values.only.includes(name),
);

const folder = await mkdtemp(join(tmpdir(), 'kobling-bench-'));
const server = await startEmbedded({ dataDir: folder, durable: true });
const stop = async (): Promise<void> => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().finally(() => process.exit(1)));
const measured: Measured[] = [];
try {
  for (const name of wanted) {
    if (!values.json) console.error(`${name} …`);
    measured.push(...(await runScenario({ name, rows, serverUrl: server.url, folder })));
  }
} finally {
  await stop();
}
console.log(values.json ? JSON.stringify({ rows, measured }, null, 2) : report(measured));
