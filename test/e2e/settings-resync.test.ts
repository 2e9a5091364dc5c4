/** Settings › Tilbud/Sync › Sync, in Norwegian: On and Off, the priority, and both resyncs with their plan first. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, getEntity } from '@kobling/store';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { becomes, wears } from './becomes.ts';
import { focusIsIn } from './dialog-walk.ts';
import { dragUpByKeys } from './drag.ts';
import { shot } from './screen-stage.ts';
import { apply, dialog, mappedSetup, openSettings, type SettingsStage, under } from './settings-stage.ts';

let stage: SettingsStage;
let company = 0;
let erpKey = '';
const values = { name: 'Nordlys AS', phone: '11', vatNumber: 'NO1' };
before(async () => {
  stage = await openSettings();
  const { db } = stage.hub;
  const made = await createEntity(db, 'company', values, { writer: 0, by: 'ann' });
  company = made.status === 'done' ? made.value.ref.id : 0;
  erpKey = stage.world.add('Customer', { Nm: 'Nordlys AS', Phone: '11', VatNo: 'NO1' });
  await apply(stage, mappedSetup('ERP demo', true));
  await eventually('linked', async () => (await listDefinitions(stage.hub))[0]?.links === 1);
});
after(() => stage.close());

const list = 'ERP-koblinger';
const phone = async () => (await getEntity(stage.hub.db, { kind: 'company', id: company }))?.values['phone'];

void test('Av and På turn automatic sync off and on, and say so', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  const off = page.getByRole('button', { name: 'Av', exact: true });
  await page.getByText('Automatisk synkronisering er slått på.').waitFor();
  await off.click();
  await page.getByText('Automatisk synkronisering er slått av.').waitFor();
  await wears(off, 'aria-pressed', 'true');
  const saved = page.waitForResponse((response) => response.request().method() === 'POST' && response.ok());
  await page.getByLabel('Intervall').selectOption('30 sekunder');
  await saved;
  await page.reload();
  await page.getByText('Automatisk synkronisering er slått av.').waitFor();
  const interval = page.getByLabel('Intervall').locator('option:checked');
  await becomes('the interval', '30 sekunder', () => interval.textContent());
  await page.getByRole('link', { name: 'Vis logg' }).click();
  await page.getByRole('heading', { name: 'Synkroniseringslogg' }).waitFor();
});

void test('Resync from ERP connection: what it would change first, then it is written; the log has it', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  stage.world.edit('Customer', erpKey, { Phone: '22' });
  await go('/settings/sync');
  await page.getByRole('link', { name: 'ERP demo' }).click();
  await under(page, list).getByRole('button', { name: 'Synkroniser på nytt fra ERP-kobling' }).click();
  const form = dialog(page, 'Synkroniser på nytt fra ERP-kobling: ERP demo');
  await form.getByText('Poster som endres: 1 · verdier i CRM: 1 · verdier i ERP demo: 0').waitFor();
  await form.getByText('Ta en sikkerhetskopi først').waitFor();
  await shot(page, 'settings-resync');
  assert.equal(await phone(), '11', 'nothing was written by looking');
  await page.reload();
  await form.getByRole('button', { name: 'Synkroniser 1 verdi på nytt' }).click();
  await form.getByText('Ferdig: 1 skrevet, 0 utelatt.').waitFor();
  assert.equal(await phone(), '22');
  await shot(page, 'settings-resync-done');
  await form.getByRole('link', { name: 'Se hver endring' }).waitFor();
  await form.getByRole('button', { name: 'Lukk' }).last().click();
  await form.waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});

void test('Resync from CRM: without blanks a blank never overwrites; equal sides have nothing to write', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  stage.world.edit('Customer', erpKey, { Phone: '33' });
  await go('/settings/sync');
  await page.getByRole('link', { name: 'ERP demo' }).click();
  await page.getByRole('button', { name: 'Synkroniser på nytt', exact: true }).click();
  const form = dialog(page, 'Synkroniser på nytt fra CRM: ERP demo');
  await form.getByText('Poster som endres: 1 · verdier i CRM: 0 · verdier i ERP demo: 1').waitFor();
  await form.getByLabel('Uten tomme: en tom verdi overskriver aldri').click();
  await form.getByRole('button', { name: 'Synkroniser 1 verdi på nytt' }).click();
  await form.getByText('Ferdig: 1 skrevet, 0 utelatt.').waitFor();
  assert.equal(stage.world.value('Customer', erpKey, 'Phone'), '22');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Synkroniser på nytt', exact: true }).click();
  await form.getByText('Ingenting ville endres: begge sider er like.').first().waitFor();
});

void test('a resync is left, found again, stopped, and gone on with', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  const id = (await listDefinitions(stage.hub))[0]?.id ?? 0;
  stage.world.edit('Customer', erpKey, { Phone: '44' });
  await go(`/settings/sync?connection=${id}&dialog=resync-erp`);
  const form = dialog(page, 'Synkroniser på nytt fra ERP-kobling: ERP demo');
  const begin = form.getByRole('button', { name: 'Synkroniser 1 verdi på nytt' });
  await begin.waitFor();
  // Somebody else works on the connection: what is asked for has to wait.
  const lease = await eventually('the lease', () => stage.hub.store.acquireLease(id, 'test', 60_000));
  await begin.click();
  await form.getByText('Pågår. Du kan lukke dette og komme tilbake').first().waitFor();
  await page.waitForURL(/asked=\d+/);
  await page.reload();
  await form.getByText('Pågår. Du kan lukke dette og komme tilbake').first().waitFor();
  await form.getByRole('button', { name: 'Stopp' }).click();
  await page.waitForURL((url) => !url.searchParams.has('asked'));
  assert.equal(await phone(), '22', 'nothing was written');
  await stage.hub.store.releaseLease(lease);
  await begin.click();
  await form.getByText('Ferdig: 1 skrevet, 0 utelatt.').waitFor();
  assert.equal(await phone(), '44');
});

void test('Set Sync Priority: by arrow, and by the keyboard’s drag; the CRM is one line', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await under(page, list).getByRole('button', { name: 'Angi synkroniseringsprioritet' }).click();
  const form = dialog(page, 'Angi synkroniseringsprioritet');
  const lines = async () => (await form.getByRole('listitem').allTextContents()).map((text) => text.trim());
  await form.getByRole('listitem').first().filter({ hasText: 'CRM' }).waitFor();
  await becomes('the order', ['CRM', 'ERP demo'], lines);
  await form.getByRole('button', { name: 'Flytt CRM ned' }).click();
  await form.getByRole('listitem').first().filter({ hasText: 'ERP demo' }).waitFor();
  await becomes('the order', ['ERP demo', 'CRM'], lines);
  await form.getByRole('button', { name: 'Lagre' }).click();
  await page.getByText('Prioriteten er lagret.').waitFor();
  await form.waitFor({ state: 'detached' });
  await shot(page, 'settings-after-priority');

  await under(page, list).getByRole('button', { name: 'Angi synkroniseringsprioritet' }).click();
  await form.getByRole('listitem').first().filter({ hasText: 'ERP demo' }).waitFor();
  await focusIsIn(form);
  const handle = form.getByRole('button', { name: 'Dra CRM' });
  await dragUpByKeys(page, handle, 'CRM: plass 2 av 2', 'CRM: plass 1 av 2');
  await form.getByRole('listitem').first().filter({ hasText: 'CRM' }).waitFor();
  await form.getByRole('button', { name: 'Lagre' }).click();
  await form.waitFor({ state: 'detached' });
  const [crm] = await stage.hub.db.query<{ rank: number }>(
    `select (value ->> 'rank')::int as rank from setting where key = 'crm.rank'`,
  );
  assert.equal(crm?.rank, 0);
});
