import assert from 'node:assert/strict';
import { chmod, chown, lstat, open, readFile, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Outcome } from '@kobling/sdk';
import { versionOf } from './archive.ts';
import type { FixtureWorkbook } from './fixture.ts';
import { openXlsx } from './index.ts';
import { replaceFile } from './replace-file.ts';
import { edit, mustWrite, numberCell, readAll, short, withBook, write } from './testing.ts';

const book: FixtureWorkbook = { sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [[1]] }] };
const change = edit('S', 2, { 0: numberCell('2') });
const codeOf = (outcome: Outcome<unknown>): string =>
  outcome.status === 'done' ? 'done' : `${outcome.status} ${outcome.reason.code}`;
const isRoot = process.getuid?.() === 0;

test('mode and owner are kept, the version answered is the new file’s, nothing is left behind', async () => {
  await withBook(book, async ({ source, path, folder }) => {
    await chmod(path, 0o640);
    if (isRoot) await chown(path, 1234, 4321);
    const old = await stat(path);
    const before = await source.version();
    const outcome = await write(source, change);
    assert.ok(outcome.status === 'done' && outcome.value.status === 'written');
    assert.deepEqual(await source.version(), { status: 'done', value: outcome.value.version });
    assert.notDeepEqual(await source.version(), before);
    const fresh = await stat(path);
    assert.deepEqual([fresh.mode, fresh.uid, fresh.gid], [old.mode, old.uid, old.gid]);
    assert.deepEqual(await readdir(folder), ['erp.xlsx']);
  });
});

test('a file that changed since it was read is not written', async () => {
  await withBook(book, async ({ source, path }) => {
    const version = await source.version();
    assert.ok(version.status === 'done');
    await utimes(path, 1_700_000_000, 1_700_000_000);
    const before = await readFile(path);
    assert.deepEqual(await source.write([change], version.value), { status: 'done', value: { status: 'changed' } });
    assert.ok(before.equals(await readFile(path)));
  });
});

test('a file that changes while the new one is made is not overwritten', async () => {
  await withBook(book, async ({ path, folder }) => {
    const version = versionOf(await stat(path, { bigint: true }));
    const outcome = await replaceFile(path, version, async (file) => {
      await file.write('new');
      await writeFile(path, 'saved by a person');
    });
    assert.deepEqual(outcome, { status: 'done', value: { status: 'changed' } });
    assert.equal(await readFile(path, 'utf8'), 'saved by a person');
    assert.deepEqual(await readdir(folder), ['erp.xlsx']);
  });
});

for (const [code, expected] of [
  ['ENOSPC', 'retry workbook.diskFull'],
  ['EDQUOT', 'retry workbook.diskFull'],
  ['EROFS', 'rejected workbook.readOnly'],
] as const) {
  test(`${code} while writing: ${expected}, the original untouched, the temporary file gone`, async () => {
    await withBook(book, async ({ path, folder }) => {
      const before = await readFile(path);
      const version = versionOf(await stat(path, { bigint: true }));
      const outcome = await replaceFile(path, version, async (file) => {
        await file.write('half');
        throw Object.assign(new Error(code), { code });
      });
      assert.equal(codeOf(outcome), expected);
      assert.ok(before.equals(await readFile(path)));
      assert.deepEqual(await readdir(folder), ['erp.xlsx']);
    });
  });
}

test('a full disk as the system reports it', {
  skip: process.platform === 'linux' ? false : 'needs /dev/full',
}, async () => {
  await withBook(book, async ({ path, folder }) => {
    const version = versionOf(await stat(path, { bigint: true }));
    const outcome = await replaceFile(path, version, async () => {
      const full = await open('/dev/full', 'w');
      try {
        await full.write('x');
      } finally {
        await full.close();
      }
    });
    assert.equal(codeOf(outcome), 'retry workbook.diskFull');
    assert.deepEqual(await readdir(folder), ['erp.xlsx']);
  });
});

test('a bug is no outcome, and leaves no file', async () => {
  await withBook(book, async ({ path, folder }) => {
    const version = versionOf(await stat(path, { bigint: true }));
    await assert.rejects(
      replaceFile(path, version, () => Promise.reject(new TypeError('bug'))),
      /bug/,
    );
    assert.deepEqual(await readdir(folder), ['erp.xlsx']);
  });
});

for (const mark of ['~$erp.xlsx', '.~lock.erp.xlsx#']) {
  test(`${mark} beside it: open, written later`, async () => {
    await withBook(book, async ({ source, path, folder }) => {
      await writeFile(join(folder, mark), '');
      const before = await readFile(path);
      assert.equal(codeOf(await write(source, change)), 'retry workbook.openInExcel');
      assert.ok(before.equals(await readFile(path)));
    });
  });
}

test('a read-only file is refused, also for an administrator', async () => {
  await withBook(book, async ({ source, path }) => {
    await chmod(path, 0o444);
    assert.equal(codeOf(await write(source, change)), 'rejected workbook.readOnly');
  });
});

test('a link is followed: its target is written, the link stays', async () => {
  await withBook(book, async ({ path, folder }) => {
    const link = join(folder, 'link.xlsx');
    await symlink(path, link);
    const source = openXlsx(link);
    await mustWrite(source, change);
    assert.ok((await lstat(link)).isSymbolicLink());
    assert.deepEqual((await readAll(openXlsx(path), 'S')).rows.map(short), [['A'], ['#2']]);
  });
});

test('a temporary file left by a crash is replaced', async () => {
  await withBook(book, async ({ source, folder }) => {
    await writeFile(join(folder, '.kobling-erp.xlsx.tmp'), 'left');
    await mustWrite(source, change);
    assert.deepEqual(await readdir(folder), ['erp.xlsx']);
  });
});

test('two writers at once: one writes, the other learns that the file changed', async () => {
  await withBook(book, async ({ source, path }) => {
    const version = await source.version();
    assert.ok(version.status === 'done');
    const outcomes = await Promise.all([
      source.write([change], version.value),
      openXlsx(path).write([change], version.value),
    ]);
    const statuses = outcomes.map((outcome) => (outcome.status === 'done' ? outcome.value.status : codeOf(outcome)));
    assert.deepEqual(statuses.sort(), ['changed', 'written']);
  });
});

test('nothing to write, nothing written', async () => {
  await withBook(book, async ({ source, path }) => {
    const before = await stat(path);
    assert.deepEqual(await mustWrite(source), []);
    assert.equal((await stat(path)).ino, before.ino);
  });
});
