import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lease, RunHandle, SyncStore } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import type { TestDatabase } from '../testing/index.ts';
import { feedSettled, testDatabase } from '../testing/index.ts';
import { aCommit, addCompanies, addConnection, addLinks, aRun, expire } from './fixture.ts';
import { pgSyncStore, unlink } from './index.ts';

let fixture: TestDatabase;
let store: SyncStore;
before(async () => {
  fixture = await testDatabase();
  store = pgSyncStore(fixture.db);
});
after(() => fixture.drop());

const soon = (): Date => new Date(Date.now() + 1000);
async function connection(name: string): Promise<{ id: number; lease: Lease; run: RunHandle }> {
  const id = await addConnection(fixture.db, name);
  const lease = await store.acquireLease(id, 'worker', 60_000);
  assert.ok(lease);
  return { id, lease, run: aRun(id, 'ann') };
}
async function oneCompany(name: string): Promise<number> {
  const [id] = await addCompanies(fixture.db, name, 1);
  assert.ok(id !== undefined);
  return id;
}
async function onePerson(company: number | null, email = ''): Promise<number> {
  const [row] = await fixture.db.query<{ id: number }>(
    `insert into person (company_id, last_name, email) values ($1, 'Person', $2) returning id`,
    [company, email],
  );
  assert.ok(row);
  return row.id;
}
const wanted = (erpKey: string | null, company: number) => ({
  actorType: 'Customer' as const,
  erpKey,
  entity: { kind: 'company' as const, id: company },
  parentKey: null,
  state: erpKey === null ? ('creating' as const) : ('active' as const),
  lastModified: '7',
});

test('H16: a new link gets a hint, whatever the cursor has passed; its run and log say who linked', async () => {
  const { id, lease, run } = await connection('H16');
  const company = await oneCompany('Hinted');
  await store.saveMarks(lease, 'Customer', [{ at: new Date(), lastModified: '999' }]);
  const made = await store.createLink(lease, run, wanted('K1', company));
  assert.ok(made.status === 'linked');
  assert.equal(made.link.lastModified, '7');
  const hints = await store.hintsDue(id, soon(), 10);
  assert.deepEqual(
    hints.map((hint) => [hint.linkId, hint.why]),
    [[made.link.id, 'linked']],
  );
  assert.ok(run.id !== undefined);
  const [entry] = await store.logOfRun(run.id, null, 10);
  assert.deepEqual([entry?.kind, entry?.newValue, entry?.linkId], ['link', 'K1', made.link.id]);
});

test('rule 1: one actor a company and connection, one link a key; another connection is free', async () => {
  const { lease, run } = await connection('rule 1');
  const other = await connection('rule 1, other');
  const [a, b] = [await oneCompany('A'), await oneCompany('B')];
  assert.equal((await store.createLink(lease, run, wanted('K', a))).status, 'linked');
  assert.equal((await store.createLink(lease, run, wanted('L', a))).status, 'taken');
  assert.equal((await store.createLink(lease, run, wanted('K', b))).status, 'taken');
  assert.equal((await store.createLink(lease, run, wanted('k', b))).status, 'linked', 'keys compare exactly (H34)');
  assert.equal((await store.createLink(other.lease, other.run, wanted('K', a))).status, 'linked');
  await fixture.db.run('update company set deleted = true where id = $1', [b]);
  assert.equal((await store.createLink(other.lease, other.run, wanted('M', b))).status, 'gone');
});

test('rule 2: a person is linked only where its company is, and to an actor under that one', async () => {
  const { id, lease, run } = await connection('rule 2');
  const company = await oneCompany('Parent');
  const person = await onePerson(company);
  const link = (erpKey: string, parentKey: string | null, of = person) =>
    store.createLink(lease, run, {
      actorType: 'Person',
      erpKey,
      entity: { kind: 'person', id: of },
      parentKey,
      state: 'active',
      lastModified: null,
    });
  assert.equal((await link('P1', 'K1')).status, 'parent');
  assert.equal((await store.createLink(lease, run, wanted(null, company))).status, 'linked');
  assert.equal((await link('P1', null)).status, 'parent', 'a company that is being created has no actor yet');
  await fixture.db.run(`update link set state = 'active', erp_key = 'K1' where connection_id = $1`, [id]);
  assert.equal((await link('P1', 'K2')).status, 'parent');
  assert.equal((await link('P1', 'K1')).status, 'linked');
  assert.deepEqual(await store.parentOf(id, { kind: 'person', id: person }), { actorType: 'Customer', erpKey: 'K1' });
  assert.equal((await link('P2', null, await onePerson(null))).status, 'parent');
});

