import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lease, RunHandle, SyncStore } from '@kobling/engine';
import type { TestDatabase } from '../../testing/index.ts';
import { testDatabase } from '../../testing/index.ts';
import { aBase, aCommit, addCompanies, addConnection, addLinks, aLog, aRun } from '../fixture.ts';
import { keepConflict, pgSyncStore } from '../index.ts';
import {
  activity,
  agreement,
  conflicts,
  connectionOverview,
  failures,
  retryFailures,
  retryLink,
  runs,
  syncLog,
} from './index.ts';

let fixture: TestDatabase;
let store: SyncStore;
let connectionId: number;
let lease: Lease;
let run: RunHandle;
let companies: readonly number[];
let links: readonly number[];
const linkAt = (index: number): number => links[index] ?? 0;
const ref = (index: number) => ({ kind: 'company' as const, id: companies[index] ?? 0 });

/** Six links: in step, drift, conflict on a list, failed field, parked, being sent. */
before(async () => {
  fixture = await testDatabase();
  store = pgSyncStore(fixture.db);
  const { db } = fixture;
  connectionId = await addConnection(db, 'ERP one');
  companies = await addCompanies(db, 'Acme', 6);
  links = await addLinks(db, connectionId, companies);
  const [mapping] = await db.query<{ id: number }>(
    `insert into actor_mapping (connection_id, actor_type, entity, active) values ($1, 'Customer', 'company', true) returning id`,
    [connectionId],
  );
  await db.run(
    `insert into erp_field (mapping_id, field_key, display_name, type, list_name, crm_field) values
     ($1, 'Phone', 'Telephone', 'text', '', 'phone'), ($1, 'Group', 'Customer group', 'list', 'Groups', 'category')`,
    [mapping?.id],
  );
  await db.run(
    `insert into erp_list_item (connection_id, list_name, item_key, name) values ($1, 'Groups', 'g1', 'Gold')`,
    [connectionId],
  );
  const [item] = await db.query<{ id: number }>(
    `insert into crm_list_item (list_id, name) select id, 'Silver' from crm_list where name = 'category' returning id`,
  );
  const acquired = await store.acquireLease(connectionId, 'w', 60_000);
  assert.ok(acquired);
  lease = acquired;
  run = aRun(connectionId, 'ERP one');
  const fail = { code: 'tooLong', message: 'Too long.', e: 'x', c: 'y' };
  await store.commit(
    lease,
    run,
    aCommit({
      links: [
        { id: linkAt(1), generation: 1, base: { Phone: { ...aBase('1', '1'), flag: 'drift' } } },
        { id: linkAt(3), generation: 1, base: { Phone: { ...aBase('1', '1'), flag: 'failed', fail } } },
        {
          id: linkAt(4),
          generation: 1,
          state: 'parked',
          reason: 'Refused by the ERP.',
          attempts: 5,
          dueAt: new Date(0),
        },
      ],
      logs: [
        aLog({ linkId: linkAt(0), entity: ref(0), target: 'crm', oldValue: '1', newValue: '100%' }),
        aLog({
          linkId: linkAt(2),
          entity: ref(2),
          erpField: 'Group',
          crmField: 'category',
          kind: 'conflict',
          target: 'crm',
          oldValue: String(item?.id),
          newValue: '',
          loserValue: String(item?.id),
          winnerValue: 'g1',
        }),
        aLog({ linkId: linkAt(3), entity: ref(3), kind: 'failure', message: 'Too long.' }),
      ],
      intents: [
        {
          linkId: linkAt(5),
          generation: 1,
          actorType: 'Customer',
          erpKey: 'K',
          kind: 'save',
          fields: {},
          mappingVersion: 1,
        },
      ],
    }),
  );
  await store.finishRun(run, 'done', {
    crmWrites: 2,
    erpWrites: 0,
    conflicts: 1,
    failures: 1,
    drifts: 0,
    created: 0,
    checked: 6,
  });
});
after(() => fixture.drop());

test('agreement counts each link once, under its worst', async () => {
  assert.deepEqual(await agreement(fixture.db), {
    total: 6,
    inStep: 1,
    waiting: 1,
    differ: 1,
    conflicts: 1,
    failed: 2,
  });
});

test('the overview says how a connection stands', async () => {
  const [one] = await connectionOverview(fixture.db);
  assert.ok(one);
  assert.deepEqual(
    [one.name, one.connector, one.links, one.states, one.openConflicts, one.failing, one.failingFields, one.waiting],
    ['ERP one', 'ERP one', 6, { active: 5, parked: 1 }, 1, 2, 1, 1],
  );
  assert.deepEqual([one.lastRun?.id, one.lastRun?.status, one.lastRun?.counts.checked], [run.id, 'done', 6]);
  assert.ok(one.lastRun?.startedAt instanceof Date);
});

