/** A record and undo as the pages ask for them, over a real hub. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Undo } from '@kobling/contract';
import { createEntity, getEntity, updateEntity } from '@kobling/store';
import { applySetup, readSetup } from '../setup-file/index.ts';
import { Browser, codeOf, eventually, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
let acme = { company: 0, key: '' };
const author = { writer: 0, by: 'ann' };
const setupFile = (phone: string) => `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: ERP demo
    connector: Memory
    active: true
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both, search: true }
          Phone: { crm: ${phone}, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: [ERP demo, CRM]
sync: { running: true, interval: 1s }
`;
async function setUp(phone: string): Promise<void> {
  const read = readSetup(setupFile(phone));
  assert.ok(read.ok, JSON.stringify(read));
  const applied = await applySetup(fixture.hub, read.setup, { dryRun: false, by: 'ann' });
  assert.ok(applied.ok, JSON.stringify(applied));
}

before(async () => {
  fixture = await testHub();
  const { hub, world } = fixture;
  page = new Browser(hub);
  await page.setup(hub);
  const made = await createEntity(hub.db, 'company', { name: 'Acme AS', phone: '11', vatNumber: 'NO1' }, author);
  assert.equal(made.status, 'done', JSON.stringify(made));
  const key = world.add('Customer', { Nm: 'Acme AS', Phone: '11', VatNo: 'NO1' });
  acme = { company: made.status === 'done' ? made.value.ref.id : 0, key };
  await setUp('phone');
  await eventually('in step', async () => (await page.call('GET /api/sync/overview')).agreement.inStep === 1);
});
after(() => fixture.close());

const inCrm = async (field: string): Promise<string | undefined> =>
  (await getEntity(fixture.hub.db, { kind: 'company', id: acme.company }))?.values[field];
const erpSays = async (phone: string): Promise<void> => {
  fixture.world.edit('Customer', acme.key, { Phone: phone });
  await eventually('it arrives', async () => (await inCrm('phone')) === phone);
};
const lastRun = async (): Promise<number> =>
  eventually('the run in the log', async () => {
    const { rows } = await page.call('GET /api/sync/log', undefined, '/api/sync/log?side=crm&limit=1');
    return rows[0]?.runId ?? undefined;
  });
/** Asks for it and waits for its end. */
async function undo(body: Readonly<Record<string, unknown>>): Promise<Undo> {
  const { requestId } = await page.call('POST /api/sync/undo', { both: false, preview: false, ...body });
  return eventually('the undo ends', async () => {
    const found = await page.call('GET /api/sync/undo/:id', undefined, `/api/sync/undo/${requestId}`);
    return found.status === 'queued' || found.status === 'running' ? undefined : found;
  });
}
const rowsOf = async ({ requestId }: Undo, query = '') =>
  (await page.call('GET /api/sync/undo/:id/rows', undefined, `/api/sync/undo/${requestId}/rows${query}`)).rows;
const record = () => page.call('GET /api/records/:kind/:id', undefined, `/api/records/company/${acme.company}`);

test('a record shows both sides of each field and why; it is found by name and number', async () => {
  await erpSays('22');
  const [connection] = (await record()).connections;
  assert.deepEqual(
    [connection?.connection.name, connection?.link?.actorType, connection?.link?.erpKey, connection?.link?.state],
    ['ERP demo', 'Customer', acme.key, 'active'],
  );
  const phone = connection?.fields.find(({ field }) => field.erpField === 'Phone');
  assert.deepEqual([phone?.crmValue, phone?.erpValue, phone?.direction], ['22', '22', 'both']);
  assert.deepEqual(
    [phone?.why.status.code, phone?.why.origin?.code, phone?.why.rule?.code],
    ['inStep', 'fromErp', 'only'],
  );
  assert.equal(phone?.why.origin?.parts.old, '11');
  for (const text of ['acme', String(acme.company)]) {
    const { records } = await page.call('GET /api/records', undefined, `/api/records?text=${text}`);
    assert.deepEqual(records, [{ kind: 'company', id: acme.company, name: 'Acme AS', about: '', canSync: true }], text);
  }
  assert.equal(codeOf(await page.send('GET', '/api/records/company/999999')), 'notFound');
});

