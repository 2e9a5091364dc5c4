/** Import from ERP, from its first step to its last, in Norwegian, as an administrator does it on the real hub. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity, getEntity } from '@kobling/store';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { holds, isDimmed } from './becomes.ts';
import { heldBack, lostAfter, postAs, unreachable } from './dialog-walk.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
let known = 0;
before(async () => {
  stage = await openScreens();
  await activeConnection(stage.fixture, {
    name: 'ERP demo',
    mappings: { Customer: { Nm: { crm: 'name' }, Phone: { crm: 'phone' }, City: { crm: 'postalAddress.city' } } },
  });
  const { world } = stage.fixture;
  world.add('Customer', { Nm: 'Fjord Bakeri', Phone: '55 11 22 33', City: 'Bergen' });
  world.add('Customer', { Nm: 'Fjord Fisk', Phone: '77 10 20 30', City: 'Tromsø' });
  world.add('Customer', { Nm: 'Fjord Tvilling', City: 'Oslo' });
  for (let n = 0; n < 2; n++) await createEntity(stage.hub.db, 'company', { name: 'Fjord Tvilling' }, { by: 'test' });
  const made = await createEntity(stage.hub.db, 'company', { name: 'Fjord Fisk' }, { by: 'test' });
  assert.ok(made.status === 'done');
  known = made.value.ref.id;
});
after(() => stage.close());

void test('søk, velg, innstillinger, forhåndsvisning, import', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go('/sync');
  await page.getByRole('link', { name: 'Importer', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Importer fra ERP' }).waitFor();
  const search = page.getByRole('button', { name: 'Søk i ERP' });
  await page.getByText('Automatisk synkronisering er slått på.').waitFor();
  // Rule 13.
  await isDimmed(search);
  await page.getByRole('button', { name: 'Slå av automatisk synkronisering' }).click();
  await page.getByText('Automatisk synkronisering er slått på.').waitFor({ state: 'detached' });
  await page.getByLabel('Søketekst').fill('Fjord');
  // What was typed outlives a reload.
  await page.reload();
  await page.getByText('Det du skrev tidligere, er fortsatt her.').waitFor();
  await shot(page, 'import-source');
  assert.deepEqual(await axeProblems(page), []);
  await search.click();

  await page.getByText('3 av 3 avkrysset').waitFor();
  await page.getByRole('checkbox', { name: 'Importer Fjord Bakeri' }).click();
  await page.getByText('2 av 3 avkrysset').waitFor();
  await page.getByRole('button', { name: 'Velg alle' }).click();
  await page.getByText('3 av 3 avkrysset').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'import-details');
  await page.getByRole('button', { name: 'Legg til import' }).click();

  await page.getByText('1 nye, 1 endret, 0 uten endring, 1 utelatt').waitFor();
  await page.getByText('Flere poster i CRM passer.').waitFor();
  await page.getByLabel('Handling', { exact: true }).selectOption('Hopp over - ikke importer');
  await page.getByText('1 nye, 0 endret, 1 uten endring, 1 utelatt').waitFor();
  await page.getByLabel('Handling', { exact: true }).selectOption('Flett - oppdater tomme felt');
  await page.getByText('1 nye, 1 endret, 0 uten endring, 1 utelatt').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'import-preview');
  await page.getByRole('button', { name: 'Importer', exact: true }).click();

  await page.getByText('Lagt til 1 · Oppdatert 1 · Uendret 0 · Utelatt 1').waitFor();
  await page.getByRole('region', { name: 'Nye poster' }).getByRole('link', { name: 'Fjord Bakeri' }).waitFor();
  await page.getByRole('region', { name: 'Oppdaterte poster' }).getByRole('link', { name: 'Fjord Fisk' }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'import-done');
  const values = (await getEntity(stage.hub.db, { kind: 'company', id: known }))?.values;
  assert.deepEqual([values?.['phone'], values?.['postalAddress.city']], ['77 10 20 30', 'Tromsø']);
  assert.deepEqual(complaints, []);
});

void test('criteria, no hits, and the way back, at 360 px in the dark', async () => {
  const { page, complaints, go } = await stage.screen('ann', { width: 360, colorScheme: 'dark' });
  await go('/import');
  await page.getByRole('button', { name: 'Add a criterion' }).click();
  await page.getByLabel('Field', { exact: true }).selectOption('City');
  await page.getByLabel('Comparison of City').selectOption('is');
  await page.getByLabel('Value of City').fill('Nowhere');
  await shot(page, 'import-criteria-360-dark');
  assert.deepEqual(await axeProblems(page), []);
  await page.getByRole('button', { name: 'Search ERP' }).click();
  await page.getByText('ERP demo has nothing that fits.').waitFor();
  await page.getByRole('link', { name: 'Search again' }).click();
  await page.getByRole('button', { name: 'Add a criterion' }).click();
  await page.getByLabel('Field', { exact: true }).selectOption('City');
  await page.getByLabel('Value of City').fill('Troms');
  await page.getByRole('button', { name: 'Search ERP' }).click();
  await page.getByText('1 of 1 ticked').waitFor();
  await shot(page, 'import-details-360-dark');
  assert.deepEqual(await axeProblems(page), []);
  assert.deepEqual(complaints, []);
});

void test('on a bad line and in two windows: searched once, ticks and settings kept and not overwritten, imported once', async () => {
  const { page, go } = await stage.screen('ann');
  const many = (sql: string) => stage.hub.db.query<{ n: number }>(sql).then(([row]) => row?.n);
  const searches = () => many('select count(*)::int as n from erp_import');
  for (const name of ['Alpen Bau', 'Alpen Holz']) stage.fixture.world.add('Customer', { Nm: name });
  await go('/import');
  await postAs(page)('/api/sync/running', { running: false });
  await page.reload();
  const text = page.getByLabel('Search text');
  const search = page.getByRole('button', { name: 'Search ERP' });
  await text.fill('Alpen');
  await go('/companies');
  await page.getByRole('grid', { name: 'Companies' }).waitFor();
  await page.goBack();
  await holds(text, 'Alpen');
  const before1 = (await searches()) ?? 0;
  const mend = await lostAfter(page, /^\/api\/imports$/);
  await search.click();
  await unreachable(page.getByRole('main'));
  await mend();
  await page.reload();
  await holds(text, 'Alpen');
  // Something else is searched for then, and that answer is lost too: neither search is left behind.
  for (const other of ['Alpen Bau', 'Alpen Holz']) {
    await text.fill(other);
    const last = await many('select max(id) as n from erp_import');
    const lost = await lostAfter(page, new RegExp(`^/api/imports/${last}/instead$`));
    await search.click();
    await unreachable(page.getByRole('main'));
    await lost();
    await holds(text, other);
  }
  await text.fill('Alpen');
  const found = await heldBack(page, /^\/api\/imports$/);
  await search.dblclick();
  await isDimmed(search);
  assert.equal(await text.isEditable(), false);
  await found();
  await page.getByText('2 of 2 ticked').waitFor();
  assert.equal(await searches(), before1 + 1);

  const ticked = await lostAfter(page, /\/tick$/);
  await page.getByRole('checkbox', { name: 'Import Alpen Holz' }).click();
  await page.getByRole('alert').getByText('The hub cannot be reached.').waitFor();
  await ticked();
  await page.getByText('1 of 2 ticked').waitFor();
  await page.reload();
  await page.getByText('1 of 2 ticked').waitFor();

  await page.getByRole('button', { name: 'Add Import' }).click();
  await page.getByText('1 new, 0 changed, 0 without change, 0 left out').waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByText('1 new, 0 changed, 0 without change, 0 left out').waitFor();
  const action = (of: typeof page, chosen: string) =>
    of.getByLabel('Action', { exact: true }).locator('option:checked').filter({ hasText: chosen });
  const settings = page.getByLabel('Action', { exact: true });
  const decided = await heldBack(page, /\/settings$/);
  await settings.selectOption('Replace - overwrite existing');
  await action(page, 'Replace').waitFor({ state: 'attached' });
  await page.locator('[aria-busy="true"]').filter({ has: settings }).waitFor();
  await settings.press('ArrowDown');
  await settings.selectOption('Skip - do not import');
  await action(page, 'Replace').waitFor({ state: 'attached' });
  await decided();
  await page.locator('[aria-busy="true"]').filter({ has: settings }).waitFor({ state: 'detached' });
  await action(page, 'Replace').waitFor({ state: 'attached' });
  await other.getByLabel('Duplicate match', { exact: true }).selectOption('Number');
  await other.getByRole('alert').getByText('Another window changed this meanwhile.').waitFor();
  await action(other, 'Replace').waitFor({ state: 'attached' });
  await other.close();

  const started = await lostAfter(page, /\/start$/);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Added 1 · Updated 0 · Unchanged 0 · Left out 0').waitFor();
  await started();
  assert.equal(await many(`select count(*)::int as n from company where name like 'Alpen %'`), 1);
  await page.context().close();
});

void test('who is no administrator does not see it', async () => {
  const { page, go } = await stage.screen('bob');
  await go('/sync');
  await page.getByRole('link', { name: 'Sync log' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Import', exact: true }).count(), 0);
});
