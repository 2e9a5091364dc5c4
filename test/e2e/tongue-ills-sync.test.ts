/**
 * What goes wrong between the hub, an ERP and people, as they are told it: in their language alone, naming the connection, the
 * record or the field concerned, and with what to do. In Norwegian, and in German as a sample; on the real hub, its ERP behind SOAP.
 */
import assert from 'node:assert/strict';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { updateEntity } from '@kobling/store';
import { people } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { holds } from './becomes.ts';
import type { Locator, Page } from 'playwright-core';
import { lostBefore, postAs } from './dialog-walk.ts';
import { part } from './erp-tab-stage.ts';
import { type IllsStage, instead, openIllsStage } from './ills-stage.ts';
import type { Screen } from './screen-stage.ts';
import { dialog, under } from './settings-stage.ts';
import { openTongue, type Tongue } from './tongue.ts';
import { data } from './tongue-stage.ts';

let stage: IllsStage;
let tongue: Tongue;
let ann: Screen;
let fjord = 0;
const well = () => undefined;
/** Names, and what the ERP itself says. */
const known = [...data, 'Lager', 'far ORA Server', 'stor kunder', 'Sør Nord Vest'];
before(async () => {
  stage = await openIllsStage();
  tongue = await openTongue('no', known);
  fjord = await stage.record('company', { name: 'Fjord' });
  await stage.link(fjord, 'Lager', 'Fjord');
  await stage.link(fjord, 'Regnskap', 'Fjord');
  ann = await stage.screen('ann', { language: 'no' });
  await ann.go('/sync');
  await postAs(ann.page)('/api/sync/running', { running: false });
});
after(() => stage.close());
beforeEach(() => {
  stage.far.before = well;
  stage.changePassword(true);
});

const button = (where: Page | Locator, name: string | RegExp): Locator =>
  where.getByRole('button', { name, exact: true });
/** All of it is said in one place, and no English anywhere on the page. */
async function says(where: Locator, ...parts: readonly (string | RegExp)[]): Promise<void> {
  const place = parts.reduce<Locator>((found, hasText) => found.filter({ hasText }), where).first();
  await place.waitFor();
  const before = tongue.heard.length;
  await tongue.hear(where.page(), parts.join(' · '));
  assert.deepEqual(tongue.heard.slice(before), []);
}
const alert = (where: Page | Locator = ann.page): Locator => where.getByRole('alert');

void test('an ERP that fails, answers nonsense, breaks off, takes too long or lets nobody in: on the card', async () => {
  const { page, go } = ann;
  const lager = part(page, 'Lager');
  const moods = [
    [() => instead.fault, 'Sync Connector feilet i WSGetActors: s:Server ORA-01017'],
    [() => instead.nonsense, 'Svaret på WSGetActors kan ikke leses.'],
    [() => 'cut' as const, 'Svaret på WSGetActors kom ikke fram: den andre siden lukket forbindelsen.'],
    [() => 401, 'Den slipper ikke huben inn: Kontroller navn og passord i koblingen'],
  ] as const;
  for (const [index, [mood, words]] of moods.entries()) {
    stage.far.before = mood;
    if (index === 0) await go(`/company/${fjord}?tab=erp`);
    else await button(alert(lager), 'Prøv igjen').click();
    await says(alert(lager), 'Lager svarer ikke; de sist kjente verdiene vises.', words, 'Prøv igjen om en stund.');
  }
  stage.far.before = well;
});

void test('Sync now that finds no ERP says so at once, and the connection says it until it goes well', async () => {
  const { page, go } = ann;
  await go('/sync');
  stage.far.before = () => 504;
  await button(page, 'Synkroniser nå').first().click();
  const main = page.getByRole('main');
  await says(alert(), 'Lager: synkroniseringen ble ikke ferdig.', 'HTTP 504', 'Se på koblingen i synkoversikten');
  await page.reload();
  await says(
    main,
    'Lager',
    'WSGetActorsByTimestamp: Serveren til Sync Connector sier HTTP 504 (det tok for lang tid).',
  );
  stage.far.before = well;
  await button(page, 'Synkroniser nå').first().click();
  await main.getByText('HTTP 504').waitFor({ state: 'detached' });
});

