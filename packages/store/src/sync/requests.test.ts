import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Lease, SyncStore } from '@kobling/engine';
import { LeaseLost } from '@kobling/engine';
import type { TestDatabase } from '../testing/index.ts';
import { testDatabase } from '../testing/index.ts';
import { addConnection, expire } from './fixture.ts';
import {
  addRequest,
  cancelRequest,
  getRequest,
  getPlan,
  pgSyncStore,
  planRows,
  requestsOf,
  waitForRequest,
} from './index.ts';

let fixture: TestDatabase;
let store: SyncStore;
before(async () => {
  fixture = await testDatabase();
  store = pgSyncStore(fixture.db);
});
after(() => fixture.drop());

async function leased(name: string): Promise<{ id: number; lease: Lease }> {
  const id = await addConnection(fixture.db, name);
  const lease = await store.acquireLease(id, 'worker', 60_000);
  assert.ok(lease);
  return { id, lease };
}
const resync = { kind: 'resync', from: 'crm', noBlanks: false } as const;
const syncNow = { kind: 'syncNow', entity: { kind: 'company', id: 1 } } as const;

test('H24: Sync now asked for while a long request runs is served between its batches', async () => {
  const { id, lease } = await leased('H24');
  const long = await addRequest(fixture.db, id, resync, 'ann');
  assert.equal((await store.nextRequest(id))?.id, long);
  await store.updateRequest(lease, long, { status: 'running' });
  assert.equal(await store.nextRequest(id), undefined, 'the one in hand is not answered again');
  const behind = await addRequest(fixture.db, id, { ...resync, from: 'erp' }, 'ann');
  assert.equal(await store.nextRequest(id, true), undefined);
  const now = await addRequest(fixture.db, id, syncNow, 'bo');
  const next = await store.nextRequest(id, true);
  assert.deepEqual([next?.id, next?.body, next?.by], [now, syncNow, 'bo']);
  await store.updateRequest(lease, now, { status: 'done', result: { writes: 2 }, runId: null });
  assert.equal((await store.nextRequest(id))?.id, behind);
  assert.deepEqual((await getRequest(fixture.db, now))?.result, { writes: 2 });
  assert.deepEqual(
    (await requestsOf(fixture.db, id, 10)).map((one) => one.id),
    [now, behind, long],
  );
});

test('a request that a dead worker left running is resumed at its position', async () => {
  const { id, lease } = await leased('resume');
  const request = await addRequest(fixture.db, id, resync, 'ann');
  await store.updateRequest(lease, request, {
    status: 'running',
    position: { after: 'K7' },
    progress: { done: 7, total: null },
  });
  await expire(fixture.db, lease);
  const next = await store.acquireLease(id, 'successor', 60_000);
  assert.ok(next);
  const resumed = await store.nextRequest(id);
  assert.deepEqual([resumed?.id, resumed?.position], [request, { after: 'K7' }]);
  await assert.rejects(store.updateRequest(lease, request, { status: 'done' }), LeaseLost);
  await store.updateRequest(next, request, { status: 'running' });
  assert.equal(await store.nextRequest(id), undefined);
  assert.deepEqual((await getRequest(fixture.db, request))?.progress, { done: 7, total: null });
});

test('cancelling ends a queued request at once and asks a running one to end', async () => {
  const { id, lease } = await leased('cancel');
  const queued = await addRequest(fixture.db, id, resync, 'ann');
  assert.equal(await cancelRequest(fixture.db, queued), true);
  assert.equal((await getRequest(fixture.db, queued))?.status, 'cancelled');
  assert.equal(await cancelRequest(fixture.db, queued), false);
  const running = await addRequest(fixture.db, id, resync, 'ann');
  assert.deepEqual(await store.updateRequest(lease, running, { status: 'running' }), { cancelAsked: false });
  assert.equal(await cancelRequest(fixture.db, running), true);
  assert.deepEqual(await store.updateRequest(lease, running, { progress: { done: 1, total: 2 } }), {
    cancelAsked: true,
  });
});

test('waiting for a request ends with it, or at the deadline with what is known', async () => {
  const { id, lease } = await leased('wait');
  const request = await addRequest(fixture.db, id, syncNow, 'ann');
  assert.equal((await waitForRequest(fixture.db, request, 0))?.status, 'queued');
  const waiting = waitForRequest(fixture.db, request, 60_000);
  await store.updateRequest(lease, request, { status: 'failed', result: 'no' });
  assert.equal((await waiting)?.status, 'failed');
  assert.equal(await waitForRequest(fixture.db, 999_999, 1000), undefined);
});

test('plans keep whole rows, numbered through', async () => {
  const { id } = await leased('plan');
  const plan = await store.newPlan(id, 'cycle', 3, 'ann');
  const row = {
    linkId: 1,
    generation: 2,
    entity: { kind: 'company', id: 5 },
    erpKey: 'K',
    erpField: 'Phone',
    crmField: 'phone',
    action: 'writeCrm',
    target: 'crm',
    erpValue: '1',
    crmValue: null,
    newValue: '1',
    why: 'only the ERP changed',
  } as const;
  await store.addPlanRows(plan, [row, { ...row, erpField: 'Fax' }]);
  await store.addPlanRows(plan, [{ ...row, target: null }]);
  await store.closePlan(plan, { writeCrm: 3 });
  const stored = (await planRows(fixture.db, { planId: plan, afterRow: 0, limit: 10 })).map((line) =>
    Object.fromEntries(Object.keys(row).map((name) => [name, line[name as keyof typeof row]])),
  );
  assert.deepEqual(stored, [row, { ...row, erpField: 'Fax' }, { ...row, target: null }]);
  assert.deepEqual((await getPlan(fixture.db, plan))?.counts, { writeCrm: 3 });
});
