import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lease, SyncStore } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import { currentFeedPosition, readFeed } from '../crm/index.ts';
import { renewBases } from '../setup/renew-bases.ts';
import type { TestDatabase } from '../testing/index.ts';
import { feedSettled, testDatabase } from '../testing/index.ts';
import { aBase, aCommit, addCompanies, addConnection, addLinks, aLog, aRun, expire, phoneWrite } from './fixture.ts';
import { pgSyncStore, unlink } from './index.ts';

let fixture: TestDatabase;
let store: SyncStore;
before(async () => {
  fixture = await testDatabase();
  store = pgSyncStore(fixture.db);
});
after(() => fixture.drop());

interface World {
  readonly connectionId: number;
  readonly lease: Lease;
  readonly links: readonly { readonly id: number; readonly company: number }[];
}
let made = 0;
async function world(count: number): Promise<World> {
  made += 1;
  const connectionId = await addConnection(fixture.db, `ERP ${made}`);
  const companies = await addCompanies(fixture.db, `Acme ${made}`, count);
  const ids = await addLinks(fixture.db, connectionId, companies);
  const lease = await store.acquireLease(connectionId, 'worker', 60_000);
  assert.ok(lease);
  return { connectionId, lease, links: ids.map((id, index) => ({ id, company: companies[index] ?? 0 })) };
}
const phoneOf = async (company: number): Promise<string | undefined> =>
  (await store.readCrm('company', [company], ['phone'])).get(company)?.values['phone'];
const at = <T>(values: readonly T[], index: number): T => {
  const value = values[index];
  assert.ok(value !== undefined);
  return value;
};

test('H04: of a link whose CRM field was changed since, nothing is written; the others are', async () => {
  const { connectionId, lease, links } = await world(2);
  const [first, second] = [at(links, 0), at(links, 1)];
  const position = await currentFeedPosition(fixture.db);
  await fixture.db.run(`update company set phone = 'by a person', version = version + 1 where id = $1`, [
    first.company,
  ]);
  const a = phoneWrite(first, '1', 'from ERP');
  const b = phoneWrite(second, '2', 'from ERP');
  const run = aRun(connectionId, 'ERP');
  const result = await store.commit(
    lease,
    run,
    aCommit({
      crmWrites: [a.crm, b.crm],
      links: [a.link, b.link],
      logs: [a.log, b.log],
      intents: [
        {
          linkId: first.id,
          generation: 1,
          actorType: 'Customer',
          erpKey: 'K',
          kind: 'save',
          fields: {},
          mappingVersion: 1,
        },
      ],
      hints: [{ linkId: first.id, why: 'x', dueAt: new Date() }],
    }),
  );
  assert.deepEqual([...result.moved], [first.id]);
  assert.equal(result.crmWritten, 1);
  assert.deepEqual(result.intents, []);
  assert.equal(await phoneOf(first.company), 'by a person');
  assert.equal(await phoneOf(second.company), 'from ERP');
  assert.ok(run.id !== undefined);
  const log = await store.logOfRun(run.id, null, 10);
  assert.deepEqual(
    log.map((entry) => [entry.linkId, entry.oldValue, entry.newValue]),
    [[second.id, '2', 'from ERP']],
  );
  const stored = new Map((await store.linksByIds([first.id, second.id])).map((link) => [link.id, link]));
  assert.deepEqual(stored.get(first.id)?.base, {});
  const row = (await store.readCrm('company', [second.company], ['phone'])).get(second.company);
  assert.deepEqual(stored.get(second.id)?.base, { Phone: { ...aBase('from ERP', 'from ERP'), r: row?.version } });
  assert.deepEqual(await store.hintsDue(connectionId, new Date(Date.now() + 1000), 10), []);
  await feedSettled(fixture.db);
  const feed = await readFeed(fixture.db, 0, position, 10);
  assert.ok(feed.changes.some((change) => change.entity.id === second.company));
});

test('H04: two connections that write one company at once: one wins, the other is told', async () => {
  const one = await world(1);
  const link = at(one.links, 0);
  const otherConnection = await addConnection(fixture.db, 'The other');
  const [otherId] = await addLinks(fixture.db, otherConnection, [link.company]);
  const otherLease = await store.acquireLease(otherConnection, 'worker', 60_000);
  assert.ok(otherId !== undefined && otherLease !== undefined);
  const a = phoneWrite(link, '1', 'from A');
  const b = phoneWrite({ id: otherId, company: link.company }, '1', 'from B');
  const results = await Promise.all([
    store.commit(one.lease, aRun(one.connectionId), aCommit({ crmWrites: [a.crm], links: [a.link], logs: [a.log] })),
    store.commit(otherLease, aRun(otherConnection), aCommit({ crmWrites: [b.crm], links: [b.link], logs: [b.log] })),
  ]);
  assert.deepEqual(
    results.map((result) => result.moved.size).toSorted((a, b) => a - b),
    [0, 1],
  );
  assert.equal(await phoneOf(link.company), results[0].moved.size === 0 ? 'from A' : 'from B');
});

