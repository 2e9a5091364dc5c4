/** `npm start` as a service manager or a script runs it: what it started ends with it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

void test('SIGTERM to npm stops the hub and its database, and nothing is left', { timeout: 120_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-npm-'));
  const env = { ...process.env };
  // A runner's own settings for its children are not ours.
  delete env['NODE_TEST_CONTEXT'];
  const npm = spawn('npm', ['start', '--silent', '--', '--data', folder, '--port', '0', '--no-demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const group = npm.pid ?? 0;
  t.after(async () => {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // All gone, as it should be.
    }
    await rm(folder, { recursive: true, force: true });
  });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
  let url = '';
  for await (const line of createInterface(npm.stdout)) {
    said += `${line}\n`;
    url = /Page: +(http\S+)/.exec(line)?.[1] ?? url;
    if (url !== '') break;
  }
  assert.notEqual(url, '', said);
  assert.equal(await answers(url), true);
  npm.kill('SIGTERM');
  await once(npm, 'exit');
  await eventually('the whole group of processes is gone', () => !isAlive(-group));
  assert.equal(await answers(url), false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
