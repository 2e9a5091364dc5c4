/** What a connection over records does for its author: checks, parents, lists, failures and loose keys. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conformanceTests } from '../conformance/index.ts';
import { collect, done, reason } from '../outcome.ts';
import { checkConfig, defineFields, double, list, text } from '../schema.ts';
import type { Connection, ConnectorHost, ErpActorType, FieldValues, Outcome } from '../types.ts';
import { recordConnection } from './connection.ts';
import type { ErpRecord, RecordParent, RecordSource } from './source.ts';

const call = { signal: new AbortController().signal };
const customer = defineFields({
  name: text({ mandatory: true, maxLength: 20 }),
  group: list('groups', { defaultValue: 'A' }),
  credit: double(),
  balance: double({ readOnly: true }),
});
const person = defineFields({ name: text({ mandatory: true }) });

/** A table of records in memory, with one counter for all its types. */
function table() {
  let stamp = 0;
  const rows = new Map<string, ErpRecord & { readonly type: ErpActorType }>();
  const source = (type: ErpActorType, fields: RecordSource['fields'], parents?: readonly ErpActorType[]) => {
    const of = (wanted: (row: ErpRecord) => boolean) =>
      [...rows.values()].filter((row) => row.type === type && wanted(row));
    const put = (key: string, values: FieldValues, parent?: RecordParent): void => {
      stamp += 1;
      const before = rows.get(key)?.values ?? {};
      const kept = parent ?? rows.get(key)?.parent;
      rows.set(key, {
        type,
        key,
        lastModified: String(stamp),
        values: { ...before, ...values },
        ...(kept === undefined ? {} : { parent: kept }),
      });
    };
    return {
      fields,
      ...(parents === undefined ? {} : { parents }),
      all: () => of(() => true),
      byKeys: (keys: readonly string[]) => of((row) => keys.includes(row.key)),
      changedSince: (since: string) => of((row) => Number(row.lastModified) >= Number(since)),
      create: (values: FieldValues, parent: RecordParent | undefined) => {
        const key = String(rows.size + 1);
        put(key, values, parent);
        return key;
      },
      save: (key: string, values: FieldValues) => put(key, values),
    } satisfies RecordSource;
  };
  return {
    types: { Customer: source('Customer', customer.fields), Person: source('Person', person.fields, ['Customer']) },
    lists: { groups: { A: 'Retail', B: 'Public' } },
  };
}

const host: ConnectorHost = {
  guid: '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf',
  stateDir: undefined,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve(done(path)),
  fetch,
  now: () => new Date(0),
  log: () => {},
};

conformanceTests('a connection over records', async () => {
  const sources = table();
  const key = sources.types.Customer.create({ name: 'Nordlys', group: 'B', credit: '10.50', balance: '3' }, undefined);
  sources.types.Person.create({ name: 'Ada' }, { actorType: 'Customer', erpKey: key });
  return {
    connector: {
      name: 'records',
      displayName: 'Records',
      configFields: () => [],
      testConfig: (config) => Promise.resolve(checkConfig([], config)),
      open: () => Promise.resolve(done(recordConnection(sources))),
    },
    config: {},
    host,
    write: true,
  };
});

const codeOf = (outcome: Outcome<unknown>): string => (outcome.status === 'done' ? 'done' : outcome.reason.code);
const creating = (connection: Connection, fieldValues: FieldValues, parentErpKey?: string) =>
  connection.createActor(
    parentErpKey === undefined
      ? { actorType: 'Customer', fieldValues }
      : { actorType: 'Person', fieldValues, parentActorType: 'Customer', parentErpKey },
    call,
  );

