/** Sending a workbook over HTTP: whole, by administrators, from our own page only. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { csrfHeader } from '@kobling/contract';
import { Browser, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
before(async () => {
  fixture = await testHub();
  page = new Browser(fixture.hub);
  await page.setup(fixture.hub);
});
after(() => fixture.close());

const workbook = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(3_000_000, 'x')]);
async function put(name: string, body: Buffer | string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${fixture.hub.url ?? ''}/api/files/${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      cookie: page.cookie,
      [csrfHeader]: page.csrf,
      'content-type': 'application/octet-stream',
      ...headers,
    },
  });
  return { status: answer.status, body: (await answer.json()) as { code?: string; name?: string; bytes?: number } };
}

test('a workbook larger than any other body is kept as it is, listed, and told to the audit', async () => {
  const kept = await put('Kunder æøå.xlsx', workbook);
  assert.deepEqual([kept.status, kept.body.name, kept.body.bytes], [200, 'Kunder æøå.xlsx', workbook.length]);
  const [folder = ''] = fixture.hub.operator.filesAllowed;
  assert.deepEqual(await readFile(join(folder, 'Kunder æøå.xlsx')), workbook);
  const { files } = await page.call('GET /api/files');
  assert.deepEqual(
    files.map(({ name }) => name),
    ['Kunder æøå.xlsx'],
  );
  const told = await fixture.hub.db.query(`select by_name, subject from audit where action = 'file.upload'`);
  assert.equal(told.length, 1);
});

test('refused with a code: another of its name, no workbook, a name that leads elsewhere, other media', async () => {
  assert.equal((await put('Kunder æøå.xlsx', Buffer.concat([workbook, workbook]))).body.code, 'file.exists');
  assert.equal((await put('page.xlsx', '<html>')).body.code, 'file.noWorkbook');
  assert.equal((await put('../up.xlsx', workbook)).body.code, 'file.badName');
  assert.equal((await put('a.xlsx', '{}', { 'content-type': 'application/json' })).status, 415);
});

test('a stolen cookie without the page’s token changes nothing, nor does who is not logged in', async () => {
  assert.equal((await put('a.xlsx', workbook, { [csrfHeader]: 'guessed' })).body.code, 'csrf');
  assert.equal((await put('a.xlsx', workbook, { cookie: '' })).status, 401);
  assert.equal((await page.call('GET /api/files')).files.length, 1);
});