test('the log is filtered, named and paged', async () => {
  const all = await syncLog(fixture.db, { limit: 10 });
  assert.deepEqual(
    all.map((row) => row.kind),
    ['failure', 'conflict', 'write'],
  );
  const [newest] = await syncLog(fixture.db, { limit: 1 });
  const rest = await syncLog(fixture.db, { limit: 10, beforeId: newest?.id ?? 0 });
  assert.deepEqual(
    rest.map((row) => row.kind),
    ['conflict', 'write'],
  );
  const [conflict] = await syncLog(fixture.db, { limit: 10, kind: ['conflict', 'drift'], side: 'crm', connectionId });
  assert.deepEqual(
    [
      conflict?.record?.name,
      conflict?.connection.name,
      conflict?.field?.erpLabel,
      conflict?.oldValue,
      conflict?.loserValue,
    ],
    ['Acme 3', 'ERP one', 'Customer group', 'Silver', 'Silver'],
  );
  const count = async (query: Omit<Parameters<typeof syncLog>[1], 'limit'>): Promise<number> =>
    (await syncLog(fixture.db, { ...query, limit: 10 })).length;
  assert.equal(await count({ entity: ref(0) }), 1);
  assert.equal(await count({ entity: { kind: 'company' } }), 3);
  assert.equal(await count({ entity: { kind: 'person' } }), 0);
  assert.equal(await count({ field: 'PHO' }), 2);
  assert.equal(await count({ text: '0%' }), 1, 'a percent sign is a character, not a wildcard');
  assert.equal(await count({ text: '%' }), 1);
  assert.equal(await count({ from: new Date(Date.now() + 60_000) }), 0);
  assert.equal(
    await count({ to: new Date(Date.now() + 60_000), ...(run.id === undefined ? {} : { runId: run.id }) }),
    3,
  );
});

test('conflicts show both values by name, and can be kept', async () => {
  const page = await conflicts(fixture.db, { limit: 10, connectionId });
  assert.equal(page.total, 1);
  const [row] = page.rows;
  assert.ok(row);
  assert.deepEqual([row.erpValue, row.crmValue, row.winner, row.record.name], ['Gold', 'Silver', 'erp', 'Acme 3']);
  assert.deepEqual((await conflicts(fixture.db, { limit: 10, beforeId: row.id })).rows, []);
  assert.equal(await keepConflict(fixture.db, row.id, 'ann', new Date()), true);
  assert.equal(await keepConflict(fixture.db, row.id, 'ann', new Date()), false);
  const [kept] = (await conflicts(fixture.db, { limit: 10, status: 'kept' })).rows;
  assert.deepEqual([kept?.id, kept?.by], [row.id, 'ann']);
});

test('failures name links and fields with their reasons, and can be tried again', async () => {
  const page = await failures(fixture.db, { limit: 10 });
  assert.equal(page.total, 2);
  const [field, parked] = page.rows;
  assert.deepEqual(field?.fields, [
    {
      field: { erpField: 'Phone', erpLabel: 'Telephone', erpType: 'text', crmField: 'phone' },
      code: 'tooLong',
      message: 'Too long.',
    },
  ]);
  assert.deepEqual([parked?.state, parked?.message, parked?.attempts], ['parked', 'Refused by the ERP.', 5]);
  assert.deepEqual((await failures(fixture.db, { limit: 10, afterLinkId: field?.linkId ?? 0 })).rows.length, 1);
  const now = new Date();
  assert.equal(await retryLink(fixture.db, linkAt(4), now), connectionId);
  assert.deepEqual(
    (await store.hintsDue(connectionId, now, 10)).map((hint) => [hint.linkId, hint.why]),
    [[linkAt(4), 'retry']],
  );
  assert.equal(await retryLink(fixture.db, 999_999, now), undefined);
});

test('all failures are tried again at once, of one connection or of all; what a person is asked of is left', async () => {
  const now = new Date();
  const all = { count: 2, connectionIds: [connectionId] };
  assert.deepEqual(await retryFailures(fixture.db, connectionId, now), all);
  const [field] = (await failures(fixture.db, { limit: 1 })).rows;
  assert.deepEqual(
    (await store.hintsDue(connectionId, now, 10)).map((hint) => hint.linkId).toSorted((a, b) => a - b),
    [field?.linkId, linkAt(4)].toSorted((a = 0, b = 0) => a - b),
  );
  assert.deepEqual(await retryFailures(fixture.db, 999_999, now), { count: 0, connectionIds: [] });
  await fixture.db.run(`update link set state = 'held' where id = $1`, [linkAt(4)]);
  assert.deepEqual(await retryFailures(fixture.db, undefined, now), { count: 1, connectionIds: [connectionId] });
  await fixture.db.run(`update link set state = 'parked' where id = $1`, [linkAt(4)]);
});

test('runs newest first; activity counts the writes of each minute', async () => {
  const [latest] = await runs(fixture.db, { limit: 10, connectionId });
  assert.deepEqual([latest?.id, latest?.by, latest?.counts.conflicts], [run.id, 'ERP one', 1]);
  const now = new Date('2026-03-01T12:00:30Z');
  await fixture.db.run(`update sync_log set at = $1 where kind = 'write'`, [new Date('2026-03-01T11:58:59Z')]);
  const minutes = await activity(fixture.db, 3, now);
  assert.deepEqual(
    minutes.map((minute) => [minute.at.toISOString(), minute.crmWrites, minute.erpWrites]),
    [
      ['2026-03-01T11:58:00.000Z', 1, 0],
      ['2026-03-01T11:59:00.000Z', 0, 0],
      ['2026-03-01T12:00:00.000Z', 0, 0],
    ],
  );
});
