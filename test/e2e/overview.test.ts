/** The sync overview while an ERP is away, and the log's long sentences: what is said must be true, and read in one line. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { vendorClient } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { updateEntity } from '../../packages/store/src/index.ts';
import { becomes } from './becomes.ts';
import { type ErpTabStage, openErpTabs } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  stage = await openErpTabs();
});
after(() => stage.close());

/** A company on both sides, connected. */
async function linked(name: string): Promise<{ readonly id: number; readonly key: string }> {
  const { first } = stage;
  const id = await stage.record('company', { name, phone: '11' });
  const key = first.world.add('Customer', { Nm: name, Phone: '11' });
  await stage.link(id, 'first', 'Customer', key);
  return { id, key };
}

void test('an edit that waits for an ERP that is away is no 100 %: the page says what was compared, when, and what waits', async () => {
  const { first, fixture } = stage;
  const { db } = fixture.hub;
  const { id, key } = await linked('Faraway AS');
  await linked('Untouched AS');
  const { page, go, complaints } = await stage.screen('ann');
  await go('/sync');
  await page.getByText('100% in step', { exact: true }).waitFor();

  first.die();
  const edited = await updateEntity(db, { kind: 'company', id }, { phone: '22' }, { by: 'bob' });
  assert.equal(edited.status, 'done');
  await page.getByRole('button', { name: 'Sync Now: ERP demo' }).click();
  await page.getByText('Not reachable', { exact: true }).waitFor();
  await page.getByText(/^1 change waits for ERP demo, which has not answered since \d\d:\d\d\.$/).waitFor();
  await page.getByText(/^100% of what was compared at \d\d:\d\d$/).waitFor();
  await page.getByText('100% in step', { exact: true }).waitFor({ state: 'detached' });
  await page.getByText('1 waits', { exact: true }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'overview-away');
  assert.equal(first.world.value('Customer', key, 'Phone'), '11');

  const german = await stage.screen('ann', { language: 'de', width: 360, colorScheme: 'dark' });
  await german.go('/sync');
  await german.page.getByText(/^1 Änderung wartet auf ERP demo; keine Antwort seit \d\d:\d\d\.$/).waitFor();
  assert.deepEqual(await axeProblems(german.page), []);
  await shot(german.page, 'overview-away-de-360-dark');

  first.answer();
  await page.getByRole('button', { name: 'Sync Now: ERP demo' }).click();
  await page.getByText('100% in step', { exact: true }).waitFor();
  assert.equal(first.world.value('Customer', key, 'Phone'), '22');
  assert.deepEqual(
    complaints.filter((each) => !each.includes('503')),
    [],
  );
});

void test('with the sync off an edit is counted, and the overview says what it waits for', async () => {
  const { fixture } = stage;
  const { id } = await linked('Resting AS');
  await linked('Untouched too AS');
  const sold = await stage.record('company', { name: 'Sold AB' });
  await stage.link(sold, 'second', 'Supplier', stage.second.world.add('Supplier', { Nm: 'Sold AB' }));
  const { page, go } = await stage.screen('ann');
  await go('/sync');
  await page.getByText('100% in step', { exact: true }).waitFor();
  await stage.stop();
  // A field that is not carried to the ERP is no change that waits.
  await updateEntity(fixture.hub.db, { kind: 'company', id }, { fax: '77' }, { by: 'bob' });
  await updateEntity(fixture.hub.db, { kind: 'company', id }, { phone: '33' }, { by: 'bob' });
  await go('/sync');
  await page.getByText('1 change waits until automatic sync is turned on.', { exact: true }).waitFor();
  // As many on another connection: one sentence for both.
  await updateEntity(fixture.hub.db, { kind: 'company', id: sold }, { name: 'Sold Abroad AB' }, { by: 'bob' });
  await go('/sync');
  await page.getByText('2 changes wait until automatic sync is turned on.', { exact: true }).waitFor();
  await page.getByText(/of what was compared at \d\d:\d\d$/).waitFor();
  await stage.start();
  await page.getByText('100% in step', { exact: true }).waitFor();
});

void test('a long sentence of the log stands on two lines at most and unfolds by the keyboard', async () => {
  const { ids, fixture } = stage;
  const { id } = await linked('Long Told AS');
  const whole =
    'A record of some name waits: its company is not connected. Connect the company, or disconnect the record.';
  await fixture.hub.db.run(
    `insert into sync_log (connection_id, link_id, entity, entity_id, kind, message)
     select connection_id, id, entity, entity_id, 'notice', $3 from link where connection_id = $1 and entity_id = $2`,
    [ids.first, id, whole],
  );
  const { page, go } = await stage.screen('ann');
  await go('/sync/log?kind=notice');
  const gist = page.getByRole('button', { name: whole, expanded: false });
  await gist.waitFor();
  await becomes('two lines', true, async () => ((await gist.boundingBox())?.height ?? 99) <= 40);
  await gist.focus();
  await page.keyboard.press('Enter');
  const row = page.getByRole('table', { name: 'Sync log' }).locator('.log-whole');
  await row.getByText(whole).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'log-unfolded');
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });

  const narrow = await stage.screen('ann', { width: 360 });
  await narrow.go('/sync/log?kind=notice');
  await narrow.page.getByText(whole).waitFor();
  await narrow.page.getByRole('button', { name: 'Filters (1)' }).click();
  await narrow.page.getByRole('button', { name: 'Clear filters' }).waitFor();
});

void test('all failures are tried again by one press, and leave the list as they are mended', async () => {
  const { first, fixture } = stage;
  first.world.behaviour.reject = ({ values }) =>
    values['Phone'] === '66' ? { code: 'closed', message: 'The books are closed.' } : undefined;
  for (const name of ['Refused AS', 'Refused too AS']) {
    const { id } = await linked(name);
    await updateEntity(fixture.hub.db, { kind: 'company', id }, { phone: '66' }, { by: 'bob' });
  }
  const { page, go } = await stage.screen('ann');
  await vendorClient(fixture, 'ann').getErpSyncAgent().forceSyncAllAsync();
  await go('/sync/failures');
  await page.getByRole('link', { name: 'Refused AS', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Refused too AS', exact: true }).waitFor();
  first.world.behaviour.reject = undefined;
  await page.getByRole('button', { name: 'Retry all 2', exact: true }).click();
  await page.getByText('2 records are tried again now.', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'No failures' }).waitFor();
});
