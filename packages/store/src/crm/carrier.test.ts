import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EntityRef } from '@kobling/engine';
import type { Database } from '../database.ts';
import { testDatabase } from '../testing/index.ts';
import { createEntity, deleteEntity, type Entity, ensureEpoch, getEntity, saveCarried, updateEntity } from './index.ts';

let db: Database;
let drop: () => Promise<void>;
before(async () => {
  ({ db, drop } = await testDatabase());
  await ensureEpoch(db);
});
after(() => drop());

const ann = { by: 'ann' };
const sync = { by: 'sync', writer: 7 };

async function opened(): Promise<{ readonly ref: EntityRef; readonly card: Entity; readonly at: Date }> {
  const made = await createEntity(db, 'company', { name: 'Acme', phone: '1', email: 'a@a' }, ann);
  assert.equal(made.status, 'done');
  const ref = made.status === 'done' ? made.value.ref : { kind: 'company' as const, id: 0 };
  const card = await getEntity(db, ref);
  const [now] = await db.query<{ at: Date }>(`select clock_timestamp() as at`);
  if (card === undefined || now === undefined) throw new Error('There is no company.');
  return { ref, card, at: now.at };
}
const valueOf = async (ref: EntityRef, field: string): Promise<string | undefined> =>
  (await getEntity(db, ref))?.values[field];

for (const [by, from] of [
  ['row version', (it: { card: Entity }) => ({ version: it.card.version })],
  ['UpdatedDate', (it: { at: Date }) => ({ updatedAt: it.at })],
] as const) {
  test(`H12 a whole record saved hours later brings back nothing that sync wrote meanwhile, by ${by}`, async () => {
    const it = await opened();
    await updateEntity(db, it.ref, { phone: '2' }, sync);
    await updateEntity(db, it.ref, { phone: '3' }, sync);
    const saved = await saveCarried(db, it.ref, { ...it.card.values, email: 'b@b' }, { ...ann, from: from(it) });
    assert.equal(saved.status, 'done');
    assert.deepEqual([await valueOf(it.ref, 'phone'), await valueOf(it.ref, 'email')], ['3', 'b@b']);
    const rows = await db.query<{ fields: string[] }>(
      `select fields from crm_change where entity = 'company' and entity_id = $1 order by seq desc limit 1`,
      [it.ref.id],
    );
    assert.deepEqual(rows[0]?.fields, ['email'], 'the old phone is not the person’s edit');
  });

  test(`H12 a field edited on both sides is a clash: shown, nothing is overwritten, by ${by}`, async () => {
    const it = await opened();
    await updateEntity(db, it.ref, { phone: '2' }, sync);
    const changed = { ...it.card.values, phone: 'typed', email: 'b@b' };
    const saved = await saveCarried(db, it.ref, changed, { ...ann, from: from(it) });
    assert.equal(saved.status, 'clash');
    if (saved.status === 'clash') assert.deepEqual(saved.clashes, [{ field: 'phone', wanted: 'typed', current: '2' }]);
    assert.deepEqual([await valueOf(it.ref, 'phone'), await valueOf(it.ref, 'email')], ['2', 'a@a']);
  });

  test(`H12 both typed the same: no clash, and nothing to write, by ${by}`, async () => {
    const it = await opened();
    await updateEntity(db, it.ref, { phone: '2' }, sync);
    const saved = await saveCarried(db, it.ref, { ...it.card.values, phone: '2' }, { ...ann, from: from(it) });
    assert.equal(saved.status, 'done');
  });
}

for (const [who, ends] of [
  ['its author', 'done'],
  ['somebody else', 'clash'],
] as const) {
  test(`H12 a date in whole seconds, and ${who} saved the record within that second`, async () => {
    const it = await opened();
    await updateEntity(db, it.ref, { phone: '2' }, who === 'its author' ? ann : sync);
    await db.run(`update crm_change set at = at - interval '2 hours'`);
    const rows = await db.query<{ second: Date }>(
      `update crm_change set at = date_trunc('second', now()) - interval '1 hour' + interval '400 ms'
       where entity_id = $1 and op = 'update' returning date_trunc('second', at) as second`,
      [it.ref.id],
    );
    const from = { updatedAt: rows[0]?.second ?? new Date(0) };
    const saved = await saveCarried(db, it.ref, { ...it.card.values, phone: '3' }, { ...ann, from });
    assert.equal(saved.status, ends);
  });
}

test('H12 where the history is gone, a field that was written since is a clash and never overwritten', async () => {
  const it = await opened();
  await updateEntity(db, it.ref, { phone: '2' }, sync);
  await db.run('delete from crm_change');
  const byVersion = await saveCarried(db, it.ref, it.card.values, { ...ann, from: { version: it.card.version } });
  assert.equal(byVersion.status, 'clash');
  const old = { updatedAt: new Date(it.at.getTime() - 8 * 24 * 3_600_000) };
  const byDate = await saveCarried(db, it.ref, it.card.values, { ...ann, from: old });
  assert.equal(byDate.status, 'clash');
  assert.equal(await valueOf(it.ref, 'phone'), '2');
});

test('H12 a record that was deleted meanwhile is said to be gone', async () => {
  const it = await opened();
  await deleteEntity(db, it.ref, ann);
  const saved = await saveCarried(db, it.ref, it.card.values, { ...ann, from: { version: it.card.version } });
  assert.equal(saved.status, 'rejected');
});
