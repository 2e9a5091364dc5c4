/** docs/asvs.md against the tree, and against the numbers of the standard. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const text = readFileSync('docs/asvs.md', 'utf8');
const rows = text.split('\n').filter((line) => /^\| \d/.test(line));

/** Requirements of levels 1 and 2 of ASVS 5.0.0, by section; in each they come first, from 1 to this number. */
const highest = Object.fromEntries(
  (
    '1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 ' +
    '4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 ' +
    '7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 ' +
    '10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 ' +
    '14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2 '
  )
    .trim()
    .split(' ')
    .map((part) => part.split(':') as [string, string]),
);

/** `1.2.6–1.2.8` is three. */
function numbersOf(row: string): readonly string[] {
  const [first = '', last = first] = (row.split('|')[1] ?? '').trim().split('–');
  const section = first.slice(0, first.lastIndexOf('.'));
  const [from, to] = [first, last].map((one) => Number(one.slice(one.lastIndexOf('.') + 1)));
  return Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, index) => `${section}.${(from ?? 0) + index}`);
}

test('every requirement of level 1 and 2 is there, once', () => {
  const wanted = Object.entries(highest).flatMap(([section, most]) =>
    Array.from({ length: Number(most) }, (_, index) => `${section}.${index + 1}`),
  );
  const named = rows.flatMap(numbersOf);
  assert.deepEqual([...named].sort(), [...wanted].sort());
});

test('every file named is there, and what is met names one', () => {
  for (const row of rows) {
    const files = [...row.matchAll(/\]\(([^)#]+)/g)].map((match) => path.join('docs', match[1] ?? ''));
    for (const file of files) assert.ok(existsSync(file), `${file} in ${row}`);
    assert.ok(files.length > 0 || /does not apply|\*\*open:\*\*/.test(row), row);
  }
});