test('H17: a link that was unlinked meanwhile is not written, but its intent is still resolved', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  const run = aRun(connectionId);
  const { intents } = await store.commit(
    lease,
    run,
    aCommit({
      intents: [
        {
          linkId: link.id,
          generation: 1,
          actorType: 'Customer',
          erpKey: `K${link.company}`,
          kind: 'save',
          fields: { Phone: { value: '9', before: '1', crm: '9', crmVersion: 1, kind: 'write' } },
          mappingVersion: 1,
        },
      ],
    }),
  );
  const intent = at(intents, 0);
  assert.equal(await store.markSent(lease, [intent.id]), true);
  assert.equal(await unlink(fixture.db, connectionId, [link.id], 'ann', 'disconnected', new Date()), 1);

  const settle = { id: intent.id, status: 'settled' as const };
  const log = aLog({ linkId: link.id, target: 'erp', oldValue: '1', newValue: '9', intentId: intent.id });
  const refused = await store.commit(
    lease,
    run,
    aCommit({
      links: [{ id: link.id, generation: 1, base: { Phone: aBase('9', '9') } }],
      logs: [log],
      intentUpdates: [settle],
    }),
  );
  assert.deepEqual([...refused.moved], [link.id]);
  const underWay = await store.fieldsUnderWay([link.id]);
  assert.deepEqual([...(underWay.get(link.id) ?? [])], ['Phone']);

  await store.commit(lease, run, aCommit({ logs: [log], intentUpdates: [settle] }));
  assert.equal((await store.fieldsUnderWay([link.id])).size, 0);
  const [status] = await fixture.db.query<{ status: string }>('select status from intent where id = $1', [intent.id]);
  assert.equal(status?.status, 'settled');

  const again = await store.createLink(lease, run, {
    actorType: 'Customer',
    erpKey: `K${link.company}`,
    entity: { kind: 'company', id: link.company },
    parentKey: null,
    state: 'active',
    lastModified: null,
  });
  assert.ok(again.status === 'linked');
  assert.equal(again.link.generation, 2);
  const old = { id: again.link.id, generation: 1, state: 'parked' as const };
  const late = await store.commit(lease, run, aCommit({ links: [old] }));
  assert.deepEqual([...late.moved], [again.link.id]);
});

test('H13: a worker that lost its lease writes nothing', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  await expire(fixture.db, lease);
  const next = await store.acquireLease(connectionId, 'successor', 60_000);
  assert.ok(next !== undefined && next.token > lease.token);
  const write = phoneWrite(link, '1', 'too late');
  const commit = aCommit({ crmWrites: [write.crm], links: [write.link], logs: [write.log] });
  const run = aRun(connectionId);
  await assert.rejects(store.commit(lease, run, commit), LeaseLost);
  assert.equal(run.id, undefined);
  assert.equal(await phoneOf(link.company), '1');
  await assert.rejects(store.saveMarks(lease, 'Customer', []), LeaseLost);
  await assert.rejects(store.saveFeedPosition(lease, { epoch: 1, xid: '9', seq: '0' }), LeaseLost);
  await assert.rejects(
    store.saveHealth(lease, { status: 'ok', message: null, failures: 0, nextTryAt: null }),
    LeaseLost,
  );
  await assert.rejects(store.breakLinks(lease, [link.id], 'x'), LeaseLost);
  assert.equal(await store.renewLease(lease, 1000), false);
  assert.equal(await store.markSent(lease, []), false);
  await store.commit(next, aRun(connectionId), commit);
  assert.equal(await phoneOf(link.company), 'too late');
});

test('H37: settling twice leaves one log row, and one undo of a row in a run', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  const run = aRun(connectionId);
  const log = aLog({ linkId: link.id, target: 'erp', oldValue: 'a', newValue: 'b', intentId: 4711 });
  await store.commit(lease, run, aCommit({ logs: [log] }));
  await store.commit(lease, run, aCommit({ logs: [log, { ...log, erpField: 'Name' }] }));
  assert.ok(run.id !== undefined);
  assert.deepEqual(
    (await store.logOfRun(run.id, null, 10)).map((entry) => entry.erpField),
    ['Name', 'Phone'],
  );
  const undo = aLog({ linkId: link.id, kind: 'undo', target: 'crm', undoes: 12 });
  await store.commit(lease, run, aCommit({ logs: [undo] }));
  await store.commit(lease, run, aCommit({ logs: [undo] }));
  assert.equal((await store.logOfRun(run.id, null, 10)).length, 3);
});