test('a merge: the record that stays takes the link, or the link is broken where it has one', async () => {
  const { id, lease, run } = await connection('merge');
  const [gone, stays, other] = [await oneCompany('Gone'), await oneCompany('Stays'), await oneCompany('Other')];
  const made = await store.createLink(lease, run, wanted('K', gone));
  const second = await store.createLink(lease, run, wanted('L', other));
  assert.ok(made.status === 'linked' && second.status === 'linked');
  const base = { Phone: { e: '1', c: '1', v: 1, r: 44 } };
  await store.commit(lease, run, aCommit({ links: [{ id: made.link.id, generation: 1, base }] }));
  assert.equal(await store.moveLink(lease, made.link.id, { kind: 'company', id: stays }), 'moved');
  const [moved] = await store.linksByEntities(id, 'company', [stays]);
  assert.deepEqual([moved?.id, moved?.generation, moved?.base['Phone']?.r], [made.link.id, 2, 0]);
  assert.equal(await store.moveLink(lease, second.link.id, { kind: 'company', id: stays }), 'taken');
  assert.deepEqual(await store.linksByKeys(id, 'Customer', ['L']), []);
  assert.equal((await store.linksByIds([second.link.id]))[0]?.state, 'broken');
});

test('broken links lose hints and conflicts, and are logged', async () => {
  const { id, lease, run } = await connection('broken');
  const made = await store.createLink(lease, run, wanted('K', await oneCompany('B')));
  assert.ok(made.status === 'linked');
  await store.breakLinks(lease, [made.link.id], 'the company was deleted');
  assert.deepEqual(await store.hintsDue(id, soon(), 10), []);
  const log = await fixture.db.query<{ kind: string; message: string }>(
    'select kind, message from sync_log where link_id = $1 order by id desc',
    [made.link.id],
  );
  assert.deepEqual(log[0], { kind: 'unlink', message: 'the company was deleted' });
  assert.equal(await unlink(fixture.db, id, [made.link.id], 'ann', 'again', new Date()), 0);
});

test('H13: a lease has one holder; a successor waits while a write of the old one may still land, and not where the connector refuses that', async () => {
  const id = await addConnection(fixture.db, 'lease');
  const patient = pgSyncStore(fixture.db, { lateEffectMs: 60_000 });
  const hasty = pgSyncStore(fixture.db, { lateEffectMs: 0, cardOf: () => ({ fencesWrites: true }) });
  const lease = await store.acquireLease(id, 'a', 60_000);
  assert.ok(lease);
  assert.equal(await hasty.acquireLease(id, 'b', 60_000), undefined);
  assert.equal(await store.renewLease(lease, 60_000), true);
  const [company] = await addCompanies(fixture.db, 'lease', 1);
  const [linkId] = await addLinks(fixture.db, id, [company ?? 0]);
  assert.ok(linkId !== undefined);
  const fields = { Phone: { value: '1', before: null, crm: '1', crmVersion: 1, kind: 'write' as const } };
  const intent = { linkId, generation: 1, actorType: 'Customer' as const, erpKey: 'K', kind: 'save' as const, fields };
  const commit = aCommit({
    intents: [
      { ...intent, mappingVersion: 1 },
      { ...intent, mappingVersion: 1 },
    ],
  });
  const { intents } = await store.commit(lease, aRun(id), commit);
  const [sent, open] = intents;
  assert.ok(sent && open);
  assert.equal(await store.markSent(lease, [sent.id]), true);
  assert.deepEqual(
    (await store.intentsDue(lease, soon(), 10)).map((one) => one.id),
    [open.id],
    'its own is under way',
  );
  await expire(fixture.db, lease);
  assert.equal(await patient.acquireLease(id, 'b', 60_000), undefined);
  const fenced = pgSyncStore(fixture.db, { lateEffectMs: 60_000, cardOf: () => ({ fencesWrites: true }) });
  const next = await fenced.acquireLease(id, 'b', 60_000);
  assert.ok(next && next.token > lease.token);
  const due = await store.intentsDue(next, soon(), 10);
  assert.deepEqual(
    due.map((one) => [one.id, one.status]),
    [
      [sent.id, 'unknown'],
      [open.id, 'open'],
    ],
  );
  const failed = { id: open.id, status: 'failed' as const, reason: 'refused' };
  await store.commit(next, aRun(id), aCommit({ intentUpdates: [{ id: sent.id, status: 'asking' }, failed] }));
  assert.deepEqual(await store.intentsDue(next, soon(), 10), []);
  assert.deepEqual([...((await store.fieldsUnderWay([linkId])).get(linkId) ?? [])], ['Phone']);
  await store.commit(next, aRun(id), aCommit({ intentUpdates: [{ id: open.id, status: 'open' }] }));
  assert.deepEqual(await store.intentsDue(next, soon(), 10), [], 'what has failed stays so');
  await store.releaseLease(lease);
  assert.equal(await store.renewLease(next, 1000), true, 'a lost lease releases nothing');
  await store.releaseLease(next);
  assert.ok(await patient.acquireLease(id, 'c', 1000), 'a lease given back is free at once');
});

