/** Every method of every agent at once: who may call it, and what is told of it. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { TestHub } from '../testing/test-hub.ts';
import { agents, agentsPath } from './index.ts';
import { hubWithPeople, people, type PersonName } from './testing/vendor-client.ts';

let fixture: TestHub;
before(async () => {
  fixture = await hubWithPeople();
});
after(() => fixture.close());

const methods = Object.entries(agents).flatMap(([agent, offered]) =>
  Object.entries(offered).map(([name, spec]) => ({ path: `${agentsPath}/${agent}/${name}`, spec })),
);

const post = async (path: string, name?: PersonName): Promise<{ status: number; code: unknown }> => {
  const authorization = name === undefined ? {} : { authorization: `Basic ${btoa(`${name}:${people[name]}`)}` };
  const response = await fetch(`${fixture.hub.url ?? ''}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: '{}',
  });
  const text = await response.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return { status: response.status, code };
};

test('the walk: every method as nobody, as a user without a licence, as a user, as an administrator', async () => {
  for (const { path, spec } of methods) {
    const as = {
      nobody: await post(path),
      eve: await post(path, 'eve'),
      bob: await post(path, 'bob'),
      ann: await post(path, 'ann'),
    };
    assert.equal(as.nobody.status, 401, path);
    assert.equal(as.eve.status === 403, spec.right !== 'user', `${path} as eve: ${as.eve.status}`);
    if (spec.right === 'licensed') assert.equal(as.eve.code, 'user.noLicence', path);
    assert.equal(as.bob.code === 'forbidden', spec.right === 'administrator', `${path} as bob: ${as.bob.status}`);
    assert.ok(![401, 500].includes(as.ann.status) && as.ann.code !== 'forbidden', `${path} as ann: ${as.ann.status}`);
  }
});

/** What the vendor's client can call: from its own source. */
function vendorMethods(agent: string): ReadonlySet<string> {
  const at = createRequire(import.meta.url)
    .resolve('@superoffice/webapi')
    .replace('WebApi.js', `${agent}Agent.js`);
  return new Set(
    [...readFileSync(at, 'utf8').matchAll(/_axios\.post\("(\w+)/g)].flatMap(([, name]) =>
      name === undefined ? [] : [name],
    ),
  );
}

test('each method is one of the vendor’s; how many of ErpSync’s are there', (t) => {
  for (const [agent, offered] of Object.entries(agents)) {
    const known = vendorMethods(agent);
    for (const name of Object.keys(offered))
      assert.ok(known.has(name), `${agent}.${name} is not in the vendor's client`);
  }
  const all = vendorMethods('ErpSync');
  assert.equal(all.size, 49);
  const offered = [...all].filter((name) => name in (agents['ErpSync'] ?? {}));
  t.diagnostic(`ErpSync ${offered.length}/${all.size}`);
});

test('the OpenAPI document names every method with its right', async () => {
  const response = await fetch(`${fixture.hub.url ?? ''}/api/openapi.json`, {
    headers: { authorization: `Basic ${btoa(`bob:${people.bob}`)}` },
  });
  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { 'x-right': string; responses: object }>>;
  };
  assert.equal(document.openapi, '3.1.0');
  for (const { path, spec } of methods) assert.equal(document.paths[path]?.['post']?.['x-right'], spec.right, path);
  assert.ok(document.paths['/api/sync/overview']?.['get']);
});