describe('a connection over records', () => {
  test('a create gets the defaults, and names every field that does not fit', async () => {
    const connection = recordConnection(table());
    const made = await creating(connection, { name: 'Acme', credit: '[F:1.20]' });
    assert.deepEqual(made.status === 'done' && made.value.fieldValues, {
      name: 'Acme',
      group: 'A',
      credit: '[F:1.2]',
      balance: '',
    });
    const refused = await creating(connection, { name: 'x'.repeat(21), group: 'Z', balance: '[F:1]' });
    assert.deepEqual(refused.status === 'rejected' && Object.keys(refused.reason.fields ?? {}), [
      'name',
      'group',
      'balance',
    ]);
  });

  test('a child needs a parent of the right type that exists', async () => {
    const connection = recordConnection(table());
    const wanted = { name: 'Ada' };
    assert.equal(
      codeOf(await connection.createActor({ actorType: 'Person', fieldValues: wanted }, call)),
      'parent.invalid',
    );
    assert.equal(codeOf(await creating(connection, wanted, '99')), 'parent.invalid');
    await creating(connection, { name: 'Acme' });
    const made = await creating(connection, wanted, '1');
    assert.equal(made.status === 'done' && made.value.parentErpKey, '1');
  });

  test('what the ERP throws makes a read wait and a write doubtful', async () => {
    const { types } = table();
    const broken = (): never => {
      throw new Error('database is locked');
    };
    const reading = recordConnection({ types: { Customer: { ...types.Customer, all: broken } }, test: broken });
    const read = await collect(reading.search({ actorType: 'Customer', text: '', fieldKeys: [] }, call));
    assert.equal(read.status, 'retry');
    assert.equal((await reading.test(call)).status, 'retry');
    const writing = recordConnection({ types: { Customer: { ...types.Customer, create: broken, save: broken } } });
    const made = await creating(writing, { name: 'Acme', group: '' });
    assert.equal(made.status, 'rejected', 'the list is unknown here');
    const doubtful = recordConnection({ ...table(), types: { Customer: { ...types.Customer, create: broken } } });
    assert.equal((await creating(doubtful, { name: 'Acme' })).status, 'unknown');
  });

  test('a refusal of the ERP is told for its record alone; one of unknown outcome ends the call', async () => {
    const sources = table();
    const { Customer } = sources.types;
    for (const name of ['A', 'B', 'C']) Customer.create({ name }, undefined);
    const change = (erpKey: string) => ({ actorType: 'Customer' as const, erpKey, fieldValues: { name: 'New' } });
    const save = async (act: RecordSource['save']) =>
      recordConnection({ ...sources, types: { Customer: { ...Customer, save: act } } }).saveActors(
        ['1', '2', '3'].map(change),
        call,
      );
    const refused = await save((key, values) =>
      key === '2' ? reason('erp.no', 'Not that one.') : Customer.save(key, values),
    );
    assert.deepEqual(refused.status === 'done' && refused.value.map(({ status }) => status), [
      'saved',
      'rejected',
      'saved',
    ]);
    const failing = await save((key, values) => {
      if (key === '2') throw new Error('gone away');
      return Customer.save(key, values);
    });
    assert.equal(failing.status === 'done' && failing.value.length, 1, 'the first is confirmed, the others are not');
    assert.equal(failing.status === 'done' && failing.notice?.code, 'erp.failed');
  });

  test('an answer for a key that was not asked for is left out', async () => {
    const { types } = table();
    types.Customer.create({ name: 'Acme' }, undefined);
    const loose = recordConnection({ types: { Customer: { ...types.Customer, byKeys: () => types.Customer.all() } } });
    const found = await collect(loose.getActors({ actorType: 'Customer', erpKeys: ['01'], fieldKeys: ['name'] }, call));
    assert.deepEqual(found, done([]));
  });

  test('a caller that hung up gets no more', async () => {
    const sources = table();
    for (let n = 0; n < 600; n += 1) sources.types.Customer.create({ name: `C${n}` }, undefined);
    const caller = new AbortController();
    const connection = recordConnection(sources);
    let seen = 0;
    const stream = connection.search({ actorType: 'Customer', text: '', fieldKeys: [] }, { signal: caller.signal });
    const iterator = stream[Symbol.asyncIterator]();
    for (;;) {
      const step = await iterator.next();
      if (step.done === true) {
        assert.equal(step.value?.status, 'retry');
        break;
      }
      seen += 1;
      if (seen === 10) caller.abort();
    }
    assert.equal(seen, 256);
  });
});
