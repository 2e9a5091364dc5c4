import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { createLog } from './log.ts';
import { createHttp } from './server.ts';

let folder = '';
let app: FastifyInstance;
const nobody = { callerOf: () => Promise.resolve({ via: 'nothing' }) } as unknown as Auth;
const log = createLog({ write: () => undefined, level: 'error', format: 'text', now: () => new Date(0) });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kobling-pages-'));
  const pages = join(folder, 'dist');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'index.html'), '<title>Kobling</title>');
  await writeFile(join(pages, 'assets', 'app-1a2b.js'), 'export {};');
  await writeFile(join(pages, '.source-hash'), 'x');
  await writeFile(join(folder, 'key'), 'secret');
  app = await createHttp({ auth: nobody, host: '127.0.0.1', log, pages });
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
const get = async (url: string) => await app.inject({ method: 'GET', url, headers: { host: '127.0.0.1' } });

test('the page answers at its root and at its own addresses, and is asked for anew each time', async () => {
  for (const url of ['/', '/sync/log?connection=1', '/setup?token=x', '/index.html']) {
    const answer = await get(url);
    assert.equal(answer.statusCode, 200, url);
    assert.match(answer.body, /<title>Kobling/, url);
    assert.equal(answer.headers['cache-control'], 'no-cache', url);
    assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/);
  }
});

test('files named by their content are kept by the browser; missing ones are missing, not the page', async () => {
  const script = await get('/assets/app-1a2b.js');
  assert.match(String(script.headers['cache-control']), /immutable/);
  assert.match(String(script.headers['content-type']), /javascript/);
  for (const url of ['/assets/app-old.js', '/api/nothing', '/api']) {
    const answer = await get(url);
    assert.equal(answer.statusCode, 404, url);
    assert.equal(answer.json<{ code: string }>().code, 'noRoute', url);
  }
});

test('nothing beside the pages can be read', async () => {
  for (const url of [
    '/../key',
    '/%2e%2e/key',
    '/assets/..%2f..%2f..%2fkey',
    '/..%5ckey',
    '//key',
    '/.source-hash',
    '/assets/%00',
  ]) {
    const answer = await get(url);
    assert.doesNotMatch(answer.body, /secret|^x$/, url);
  }
});

test('without built pages the hub says how to build them', async () => {
  const bare = await createHttp({ auth: nobody, host: '127.0.0.1', log, pages: join(folder, 'nowhere') });
  const answer = await bare.inject({ method: 'GET', url: '/', headers: { host: '127.0.0.1' } });
  await bare.close();
  assert.equal(answer.statusCode, 503);
  assert.match(answer.json<{ remedy: string }>().remedy, /build:web/);
});
