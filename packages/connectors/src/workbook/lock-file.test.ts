import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { isDone } from '@kobling/sdk';
import { acquireLock } from './lock-file.ts';

async function place(t: TestContext): Promise<{ folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-lock-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, 'lock') };
}

test('one holder at a time, and nothing is left behind', async (t) => {
  const { folder, path } = await place(t);
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const lock = await acquireLock(path);
      assert.ok(isDone(lock));
      inside += 1;
      most = Math.max(most, inside);
      await readdir(folder);
      inside -= 1;
      await lock.value.release();
    }),
  );
  assert.equal(most, 1);
  assert.deepEqual(await readdir(folder), []);
});

test('a lock that is kept ends the wait as retry', async (t) => {
  const { path } = await place(t);
  const lock = await acquireLock(path);
  assert.ok(isDone(lock));
  const second = await acquireLock(path, AbortSignal.abort());
  assert.equal(second.status, 'retry');
  await lock.value.release();
  assert.ok(isDone(await acquireLock(path)));
});

for (const [name, content] of [
  ['a process that is gone', '4194303 12345 x'],
  ['another process that got the same id', `${process.pid} 1 x`],
  ['nobody', ''],
] as const) {
  test(`a lock of ${name} is taken over`, async (t) => {
    const { path } = await place(t);
    await writeFile(path, content);
    assert.ok(isDone(await acquireLock(path, undefined, 0)));
  });
}
