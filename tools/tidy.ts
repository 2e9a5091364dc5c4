/**
 * Keeps the house: import direction between packages, sizes of files and functions, names of rooms, and what the engine may
 * not touch. `npm run tidy` prints figures and every breach; it fails on any.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { functionLengths } from './tidy-functions.ts';

const limits = { file: 500, function: 70 } as const;

/** What each package may import: the arrows of ARCHITECTURE.md. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  sdk: [],
  engine: ['sdk'],
  connectors: ['sdk'],
  soap: ['sdk'],
  store: ['engine', 'sdk'],
  contract: [],
  web: ['contract'],
  server: ['sdk', 'engine', 'store', 'connectors', 'soap', 'contract'],
};
/** Packages that take nothing from the registry. */
const withoutDependencies = new Set(['sdk', 'engine']);
const roomsWithoutPurpose = /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.tsx?$)/;
/** The engine knows ports, not the world: no clock, chance, timer, network, file or process of its own. */
const bannedInEngine =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bsetInterval\(|\bfetch\(|\bprocess\.|from 'node:|\bconsole\./;
const bannedAnywhere: readonly (readonly [RegExp, string])[] = [
  [/\b(it|test|describe)\.(only|todo)\b/, 'a narrowed or postponed test'],
  [/@ts-ignore|@ts-expect-error|\b(?:eslint|oxlint)-disable|\bbiome-ignore/, 'a check switched off'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'something left for later'],
];

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
}
const isTest = (file: string): boolean => /\.test\.tsx?$|^test\//.test(file);

function sources(): readonly Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return listed
    .split('\n')
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && existsSync(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { file, text, lines: text.split('\n').length - 1 };
    });
}

function importBreaches({ file, text }: Source): readonly string[] {
  const owner = /^packages\/([^/]+)\/src\//.exec(file)?.[1];
  if (owner === undefined) return [];
  const allowed = mayImport[owner] ?? [];
  const breaches: string[] = [];
  for (const [, named, loaded] of text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm)) {
    const target = named ?? loaded ?? '';
    const sibling = /^@kobling\/([^/]+)/.exec(target)?.[1];
    if (sibling !== undefined && sibling !== owner && !allowed.includes(sibling)) {
      if (!(isTest(file) && owner !== 'web')) breaches.push(`${file}: ${owner} may not import ${sibling}`);
    }
    if (target.startsWith('.') && !isTest(file)) {
      const reached = path.normalize(path.join(path.dirname(file), target));
      if (!reached.startsWith(`packages/${owner}/`)) breaches.push(`${file}: reaches out of its package to ${reached}`);
    }
    const foreign = !target.startsWith('.') && !target.startsWith('node:') && sibling === undefined;
    if (foreign && withoutDependencies.has(owner))
      breaches.push(`${file}: ${owner} has no dependencies, but imports ${target}`);
  }
  return breaches;
}

function contentBreaches({ file, text, lines }: Source): readonly string[] {
  const breaches: string[] = [];
  if (lines > limits.file) breaches.push(`${file}: ${lines} lines, more than ${limits.file}`);
  if (roomsWithoutPurpose.test(file)) breaches.push(`${file}: a room without a purpose in its name`);
  if (file.startsWith('tools/tidy')) return breaches;
  for (const [pattern, what] of bannedAnywhere) if (pattern.test(text)) breaches.push(`${file}: ${what}`);
  if (file.startsWith('packages/engine/src/') && !isTest(file)) {
    for (const [index, line] of text.split('\n').entries()) {
      if (bannedInEngine.test(line))
        breaches.push(`${file}:${index + 1}: the engine knows the world by its ports only`);
    }
  }
  if (isTest(file) && /\b(setTimeout|sleep|waitForTimeout)\(/.test(text)) breaches.push(`${file}: a sleep in a test`);
  if (
    file.startsWith('packages/server/src/') &&
    !isTest(file) &&
    !allowedToReadEnvironment.has(file) &&
    /process\.env/.test(text)
  ) {
    breaches.push(`${file}: only main.ts reads the environment`);
  }
  if (
    /^packages\/(connectors|soap\/src\/client)\//.test(file) &&
    !isTest(file) &&
    /(^|[^.\w])fetch\(|from 'node:(http|https|net|tls|dgram)'/.test(text)
  ) {
    breaches.push(`${file}: a connector gets its fetch from the hub`);
  }
  if (
    /^packages\/(?!store\/)[^/]+\/src\//.test(file) &&
    !isTest(file) &&
    /\b(select|insert into|update|delete from)\s+[a-z_]+\s+(set|from|where|values)\b/.test(text) &&
    /`\s*(select|insert|update|delete)\b/i.test(text)
  ) {
    breaches.push(`${file}: SQL lives in the store`);
  }
  return breaches;
}
const allowedToReadEnvironment = new Set(['packages/server/src/main.ts', 'packages/server/src/cli/main.ts']);

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const all = sources();
const code = all.filter(({ file }) => !isTest(file));
const functions = functionLengths();
const breaches = [
  ...all.flatMap(importBreaches),
  ...all.flatMap(contentBreaches),
  ...functions
    .filter(({ lines }) => lines > limits.function)
    .map(({ place, name, lines }) => `${place}: ${name} has ${lines} lines, more than ${limits.function}`),
];
const longest = [...code].sort((a, b) => b.lines - a.lines)[0];
const longestFunction = [...functions].sort((a, b) => b.lines - a.lines)[0];
console.log(
  `files ${code.length} (and ${all.length - code.length} of tests), median ${median(code.map(({ lines }) => lines))} lines, over 150: ${code.filter(({ lines }) => lines > 150).length}`,
);
console.log(
  `longest file ${longest?.file} ${longest?.lines}, longest function ${longestFunction?.name} at ${longestFunction?.place} ${longestFunction?.lines}, median ${median(functions.map(({ lines }) => lines))}`,
);
for (const breach of breaches) console.error(breach);
console.log(breaches.length === 0 ? 'tidy' : `${breaches.length} breaches`);
process.exitCode = breaches.length === 0 ? 0 : 1;
