/**
 * A connector over SOAP, in German, from its address to a record that is kept equal: set up, mapped, connected, created in,
 * synced; then its service stops, and comes back. Each test goes on from where the one before it left off.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { cellText, setCells } from './cells.ts';
import { part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';
import { dialog, under } from './settings-stage.ts';
import { becomes, holds } from './becomes.ts';
import { openSoapStage, type SoapStage } from './soap-stage.ts';

let stage: SoapStage;
before(async () => {
  stage = await openSoapStage();
});
after(() => stage.close());

const german = { language: 'de' };
const connectors = 'Sync Connectors';
const connections = 'ERP-Verbindungen';

const isInSight = (found: Locator): Promise<boolean> =>
  found.evaluate(
    (element) =>
      new Promise<boolean>((told) => {
        new IntersectionObserver(([entry]) => told(entry?.isIntersecting === true)).observe(element);
      }),
  );

void test('a connector is added by its URL, and another by the WSDL file of a service that publishes none', async () => {
  const { page, go } = await stage.screen('ann', german);
  await go('/settings/sync');
  const add = under(page, connectors).getByRole('button', { name: 'Hinzufügen' });
  await add.click();
  const form = dialog(page, 'Neuen Sync Connector definieren');
  await form.getByLabel('Sync Connector', { exact: true }).selectOption('Eine andere Adresse');
  await form.getByLabel('URL des Sync Connectors').fill(stage.url);
  await form.getByLabel('Name', { exact: true }).fill('Fern');
  await form.getByRole('button', { name: 'Testen', exact: true }).click();
  await form.getByText('Workbook hat geantwortet.').waitFor();
  const operations = (await form.getByText(/^Operationen: /).textContent()) ?? '';
  for (const name of ['TestConnection', 'GetActors', 'CreateActor', 'SaveActors', 'GetListItems'])
    assert.match(operations, new RegExp(`\\b\\w*${name}\\b`));
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'soap-connector');
  await form.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByText('Fern ist gespeichert.').waitFor();

  await add.click();
  await form.getByLabel('URL des Sync Connectors').fill(stage.silentUrl);
  await form.getByLabel('Name', { exact: true }).fill('Still');
  await form.getByRole('button', { name: 'Testen', exact: true }).click();
  await form
    .getByRole('alert')
    .getByText(/kein WSDL veröffentlicht/)
    .waitFor();
  await shot(page, 'soap-connector-silent');
  const wsdl = { name: 'ErpConnectorWS.wsdl', mimeType: 'text/xml', buffer: Buffer.from(await stage.wsdl()) };
  await form.getByLabel('WSDL-Datei').setInputFiles(wsdl);
  await form.getByRole('button', { name: 'Testen', exact: true }).click();
  await form.getByText('Workbook hat geantwortet.').waitFor();
  await form.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByText('Still ist gespeichert.').waitFor();
  const row = page.getByRole('table', { name: connectors }).getByRole('row').filter({ hasText: 'Still' });
  await row.getByText(stage.silentUrl).waitFor();
  await row.getByText('nicht erreichbar').waitFor({ state: 'detached' });
  const kept = await stage.hub.db.query<{ given: boolean }>(
    `select (profile->>'given')::boolean as given from connector where url = $1`,
    [stage.silentUrl],
  );
  assert.deepEqual(kept, [{ given: true }], 'the contract is kept with the connector, not only while this hub runs');
});

void test('a connection is defined with the fields of the connector, tested, mapped and activated', async () => {
  const { page, complaints, go } = await stage.screen('ann', german);
  await go('/settings/sync');
  await under(page, connections).getByRole('button', { name: 'Hinzufügen' }).click();
  const form = dialog(page, 'Neue ERP-Verbindung definieren');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Mappe');
  await form.getByLabel('Sync Connector').selectOption('Fern');
  const file = form.getByRole('textbox', { name: 'Arbeitsmappe' });
  await file.fill('/somewhere/else.xlsx');
  await form.getByRole('button', { name: 'ERP-Verbindung testen' }).click();
  await form
    .getByRole('alert')
    .getByText(/else\.xlsx/)
    .waitFor();
  await becomes('a refusal is seen, however long the form', true, () => isInSight(form.getByRole('alert')));
  await shot(page, 'soap-connection-refused');
  await file.fill(stage.file);
  await form.getByRole('button', { name: 'ERP-Verbindung testen' }).click();
  await form.getByText('Der Test ist bestanden.').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await form.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await page.getByText('Mappe ist gespeichert.').waitFor();
  await page.getByRole('status').getByRole('link', { name: 'Zuordnungen' }).click();

  await page.getByRole('tab', { name: /^Kunde/ }).click();
  await page.getByRole('checkbox', { name: 'ERP-"Kunde" mit CRM-"Firma" synchronisieren', exact: true }).check();
  // In this order: another connection writes the name too, so that one way from the ERP alone is not offered.
  for (const field of ['Name', 'Phone'])
    for (const way of ['CRM nach ERP', 'ERP nach CRM'])
      await page.getByRole('button', { name: `${field}: ${way}`, exact: true }).click();
  await page.getByRole('checkbox', { name: 'City: In ERP-Registerkarte anzeigen', exact: true }).check();
  for (const field of ['Name', 'City'])
    await page.getByRole('checkbox', { name: `${field}: In Suche anzeigen`, exact: true }).check();
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.getByText('Gespeichert: 3 Felder.').waitFor();
  await shot(page, 'soap-mapped');

  await go('/settings/sync');
  await page.getByRole('link', { name: 'Mappe' }).click();
  await page.getByText('Nächster Schritt: Aktivieren').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Aktivieren' }).click();
  await page.getByText('Mappe ist aktiv.').waitFor();
  assert.deepEqual(
    complaints.filter((line) => !line.includes('409')),
    [],
  );
});

void test('on a card: search, connect, the right values, Save; the other company is created in ERP', async () => {
  const bakery = await stage.company({ name: 'Hafenbäckerei', phone: '040 99' });
  const kiosk = await stage.company({ name: 'Bahnhofskiosk', phone: '030 7' });
  const { page, complaints, go } = await stage.screen('bob', german);
  const mappe = part(page, 'Mappe');
  const edit = page.getByRole('button', { name: 'Bearbeiten', exact: true });
  const save = page.getByRole('button', { name: 'Speichern', exact: true });
  const toCustomer = mappe.getByRole('group', { name: 'Verbinden mit: Mappe' }).getByRole('button', { name: 'Kunde' });
  const box = page.getByRole('dialog');
  await go(`/company/${bakery}?tab=erp`);
  await mappe.getByText('Nicht verbunden', { exact: true }).waitFor();
  await edit.click();
  await toCustomer.click();
  await holds(box.getByRole('textbox', { name: 'In Mappe suchen' }), 'Hafenbäckerei');
  await box.getByRole('radio', { name: 'Hafenbäckerei GmbH 10001' }).check();
  await box.getByRole('cell', { name: 'Hamburg' }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'soap-search');
  await box.getByRole('button', { name: 'Verbinden', exact: true }).click();
  await box.getByRole('heading', { name: /^Korrekte Feldwerte auswählen/ }).waitFor();
  await box.getByRole('button', { name: 'Alle auswählen: Mappe' }).click();
  await box.getByRole('radiogroup', { name: 'Telefon' }).getByRole('radio', { name: 'CRM: 040 99' }).check();
  await shot(page, 'soap-choose');
  await box.getByRole('button', { name: 'Verbinden', exact: true }).click();
  await box.waitFor({ state: 'detached' });
  await save.click();
  await mappe.getByText('verbunden Kunde 10001').waitFor();
  await becomes('in the CRM', 'Hafenbäckerei GmbH', () => stage.value(bakery, 'name'));
  await becomes('in the ERP', ['Hafenbäckerei GmbH', '040 99'], () =>
    Promise.all(['B2', 'C2'].map((ref) => cellText(stage.file, ref))),
  );

  await go(`/company/${kiosk}?tab=erp`);
  await edit.click();
  await toCustomer.click();
  await box.getByText(/^Nichts in Mappe gefunden/).waitFor();
  await box.getByRole('checkbox', { name: 'Kein Treffer in ERP gefunden' }).check();
  await box.getByRole('button', { name: 'Erstellen', exact: true }).click();
  await holds(box.getByRole('textbox', { name: 'Phone' }), '030 7');
  await box.getByRole('button', { name: 'Erstellen', exact: true }).click();
  await save.click();
  await mappe.getByText('verbunden Kunde 10003').waitFor();
  assert.deepEqual([await cellText(stage.file, 'B4'), await cellText(stage.file, 'C4')], ['Bahnhofskiosk', '030 7']);
  assert.deepEqual(complaints, []);
});

void test('Sync now carries what was changed in the ERP, and the log tells it', async () => {
  const { page, go } = await stage.screen('bob', german);
  await go(`/company/${await bakery()}?tab=erp`);
  const mappe = part(page, 'Mappe');
  await mappe.getByText('Hamburg').waitFor();
  await setCells(stage.file, { C2: '040 12345' });
  await mappe.getByRole('button', { name: 'Jetzt synchronisieren: Mappe' }).click();
  await mappe.getByRole('status').getByText('040 12345').waitFor();
  await shot(page, 'soap-synced');
  assert.equal(await stage.value(await bakery(), 'phone'), '040 12345');
  await page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name: 'Sync-Protokoll' }).click();
  const row = page.getByRole('row').filter({ hasText: '040 12345' });
  await row.getByText('Hafenbäckerei GmbH').waitFor();
  await row.getByText('040 99').waitFor();
  await shot(page, 'soap-log');
});

void test('the service stops: the card says so at once, shows what was last known and how old it is; it comes back', async () => {
  const { page, go } = await stage.screen('bob', german);
  const id = await bakery();
  const mappe = part(page, 'Mappe');
  const lager = part(page, 'Lager');
  const key = stage.fixture.world.add('Customer', { Nm: 'Hafenbäckerei GmbH' });
  await stage.link(id, key);
  await go(`/company/${id}?tab=erp`);
  await mappe.getByText('Live,').waitFor();
  await lager.getByText('Live,').waitFor();

  await stage.stopErp();
  await go(`/company/${id}?tab=erp`);
  await mappe.getByText(/^Mappe antwortet nicht; die zuletzt bekannten Werte werden angezeigt\./).waitFor();
  await mappe.getByText('Zuletzt bekannte Werte', { exact: true }).waitFor();
  await mappe.getByText('040 12345').waitFor();
  await mappe.getByText('Hamburg').waitFor();
  await mappe
    .getByText(/vor \d+ Sek\.|gerade eben|jetzt/)
    .first()
    .waitFor();
  await lager.getByText('Live,').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'soap-away');
  await mappe.getByRole('button', { name: 'Jetzt synchronisieren: Mappe' }).click();
  await mappe
    .getByRole('status')
    .getByText(/^Mappe: die Synchronisierung wurde nicht fertig/)
    .waitFor();
  await shot(page, 'soap-away-sync');

  // The card can be worked with meanwhile; what was typed goes to the ERP once it is back.
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Bearbeiten', exact: true }).click();
  await page.getByLabel('Telefon', { exact: true }).fill('040 777');
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.getByText('Hafenbäckerei GmbH ist gespeichert.').waitFor();
  await page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name: 'Sync-Übersicht' }).click();
  await page.getByText('Nicht erreichbar', { exact: true }).first().waitFor();
  await shot(page, 'soap-away-overview');

  await stage.startErp();
  await go(`/company/${id}?tab=erp`);
  await mappe.getByText('Live,').waitFor();
  await becomes('what was typed meanwhile is in the ERP', '040 777', () => cellText(stage.file, 'C2'));
  await page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name: 'Sync-Übersicht' }).click();
  await page.getByText('Nicht erreichbar', { exact: true }).first().waitFor({ state: 'detached' });
});

/** The company that the tests before connected. */
async function bakery(): Promise<number> {
  const [row] = await stage.hub.db.query<{ id: number }>(`select id from company where name like 'Hafenb%'`);
  return row?.id ?? assert.fail('it was not made');
}