test('bulk linking joins what is unique on both sides, lists what is not, and can be repeated', async () => {
  const { id, lease, run } = await connection('match');
  const values = ['Ære & Co ', 'twice', 'TWICE', 'alone', 'linked', 'dup'];
  const companies: number[] = [];
  for (const value of values) {
    const [row] = await fixture.db.query<{ id: number }>(
      `insert into company (name, code) values ($1, $2) returning id`,
      [value, value],
    );
    companies.push(row?.id ?? 0);
  }
  await store.createLink(lease, run, wanted('K5', companies[4] ?? 0));
  const stage = async () => {
    await store.stageMatch(1, []);
    const all = [
      ['K1', 'ære & co'],
      ['K2', 'twice'],
      ['K3', 'nobody'],
      ['K4', ''],
      ['K5', 'linked'],
      ['K6', 'dup'],
      ['K7', 'dup'],
      ['K1', 'ære & co'],
    ];
    const candidates = all.map(([erpKey = '', value = '']) => ({ erpKey, value, parentKey: null, lastModified: '1' }));
    await store.stageMatch(1, candidates);
  };
  const match = { requestId: 1, actorType: 'Customer' as const, entity: 'company' as const, crmField: 'code' };
  await stage();
  const dry = await store.linkMatches(lease, run, { ...match, dryRun: true });
  assert.deepEqual(dry, {
    linked: 1,
    ambiguous: [
      { value: 'dup', inErp: 2, inCrm: 1 },
      { value: 'twice', inErp: 1, inCrm: 2 },
    ],
    ambiguousCount: 2,
    withoutCounterpart: 2,
    pairs: [{ erpKey: 'K1', entityId: companies[0], value: 'ære & co' }],
  });
  assert.equal((await store.linksByKeys(id, 'Customer', ['K1'])).length, 0);
  await stage();
  assert.equal((await store.linkMatches(lease, run, { ...match, dryRun: false })).linked, 1);
  const [link] = await store.linksByKeys(id, 'Customer', ['K1']);
  assert.equal(link?.entity.id, companies[0]);
  assert.ok((await store.hintsDue(id, soon(), 10)).some((hint) => hint.linkId === link?.id));
  const left = await fixture.db.query('select 1 as one from match_stage');
  assert.deepEqual(left, []);
  await stage();
  assert.equal((await store.linkMatches(lease, run, { ...match, dryRun: false })).linked, 0);
});

test('bulk linking of many holds a batch at a time; a preview lists the first of them, and how many there are', async () => {
  const { lease, run } = await connection('match many');
  const count = 2_100;
  const companies = await addCompanies(fixture.db, 'Many', count);
  await fixture.db.run(`update company set code = 'many ' || phone where id = any($1::int[])`, [companies]);
  await fixture.db.run(
    `insert into company (name, code) select 'Twin', 'twin ' || n % 150 from generate_series(1, 300) as n`,
  );
  const stage = async (): Promise<void> => {
    await store.stageMatch(4, []);
    await fixture.db.run(
      `insert into match_stage (request_id, erp_key, value, last_modified)
       select 4, 'M' || n, case when n <= $1 then 'many ' || n else 'twin ' || n - $1 - 1 end, '1'
       from generate_series(1, $1 + 150) as n`,
      [count],
    );
  };
  let most = 0;
  const counted = <Q extends Queryable>(db: Q): Q => ({
    ...db,
    query: async <T extends object>(sql: string, params?: readonly unknown[]) => {
      const rows = await db.query<T>(sql, params);
      most = Math.max(most, rows.length);
      return rows;
    },
  });
  const narrow = pgSyncStore({
    ...counted(fixture.db),
    transaction: (fn, options) => fixture.db.transaction((tx) => fn(counted(tx)), options),
  });
  const match = { requestId: 4, actorType: 'Customer' as const, entity: 'company' as const, crmField: 'code' };
  await stage();
  const dry = await narrow.linkMatches(lease, run, { ...match, dryRun: true });
  assert.deepEqual(
    [dry.linked, dry.pairs.length, dry.ambiguousCount, dry.ambiguous.length, dry.withoutCounterpart],
    [count, 1_000, 150, 100, 0],
  );
  await stage();
  assert.equal((await narrow.linkMatches(lease, run, { ...match, dryRun: false })).linked, count);
  assert.ok(most > 0 && most <= 1_000, `a statement answered ${most} rows`);
  assert.deepEqual(await fixture.db.query('select 1 as one from match_stage union all select 1 from match_pair'), []);
});

