/**
 * `npm test`: the house in order, types, lint, format, then every test once. One database server for all test files is started
 * here and stopped here, whatever happens. `npm test -- PATTERN` runs the test files whose path holds the pattern.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';

const bin = path.resolve('node_modules/.bin');
const environment = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
  // Most of what a short test file costs is reading and compiling the same sources again.
  NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/kobling-node'),
};

/** A file that left something open must not hold CI until its own end. */
const longestStepMs = 40 * 60_000;

function step(name: string, command: string, args: readonly string[]): boolean {
  const began = performance.now();
  const { status } = spawnSync(path.join(bin, command), args, {
    stdio: 'inherit',
    env: environment,
    timeout: longestStepMs,
  });
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

const patterns = process.argv.slice(2);
const files = globSync(['packages/*/src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'examples/*.test.ts']).filter(
  (file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)),
);
files.sort();
if (files.length === 0) {
  console.error(`No test file has ${patterns.join(' or ')} in its path.`);
  process.exit(1);
}

const house =
  patterns.length > 0 ||
  [
    step('tidy', 'node', ['tools/tidy.ts']),
    step('types', 'tsc', ['-p', 'tsconfig.json']),
    step('lint', 'oxlint', [
      '--type-aware',
      '--deny-warnings',
      'packages',
      'tools',
      'test',
      'demo',
      'examples',
      'create-kobling-connector',
    ]),
    step('format', 'biome', ['format', '.']),
  ].every(Boolean);

const { holdTestServer, stopTestServer } = await import('@kobling/store/testing');
await holdTestServer();
let passed = false;
try {
  passed = step(`${files.length} test files`, 'node', ['tools/run-files.ts', ...files]);
} finally {
  await stopTestServer();
}
process.exitCode = house && passed ? 0 : 1;
