/** docs/invariants.md against the sources: every promise has its check and its test, every history its test, and nothing else is named. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const page = read('docs/invariants.md');
const folder = 'test/sim/invariants/';

const testFiles = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts', '*.test.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(new URL(file, root)));
/** Titles of tests and groups of tests, as written; what code puts in is `…`. */
const titles = testFiles.flatMap((file) =>
  [...read(file).matchAll(/\b(?:test|it|describe)\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g)].map((found) => ({
    file,
    title: (found[1] ?? found[2] ?? '').replaceAll("\\'", "'").replaceAll(/\$\{[^}]*\}/g, '…'),
  })),
);

/** Rows of the page's tables whose first cell fits, as cells. */
const rows = (first: RegExp): readonly (readonly string[])[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter((cells) => first.test(cells[0] ?? ''));
const section = (name: string): readonly (readonly string[])[] => {
  const [, after = ''] = page.split(`\n## ${name}\n`);
  const own = new Set(after.split('\n## ')[0]?.split('\n'));
  return rows(/^(\d+|H\d\d)$/).filter((cells) =>
    [...own].some((line) => line.startsWith(`| ${cells[0]} | ${cells[1]}`)),
  );
};
const quoted = (cell: string | undefined): readonly string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? '');
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

const numbersIn = (title: string): readonly number[] => {
  const named = /^invariants? (\d+(?:(?:, | and )\d+)*)/.exec(title)?.[1];
  return named === undefined ? [] : [...named.matchAll(/\d+/g)].map(Number);
};
const historiesIn = (title: string): readonly string[] =>
  /^(?:H\d\d:? )*H\d\d\b/.exec(title)?.[0].match(/H\d\d/g) ?? [];

test('twenty invariants, each with checks that are asked, and with a test that names its number', () => {
  const invariants = section('Invariants');
  assert.deepEqual(
    invariants.map(([number]) => Number(number)),
    upTo(20),
  );
  const asked = new Set(
    /checks: readonly Check\[\] = \[([^\]]*)\]/.exec(read(`${folder}index.ts`))?.[1]?.match(/\w+/g),
  );
  const named = new Set<string>();
  for (const [number = '', , checks, files] of invariants) {
    assert.ok(quoted(checks).length > 0, `Invariant ${number} names no check.`);
    for (const check of quoted(checks)) {
      assert.ok(asked.has(check), `Invariant ${number}: the check ${check} is not asked of any history.`);
      named.add(check);
    }
    const among = titles.filter(({ file }) => quoted(files).some((name) => file === `${folder}${name}`));
    assert.ok(
      among.some(({ title }) => numbersIn(title).includes(Number(number)) && title.includes('break')),
      `Invariant ${number}: none of its tests shows that its check can fail.`,
    );
  }
  assert.deepEqual(
    [...asked].filter((check) => !named.has(check)),
    [],
    'checks that the page does not name',
  );
});

test('every violation that a check reports carries a number of the page', () => {
  const reported = testFiles
    .filter((file) => file.startsWith(folder))
    .map((file) => file.replace('.test.ts', '.ts'))
    .flatMap((file) =>
      [...read(file).matchAll(/invariant: ([^,;]*?\d[^,;]*)[,;]/g)].flatMap(
        ([, value = '']) => value.match(/\d+/g) ?? [],
      ),
    );
  assert.deepEqual(
    [...new Set(reported.map(Number))].toSorted((a, b) => a - b),
    upTo(20),
  );
});

test('every history H01 to H37 has the test that the page names', () => {
  const histories = section('Histories');
  assert.deepEqual(
    histories.map(([number]) => number),
    upTo(37).map((number) => `H${String(number).padStart(2, '0')}`),
  );
  for (const [number = '', , file, title = ''] of histories) {
    const [path = ''] = quoted(file);
    const found = titles.filter((one) => one.file === path && one.title === title);
    assert.equal(found.length, 1, `${number}: ${path} has no test "${title}".`);
    assert.ok(historiesIn(title).includes(number), `${number}: its test's title does not begin with the number.`);
  }
});

test('every file that the page names exists', () => {
  const named = [...page.matchAll(/`([\w./-]+\.(?:ts|md))`/g)].map((found) => found[1] ?? '');
  const missing = named.filter((file) => !existsSync(new URL(file.includes('/') ? file : `${folder}${file}`, root)));
  assert.deepEqual(missing, []);
});

test('no test names a number that there is not', () => {
  const strange = titles.filter(
    ({ title }) =>
      numbersIn(title).some((number) => number < 1 || number > 20) ||
      historiesIn(title).some((history) => Number(history.slice(1)) < 1 || Number(history.slice(1)) > 37),
  );
  assert.deepEqual(strange, []);
});
