/** Every page can be found, every link leads somewhere, every path that a page names exists. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..');
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })];
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');

/** Pages and files that a page links to, from the root. */
const linksOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((found) => found[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => path.normalize(path.join(path.dirname(page), link)));

test('every link of a page leads to a file', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !existsSync(path.join(root, link)))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('every page of docs is reached from README.md', () => {
  const reached = new Set(['README.md']);
  for (const page of reached)
    for (const link of linksOf(page)) if (link.endsWith('.md') && existsSync(path.join(root, link))) reached.add(link);
  assert.deepEqual(
    pages.filter((page) => !reached.has(page)),
    [],
  );
});

/** A page names files from the root; the architecture also from within a package or `test`, the guide from within a new project. */
const places = [
  '',
  'test',
  'create-kobling-connector/template',
  ...globSync('packages/*', { cwd: root }),
  ...globSync('packages/*/src', { cwd: root }),
];

test('every source file and folder that a page names is there', () => {
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?|[\w-]+\/)`/g)]
      .map((found) => found[1] ?? '')
      .filter((name) => /\.tsx?$/.test(name) || (page === 'ARCHITECTURE.md' && name.endsWith('/')))
      .filter((name) => !places.some((place) => existsSync(path.join(root, place, name))))
      .map((name) => `${page}: ${name}`),
  );
  assert.deepEqual(missing, []);
});
