import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { resolveAllowed } from './allowed.ts';

let root = '';
let folders: string[] = [];
before(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'kobling-files-')));
  for (const folder of ['files/sub', 'more', 'files-secret', 'linked-target'])
    await mkdir(join(root, folder), { recursive: true });
  for (const file of [
    'files/a.xlsx',
    'files/sub/b.xlsx',
    'more/c.csv',
    'files-secret/key',
    'outside',
    'linked-target/d',
  ])
    await writeFile(join(root, file), 'x');
  await symlink(join(root, 'outside'), join(root, 'files/escape'));
  await symlink(join(root, 'files-secret'), join(root, 'files/door'));
  await symlink('a.xlsx', join(root, 'files/alias.xlsx'));
  await symlink(join(root, 'linked-target'), join(root, 'linked'));
  folders = [join(root, 'files'), join(root, 'more'), join(root, 'linked')];
});
after(async () => await rm(root, { recursive: true }));

const codeOf = async (path: string): Promise<string> => {
  const outcome = await resolveAllowed(path, folders);
  return outcome.status === 'done'
    ? outcome.value.slice(root.length)
    : outcome.status === 'rejected'
      ? outcome.reason.code
      : outcome.status;
};

test('files below an allowed folder are reached, relative to the first one, links resolved', async () => {
  assert.equal(await codeOf('a.xlsx'), '/files/a.xlsx');
  assert.equal(await codeOf('./sub/../sub/b.xlsx'), '/files/sub/b.xlsx');
  assert.equal(await codeOf('../more/c.csv'), '/more/c.csv');
  assert.equal(await codeOf(join(root, 'more/c.csv')), '/more/c.csv');
  assert.equal(await codeOf('alias.xlsx'), '/files/a.xlsx');
  assert.equal(await codeOf('.'), '/files');
  assert.equal(await codeOf(join(root, 'linked/d')), '/linked-target/d');
});

test('everything else is refused, and whether it exists is not told', async () => {
  for (const path of [
    '../outside',
    '../files-secret/key',
    '../nowhere',
    '/etc/passwd',
    '/etc/nothing',
    'escape',
    'door/key',
    'sub/../../outside',
    'a\0.xlsx',
    '',
    '  ',
  ]) {
    assert.equal(await codeOf(path), 'files.notAllowed', path);
  }
});

test('a missing file is said to be missing', async () => {
  assert.equal(await codeOf('nothing.xlsx'), 'files.missing');
  assert.equal((await resolveAllowed('x', [join(root, 'not-there')])).status, 'rejected');
});
