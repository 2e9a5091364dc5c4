import assert from 'node:assert/strict';
import test from 'node:test';
import { collect } from '@kobling/sdk';
import { actors, bench, call, refusal, value } from './testing.ts';

const customers =
  'CustNo;Name;Phone;Credit;Active;Since;CustGroup;LastModified\n10001;Acme;22334455;1000,50;Ja;2020-01-31;G;2026-01-01 10:00:00\n10002;Beta;;20;Nei;2021-12-01;S;2026-01-01 10:00:00\n';
const files = {
  'Customers.csv': customers,
  'Persons.csv': 'PersonNo;Name;CustNo\nP001;Ada;10001\nP002;Bo;10002\n',
  'CustGroup.csv': 'Key;Name\nG;Gold\nS;Silver\n',
};
const all = ['CustNo', 'Name', 'Phone', 'Credit', 'Active', 'Since', 'CustGroup', 'Nothing'];

test('fields are told from the data', async (t) => {
  const connection = await (await bench(t, files)).open();
  assert.deepEqual(value(await connection.actorTypes(call)), ['Customer', 'Person']);
  const fields = value(await connection.fields('Customer', call));
  assert.deepEqual(
    fields.map(({ fieldKey, type, access, listName }) => [fieldKey, type, access, listName].join(' ').trim()),
    [
      'CustNo text readOnly',
      'Name text normal',
      'Phone text normal',
      'Credit double normal',
      'Active checkbox normal',
      'Since datetime normal',
      'CustGroup list normal CustGroup',
      'LastModified datetime readOnly',
    ],
  );
});

test('rows are actors, and unknown fields and keys are left out', async (t) => {
  const connection = await (await bench(t, files)).open();
  const [actor, ...others] = await actors(
    connection.getActors({ actorType: 'Customer', erpKeys: ['10001', 'nobody'], fieldKeys: all }, call),
  );
  assert.deepEqual(others, []);
  assert.deepEqual(actor?.fieldValues, {
    CustNo: '10001',
    Name: 'Acme',
    Phone: '22334455',
    Credit: '[F:1000.5]',
    Active: '[I:1]',
    Since: '[DT:01/31/2020 00:00:00.0000000]',
    CustGroup: 'G',
  });
  const [ada] = await actors(connection.search({ actorType: 'Person', text: 'ada', fieldKeys: ['Name'] }, call));
  assert.deepEqual([ada?.parentActorType, ada?.parentErpKey, ada?.fieldValues], ['Customer', '10001', { Name: 'Ada' }]);
  const inParent = await actors(
    connection.search(
      { actorType: 'Person', text: '', fieldKeys: [], parent: { actorType: 'Customer', erpKey: '10002' } },
      call,
    ),
  );
  assert.deepEqual(
    inParent.map((actor) => actor.erpKey),
    ['P002'],
  );
  const rich = await actors(
    connection.searchAdvanced(
      {
        actorType: 'Customer',
        restrictions: [{ fieldKey: 'Credit', operator: '>', values: ['[F:100]'] }],
        fieldKeys: ['Name'],
      },
      call,
    ),
  );
  assert.deepEqual(
    rich.map((actor) => actor.fieldValues),
    [{ Name: 'Acme' }],
  );
  assert.deepEqual(
    [...value(await connection.getList('CustGroup', undefined, call))],
    [
      ['G', 'Gold'],
      ['S', 'Silver'],
    ],
  );
  assert.deepEqual([...value(await connection.getList('CustGroup', ['S', 'X'], call))], [['S', 'Silver']]);
});

test('a save changes only the cells concerned and answers what the file then holds', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  const [before] = await actors(
    connection.getActors({ actorType: 'Customer', erpKeys: ['10002'], fieldKeys: [] }, call),
  );
  const results = value(
    await connection.saveActors(
      [
        {
          actorType: 'Customer',
          erpKey: '10002',
          fieldValues: {
            Phone: '004712',
            Credit: '[F:21.25]',
            Active: '[I:1]',
            Since: '[DT:02/28/2022 00:00:00.0000000]',
          },
          expected: { Phone: '', Credit: '[F:20]' },
        },
      ],
      call,
    ),
  );
  assert.equal(results[0]?.status, 'saved');
  assert.equal(
    await book.read('Customers.csv'),
    customers.replace(
      '10002;Beta;;20;Nei;2021-12-01;S;2026-01-01 10:00:00',
      '10002;Beta;004712;21,25;Ja;2022-02-28;S;2026-03-01 13:00:00',
    ),
  );
  const saved = results[0]?.status === 'saved' ? results[0].actor : undefined;
  assert.equal(saved?.fieldValues['Credit'], '[F:21.25]');
  assert.ok(BigInt(saved?.lastModified ?? 0) > BigInt(before?.lastModified ?? 0));
});

test('H27 what changed since is answered as moved and not written', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  await actors(connection.search({ actorType: 'Customer', text: '', fieldKeys: [] }, call));
  const edited = customers.replace('Acme', 'Acme Inc');
  await book.write('Customers.csv', edited);
  const results = value(
    await connection.saveActors(
      [{ actorType: 'Customer', erpKey: '10001', fieldValues: { Name: 'Acme AS' }, expected: { Name: 'Acme' } }],
      call,
    ),
  );
  assert.deepEqual(
    results.map((result) => [result.status, result.status === 'rejected' ? '' : result.actor.fieldValues['Name']]),
    [['moved', 'Acme Inc']],
  );
  assert.equal(await book.read('Customers.csv'), edited);
});

