import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryConnector, sampleErp } from '../memory/index.ts';
import { collect } from '../outcome.ts';
import { bareText, decodeValue } from '../values.ts';
import type { Actor, ActorStream, CallOptions, Connection, ConnectorHost, FieldType } from '../types.ts';
import { type Culture, cultureExample, cultureOf, cultures, inCulture, readInCulture } from './index.ts';

const of = (name: string): Culture => {
  const culture = cultureOf(name);
  if (culture === undefined) throw new Error(name);
  return culture;
};

const read: readonly (readonly [string, FieldType, string, string])[] = [
  ['de-DE', 'double', '1.234,50', '[F:1234.5]'],
  ['de-DE', 'double', '-1.234.567,891', '[F:-1234567.891]'],
  ['de-DE', 'double', '1234,5', '[F:1234.5]'],
  ['de-DE', 'double', '1.234', '[F:1234]'],
  ['de-DE', 'double', ',5', '[F:0.5]'],
  ['de-DE', 'double', '1,5E+16', '[F:15000000000000000]'],
  ['de-DE', 'double', '[F:1.234]', '[F:1.234]'],
  ['de-DE', 'integer', '1.234', '[I:1234]'],
  ['de-DE', 'integer', '1.234,00', '[I:1234]'],
  ['de-DE', 'text', '1.234,50', '1.234,50'],
  ['de-DE', 'list', '1.234', '1.234'],
  ['de-DE', 'double', '  ', '  '],
  ['DE-de', 'datetime', '31.12.2026', '[DT:12/31/2026 00:00:00.0000000]'],
  ['de-DE', 'datetime', '1.2.2026 9:05', '[DT:02/01/2026 09:05:00.0000000]'],
  ['de-DE', 'datetime', '31.12.2026 23:59:58', '[DT:12/31/2026 23:59:58.0000000]'],
  ['de-DE', 'datetime', '2026-12-31T23:59:58', '[DT:12/31/2026 23:59:58.0000000]'],
  ['nb-NO', 'double', '1\u00A0234\u00A0567,5', '[F:1234567.5]'],
  ['nb-NO', 'double', '\u22121 234,5', '[F:-1234.5]'],
  ['fr-FR', 'double', '1\u202F234,5', '[F:1234.5]'],
  ['de-CH', 'double', '1’234.50', '[F:1234.5]'],
  ['en-US', 'double', '1,234.50', '[F:1234.5]'],
  ['en-US', 'datetime', '12/31/2026 11:59:58 PM', '[DT:12/31/2026 23:59:58.0000000]'],
  ['en-US', 'datetime', '1/2/2026 12:05:00\u202FAM', '[DT:01/02/2026 00:05:00.0000000]'],
  ['en-GB', 'datetime', '01/02/2026 10:00:00', '[DT:02/01/2026 10:00:00.0000000]'],
  ['fi-FI', 'datetime', '1.2.2026 10.00.00', '[DT:02/01/2026 10:00:00.0000000]'],
  ['cs-CZ', 'datetime', '31. 12. 2026 1:02:03', '[DT:12/31/2026 01:02:03.0000000]'],
  ['hu-HU', 'datetime', '2026. 12. 31. 1:02:03', '[DT:12/31/2026 01:02:03.0000000]'],
];
for (const [name, type, wire, expected] of read)
  test(`${name} ${type} ${JSON.stringify(wire)} is ${expected}`, () =>
    assert.equal(readInCulture(of(name), type, wire), expected));

