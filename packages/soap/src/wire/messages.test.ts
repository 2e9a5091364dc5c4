import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { oneNamespace, wcfDefaults, wcfProfile } from '../contract/built-in.ts';
import type { Member, Profile } from '../contract/profile.ts';
import { type Message, MessageReader, type ReadValue } from './read.ts';
import { illegalIn } from './text.ts';
import { type WireValue, writeMessage } from './write.ts';

const captured = new URL('../../captured/', import.meta.url);
const readFixture = (path: string): string => readFileSync(new URL(path, captured), 'utf8');
const files = (folder: string): readonly string[] => readdirSync(new URL(folder, captured));

function read(text: string, carrier: Member | undefined, piece = 7): Message {
  const reader = new MessageReader({ carrierOf: () => carrier });
  for (let at = 0; at < text.length; at += piece) {
    const failed = reader.write(text.slice(at, at + piece));
    if (failed !== undefined) return failed;
  }
  return reader.end();
}
function operation(profile: Profile, file: string) {
  const found = profile.operations[file.split('.')[0] ?? ''];
  return found ?? assert.fail(`${file} names no operation.`);
}

for (const [variant, namespaces] of [
  ['A', wcfDefaults],
  ['B', oneNamespace],
] as const) {
  test(`what Microsoft's writer wrote for ${variant} is read, and written again byte for byte`, () => {
    const profile = wcfProfile(namespaces);
    let same = 0;
    for (const file of files(`net/${variant}`)) {
      // Characters that XML cannot hold are refused; a derived type in a base's place is read, but never written.
      if (file.includes('controlchar') || file.includes('derived')) continue;
      const text = readFixture(`net/${variant}/${file}`).trim();
      const wire = operation(profile, file);
      const carrier = file.includes('.request') ? wire.request : wire.result;
      const message = read(text, carrier);
      const wrapper = file.includes('.request') ? wire.wrapper : wire.responseWrapper;
      const value = message.kind === 'carrier' ? message.value : null;
      assert.equal(message.kind, carrier === undefined ? 'empty' : 'carrier', file);
      assert.equal(writeMessage(wrapper, carrier, value as WireValue), text, file);
      same += 1;
    }
    assert.equal(same, 51);
  });
  test(`a derived object in a base's place is read as its base (${variant})`, () => {
    const { result } = operation(wcfProfile(namespaces), 'WSTestConnection');
    const message = read(readFixture(`net/${variant}/WSTestConnection.derived.response.xml`), result);
    assert.equal(message.kind === 'carrier' && message.value?.ErrorCode, 'UNKNOWN_CONNECTION_ID');
  });
}

test('answers of other stacks say the same: PHP and zeep', () => {
  const profile = wcfProfile(wcfDefaults);
  let seen = 0;
  for (const folder of ['php/A', 'zeep/A', 'php', 'zeep']) {
    for (const file of safeFiles(folder).filter((name) => name.endsWith('.http'))) {
      const name = /WS\w+|Authenticate/.exec(file)?.[0];
      const wire = name === undefined ? undefined : profile.operations[name];
      const body = bodyOf(readFixture(`${folder}/${file}`));
      if (wire === undefined || !body.includes(wcfDefaults.data)) continue;
      const carrier = file.includes('request') ? wire.request : wire.result;
      const message = read(body, carrier);
      assert.notEqual(message.kind, 'unreadable', `${folder}/${file}`);
      seen += 1;
    }
  }
  assert.ok(seen > 20, `only ${seen}`);
});
const safeFiles = (folder: string): readonly string[] => {
  try {
    return files(folder);
  } catch {
    return [];
  }
};
const bodyOf = (http: string): string => http.slice(Math.max(http.indexOf('\r\n\r\n') + 4, 0));