test('bulk linking of persons stays under the company that is linked (rule 2)', async () => {
  const { id, lease, run } = await connection('match persons');
  const [linked, alone] = [await oneCompany('With actor'), await oneCompany('Without')];
  await store.createLink(lease, run, wanted('C1', linked));
  const inside = await onePerson(linked, 'in@example.com');
  await onePerson(alone, 'out@example.com');
  await onePerson(linked, 'elsewhere@example.com');
  await store.stageMatch(2, []);
  await store.stageMatch(2, [
    { erpKey: 'P1', value: 'in@example.com', parentKey: 'C1', lastModified: '1' },
    { erpKey: 'P2', value: 'out@example.com', parentKey: null, lastModified: '1' },
    { erpKey: 'P3', value: 'elsewhere@example.com', parentKey: 'C9', lastModified: '1' },
  ]);
  const match = {
    requestId: 2,
    actorType: 'Person' as const,
    entity: 'person' as const,
    crmField: 'email',
    dryRun: false,
  };
  assert.equal((await store.linkMatches(lease, run, match)).linked, 1);
  assert.equal((await store.linksByKeys(id, 'Person', ['P1', 'P2', 'P3']))[0]?.entity.id, inside);
});

test('links in key order, to verify and due; places are kept', async () => {
  const { id, lease, run } = await connection('orders');
  const keys = ['b', 'B', 'a'];
  const ids: number[] = [];
  for (const key of keys) {
    const made = await store.createLink(lease, run, wanted(key, await oneCompany(key)));
    assert.ok(made.status === 'linked');
    ids.push(made.link.id);
  }
  assert.equal(await store.countLinks(id), 3);
  const ordered = await store.linksInKeyOrder(id, 'Customer', 'B', 10);
  assert.deepEqual(
    ordered.map((link) => link.erpKey),
    ['a', 'b'],
  );
  const [first = 0, second = 0] = ids;
  const dueAt = new Date(Date.now() - 1);
  await store.commit(
    lease,
    run,
    aCommit({
      links: [
        { id: first, generation: 1, verified: true },
        { id: second, generation: 1, state: 'parked', dueAt, attempts: 3, reason: 'refused' },
      ],
    }),
  );
  assert.equal((await store.linksToVerify(id, 10)).at(-1)?.id, first);
  assert.deepEqual(
    (await store.linksDue(id, new Date(), 10)).map((link) => [link.id, link.attempts]),
    [[second, 3]],
  );
  const at = new Date('2026-01-02T03:04:05.678Z');
  await store.saveMarks(lease, 'Customer', [{ at, lastModified: '638000000000000001' }]);
  assert.deepEqual(await store.marks(id, 'Customer'), [{ at, lastModified: '638000000000000001' }]);
  assert.deepEqual(await store.marks(id, 'Supplier'), []);
  const page = await store.readFeed(id, 10);
  assert.deepEqual([page.changes, page.fullCompare], [[], false]);
  await store.saveFeedPosition(lease, page.next);
  await fixture.db.run(
    `insert into crm_change (epoch, entity, entity_id, op, fields, writer) values
     ($1, 'company', 1, 'update', '{name}', 0), ($1, 'company', 2, 'update', '{name}', $2)`,
    [page.next.epoch, id],
  );
  await feedSettled(fixture.db);
  const news = await store.readFeed(id, 10);
  assert.deepEqual(
    news.changes.map((change) => change.entity.id),
    [1],
    'what the connection wrote is no news to it (H26)',
  );
  const other = await addConnection(fixture.db, 'orders, other');
  const entity = ordered[0]?.entity;
  assert.ok(entity);
  await addLinks(fixture.db, other, [entity.id]);
  assert.deepEqual(await store.connectionsOf([entity], id), [other]);
});