const refused: readonly (readonly [string, FieldType, string])[] = [
  ['de-DE', 'double', '1234.5'],
  ['de-DE', 'double', '1,234.50'],
  ['de-DE', 'double', '1.23,5'],
  ['de-DE', 'double', '1.234.5'],
  ['de-DE', 'double', '1 234,5'],
  ['de-DE', 'double', '1,2,3'],
  ['de-DE', 'double', '(1,50)'],
  ['de-DE', 'double', '1,50 €'],
  ['de-DE', 'double', 'viel'],
  ['nb-NO', 'double', '1.234'],
  ['en-US', 'double', '1.234,50'],
  ['de-DE', 'datetime', '12/31/2026'],
  ['de-DE', 'datetime', '31.12.26'],
  ['de-DE', 'datetime', '30.02.2026'],
  ['de-DE', 'datetime', '31.12-2026'],
  ['de-DE', 'datetime', '31.12.2026 25:00'],
  ['en-US', 'datetime', '31/12/2026'],
  ['en-US', 'datetime', '12/31/2026 13:00 PM'],
  ['sv-SE', 'datetime', '31-12-2026'],
];
for (const [name, type, wire] of refused)
  test(`${name} ${type} ${JSON.stringify(wire)} is refused, not guessed`, () =>
    assert.equal(readInCulture(of(name), type, wire), undefined));

test('each culture reads its own example, and its marks cannot be taken for each other', () => {
  assert.ok(cultures.length > 40);
  for (const culture of cultures) {
    const { name, number, date } = cultureExample(culture);
    assert.equal(readInCulture(culture, 'double', number), '[F:1234.5]', name);
    assert.equal(readInCulture(culture, 'datetime', date), '[DT:12/31/2026 00:00:00.0000000]', name);
    assert.ok(!culture.groups.includes(culture.decimal), name);
    assert.equal(cultureOf(name), culture);
  }
  assert.equal(cultureOf('xx-XX'), undefined);
});

const call = (): CallOptions => ({ signal: new AbortController().signal });
const host: ConnectorHost = {
  guid: '00000000-0000-0000-0000-000000000001',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve({ status: 'done', value: path }),
  fetch: () => Promise.reject(new Error('no network here')),
  now: () => new Date(0),
  log: () => {},
};

