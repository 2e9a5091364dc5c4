import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EgressRule, guardedFetch, parseEgressRule, refusalOf } from './egress.ts';

const rules = (...texts: string[]): EgressRule[] =>
  texts.map((text) => {
    const rule = parseEgressRule(text);
    assert.equal(rule.status, 'done', text);
    if (rule.status !== 'done') throw new Error(text);
    return rule.value;
  });
const listed = rules('10.0.4.0/24:443', '127.0.0.1:8101', '169.254.0.0/16:80', '[fd12::]/64:8443');

test('a listed address and port may be called', () => {
  for (const url of ['https://10.0.4.7/x', 'http://127.0.0.1:8101/', 'https://[fd12::9]:8443/']) {
    assert.equal(refusalOf(new URL(url), listed), undefined, url);
  }
});

test('everything else is refused, with a sentence', () => {
  const hostile = [
    'https://10.0.5.1/',
    'https://10.0.4.7:444/',
    'http://127.0.0.1/',
    'http://2130706433:8102/',
    'http://0x7f.1:81/',
    'http://0177.0.0.1:82/',
    'http://localhost:8101/',
    'http://foo.localhost:8101/',
    'http://0.0.0.0:8101/',
    'http://[::]:8101/',
    'http://[::ffff:169.254.169.254]/',
    'http://169.254.169.254/latest',
    'http://user:pw@127.0.0.1:8101/',
    'ftp://127.0.0.1:8101/',
    'file:///etc/passwd',
    'https://erp.example/',
    'http://[fe80::1]/',
    'http://224.0.0.1/',
  ];
  for (const url of hostile) assert.match(refusalOf(new URL(url), listed) ?? '', /\.$/, url);
});

test('no policy means deny', async () => {
  await assert.rejects(guardedFetch([])('http://127.0.0.1:1/'), { name: 'EgressRefused' });
});

test('a malformed rule is refused with the remedy', () => {
  for (const text of ['', '10.0.0.0/24', 'erp.example:443', '10.0.0.0/33:443', '1.2.3.4:0', '1.2.3.4:70000', '*:443']) {
    const rule = parseEgressRule(text);
    assert.equal(rule.status, 'rejected', text);
    if (rule.status === 'rejected') assert.match(rule.reason.message, /Write it as/);
  }
});