test('a save that changes nothing does not touch the file', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  const results = value(
    await connection.saveActors(
      [{ actorType: 'Customer', erpKey: '10001', fieldValues: { Name: 'Acme', Credit: '[F:1000.500]' } }],
      call,
    ),
  );
  assert.equal(results[0]?.status, 'saved');
  assert.equal(await book.read('Customers.csv'), customers);
});

test('one bad value rejects its own actor and names the field; the others are saved', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  const results = value(
    await connection.saveActors(
      [
        { actorType: 'Customer', erpKey: '10001', fieldValues: { Credit: 'much' } },
        { actorType: 'Customer', erpKey: '10002', fieldValues: { Name: 'Beta AS' } },
        { actorType: 'Customer', erpKey: '10009', fieldValues: { Name: 'None' } },
        { actorType: 'Person', erpKey: 'P001', fieldValues: { CustNo: '10002' } },
        { actorType: 'Person', erpKey: 'P002', fieldValues: { Name: 'Bob' } },
      ],
      call,
    ),
  );
  assert.deepEqual(
    results.map((result) =>
      result.status === 'rejected'
        ? `${result.reason.code} ${Object.keys(result.reason.fields ?? {}).join()}`
        : result.status,
    ),
    ['workbook.value Credit', 'saved', 'workbook.noRow ', 'workbook.readOnlyColumn CustNo', 'saved'],
  );
  assert.match(await book.read('Customers.csv'), /10002;Beta AS;/);
  assert.match(await book.read('Persons.csv'), /P002;Bob;10002/);
});

test('a list field takes only items of its list', async (t) => {
  const connection = await (await bench(t, files)).open();
  const results = value(
    await connection.saveActors([{ actorType: 'Customer', erpKey: '10001', fieldValues: { CustGroup: 'Q' } }], call),
  );
  assert.match(
    results[0]?.status === 'rejected' ? results[0].reason.message : '',
    /“Q” is not an item of the list CustGroup/,
  );
});

test('a new actor gets the next key and exactly one row', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  const created = value(
    await connection.createActor({ actorType: 'Customer', fieldValues: { Name: 'New', Credit: '[F:5]' } }, call),
  );
  assert.equal(created.erpKey, '10003');
  assert.equal(await book.read('Customers.csv'), `${customers}10003;New;;5;;;;2026-03-01 13:00:00\n`);
  const person = value(
    await connection.createActor(
      { actorType: 'Person', parentActorType: 'Customer', parentErpKey: '10003', fieldValues: { Name: 'Cy' } },
      call,
    ),
  );
  assert.deepEqual([person.erpKey, person.parentErpKey], ['P003', '10003']);
  assert.match(await book.read('Persons.csv'), /\nP003;Cy;10003\n$/);
  const orphan = refusal(
    await connection.createActor(
      { actorType: 'Person', parentActorType: 'Customer', parentErpKey: '77', fieldValues: {} },
      call,
    ),
  );
  assert.equal(orphan.code, 'workbook.noParent');
});

test('the key of a deleted row is not given again', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  await actors(connection.search({ actorType: 'Customer', text: '', fieldKeys: [] }, call));
  await book.write('Customers.csv', customers.split('\n').slice(0, 2).join('\n'));
  assert.deepEqual(
    (await actors(connection.search({ actorType: 'Customer', text: '', fieldKeys: [] }, call))).map(
      (actor) => actor.erpKey,
    ),
    ['10001'],
  );
  assert.equal(
    value(await connection.createActor({ actorType: 'Customer', fieldValues: { Name: 'New' } }, call)).erpKey,
    '10003',
  );
});

test('H13 a call with a lower token than seen is refused, also by another process’s connection', async (t) => {
  const book = await bench(t, files);
  const newer = await book.open();
  const older = await book.open();
  const change = [{ actorType: 'Customer', erpKey: '10001', fieldValues: { Name: 'X' } }] as const;
  value(await newer.saveActors(change, { ...call, token: 7n }));
  assert.equal(
    refusal(await older.saveActors([{ ...change[0], fieldValues: { Name: 'Y' } }], { ...call, token: 6n })).code,
    'connector.fenced',
  );
  assert.equal(
    refusal(
      await collect(
        newer.getActors({ actorType: 'Customer', erpKeys: ['10001'], fieldKeys: [] }, { ...call, token: 6n }),
      ),
    ).code,
    'connector.fenced',
  );
  assert.match(await book.read('Customers.csv'), /10001;X;/);
});

test('two connections that write at the same time lose nothing', async (t) => {
  const book = await bench(t, files);
  const [one, two] = [await book.open(), await book.open()];
  const outcomes = await Promise.all([
    ...[1, 2, 3, 4].map((n) => one.createActor({ actorType: 'Customer', fieldValues: { Name: `One ${n}` } }, call)),
    ...[1, 2, 3, 4].map((n) => two.createActor({ actorType: 'Customer', fieldValues: { Name: `Two ${n}` } }, call)),
  ]);
  const keys = outcomes.map((outcome) => value(outcome).erpKey).sort();
  assert.deepEqual(
    keys,
    Array.from({ length: 8 }, (_, n) => String(10003 + n)),
  );
  assert.equal((await book.read('Customers.csv')).trim().split('\n').length, 11);
});

test('a call that was ended before writing writes nothing', async (t) => {
  const book = await bench(t, files);
  const connection = await book.open();
  const outcome = await connection.saveActors(
    [{ actorType: 'Customer', erpKey: '10001', fieldValues: { Name: 'Z' } }],
    { signal: AbortSignal.abort() },
  );
  assert.equal(outcome.status, 'retry');
  assert.equal(await book.read('Customers.csv'), customers);
});