describe('a connection in its culture', () => {
  const budgets = { '[F:1234.5]': '1.234,50', '[F:7]': '7', '[F:1.5]': '1.5' } as const;
  /** The sample ERP, writing numbers as German does, once as nobody does. */
  const german = (inner: Connection): Connection => {
    const spoken = (actor: Actor): Actor => {
      const { Budget, ...others } = actor.fieldValues;
      const known = budgets as Readonly<Record<string, string>>;
      return Budget === undefined ? actor : { ...actor, fieldValues: { ...others, Budget: known[Budget] ?? Budget } };
    };
    async function* spokenStream(stream: ActorStream) {
      const iterator = stream[Symbol.asyncIterator]();
      for (;;) {
        const step = await iterator.next();
        if (step.done === true) return step.value;
        yield spoken(step.value);
      }
    }
    return {
      test: (options) => inner.test(options),
      actorTypes: (options) => inner.actorTypes(options),
      fields: (type, options) => inner.fields(type, options),
      searchableFields: (type, options) => inner.searchableFields(type, options),
      getChangedActors: (query, options) => inner.getChangedActors(query, options),
      searchAdvanced: (query, options) => inner.searchAdvanced(query, options),
      getList: (list, keys, options) => inner.getList(list, keys, options),
      close: () => inner.close(),
      getActors: (query, options) => spokenStream(inner.getActors(query, options)),
      search: (query, options) => spokenStream(inner.search(query, options)),
      createActor: async (actor, options) => {
        const made = await inner.createActor(actor, options);
        return made.status === 'done' ? { ...made, value: spoken(made.value) } : made;
      },
      saveActors: async (changes, options) => {
        const answer = await inner.saveActors(changes, options);
        if (answer.status !== 'done') return answer;
        return {
          ...answer,
          value: answer.value.map((result) =>
            result.status === 'rejected' ? result : { ...result, actor: spoken(result.actor) },
          ),
        };
      },
    };
  };
  const opened = async () => {
    const connector = memoryConnector(sampleErp);
    const connection = await connector.open({}, host, call());
    if (connection.status !== 'done') throw new Error(connection.reason.message);
    return { world: connector.world, connection: inCulture(german(connection.value), of('de-DE')) };
  };
  const all = async (stream: ActorStream): Promise<readonly Actor[]> => {
    const outcome = await collect(stream);
    if (outcome.status !== 'done') throw new Error(outcome.reason.message);
    return outcome.value;
  };
  const budget = (actor: Actor | undefined): string | undefined => actor?.fieldValues['Budget'];

  test('what comes in is encoded, from searches, creates and saves; what goes out is as it was', async () => {
    const { world, connection } = await opened();
    const made = await connection.createActor(
      { actorType: 'Project', fieldValues: { Nm: 'Bygg', Budget: '[F:1234.5]' } },
      call(),
    );
    assert.equal(made.status === 'done' && budget(made.value), '[F:1234.5]');
    assert.equal(world.count('Project'), 1);
    const actors = await all(
      connection.search({ actorType: 'Project', text: '', fieldKeys: ['Nm', 'Budget'] }, call()),
    );
    assert.deepEqual(actors.map(budget), ['[F:1234.5]']);
    const erpKey = actors[0]?.erpKey ?? '';
    const saved = await connection.saveActors(
      [{ actorType: 'Project', erpKey, fieldValues: { Budget: '[F:7]' } }],
      call(),
    );
    assert.equal(
      saved.status === 'done' && saved.value[0]?.status === 'saved' && budget(saved.value[0].actor),
      '[F:7]',
    );
  });

  test('a value that is neither is refused with its own text, and not taken for another number', async () => {
    const { world, connection } = await opened();
    world.add('Project', { Nm: 'Bygg', Budget: '1.5' });
    const actors = await all(
      connection.search({ actorType: 'Project', text: '', fieldKeys: ['Nm', 'Budget'] }, call()),
    );
    const wire = budget(actors[0]) ?? '';
    const decoded = decodeValue('double', wire);
    assert.ok(!decoded.ok);
    assert.equal(decoded.reason.code, 'value.culture');
    assert.match(decoded.reason.message, /^"1\.5" is neither encoded nor as de-DE writes it\. Set /);
    assert.equal(bareText(wire), '1.5');
  });

  test('a field that comes later is read by its type, and one that nobody tells of is left out', async () => {
    const { world, connection } = await opened();
    const fields = world.type('Project')?.fields ?? [];
    world.setFields(
      'Project',
      fields.filter(({ fieldKey }) => fieldKey !== 'Budget'),
    );
    world.add('Project', { Nm: 'Bygg', Budget: '1234.5' });
    const query = { actorType: 'Project', text: '', fieldKeys: ['Nm', 'Budget'] } as const;
    assert.deepEqual((await all(connection.search(query, call()))).map(budget), [undefined]);
    world.setFields('Project', fields);
    assert.deepEqual((await all(connection.search(query, call()))).map(budget), ['[F:1234.5]']);
    async function* more(stream: ActorStream) {
      for await (const actor of { [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() })
        yield { ...actor, fieldValues: { ...actor.fieldValues, Unheard: '1.234' } };
    }
    const odd = inCulture(
      german({ ...connection, search: (wish, options) => more(connection.search(wish, options)) }),
      of('de-DE'),
    );
    const [actor] = await all(odd.search(query, call()));
    assert.deepEqual([actor?.fieldValues['Unheard'], budget(actor)], [undefined, '[F:1234.5]']);
  });

  test('where the fields cannot be had nothing is written, and a stream ends as they did', async () => {
    const { world, connection } = await opened();
    const away = { status: 'retry', reason: { code: 'erp.away', message: 'Away.' } } as const;
    const lost = inCulture({ ...connection, fields: async () => away }, of('de-DE'));
    const made = await lost.createActor({ actorType: 'Project', fieldValues: { Nm: 'X' } }, call());
    assert.deepEqual([made.status, world.count('Project')], ['retry', 0]);
    const read = await collect(lost.search({ actorType: 'Project', text: '', fieldKeys: ['Budget'] }, call()));
    assert.equal(read.status, 'retry');
  });
});