test('a run: the preview writes nothing, the undo puts back, its own undo puts back again', async () => {
  const run = await lastRun();
  const preview = await undo({ scope: { kind: 'run', runId: run }, preview: true });
  assert.deepEqual([preview.status, preview.preview, preview.runId], ['done', true, null]);
  assert.deepEqual(preview.counts, { total: 1, restored: 0, skipped: 0, underWay: 0 });
  const [row] = await rowsOf(preview);
  assert.deepEqual([row?.status, row?.side, row?.newValue, row?.oldValue], ['waiting', 'crm', '22', '11']);
  assert.deepEqual([row?.field?.crmLabel, row?.record?.name], ['Telephone', 'Acme AS']);
  assert.equal(await inCrm('phone'), '22');

  const { runs } = await page.call('GET /api/sync/runs');
  const { id, kind, connection, crmWrites, erpWrites } = runs[0] ?? {};
  assert.deepEqual([id, kind, connection?.name, crmWrites, erpWrites], [run, 'cycle', 'ERP demo', 1, 0]);
  const before = await page.call('GET /api/sync/runs', undefined, `/api/sync/runs?beforeId=${run}`);
  assert.ok(before.runs.length > 0 && before.runs.every((one) => one.id < run), 'older ones follow');

  const undone = await undo({ scope: { kind: 'run', runId: run } });
  assert.deepEqual(undone.counts, { total: 1, restored: 1, skipped: 0, underWay: 0 });
  assert.deepEqual([undone.by, undone.connection.name], ['ann', 'ERP demo']);
  assert.equal(await inCrm('phone'), '11');
  const phone = (await record()).connections[0]?.fields.find(({ field }) => field.erpField === 'Phone');
  assert.deepEqual([phone?.why.status.code, phone?.why.origin?.code], ['undone', 'undo']);

  const again = await undo({ scope: { kind: 'run', runId: undone.runId } });
  assert.equal(again.counts.restored, 1);
  assert.equal(await inCrm('phone'), '22');
});

test('a record’s field: what somebody touched since is left, with its reason, page by page', async () => {
  await erpSays('33');
  const { hub } = fixture;
  await page.call('POST /api/sync/running', { running: false });
  await eventually('nothing runs', async () => (await hub.jobs.running()).length === 0);
  const edited = await updateEntity(hub.db, { kind: 'company', id: acme.company }, { phone: 'by hand' }, author);
  assert.equal(edited.status, 'done');
  const connectionId = (await record()).connections[0]?.connection.id;
  const scope = { kind: 'record', entity: { kind: 'company', id: acme.company }, fields: ['Phone'] };
  const undone = await undo({ scope, connectionId });
  assert.deepEqual(undone.counts, { total: 1, restored: 0, skipped: 1, underWay: 0 });
  assert.equal(undone.record?.name, 'Acme AS');
  const [row] = await rowsOf(undone, '?only=skipped&limit=1');
  assert.deepEqual([row?.why, row?.newValue, row?.oldValue], ['differs', '33', '22']);
  assert.deepEqual(await rowsOf(undone, '?only=restored'), []);
  await page.call('POST /api/sync/running', { running: true });
});

test('a mapping change is listed and undone; the undos are listed too', async () => {
  await setUp('fax');
  await eventually('the fax', async () => (await inCrm('fax')) !== '');
  const { changes, nextBeforeId } = await page.call('GET /api/sync/mapping-changes');
  const [change] = changes;
  assert.equal(nextBeforeId, null);
  assert.deepEqual(change?.fields, [
    {
      erpField: 'Phone',
      before: { crmField: 'phone', direction: 'both' },
      after: { crmField: 'fax', direction: 'both' },
    },
  ]);
  const undone = await undo({ scope: { kind: 'mapping', change: change?.id } });
  assert.equal(undone.counts.restored, 1);
  assert.equal(await inCrm('fax'), '');
  const { undos } = await page.call('GET /api/sync/undo');
  assert.equal(undos[0]?.requestId, undone.requestId);
  assert.deepEqual(undos[1]?.record, { kind: 'company', id: acme.company, name: 'Acme AS' });
});

test('what is not there, or not active, is refused in words', async () => {
  const ask = { both: false, preview: true };
  const run = await page.send('POST', '/api/sync/undo', { ...ask, scope: { kind: 'run', runId: 999_999 } });
  assert.equal(codeOf(run), 'notFound');
  assert.equal(codeOf(await page.send('GET', '/api/sync/undo/999999')), 'notFound');
  const { requestIds } = await page.call('POST /api/sync/now', {});
  assert.equal(
    codeOf(await page.send('GET', `/api/sync/undo/${requestIds[0]}`)),
    'notFound',
    'a request of another kind',
  );
  await fixture.hub.db.run('update connection set active = false');
  const off = await page.send('POST', '/api/sync/undo', { ...ask, scope: { kind: 'mapping', change: 1 } });
  assert.equal(codeOf(off), 'connectionInactive');
});
