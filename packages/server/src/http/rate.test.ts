import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { registerCliRoutes } from '../cli/routes.ts';
import { readHubFiles } from '../files/hub-files.ts';
import { testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
before(async () => {
  fixture = await testHub({ role: 'web', addCliRoutes: registerCliRoutes });
});
after(() => fixture.close());

test('a page that asks without end is slowed; scripts of the command line, which prove whose they are, are not', async () => {
  const { hub } = fixture;
  const files = await readHubFiles(hub.operator.dataDir);
  const asPage = async (): Promise<number> => (await fetch(`${hub.url}/api/session`)).status;
  const asCommand = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return (await fetch(`${hub.url}/api/cli/status`, { method: 'POST', headers, body: '{}' })).status;
  };
  const answers: number[] = [];
  while (answers.at(-1) !== 429 && answers.length < 2_000) answers.push(await asPage());
  assert.equal(answers.at(-1), 429);
  assert.equal(await asCommand(files?.token ?? ''), 200);
  assert.equal(await asCommand('guess'), 401);
  assert.equal(await asPage(), 429);
  // A page is many files, and behind a proxy an office is one address: reading those slows nobody down.
  const file = await fetch(`${hub.url}/assets/nothing-1234.js`);
  assert.equal(file.status, 404);
});
