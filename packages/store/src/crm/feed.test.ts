import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { FeedPage, FeedPosition } from '@kobling/engine';
import pg from 'pg';
import { feedSettled, testDatabase } from '../testing/index.ts';
import {
  createEntity,
  currentFeedPosition,
  ensureEpoch,
  feedLag,
  pruneFeed,
  type PruneOptions,
  raiseRestoreCounter,
  readFeed,
  updateEntity,
} from './index.ts';

const database = await testDatabase();
const { db, url } = database;
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
async function prune(options: PruneOptions = {}): Promise<number> {
  await feedSettled(db);
  return pruneFeed(db, options);
}
await ensureEpoch(db);

async function newCompany(name: string, writer = 0): Promise<number> {
  const created = await createEntity(db, 'company', { name }, { by: 'ann', writer });
  assert.equal(created.status, 'done');
  return created.status === 'done' ? created.value.ref.id : 0;
}
const idsFrom = async (position: FeedPosition, connection = 1) =>
  (await news(position, connection)).changes.map((change) => change.entity.id);

void describe('reading the change feed', () => {
  void it('H11 a transaction that commits late is not skipped', async () => {
    const start = await here();
    const slow = new pg.Client({ connectionString: url });
    await slow.connect();
    try {
      await slow.query('begin');
      const { rows } = await slow.query<{ id: number }>(`insert into company (name) values ('Slow') returning id`);
      await slow.query(`insert into crm_change (epoch, entity, entity_id, op) values (1, 'company', $1, 'create')`, [
        rows[0]?.id,
      ]);
      const quick = await newCompany('Quick');
      const early = await readFeed(db, 1, start, 100);
      assert.deepEqual(early.changes, [], 'the quick one waits for the older transaction');
      assert.equal((await feedLag(db)).waiting, 1);
      assert.notEqual((await feedLag(db)).blocker, null);
      await slow.query('commit');
      assert.deepEqual(new Set(await idsFrom(early.next)), new Set([quick, rows[0]?.id]));
      assert.deepEqual(await feedLag(db), { waiting: 0, oldest: null, blocker: null });
    } finally {
      await slow.end();
    }
  });

  void it('H26 rows written by a connection are no hint for it, but for the others', async () => {
    const start = await here();
    const id = await newCompany('By seven', 7);
    assert.deepEqual(await idsFrom(start, 7), []);
    assert.deepEqual(await idsFrom(start, 8), [id]);
    const [change] = (await news(start, 8)).changes;
    assert.deepEqual(change, {
      entity: { kind: 'company', id },
      fields: ['name'],
      op: 'create',
      survivor: null,
      writer: 7,
    });
  });

  void it('pages follow on each other without gap or repetition', async () => {
    let position = await here();
    const made: number[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) made.push(await newCompany(name));
    const seen: number[] = [];
    for (let more = true; more; ) {
      const page = await news(position, 1, 2);
      seen.push(...page.changes.map((change) => change.entity.id));
      ({ more, next: position } = page);
    }
    assert.deepEqual(seen, made);
    assert.deepEqual(await idsFrom(position), []);
  });

  void it('a save that changes nothing leaves no row', async () => {
    const id = await newCompany('Same');
    const start = await here();
    const saved = await updateEntity(db, { kind: 'company', id }, { name: 'Same' }, { by: 'ann' });
    assert.equal(saved.status === 'done' ? saved.value.version : 0, 1);
    assert.deepEqual(await idsFrom(start), []);
  });
});

void describe('epochs and pruning', () => {
  void it('H11 on a new epoch every place asks for a full compare, then goes on', async () => {
    const before = await here();
    assert.deepEqual(await ensureEpoch(db), { epoch: before.epoch, begun: false });
    await raiseRestoreCounter(db);
    assert.deepEqual(await ensureEpoch(db), { epoch: before.epoch + 1, begun: true });
    assert.equal((await ensureEpoch(db)).begun, false);
    const page = await news(before);
    assert.equal(page.fullCompare, true);
    assert.deepEqual(page.changes, []);
    const id = await newCompany('After the restore');
    const next = await news(page.next);
    assert.equal(next.fullCompare, false);
    assert.deepEqual(
      next.changes.map((change) => change.entity.id),
      [id],
    );
  });

  void it('H11 another cluster is a new epoch', async () => {
    const { epoch } = await ensureEpoch(db);
    await db.run('update feed_epoch set system_identifier = system_identifier - 1 where epoch = $1', [epoch]);
    assert.deepEqual(await ensureEpoch(db), { epoch: epoch + 1, begun: true });
  });

  void it('H26 pruning drops what is read or beyond the cap; who was further back compares everything', async () => {
    const start = await here();
    const count = async () => (await db.query('select 1 from crm_change')).length;
    for (const name of ['p', 'q', 'r', 's']) await newCompany(name);
    const { next } = await news(start, 1, 2);
    await prune();
    assert.equal(await count(), 4, 'rows of older epochs go, young ones of this one stay');
    assert.equal((await news(start)).fullCompare, false);
    await prune({ maxRows: 2 });
    assert.equal(await count(), 2);
    assert.equal((await news(start)).fullCompare, true);
    const behind = await news(next);
    assert.equal(behind.fullCompare, false, 'exactly at the pruned place nothing is missing');
    assert.equal(behind.changes.length, 2);
    await prune({ keepDays: 0 });
    assert.equal(await count(), 0, 'no active connection has anything left to read');
  });

  void it('H26 what an active connection has not read stays', async () => {
    await db.run(`insert into connector (name, url) values ('w', 'plugin://w')`);
    await db.run(`insert into connection (connector_id, name, active) select id, 'c', true from connector`);
    const { epoch, xid, seq } = await here();
    await db.run('insert into feed_position select id, $1, $2, $3 from connection', [epoch, xid, seq]);
    const id = await newCompany('Unread');
    await prune({ keepDays: 0 });
    assert.deepEqual(await idsFrom({ epoch, xid, seq }), [id]);
    await db.run('update connection set active = false');
    await prune({ keepDays: 0 });
    const late = await news({ epoch, xid, seq });
    assert.equal(late.fullCompare, true, 'activation compares everything');
  });
});
