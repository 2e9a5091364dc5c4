/** Every command that a page or a sentence of the hub names is one that `kobling` has, with the options it names. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Command } from 'commander';
import { buildProgram } from '../../packages/server/src/cli/main.ts';

const root = path.join(import.meta.dirname, '..', '..');
const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })];
const speaking = globSync(
  ['packages/{engine,connectors,soap}/src/**/*.ts', 'packages/server/src/{services,routes,plugins}/**/*.ts'],
  { cwd: root, exclude: (file) => file.endsWith('.test.ts') },
);
const program = buildProgram({
  env: {},
  terminal: { out() {}, err() {}, isPerson: false, now: () => new Date(0) },
  exitCode: 0,
});

/** In a page commands stand as code; in a sentence behind the word, up to a quote, comma or full stop. */
const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, line = '']) => line);
const inCode = /(?:^|`|npx )kobling ([a-z][^`\n|;#]*)/gm;
const inSentence = /\bkobling ((?:[a-z]+ ){0,2}[a-z]+(?: --[a-z-]+)*)(?=[\s"'`.,;)])/g;

/** Undefined: it is known. Else what of it is not. */
function unknownOf(line: string): string | undefined {
  const words = line.trim().split(/\s+/);
  if (words[0] === 'start') return undefined;
  let command: Command = program;
  let at = 0;
  for (; at < words.length; at++) {
    const next = command.commands.find((one) => one.name() === words[at] || one.aliases().includes(words[at] ?? ''));
    if (next === undefined) break;
    command = next;
  }
  if (command === program) return words[0];
  if (
    command.commands.length > 0 &&
    at < words.length &&
    /^[a-z]+$/.test(words[at] ?? '') &&
    command.registeredArguments.length === 0
  )
    return words[at];
  const options = new Set([...command.options, ...program.options].flatMap(({ long, short }) => [long, short]));
  return words
    .slice(at)
    .map((word) => /^\[?(--[a-z-]+)/.exec(word)?.[1])
    .find((option) => option !== undefined && !options.has(option) && option !== '--help');
}

const unknownIn = (file: string, lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => {
    const unknown = unknownOf(line);
    return unknown === undefined ? [] : [`${file}: kobling ${line.trim()} (${unknown})`];
  });

test('the commands of the pages are there', () => {
  const lines = pages.flatMap((page) => named(readFileSync(path.join(root, page), 'utf8'), inCode));
  assert.ok(lines.length > 60, `${lines.length} commands`);
  assert.deepEqual(
    pages.flatMap((page) => unknownIn(page, named(readFileSync(path.join(root, page), 'utf8'), inCode))),
    [],
  );
});

test('the commands of the hub’s sentences are there', () => {
  const found = speaking.flatMap((file) => {
    const sentences = readFileSync(path.join(root, file), 'utf8').replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, '');
    return unknownIn(file, named(sentences, inSentence));
  });
  assert.deepEqual(found, []);
});