test('a conflict is opened with both values in their own domain, and ends when its field is written again', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  const run = aRun(connectionId);
  const entity = { kind: 'company' as const, id: link.company };
  const lost = aLog({
    linkId: link.id,
    entity,
    kind: 'conflict',
    target: 'crm',
    oldValue: 'c',
    newValue: 'e',
    loserValue: 'c',
    winnerValue: 'E',
  });
  await store.commit(lease, run, aCommit({ logs: [lost] }));
  const open = async () =>
    fixture.db.query<{ log_id: number; erp_value: string; crm_value: string; winner: string; status: string }>(
      'select log_id, erp_value, crm_value, winner, status from conflict where link_id = $1 order by log_id',
      [link.id],
    );
  const first = at(await open(), 0);
  assert.deepEqual([first.erp_value, first.crm_value, first.winner, first.status], ['E', 'c', 'erp', 'open']);
  assert.equal((await store.openConflict(first.log_id))?.generation, 1);

  await store.commit(lease, run, aCommit({ logs: [{ ...lost, target: 'erp', loserValue: 'e2', winnerValue: 'c2' }] }));
  const [superseded, second] = await open();
  assert.equal(superseded?.status, 'superseded');
  assert.ok(second !== undefined);
  assert.deepEqual([second.erp_value, second.crm_value, second.winner], ['e2', 'c2', 'crm']);
  await store.resolveConflict(lease, second.log_id, 'kept', 'ann');
  assert.equal(await store.openConflict(second.log_id), undefined);

  await store.commit(lease, run, aCommit({ logs: [lost] }));
  await store.commit(lease, run, aCommit({ logs: [aLog({ linkId: link.id, entity, target: 'erp', newValue: 'z' })] }));
  assert.deepEqual(
    (await open()).map((row) => row.status),
    ['superseded', 'kept', 'superseded'],
  );
});

test('the base is merged field by field, and its flags are counted', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  const run = aRun(connectionId);
  const update = { id: link.id, generation: 1 };
  const fail = { code: 'x', message: 'm', e: '1', c: '2' };
  await store.commit(
    lease,
    run,
    aCommit({
      links: [
        {
          ...update,
          base: {
            A: aBase('1', '1'),
            B: { ...aBase('2', '2'), flag: 'failed', fail },
            C: { ...aBase('3', '3'), flag: 'drift' },
          },
          rowHash: 'h',
          reason: 'why',
          verified: true,
        },
      ],
    }),
  );
  const flags = async () =>
    (await fixture.db.query<{ flags: unknown }>('select flags from link where id = $1', [link.id]))[0]?.flags;
  assert.deepEqual(await flags(), { drift: 1, failed: 1 });
  assert.equal(run.id, undefined, 'a base that moves is nothing to record');
  await store.commit(
    lease,
    run,
    aCommit({ links: [{ ...update, base: { A: null, B: aBase('5', '5') }, rowHash: null }] }),
  );
  const [merged] = await store.linksByIds([link.id]);
  assert.deepEqual(merged?.base, { B: aBase('5', '5'), C: { ...aBase('3', '3'), flag: 'drift' } });
  assert.equal(merged?.rowHash, null);
  assert.equal(merged?.reason, 'why', 'what an update does not name stays');
  assert.deepEqual(await flags(), { drift: 1 });
});

test('a hint renewed while it is being served stays', async () => {
  const { connectionId, lease, links } = await world(1);
  const link = at(links, 0);
  const dueAt = new Date(Date.now() - 1000);
  await store.commit(lease, aRun(connectionId), aCommit({ hints: [{ linkId: link.id, why: 'linked', dueAt }] }));
  const [read] = await store.hintsDue(connectionId, new Date(), 10);
  assert.ok(read);
  const later = new Date(Date.now() + 60_000);
  await store.commit(lease, aRun(connectionId), aCommit({ hints: [{ linkId: link.id, why: 'linked', dueAt: later }] }));
  await store.commit(lease, aRun(connectionId), aCommit({ servedHints: [read.id] }));
  const left = await store.hintsDue(connectionId, new Date(), 10);
  assert.equal(left.length, 1, 'the earlier due time stands, under a new id');
  await store.commit(lease, aRun(connectionId), aCommit({ servedHints: left.map((hint) => hint.id) }));
  assert.deepEqual(await store.hintsDue(connectionId, later, 10), []);
});

test('H19: a mapping saved once more while links are decided under the one before has them decided again', async () => {
  const { connectionId, lease } = await world(2);
  const dueIds = async (): Promise<readonly number[]> =>
    (await store.hintsDue(connectionId, new Date(Date.now() + 1000), 10)).map((hint) => hint.id);
  const saveMapping = (): Promise<void> => fixture.db.transaction((tx) => renewBases(tx, connectionId, 'mapping'));
  await saveMapping();
  const servedHints = await dueIds();
  assert.equal(servedHints.length, 2);
  await saveMapping();
  await store.commit(lease, aRun(connectionId), aCommit({ servedHints }));
  assert.equal((await dueIds()).length, 2);
});
