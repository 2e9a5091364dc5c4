/**
 * Captured answers damaged by chance, read through the whole client. Each ends in an outcome; where it is done without a word,
 * its value is what the original said: nothing wrong is taken as right in silence.
 *
 * Two things no reader can see: a text that became another text, and a nil or an element that is gone without a trace, which is
 * what a host may have meant. They are allowed where the damage can have done them.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { collect, type Connection, type Outcome } from '@kobling/sdk';
import { seededRandom } from '@kobling/sdk/memory';
import { soapConnection } from '../client/connection.ts';
import { Service } from '../client/service.ts';
import { oneNamespace, wcfDefaults, wcfProfile } from '../contract/built-in.ts';
import type { Profile } from '../contract/profile.ts';
import { type MutationName, mutated, mutationNames } from './mutate.ts';
import { newActor, patience } from './subject.ts';

interface Sample {
  readonly name: string;
  readonly profile: Profile;
  readonly body: string;
  readonly ask: (connection: Connection) => Promise<Outcome<unknown>>;
}
const call = { signal: patience() };
const typed = { actorType: 'Customer', fieldKeys: [] } as const;
const parent = { actorType: 'Customer', erpKey: '1' } as const;
const change = { actorType: 'Customer', erpKey: '1', fieldValues: {} } as const;
const asks: Readonly<Record<string, Sample['ask']>> = {
  WSTestConnection: (connection) => connection.test(call),
  WSGetSupportedActorTypes: (connection) => connection.actorTypes(call),
  WSGetSupportedActorTypeFields: (connection) => connection.fields('Customer', call),
  WSGetSearchableFields: (connection) => connection.searchableFields('Customer', call),
  WSGetActors: (connection) => collect(connection.getActors({ ...typed, erpKeys: [] }, call)),
  WSGetActorsByTimestamp: (connection) =>
    collect(connection.getChangedActors({ ...typed, updatedOnOrAfter: '' }, call)),
  WSSearchActors: (connection) => collect(connection.search({ ...typed, text: '' }, call)),
  WSSearchActorByParent: (connection) => collect(connection.search({ ...typed, text: '', parent }, call)),
  WSSearchActorsAdvanced: (connection) => collect(connection.searchAdvanced({ ...typed, restrictions: [] }, call)),
  WSCreateActor: (connection) => connection.createActor(newActor, call),
  WSSaveActors: (connection) => connection.saveActors([change], call),
  WSGetList: (connection) => connection.getList('x', undefined, call),
  WSGetListItems: (connection) => connection.getList('x', ['1'], call),
};

const captured = new URL('../../captured/', import.meta.url);
const folders = { 'net/A': wcfDefaults, 'net/B': oneNamespace, php: wcfDefaults, zeep: wcfDefaults } as const;
const samples = Object.entries(folders).flatMap(([folder, namespaces]) =>
  readdirSync(new URL(`${folder}/`, captured))
    .filter((file) => file.includes('.response.'))
    .flatMap((file): readonly Sample[] => {
      const text = readFileSync(new URL(`${folder}/${file}`, captured), 'utf8');
      const ask = asks[/WS\w+/.exec(file)?.[0] ?? ''];
      const body = text.slice(Math.max(0, text.indexOf('<')));
      return ask === undefined ? [] : [{ name: `${folder}/${file}`, profile: wcfProfile(namespaces), body, ask }];
    }),
);

function answerTo({ profile, ask }: Sample, body: string): Promise<Outcome<unknown>> {
  const fetch: typeof globalThis.fetch = () =>
    Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/xml; charset=utf-8' } }));
  const endpoint = { url: 'http://erp.test/', fetch };
  return ask(soapConnection(new Service({ contract: { profile }, endpoint, guid: 'g', config: {} })));
}

/** What the damage may have changed without a trace. */
interface Allowed {
  /** Texts. */
  readonly text: boolean;
  /** A nil or an element taken away, exchanged with another or put in twice. */
  readonly element: boolean;
}
const allowed: Readonly<Record<MutationName, Allowed>> = {
  flipMarkup: { text: false, element: false },
  flipText: { text: true, element: false },
  cut: { text: false, element: false },
  cutOut: { text: true, element: true },
  doubled: { text: false, element: true },
  swapTags: { text: false, element: true },
  swapNames: { text: false, element: false },
  otherNamespace: { text: false, element: false },
  putIn: { text: true, element: false },
};

const plain = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first place where a value differs in a way that the damage does not allow. */
function wrongAt(before: unknown, after: unknown, may: Allowed, path = 'value'): string | undefined {
  if (isDeepStrictEqual(before, after)) return undefined;
  if (typeof before === 'string' && typeof after === 'string') {
    if (may.text || (may.element && (before === '' || after === ''))) return undefined;
  } else if (typeof before === 'number' && typeof after === 'number' && may.text) {
    return undefined;
  } else if (Array.isArray(before) && Array.isArray(after)) {
    const items: readonly unknown[] = may.element ? [...new Set(after.map((item) => JSON.stringify(item)))] : after;
    if (!may.element && items.length !== before.length) return `${path} has ${items.length} items`;
    if (may.element && may.text) return undefined;
    for (const [index, item] of before.entries()) {
      const wrong = wrongAt(item, after[index], may, `${path}[${index}]`);
      if (wrong !== undefined && !may.element) return wrong;
    }
    return undefined;
  } else if (isRecord(before) && isRecord(after)) {
    for (const key of Object.keys(after))
      if (!(key in before) && !may.text && !may.element) return `${path}.${key} came from nowhere`;
    for (const [key, value] of Object.entries(before)) {
      // What is absent was not observed.
      const wrong = key in after ? wrongAt(value, after[key], may, `${path}.${key}`) : undefined;
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  return `${path} is ${JSON.stringify(after)}`;
}

const count = Number(process.env['DAMAGED'] ?? 1_000);
test(`${count} damaged answers: an outcome each, and nothing wrong is taken as right in silence`, async () => {
  const random = seededRandom(Number(process.env['SEED'] ?? 5));
  assert.ok(samples.length > 60, String(samples.length));
  const seen = { 'the same': 0, 'not done': 0, told: 0, 'may be': 0 };
  for (let turn = 0; turn < count; turn += 1) {
    const sample = samples[Math.floor(random() * samples.length)];
    const name = mutationNames[turn % mutationNames.length];
    if (sample === undefined || name === undefined) return assert.fail();
    const { text, how } = mutated(sample.body, name, random);
    const before = await answerTo(sample, sample.body);
    const after = await answerTo(sample, text);
    const where = `${turn}: ${sample.name}, ${how}`;
    if (after.status !== 'done') {
      assert.match(after.reason.message, /[.!?…]$|\w/, where);
      assert.notEqual(after.reason.code, '', where);
      seen['not done'] += 1;
    } else if (isDeepStrictEqual(before, after)) seen['the same'] += 1;
    else if (after.notice !== undefined && !isDeepStrictEqual(before.status === 'done' && before.notice, after.notice))
      seen.told += 1;
    else {
      const may = allowed[name];
      if (before.status !== 'done') assert.ok(may.text, `${where}: what was refused is done`);
      else assert.equal(wrongAt(plain(before.value), plain(after.value), may), undefined, `${where}\n${text}`);
      seen['may be'] += 1;
    }
  }
  for (const [what, times] of Object.entries(seen)) assert.ok(times > count / 100, `${what}: ${times}`);
});
