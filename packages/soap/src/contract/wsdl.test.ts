import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { done, rejected } from '@kobling/sdk';
import { oneNamespace, wcfDefaults, wcfProfile } from './built-in.ts';
import type { Load } from './documents.ts';
import { profileFrom } from './wsdl.ts';

const served = new URL('../../captured/wsdl/', import.meta.url);
const address = 'http://127.0.0.1/ErpConnectorWS.svc?wsdl';
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Answers as the captured host did: parts by query, a help page for what it does not know. */
function host(variant: string, first: string, change: (text: string) => string = (text) => text): Load {
  return async (url) => {
    const query = new URL(url).search.slice(1);
    const file = query.startsWith('xsd=')
      ? `${query.slice(4)}.xsd`
      : query.startsWith('wsdl=')
        ? `${query.slice(5)}.wsdl`
        : first;
    const path = new URL(`${variant}/${file}`, served);
    return existsSync(path) ? done(change(readFileSync(path, 'utf8'))) : done('<html><body>Service</body></html>');
  };
}
async function read(load: Load) {
  const outcome = await profileFrom(address, load);
  assert.equal(outcome.status, 'done');
  return outcome.status === 'done' ? outcome.value : assert.fail();
}

for (const [variant, namespaces] of [
  ['A', wcfDefaults],
  ['B', oneNamespace],
] as const) {
  test(`profile ${variant}: the WSDL in one file says what the built-in says`, async () => {
    const { profile, problems } = await read(host(variant, 'flat.wsdl'));
    assert.deepEqual(plain(profile), plain(wcfProfile(namespaces)));
    assert.deepEqual(problems, []);
  });
  test(`profile ${variant}: as served in parts, with an import that answers a help page`, async () => {
    const { profile, problems } = await read(host(variant, 'service.wsdl'));
    assert.deepEqual(plain(profile), plain(wcfProfile(namespaces)));
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /was passed over: it is <html>/);
  });
}

test('namespaces that nobody has seen before are taken as they come', async () => {
  const invented = { service: 'urn:made-up:service', data: 'urn:made-up:data', auth: 'urn:made-up:auth' };
  const renamed = (text: string): string =>
    text
      .replaceAll(wcfDefaults.service, invented.service)
      .replaceAll(wcfDefaults.data, invented.data)
      .replaceAll(wcfDefaults.auth, invented.auth)
      .replaceAll('urn:made-up:serviceI', 'urn:made-up:service/I');
  const { profile } = await read(host('A', 'flat.wsdl', renamed));
  assert.deepEqual(plain(profile), plain(wcfProfile(invented)));
});

test('an operation that is missing is named, the others work', async () => {
  const without = (text: string): string =>
    text.replace(/<wsdl:operation name="WSGetListItems">.*?<\/wsdl:operation>/gs, '');
  const { profile, problems } = await read(host('A', 'flat.wsdl', without));
  assert.deepEqual(problems, ['The service lacks WSGetListItems.']);
  assert.equal(Object.keys(profile.operations).length, 17);
});

test('another service, a help page, a broken document and an entity bomb are refused with a sentence', async () => {
  const cases: readonly [string, string, RegExp][] = [
    ['<a/>', 'wsdl.otherService', /another service/],
    ['<html><p>hi</html>', 'wsdl.unreadable', /no XML/],
    ['', 'wsdl.unreadable', /empty|no XML/],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'wsdl.unreadable', /document type/],
    ['<a>'.repeat(60_000), 'wsdl.unreadable', /too deep/],
  ];
  for (const [text, code, words] of cases) {
    const outcome = await profileFrom(address, async () => done(text));
    assert.equal(outcome.status, 'rejected', text.slice(0, 20));
    if (outcome.status !== 'rejected') continue;
    assert.equal(outcome.reason.code, code);
    assert.match(outcome.reason.message, words);
  }
});

test('a WSDL that cannot be had is the outcome; imports stay on its host', async () => {
  const refused = await profileFrom(address, async () => rejected('egress.refused', 'Not allowed.'));
  assert.equal(refused.status === 'rejected' && refused.reason.code, 'egress.refused');
  const asked: string[] = [];
  const inner = host('B', 'service.wsdl', (text) =>
    text.replaceAll('http://127.0.0.1:8102/', 'http://elsewhere.example/'),
  );
  await profileFrom(address, async (url) => {
    asked.push(new URL(url).host);
    return inner(url);
  });
  assert.ok(asked.length > 2);
  assert.deepEqual(new Set(asked), new Set(['127.0.0.1']));
});
