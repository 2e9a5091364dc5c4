/** The first page's routes over a real hub: an ERP in memory, the engine at work, a browser that looks. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type HubEvent, hubEventSchema } from '@kobling/contract';
import { createEntity, getEntity, updateEntity } from '@kobling/store';
import { applySetup, readSetup } from '../setup-file/index.ts';
import { Browser, codeOf, eventually, testHub, type TestHub } from '../testing/test-hub.ts';

let fixture: TestHub;
let page: Browser;
let acme = { company: 0, key: '' };

const setupFile = `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: ERP demo
    connector: Memory
    active: true
    actors:
      Customer:
        fields:
          Nm:    { crm: name, sync: both, search: true, show: true }
          Phone: { crm: phone, sync: both }
          VatNo: { crm: vatNumber, sync: both }
    match: { Customer: [vatNumber] }
priority: [ERP demo, CRM]
sync: { running: true, interval: 1s }
`;
const author = { writer: 0, by: 'ann' };

before(async () => {
  fixture = await testHub();
  const { hub, world } = fixture;
  page = new Browser(hub);
  await page.setup(hub);
  const made = await createEntity(hub.db, 'company', { name: 'Acme AS', phone: '11', vatNumber: 'NO1' }, author);
  assert.equal(made.status, 'done', JSON.stringify(made));
  acme = {
    company: made.status === 'done' ? made.value.ref.id : 0,
    key: world.add('Customer', { Nm: 'Acme AS', Phone: '11', VatNo: 'NO1' }),
  };
  const read = readSetup(setupFile);
  assert.ok(read.ok, JSON.stringify(read));
  const applied = await applySetup(hub, read.setup, { dryRun: false, by: 'ann' });
  assert.ok(applied.ok, JSON.stringify(applied));
});
after(() => fixture.close());

const phoneInCrm = async (): Promise<string | undefined> =>
  (await getEntity(fixture.hub.db, { kind: 'company', id: acme.company }))?.values['phone'];
const phoneInErp = (): string => fixture.world.value('Customer', acme.key, 'Phone');
const setPhone = async (phone: string): Promise<void> => {
  const outcome = await updateEntity(fixture.hub.db, { kind: 'company', id: acme.company }, { phone }, author);
  assert.equal(outcome.status, 'done', JSON.stringify(outcome));
};

test('an edit on either side arrives on the other, and the pages show it', async () => {
  await eventually('linked and in step', async () => {
    const overview = await page.call('GET /api/sync/overview');
    return overview.agreement.total === 1 && overview.agreement.inStep === 1;
  });
  fixture.world.edit('Customer', acme.key, { Phone: '22' });
  await eventually('ERP to CRM', async () => (await phoneInCrm()) === '22');
  await setPhone('33');
  await eventually('CRM to ERP', () => phoneInErp() === '33');

  const log = await eventually('both in the log', async () => {
    const found = await page.call('GET /api/sync/log', undefined, '/api/sync/log?kind=write');
    return found.rows.length >= 2 ? found : undefined;
  });
  const [toErp, toCrm] = log.rows;
  assert.equal(toErp?.side, 'erp');
  assert.deepEqual([toCrm?.side, toCrm?.oldValue, toCrm?.newValue], ['crm', '11', '22']);
  assert.equal(toCrm?.record?.name, 'Acme AS');
  assert.deepEqual(toCrm?.field, {
    erpField: 'Phone',
    erpLabel: 'Phone',
    crmField: 'phone',
    crmLabel: 'Telephone',
    type: 'text',
  });
  const paged = await page.call('GET /api/sync/log', undefined, '/api/sync/log?limit=1');
  assert.equal(paged.rows.length, 1);
  assert.equal(paged.nextBeforeId, paged.rows[0]?.id);

  const overview = await page.call('GET /api/sync/overview');
  const [connection] = overview.connections;
  assert.equal(connection?.name, 'ERP demo');
  assert.ok(connection.lastRunAt !== null);
  assert.equal(overview.activity.length, 60);
  assert.ok(overview.activity.some((minute) => minute.crmWrites > 0));
});

test('a label comes in the reader’s language', async () => {
  await page.call('POST /api/session/language', { language: 'no' });
  const log = await page.call('GET /api/sync/log', undefined, '/api/sync/log?kind=write&field=phone');
  assert.equal(log.rows[0]?.field?.erpLabel, 'Telefon');
  await page.call('POST /api/session/language', { language: 'en' });
});

test('a conflict shows both values; “use the other” turns it round, and then it is closed', async () => {
  await page.call('POST /api/sync/running', { running: false });
  await eventually('off', async () => !(await page.call('GET /api/sync/overview')).running);
  await eventually('nothing runs', async () => (await fixture.hub.jobs.running()).length === 0);
  fixture.world.edit('Customer', acme.key, { Phone: '44' });
  await setPhone('55');
  await page.call('POST /api/sync/running', { running: true });
  const conflict = await eventually('the conflict', async () => (await page.call('GET /api/sync/conflicts')).rows[0]);
  assert.deepEqual(
    [conflict.erpValue, conflict.crmValue, conflict.winner, conflict.winnerName],
    ['44', '55', 'erp', 'ERP demo'],
  );
  assert.equal((await page.call('GET /api/sync/overview')).openConflicts, 1);
  await eventually('the ERP won', async () => (await phoneInCrm()) === '44');

  const path = `/api/sync/conflicts/${conflict.id}/use-other`;
  const { requestId } = await page.call('POST /api/sync/conflicts/:id/use-other', {}, path);
  const request = await eventually('it is done', async () => {
    const found = await page.call('GET /api/sync/requests/:id', undefined, `/api/sync/requests/${requestId}`);
    return found.status === 'done' || found.status === 'failed' ? found : undefined;
  });
  assert.equal(request.status, 'done', JSON.stringify(request));
  await eventually('the other value on both sides', async () => (await phoneInCrm()) === '55' && phoneInErp() === '55');
  assert.equal((await page.call('GET /api/sync/conflicts')).total, 0);
  assert.equal(codeOf(await page.send('POST', path, {})), 'conflictClosed');
  assert.equal(codeOf(await page.send('POST', '/api/sync/conflicts/999999/keep', {})), 'notFound');
});

test('Sync now answers the request and its end is told; with sync off it works all the same', async () => {
  await page.call('POST /api/sync/running', { running: false });
  fixture.world.edit('Customer', acme.key, { Phone: '66' });
  const { requestIds } = await page.call('POST /api/sync/now', {});
  assert.equal(requestIds.length, 1);
  await eventually('it arrives', async () => (await phoneInCrm()) === '66');
  await eventually('it is done', async () => {
    const found = await page.call('GET /api/sync/requests/:id', undefined, `/api/sync/requests/${requestIds[0]}`);
    return found.status === 'done';
  });
  assert.equal(codeOf(await page.send('POST', '/api/sync/now', { connectionId: 999_999 })), 'notFound');
  await page.call('POST /api/sync/running', { running: true });
});

test('who watches hears of what happens, in the contract’s words', async () => {
  const leave = new AbortController();
  const response = await fetch(`${fixture.hub.url}/api/events`, {
    headers: { cookie: page.cookie },
    signal: leave.signal,
  });
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.ok(response.body !== null);
  const heard: HubEvent[] = [];
  const lines = response.body.pipeThrough(new TextDecoderStream());
  const listening = (async () => {
    let rest = '';
    for await (const chunk of lines) {
      const blocks = `${rest}${chunk}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) heard.push(hubEventSchema.parse(JSON.parse(data.slice(6))));
      }
    }
  })().catch(() => undefined);
  fixture.world.edit('Customer', acme.key, { Phone: '77' });
  const event = await eventually('the log row', () =>
    heard.find((one) => one.type === 'log' && one.rows.some((row) => row.newValue === '77')),
  );
  assert.equal(event.type, 'log');
  await eventually('the overview', () => heard.some((one) => one.type === 'overviewChanged'));
  leave.abort();
  await listening;
});

test('a connection that is off takes no Sync now', async () => {
  await fixture.hub.db.run('update connection set active = false');
  const [row] = await fixture.hub.db.query<{ id: number }>('select id from connection');
  assert.equal(codeOf(await page.send('POST', '/api/sync/now', { connectionId: row?.id })), 'connectionInactive');
  assert.equal((await page.call('GET /api/sync/overview')).connections[0]?.state, 'off');
});
