/** H32: a connector that tells changes by fingerprints must never skip one, whatever dies or is lost in between. */
import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { type Actor, type Connection, collect, isDone } from '@kobling/sdk';
import { actors, type Bench, bench, call, value } from './testing.ts';

const rows = (...lines: readonly string[]): string => `${['Id;Name;LastModified', ...lines].join('\n')}\n`;
const three = rows('1;Ada;1', '2;Bo;2', '3;Cy;3');
const poll = (connection: Connection, updatedOnOrAfter: string): Promise<readonly Actor[]> =>
  actors(connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter, fieldKeys: ['Name'] }, call));
const keys = (found: readonly Actor[]): string[] => found.map((actor) => actor.erpKey);
const newest = (found: readonly Actor[]): string => found.at(-1)?.lastModified ?? '';
const lowest = (found: readonly Actor[]): bigint => BigInt(found[0]?.lastModified ?? 0);
const stateFile = async (book: Bench): Promise<string> => {
  const [name] = (await readdir(book.stateDir)).filter((file) => file.endsWith('.log'));
  assert.ok(name !== undefined);
  return join(book.stateDir, name);
};

test('H32 the hub dies between reading and settling: the same cursor gives the same rows again', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const first = await book.open();
  const cursor = newest(await poll(first, ''));
  await book.write('Customer.csv', rows('1;Ada;1', '2;Bob;2', '3;Cyd;3'));
  const seen = await poll(first, cursor);
  assert.deepEqual(keys(seen), ['2', '3']);
  const again = await book.open();
  assert.deepEqual(await poll(again, cursor), seen);
  assert.deepEqual(await poll(again, cursor), seen);
});

test('H32 stamps are on disk before the first row is answered', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const connection = await book.open();
  const stream = connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: [] }, call);
  const iterator = stream[Symbol.asyncIterator]();
  const step = await iterator.next();
  assert.ok(step.done !== true);
  assert.match(
    await readFile(await stateFile(book), 'utf8'),
    new RegExp(`"row","Customer","1","[^"]+","${step.value.lastModified}"`),
  );
  await iterator.return?.();
});

test('H32 the snapshot is lost: every row is stamped anew, above all stamps before', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const cursor = newest(await poll(await book.open(), ''));
  await rm(book.stateDir, { recursive: true });
  book.now = new Date(book.now.getTime() + 1000);
  const after = await poll(await book.open(), cursor);
  assert.deepEqual(keys(after), ['1', '2', '3']);
  assert.ok(lowest(after) > BigInt(cursor));
});

test('H32 the snapshot is lost and the clock went back: a cursor above the counter lifts it', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const cursor = newest(await poll(await book.open(), ''));
  await rm(book.stateDir, { recursive: true });
  book.now = new Date('2001-01-01T00:00:00Z');
  const after = await poll(await book.open(), cursor);
  assert.deepEqual(keys(after), ['1', '2', '3']);
  assert.ok(lowest(after) > BigInt(cursor));
});

test('H32 a cursor above the counter lifts it exactly, beyond what a float can hold, and once', async (t) => {
  const book = await bench(t, { 'Customer.csv': three, 'Project.csv': 'Id;Name\n7;Bridge\n' });
  const connection = await book.open();
  await poll(connection, '');
  const project = newest(
    await actors(connection.getChangedActors({ actorType: 'Project', updatedOnOrAfter: '', fieldKeys: [] }, call)),
  );
  const foreign = '90071992547409930000001';
  const after = await poll(connection, foreign);
  assert.deepEqual(
    after.map((actor) => actor.lastModified),
    [2n, 3n, 4n].map((n) => String(90071992547409930000000n + n)),
  );
  assert.deepEqual(await poll(connection, foreign), after);
  const projects = await actors(
    connection.getChangedActors({ actorType: 'Project', updatedOnOrAfter: project, fieldKeys: [] }, call),
  );
  assert.ok(lowest(projects) > BigInt(foreign));
});

test('H32 a damaged snapshot counts as lost; a torn last batch as never written', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const before = await poll(await book.open(), '');
  const path = await stateFile(book);
  await appendFile(path, '["row","Customer","1","torn');
  assert.deepEqual(await poll(await book.open(), ''), before);
  await book.write('Customer.csv', rows('1;Ada;1', '2;Bo;2', '3;Cyd;3'));
  assert.deepEqual(keys(await poll(await book.open(), newest(before))), ['3']);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"Customer","1"', '"Customer","9"'));
  const after = await poll(await book.open(), newest(before));
  assert.deepEqual(keys(after), ['1', '2', '3']);
  assert.ok(lowest(after) > BigInt(newest(before)));
  assert.ok(book.logged.some((line) => line.includes('damaged')));
});

test('H32 rows pasted over with only one of them stamped are all found', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const connection = await book.open();
  const cursor = newest(await poll(connection, ''));
  await book.write('Customer.csv', rows('1;Ada L;1', '2;Bob;9', '3;Cy;3', '4;Di;'));
  const after = await poll(connection, cursor);
  assert.deepEqual(keys(after), ['3', '1', '2', '4']);
});

test('H32 a deleted row is not answered, and counts as changed when it comes back', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const connection = await book.open();
  const cursor = newest(await poll(connection, ''));
  await book.write('Customer.csv', rows('1;Ada;1', '3;Cy;3'));
  assert.deepEqual(
    keys(await actors(connection.getActors({ actorType: 'Customer', erpKeys: ['1', '2'], fieldKeys: [] }, call))),
    ['1'],
  );
  assert.deepEqual(keys(await poll(connection, cursor)), ['3']);
  await book.write('Customer.csv', three);
  assert.deepEqual(keys(await poll(connection, cursor)), ['3', '2']);
});

test('H32 a row moved, sorted or a column inserted beside it is no change', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const connection = await book.open();
  const cursor = newest(await poll(connection, ''));
  await book.write('Customer.csv', 'Id;Remark;Name;LastModified\n3;;Cy;3\n1;;Ada;1\n2;;Bo;2\n');
  assert.deepEqual(keys(await poll(connection, cursor)), ['3']);
});

test('H32 our own save gets a stamp above the cursor, so that it is seen again and recognised', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const connection = await book.open();
  const cursor = newest(await poll(connection, ''));
  const [result] = value(
    await connection.saveActors([{ actorType: 'Customer', erpKey: '1', fieldValues: { Name: 'Eve' } }], call),
  );
  assert.ok(result?.status === 'saved');
  assert.deepEqual(
    (await poll(connection, cursor)).map((actor) => [actor.erpKey, actor.lastModified]),
    [
      ['3', cursor],
      ['1', result.actor.lastModified],
    ],
  );
});

test('H32 two connections on one state folder agree on stamps', async (t) => {
  const book = await bench(t, { 'Customer.csv': three });
  const [one, two] = [await book.open(), await book.open()];
  const outcomes = await Promise.all(
    [one, two, one, two].map((connection) =>
      collect(connection.getChangedActors({ actorType: 'Customer', updatedOnOrAfter: '', fieldKeys: [] }, call)),
    ),
  );
  const [first, ...others] = outcomes.map((outcome) => (isDone(outcome) ? outcome.value : []));
  assert.equal(first?.length, 3);
  for (const other of others) assert.deepEqual(other, first);
});
