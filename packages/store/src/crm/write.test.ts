import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { CrmWrite, EntityKind, FeedPage, FeedPosition } from '@kobling/engine';
import { feedSettled, testDatabase } from '../testing/index.ts';
import {
  addUdefField,
  createEntity,
  currentFeedPosition,
  deleteEntity,
  readCrm,
  readFeed,
  updateEntity,
  writeCrm,
} from './index.ts';

const database = await testDatabase();
const { db } = database;
after(() => database.drop());

/** The feed as it stands once other test files' transactions are out of the way. */
async function here(): Promise<FeedPosition> {
  await feedSettled(db);
  return currentFeedPosition(db);
}
async function news(position: FeedPosition, connection = 1, limit = 100): Promise<FeedPage> {
  await feedSettled(db);
  return readFeed(db, connection, position, limit);
}
const ann = { by: 'ann' };
await addUdefField(db, {
  entity: 'company',
  key: 'colour',
  label: 'Colour',
  type: 'text',
  list: null,
  maxLength: 10,
  rank: 1,
});

async function made(kind: EntityKind, values: Record<string, string>): Promise<number> {
  const created = await createEntity(db, kind, values, ann);
  return created.status === 'done' ? created.value.ref.id : 0;
}
const write = (linkId: number, kind: EntityKind, id: number, fields: CrmWrite['fields'], writer = 3): CrmWrite => ({
  linkId,
  ref: { kind, id },
  fields,
  writer,
});
const run = (writes: readonly CrmWrite[]) => db.transaction((tx) => writeCrm(tx, writes, 'sync'));

void describe('the engine writes by compare-and-set', () => {
  void it('H04 a link of which one field moved is not written at all; the others are', async () => {
    const a = await made('company', { name: 'A', phone: '1' });
    const b = await made('company', { name: 'B', phone: '1' });
    const p = await made('person', { lastName: 'P', mobile: '' });
    await updateEntity(db, { kind: 'company', id: a }, { phone: '3' }, ann);
    const result = await run([
      write(1, 'company', a, { phone: { expected: '1', value: '2' }, name: { expected: 'A', value: 'AA' } }),
      write(2, 'company', b, { phone: { expected: '1', value: '2' }, 'udef.colour': { expected: '', value: 'red' } }),
      write(3, 'person', p, {
        mobile: { expected: '', value: '99' },
        birthDate: { expected: '', value: '1990-01-31' },
      }),
    ]);
    assert.deepEqual([...result.moved], [1]);
    assert.equal(result.written, 2);
    assert.deepEqual(
      [...result.versions],
      [
        [2, 2],
        [3, 2],
      ],
    );
    const rows = await readCrm(db, 'company', [a, b], ['name', 'phone', 'udef.colour', 'nothing']);
    assert.deepEqual(rows.get(a)?.values, { name: 'A', phone: '3', 'udef.colour': '' });
    assert.deepEqual(rows.get(b)?.values, { name: 'B', phone: '2', 'udef.colour': 'red' });
    assert.deepEqual((await readCrm(db, 'person', [p], ['mobile', 'birthDate'])).get(p)?.values, {
      mobile: '99',
      birthDate: '1990-01-31',
    });
  });

  void it('H28 the origin keeps the last write of every writer of a field', async () => {
    const id = await made('company', { name: 'A', fax: '1' });
    await updateEntity(db, { kind: 'company', id }, { fax: '2' }, ann);
    await run([write(1, 'company', id, { fax: { expected: '2', value: '3' } }, 4)]);
    await run([write(1, 'company', id, { phone: { expected: '', value: '3' } }, 4)]);
    assert.deepEqual((await readCrm(db, 'company', [id], ['fax'])).get(id)?.origin, {
      fax: { 0: 2, 4: 3 },
      phone: { 4: 4 },
    });
  });

  void it('what is there already is no write: no version, no feed row', async () => {
    const id = await made('company', { name: 'A', phone: '1' });
    const start = await here();
    const result = await run([write(1, 'company', id, { phone: { expected: '1', value: '1' } })]);
    assert.deepEqual([result.written, [...result.moved], [...result.versions]], [0, [], [[1, 1]]]);
    assert.deepEqual((await news(start, 9)).changes, []);
  });

  void it('each write is told to the feed with its fields and its writer', async () => {
    const id = await made('company', { name: 'A', phone: '1' });
    const start = await here();
    await run([
      write(1, 'company', id, { phone: { expected: '1', value: '2' }, name: { expected: 'A', value: 'A' } }, 6),
    ]);
    assert.deepEqual((await news(start, 9)).changes, [
      { entity: { kind: 'company', id }, fields: ['phone'], op: 'update', survivor: null, writer: 6 },
    ]);
    assert.deepEqual((await news(start, 6)).changes, []);
  });

  void it('two links on one record see each other within a batch', async () => {
    const id = await made('company', { name: 'A', phone: '1' });
    const result = await run([
      write(1, 'company', id, { phone: { expected: '1', value: '2' } }, 1),
      write(2, 'company', id, { phone: { expected: '1', value: '3' } }, 2),
      write(3, 'company', id, { phone: { expected: '2', value: '4' } }, 3),
    ]);
    assert.deepEqual([...result.moved], [2]);
    assert.deepEqual(
      [...result.versions],
      [
        [1, 2],
        [3, 3],
      ],
    );
    assert.equal((await readCrm(db, 'company', [id], ['phone'])).get(id)?.values.phone, '4');
  });

  void it('a value that cannot be stored, and a deleted record, stop nobody else', async () => {
    const good = await made('company', { name: 'Good' });
    const bad = await made('company', { name: 'Bad' });
    const gone = await made('company', { name: 'Gone' });
    await deleteEntity(db, { kind: 'company', id: gone }, ann);
    const result = await run([
      write(1, 'company', good, { phone: { expected: '', value: '1' } }),
      write(2, 'company', bad, { category: { expected: '', value: '4711' } }),
      write(3, 'company', gone, { phone: { expected: '', value: '1' } }),
      write(4, 'company', bad, { registrationDate: { expected: '', value: 'soon' } }),
    ]);
    assert.deepEqual(
      [...result.moved].sort((x, y) => x - y),
      [2, 3, 4],
    );
    assert.deepEqual(
      [...result.refused].map(([link, { code }]) => [link, code]),
      [
        [2, 'crm.noItem'],
        [4, 'crm.notDate'],
      ],
    );
    assert.equal((await readCrm(db, 'company', [good], ['phone'])).get(good)?.values.phone, '1');
    assert.equal((await readCrm(db, 'company', [gone], ['phone'])).size, 0);
  });

  void it('writers that cross each other are not lost: one waits for the other', async () => {
    const ids = [await made('company', { name: 'X', phone: '0' }), await made('company', { name: 'Y', phone: '0' })];
    const both = (order: readonly number[], value: string) =>
      run(order.map((id, index) => write(index, 'company', id, { phone: { expected: '0', value } })));
    const [first, second] = await Promise.all([both(ids, '1'), both(ids.toReversed(), '2')]);
    assert.equal(first.written + second.written, 2);
    assert.equal(first.moved.size + second.moved.size, 2);
    const values = [...(await readCrm(db, 'company', ids, ['phone'])).values()].map((row) => row.values.phone);
    assert.equal(new Set(values).size, 1);
  });
});