test('what a client must bear with, and what it must refuse', () => {
  const { result } = operation(wcfProfile(wcfDefaults), 'WSTestConnection');
  const expected: Readonly<Record<string, Partial<Record<string, ReadValue>> | string>> = {
    ok: { IsOk: true, State: 'Ok', UserExplanation: 'hi' },
    order: { IsOk: true, State: 'Warning', UserExplanation: 'hi' },
    'spec-order': { IsOk: true, State: 'Warning', ErrorCode: 'E', TechExplanation: 't' },
    'extra-derived': { IsOk: true, UserExplanation: 'hi' },
    'members-default-ns': { IsOk: true },
    'pretty-comments': { IsOk: true, UserExplanation: 'hi' },
    'header-mu': { IsOk: true },
    'bool-True': { IsOk: true },
    'itype-unknown': { IsOk: true },
    'xmldecl-utf8': { IsOk: true },
    'fault-500': 'fault',
    'fault-500-ns-code': 'fault',
    'fault-no-lang-detail': 'fault',
    'html-200': 'unreadable',
    'soap12-env': 'unreadable',
    'empty-200': 'unreadable',
    'result-missing': 'empty',
    'result-wrong-name': 'empty',
  };
  for (const [name, want] of Object.entries(expected)) {
    const message = read(bodyOf(readFixture(`client-tolerance/${name}.response.http`)), result);
    if (typeof want === 'string') assert.equal(message.kind, want, name);
    else if (message.kind !== 'carrier' || message.value === null) assert.fail(`${name}: ${JSON.stringify(message)}`);
    else for (const [member, value] of Object.entries(want)) assert.equal(message.value[member], value, name);
  }
});

test('actors come out while the body still arrives, and are not kept', () => {
  const wire = operation(wcfProfile(wcfDefaults), 'WSGetActors');
  const items: ReadValue[] = [];
  const reader = new MessageReader({
    carrierOf: () => wire.result,
    streamed: { member: 'Actors', item: (value) => items.push(value) },
  });
  const text = readFixture('net/A/WSGetActors.response.xml');
  const firstEnds = text.indexOf('</a:ErpActorWS>') + '</a:ErpActorWS>'.length;
  assert.equal(reader.write(text.slice(0, firstEnds)), undefined);
  assert.equal(items.length, 1);
  reader.write(text.slice(firstEnds));
  const message = reader.end();
  assert.equal(items.length, 4);
  assert.deepEqual(message.kind === 'carrier' && message.value?.Actors, []);
});

test('a member that comes twice counts once; text with an element in it, numbers that are none are told', () => {
  const wire = operation(wcfProfile(oneNamespace), 'WSTestConnection');
  const wrap = (inner: string): string =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><R xmlns="${oneNamespace.service}"><WSTestConnectionResult>${inner}</WSTestConnectionResult></R></s:Body></s:Envelope>`;
  const twice = read(wrap('<IsOk>true</IsOk><IsOk>false</IsOk>'), wire.result);
  assert.equal(twice.kind === 'carrier' && twice.value?.IsOk, true);
  const odd = read(wrap('<IsOk>perhaps</IsOk>'), wire.result);
  assert.equal(odd.kind === 'carrier' && odd.value?.IsOk, null);
  assert.match(odd.kind === 'carrier' ? (odd.problems[0] ?? '') : '', /neither true nor false/);
  assert.equal(read(wrap('<IsOk>true</IsOk><State>Ok').slice(0, -60), wire.result).kind, 'unreadable');
});

test('bombs are refused: nesting, entities, one endless text', () => {
  const { result } = operation(wcfProfile(wcfDefaults), 'WSTestConnection');
  const head = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>';
  assert.match(reasonOf(read(head + '<a>'.repeat(60_000), result, 4096)), /nested deeper/);
  assert.match(reasonOf(read(`<!DOCTYPE a [<!ENTITY b "b">]>${head}`, result)), /document type/);
  const reader = new MessageReader({ carrierOf: () => result, limits: { kept: 10_000 } });
  let failed: Message | undefined = reader.write(`${head}<x>`);
  let pieces = 0;
  while (failed === undefined && pieces < 1_000) {
    failed = reader.write('y'.repeat(1_000));
    pieces += 1;
  }
  assert.ok(pieces < 20);
  assert.match(reasonOf(failed ?? assert.fail()), /more than 10000 characters/);
});
const reasonOf = (message: Message): string => (message.kind === 'unreadable' ? message.reason : message.kind);

test('characters that XML cannot hold are found before they are sent', () => {
  assert.equal(illegalIn('æøå 😀 \t\r\n'), undefined);
  assert.equal(illegalIn('a\u0001'), '\u0001');
  assert.equal(illegalIn('\uFFFE'), '\uFFFE');
  assert.equal(illegalIn('half \uD83D'), '\uD83D');
});