void test('a password that is wrong by now: what the test said stands at the connection, and at the field', async () => {
  const { page, go } = ann;
  stage.changePassword(false);
  await go(`/settings/sync?connection=${stage.lager}`);
  await button(page, 'Test ERP-koblingen').click();
  await says(alert(), /Lager besto ikke testen, .+:/, 'Feil passord.');
  await page.getByRole('link', { name: 'Tilordninger', exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goBack();
  await says(alert(), /Lager besto ikke testen, .+:/, 'Feil passord.');
  await button(page, 'Konfigurer ERP-kobling').click();
  const form = dialog(page, 'Rediger ERP-kobling');
  await button(form, 'Test ERP-koblingen').click();
  await says(form, 'Passordet', 'Feil passord.');
  await button(form, 'Avbryt').click();
  stage.changePassword(true);
  await button(page, 'Test ERP-koblingen').click();
  await page.getByText('Lager: testen er bestått.').waitFor();
  assert.equal(await page.getByText('besto ikke testen').count(), 0);
});

void test('a connection that is closed to a user while they connect', async () => {
  const { db } = stage.hub;
  const id = await stage.record('company', { name: 'Nordlys AS' });
  stage.far.connector.world.add('Customer', { Nm: 'Nordlys AS' });
  const { page, go } = await stage.screen('bob', { language: 'no' });
  await go(`/company/${id}?tab=erp`);
  await button(page, 'Rediger').click();
  await button(part(page, 'Lager'), 'Kunde').click();
  const form = page.getByRole('dialog');
  await form.getByRole('radio').first().click();
  await db.run('update connection set all_access = false');
  await button(form, 'Tilknytt').click();
  await says(alert(form), `Kobling ${stage.lager} er ikke åpen for bob. Be en administrator`, 'under Synlighet.');
  await go(`/company/${id}?tab=erp`);
  await says(page.getByRole('main'), 'Ingen ERP-kobling for slike poster', 'gi deg tilgang under Synlighet.');
  await db.run('update connection set all_access = true');
  await page.context().close();
});

void test('a conflict names both sides, its field and why one won; a value that the ERP cannot take its record and field', async () => {
  const { page, go } = ann;
  const { db } = stage.hub;
  const ref = { kind: 'company', id: await stage.record('company', { name: 'Fjord' }) } as const;
  const key = await stage.link(ref.id, 'Regnskap', 'Fjord');
  const wide = { kind: 'company', id: await stage.record('company', { name: 'Fjord' }) } as const;
  await stage.link(wide.id, 'Regnskap', 'Fjord');
  stage.erp.world.edit('Customer', key, { Nm: 'Nord' });
  await updateEntity(db, ref, { name: 'Sør' }, { by: 'bob' });
  await updateEntity(db, wide, { name: 'Vest '.repeat(14).trim() }, { by: 'bob' });
  await go('/sync/failures');
  const post = postAs(page);
  await post('/api/sync/now', {});
  const rows = page.getByRole('table').getByRole('row');
  await says(rows, 'Vest Vest', 'Regnskap', 'Navn', '60');
  await go('/sync/conflicts');
  await says(rows, 'Sør', 'Navn', 'Regnskap · Tapte', 'Vant. CRM står over Regnskap i synkroniseringsprioriteten.');
});

void test('a resync whose ERP is away; an import whose ERP fails, and one that sync is on for', async () => {
  const { page, go } = ann;
  const post = postAs(page);
  stage.far.before = () => instead.fault;
  await go(`/settings/sync?connection=${stage.lager}&dialog=resync-erp`);
  const form = dialog(page, 'Synkroniser på nytt fra ERP-kobling: Lager');
  await says(
    alert(form),
    'Sync Connector feilet i WSGetActors: s:Server ORA-01017',
    'Se på koblingen i synkoversikten',
  );

  await go(`/import?connection=${stage.lager}`);
  await button(page, 'Søk i ERP').click();
  await says(page.getByRole('main'), 'Lager · Kunde', 'Sync Connector feilet i', 'ORA-01017', 'Søk på nytt');
  await go(`/import?connection=${stage.connection}`);
  await post('/api/sync/running', { running: true });
  await says(page.getByRole('main'), 'Automatisk synkronisering er slått på.', 'Slå av automatisk synkronisering');
  await post('/api/sync/running', { running: false });
});

void test('a workbook that is too large is refused before it is sent; one that is none, by its name', async () => {
  const { page, go } = ann;
  await postAs(page)('/api/settings/sync/connectors', { name: 'Bøker', url: 'plugin://workbook' });
  const large = join(stage.files, '..', 'stor.xlsx');
  const file = await open(large, 'w');
  await file.truncate(257 * 1_048_576);
  await file.close();
  const none = join(stage.files, '..', 'kunder.xlsx');
  await writeFile(none, 'Nr;Navn\n1;Fjord\n');
  await go('/settings/sync');
  await button(under(page, 'ERP-koblinger'), 'Legg til').click();
  const form = dialog(page, 'Angi ny ERP-kobling');
  await form.getByLabel('Sync Connector').selectOption('Bøker');
  const send = async (path: string): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      button(form, 'Send en arbeidsbok fra denne maskinen …').click(),
    ]);
    await chooser.setFiles(path);
  };
  await send(large);
  await says(alert(form), 'stor.xlsx er større enn 256 MB. Legg den i hubens filmappe for hånd.');
  await send(none);
  await says(alert(form), 'kunder.xlsx er ikke en arbeidsbok. Lagre den som .xlsx eller .xlsm');
});

void test('the hub goes away, and the session ends, in the middle of a form: what was typed is still there', async () => {
  const { page, go } = ann;
  await go(`/company/${fjord}?edit=1`);
  const tier = page.getByRole('textbox', { name: 'Nivået' });
  await tier.fill('C');
  const mend = await lostBefore(page, /^\/api\/crm/);
  await button(page, 'Lagre').click();
  await says(alert(), 'Huben kan ikke nås.', 'Kontroller at den kjører og at du er på nett, og prøv igjen.');
  await mend();
  await stage.hub.db.run('delete from session');
  await button(page, 'Lagre').click();
  await says(alert(), 'Økten din er avsluttet.', 'Logg inn på nytt.');
  await page.getByLabel('Brukernavn').fill('ann');
  await page.getByLabel('Passord', { exact: true }).fill(people.ann);
  await button(page, 'Logg inn').click();
  await holds(tier, 'C');
});
