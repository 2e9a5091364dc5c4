import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { classify } from './classify.ts';
import { guardedFetch, type Lookup } from './guard.ts';
import { type EgressRule, parseEgressRule, refusalOfUrl } from './rules.ts';
import { hostile } from './testing/hostile.ts';

const rules = (...texts: string[]): EgressRule[] =>
  texts.map((text) => {
    const rule = parseEgressRule(text);
    assert.equal(rule.status, 'done', text);
    if (rule.status !== 'done') throw new Error(text);
    return rule.value;
  });
const listed = rules(
  '10.0.4.0/24:443',
  '127.0.0.1:8101',
  '169.254.0.0/16:80',
  '[fd12::]/64:8443',
  'erp.example.com:443',
  '*.cloud.example:443',
);

test('a listed address, range or name may be called', () => {
  const allowed = [
    'https://10.0.4.7/x',
    'http://127.0.0.1:8101/',
    'https://[fd12::9]:8443/',
    'https://erp.example.com/ErpConnectorWS.svc',
    'https://ERP.Example.com./',
    'https://a.cloud.example/',
    'http://[::ffff:127.0.0.1]:8101/',
  ];
  for (const url of allowed) assert.equal(refusalOfUrl(new URL(url), listed), undefined, url);
});

test('S4: sixty hostile addresses are refused with a sentence and its code', async () => {
  assert.ok(hostile.length >= 60, String(hostile.length));
  const strict = rules('10.0.4.0/24:443', '127.0.0.1:8101', '169.254.0.0/16:80', '[fd12::]/64:8443');
  for (const url of hostile) {
    const target = new URL(url);
    // Where ranges are listed a name may be one of them, which only its look-up tells.
    const lookup: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const named = refusalOfUrl(target, listed) === undefined;
    if (!named) assert.match(refusalOfUrl(target, listed) ?? '', /\.$/, url);
    if (named && target.port === '8101') continue;
    await assert.rejects(
      guardedFetch(strict, { lookup })(url),
      (error: unknown) => codeOf(error) === 'EGRESS_REFUSED',
      url,
    );
  }
});

/** fetch wraps what a look-up throws. */
const codeOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && error.code !== undefined ? error.code : codeOf(error.cause);
};

test('what a name leads to counts, and the address that was looked at is the one that is called', async () => {
  const server = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    let asked = 0;
    const flipping: Lookup = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const allowed = rules(`127.0.0.1:${port}`);
    const answer = await guardedFetch(allowed, { lookup: flipping })(`http://erp.test:${port}/`);
    assert.equal(await answer.text(), 'hello');
    const again = guardedFetch(allowed, { lookup: flipping })(`http://erp.test:${port}/`);
    await assert.rejects(again, (error: unknown) => codeOf(error) === 'EGRESS_REFUSED');
    const mixed: Lookup = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '10.9.9.9', family: 4 },
    ];
    const both = guardedFetch(allowed, { lookup: mixed })(`http://erp.test:${port}/`);
    await assert.rejects(both, (error: unknown) => codeOf(error) === 'EGRESS_REFUSED');
    const privateName: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const byName = guardedFetch(rules(`erp.test.example:${port}`), { lookup: privateName })(
      `http://erp.test.example:${port}/`,
    );
    await assert.rejects(byName, (error: unknown) => codeOf(error) === 'EGRESS_REFUSED');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('redirects are not followed', async () => {
  const server = createServer((_, response) => {
    response.writeHead(302, { Location: 'http://169.254.169.254/' });
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guarded = guardedFetch(rules(`127.0.0.1:${port}`));
  try {
    await assert.rejects(guarded(`http://127.0.0.1:${port}/`));
    const manual = await guarded(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
    assert.equal(manual.status, 302);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('addresses are classified by what they are or carry', () => {
  const cases: Readonly<Record<string, string>> = {
    '1.1.1.1': 'public',
    '2606:4700::1': 'public',
    '10.1.2.3': 'private',
    '100.64.1.1': 'private',
    'fd12::1': 'private',
    '127.9.9.9': 'loopback',
    '::1': 'loopback',
    '::ffff:10.0.0.1': 'private',
    '::ffff:1.1.1.1': 'public',
    '64:ff9b::1.1.1.1': 'public',
    '64:ff9b::10.0.0.1': 'private',
    '2002:a00:1::': 'never',
    '2001:0:1::': 'never',
    '169.254.1.1': 'never',
    'fe80::1': 'never',
    '::': 'never',
    '0.0.0.0': 'never',
    'fe80::1%eth0': 'never',
    abc: 'never',
  };
  for (const [address, kind] of Object.entries(cases)) assert.equal(classify(address), kind, address);
});

test('no policy means deny', async () => {
  await assert.rejects(guardedFetch([])('http://127.0.0.1:1/'), { name: 'EgressRefused' });
});

test('a malformed rule is refused with the remedy', () => {
  for (const text of [
    '',
    '10.0.0.0/24',
    'erp.example.com',
    '10.0.0.0/33:443',
    '1.2.3.4:0',
    '1.2.3.4:70000',
    '*:443',
    'localhost:80',
    '0x7f.1:80',
    'a..b:1',
    'http://x.y:80',
  ]) {
    const rule = parseEgressRule(text);
    assert.equal(rule.status, 'rejected', text);
    if (rule.status === 'rejected') assert.match(rule.reason.message, /Write it as/);
  }
});
