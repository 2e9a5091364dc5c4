/**
 * Mappings, List mapping, Defaults and Rank Fields on a real hub with an ERP in memory, in German, each from its first step to its
 * last: what is saved in the browser is what the sync, a create and the ERP tab then do.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sampleCustomer, sampleSupplier } from '@kobling/sdk/memory';
import { addListItem, createEntity, getEntity } from '@kobling/store';
import type { Page } from 'playwright-core';
import { activeConnection } from '../../packages/server/src/agents/testing/set-up.ts';
import { vendorClient, whole } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { becomes, hasCount, holds, isDimmed, isTicked, wears } from './becomes.ts';
import { heldBack } from './dialog-walk.ts';
import { dragUpByKeys } from './drag.ts';
import { axeProblems, inColours, openScreens, type Screen, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
let id = 0;
const part = (name: string, more = ''): string => `/settings/sync/connections/${id}/${name}${more}`;
const agent = () => vendorClient(stage.fixture, 'ann').getErpSyncAgent();

before(async () => {
  stage = await openScreens();
  for (const name of ['Retail', 'Wholesale', 'Prospect']) await addListItem(stage.hub.db, 'category', name);
  id = await activeConnection(stage.fixture, {
    name: 'ERP demo',
    mappings: { Customer: { Nm: { crm: 'name' } } },
  });
});
after(() => stage.close());

/** A page of its own, closed at the end; nothing may have been complained about. */
async function on(
  play: (screen: Screen) => Promise<void>,
  view: Parameters<ScreenStage['screen']>[1] = { language: 'de' },
): Promise<void> {
  const screen = await stage.screen('ann', view);
  try {
    await play(screen);
    assert.deepEqual(screen.complaints, []);
  } finally {
    await screen.page.context().close();
  }
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
async function choose(page: Page, combobox: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: combobox, exact: true }).click();
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
}

async function company(values: Readonly<Record<string, string>>): Promise<number> {
  const made = await createEntity(stage.hub.db, 'company', values, { by: 'test' });
  assert.ok(made.status === 'done');
  return made.value.ref.id;
}
const inCrm = async (companyId: number, field: string): Promise<string | undefined> =>
  (await getEntity(stage.hub.db, { kind: 'company', id: companyId }))?.values[field];
const connect = (companyId: number, key: string): Promise<unknown> =>
  agent().createActorLinkAsync({
    erpConnectionId: id,
    crmRecordId: companyId,
    crmActorType: 'Contact',
    erpKey: key,
    erpActorType: 'Customer',
    fieldValues: [],
  } as never);

void test('map: a field, its directions, why not; a reload in the middle loses nothing; the sync then moves the value', async () => {
  await on(async ({ page, go }) => {
    await go(part('mappings'));
    await page.getByRole('heading', { level: 1, name: 'ERP demo', exact: true }).waitFor();
    await page.getByRole('tab', { name: /^Kunde/, selected: true }).waitFor();
    const box = page.getByRole('checkbox', { name: 'ERP-"Kunde" mit CRM-"Firma" synchronisieren', exact: true });
    await isTicked(box);
    const toCrm = button(page, 'Phone: ERP nach CRM');
    await isDimmed(toCrm);
    const reason = await toCrm.getAttribute('aria-describedby');
    assert.equal(
      await page.locator(`[id="${reason ?? ''}"]`).textContent(),
      'Wählen Sie zuerst ein CRM-Feld.',
      'a dimmed button says why',
    );
    await choose(page, 'CRM-Feld für Phone', /^Telefon/);
    await toCrm.click();
    await button(page, 'Phone: CRM nach ERP').click();
    await choose(page, 'CRM-Feld für Balance', /^Beschreibung/);
    const toErp = button(page, 'Balance: CRM nach ERP');
    await toErp.hover();
    await page
      .getByRole('tooltip')
      .getByText('Balance ist im ERP-System schreibgeschützt und kann nur nach CRM gehen.')
      .waitFor();
    await button(page, 'Balance: ERP nach CRM').click();
    await page.getByText('2 Änderungen nicht gespeichert', { exact: true }).waitFor();

    await page.reload();
    await page.getByText('Was Sie vorher eingegeben haben, ist noch da.').waitFor();
    await page.getByText('2 Änderungen nicht gespeichert', { exact: true }).waitFor();
    await wears(toCrm, 'aria-pressed', 'true');
    await holds(page.getByRole('combobox', { name: 'CRM-Feld für Phone', exact: true }), 'Telefon');
    await page.getByRole('link', { name: 'Standards', exact: true }).click();
    await page.getByRole('heading', { name: 'Noch keine Standardwerte' }).waitFor();
    await page.goBack();
    await button(page, 'Speichern').click();
    await page.getByText('Gespeichert: 2 Felder.').waitFor();
    await page.getByText('nicht gespeichert').waitFor({ state: 'detached' });
  });
  const acme = await company({ name: 'Acme' });
  const key = stage.fixture.world.add('Customer', { Nm: 'Acme', Phone: '22 33 44 55' });
  await connect(acme, key);
  assert.equal(await inCrm(acme, 'phone'), '22 33 44 55');
  stage.fixture.world.edit('Customer', key, { Phone: '99' });
  await eventually('ERP to CRM', async () => (await inCrm(acme, 'phone')) === '99');
});

void test('suggestions by name, the filter in the address, and a type that fits one way only', async () => {
  await on(async ({ page, go }) => {
    await go(part('mappings', '?type=Supplier'));
    const table = page.getByRole('table', { name: 'Felder von ERP-"Lieferant"', exact: true });
    await table.waitFor();
    await page.getByText(/^7 Felder · 3 zugeordnet · \d nach Namen vorgeschlagen/).waitFor();
    await button(page, 'Vorschläge übernehmen').click();
    const row = table.getByRole('row', { name: /^Zip/ });
    await row.getByRole('button', { name: 'Zip: ERP nach CRM', pressed: true }).waitFor();
    await holds(row.getByRole('combobox'), 'Postanschrift, Postleitzahl');
    await page.getByRole('searchbox', { name: 'Felder filtern', exact: true }).fill('zip');
    await page.waitForURL('**text=zip*');
    const another = table.getByRole('row', { name: /^City/ });
    await another.waitFor({ state: 'detached' });
    // The head and one row.
    await hasCount(table.getByRole('row'), 2);
    await page.reload();
    await row.waitFor();
    await another.waitFor({ state: 'detached' });
    await hasCount(table.getByRole('row'), 2);
    await button(page, 'Verwerfen').click();
    await page.getByText('nicht gespeichert').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /^Kunde/ }).click();
    await choose(page, 'CRM-Feld für Credit limit', /^Code/);
    await button(page, 'Credit limit: ERP nach CRM').click();
    await button(page, 'Credit limit: CRM nach ERP').hover();
    await page
      .getByRole('tooltip')
      .getByText(/Schalten Sie zuerst die andere Richtung aus/)
      .waitFor();
    await button(page, 'Verwerfen').click();
    await page.goBack();
    await page.getByRole('tab', { name: /^Lieferant/, selected: true }).waitFor();
  });
});

void test('two tabs: each keeps its own draft, different fields both last, the same field is not overwritten unseen', async () => {
  await on(async ({ page, go }) => {
    const other = await page.context().newPage();
    await go(part('mappings'));
    await other.goto(page.url());
    await choose(page, 'CRM-Feld für Email', /^E-Mail/);
    await choose(other, 'CRM-Feld für Email', /^Website/);
    await choose(other, 'CRM-Feld für VatNo', /^USt.-ID-Nr./);
    await button(page, 'Speichern').click();
    await page.getByText('Gespeichert: 1 Feld.').waitFor();
    await button(other, 'Speichern').click();
    const told = other
      .getByRole('alert')
      .filter({ hasText: 'Das wurde inzwischen in einem anderen Fenster gespeichert' });
    await told.getByText(/^Email: Inzwischen gespeichert: E-Mail/).waitFor();
    const saved = async (field: string) =>
      (await whole(agent().getActorTypeMappingAsync(id, 'Customer' as never))).fieldMappings.find(
        ({ erpFieldKey }) => erpFieldKey === field,
      )?.crmFieldKey;
    assert.deepEqual([await saved('Email'), await saved('VatNo')], ['email', ''], 'nothing of it was saved');
    await other.getByText('2 Änderungen nicht gespeichert', { exact: true }).waitFor();
    await button(other, 'Speichern').click();
    await told.getByText(/^Email: Inzwischen gespeichert: E-Mail/).waitFor();
    for (const colours of ['dark', 'light'] as const) {
      await inColours(other, colours);
      assert.deepEqual(await axeProblems(other), [], `both choices, ${colours}`);
    }
    await told.getByRole('button', { name: 'Meine behalten' }).click();
    await button(other, 'Speichern').click();
    await other.getByText('Gespeichert: 2 Felder.').waitFor();
    assert.deepEqual([await saved('Email'), await saved('VatNo')], ['website', 'vatNumber'], 'knowingly');
    // What is chosen while a save is under way stands over what it saved, though it was there before.
    await choose(other, 'CRM-Feld für Email', /^E-Mail/);
    const answer = await heldBack(other, /\/mapping\/Customer$/);
    await button(other, 'Speichern').click();
    await isDimmed(button(other, 'Speichern'));
    await choose(other, 'CRM-Feld für Email', /^Website/);
    await answer();
    await becomes('what was sent', 'email', () => saved('Email'));
    await other.getByText('1 Änderung nicht gespeichert', { exact: true }).waitFor();
    await holds(other.getByRole('combobox', { name: 'CRM-Feld für Email', exact: true }), 'Website');
    await button(other, 'Speichern').click();
    await other.getByText('Gespeichert: 1 Feld.').waitFor();
    assert.equal(await saved('Email'), 'website');
    await page.getByRole('combobox', { name: 'CRM-Feld für Email', exact: true }).waitFor();
    await page.getByText('nicht gespeichert').waitFor({ state: 'detached' });
  });
});

/** Where records are linked, what saving would change is told first. */
const saveAnyway = (page: Page): Promise<void> =>
  whatWouldChange(page).getByRole('button', { name: 'Speichern', exact: true }).click();
const whatWouldChange = (page: Page) =>
  page.getByRole('dialog', { name: 'Was das Speichern ändern würde', exact: true });

void test('what saving would change is counted before it is saved; with a plan nothing is written before it is decided', async () => {
  const planned = await company({ name: 'Planned AS' });
  await connect(planned, stage.fixture.world.add('Customer', { Nm: 'Planned AS', City: 'Bergen' }));
  await on(async ({ page, go }) => {
    await go(part('mappings'));
    await choose(page, 'CRM-Feld für City', 'Postanschrift, Ort Text');
    await button(page, 'City: ERP nach CRM').click();
    await button(page, 'Speichern').click();
    const dialog = whatWouldChange(page);
    await dialog.getByText('Das Speichern würde 1 Datensatz ändern.', { exact: true }).waitFor();
    await dialog.getByText('City: 1 Wert nach CRM', { exact: true }).waitFor();
    await dialog.getByText('Beispiele', { exact: true }).click();
    await dialog.getByRole('link', { name: 'Planned AS', exact: true }).waitFor();
    await dialog.getByText('City (ERP nach CRM): leer wird Bergen', { exact: true }).waitFor();
    assert.deepEqual(await axeProblems(page), []);
    await shot(page, 'save-dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1 Änderung nicht gespeichert', { exact: true }).waitFor();
    await button(page, 'Speichern').click();
    await dialog.getByText('Das Speichern würde 1 Datensatz ändern.', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Speichern und über den Plan entscheiden', exact: true }).click();
    await page.waitForURL('**/sync/plans/*');
    await page.getByRole('heading', { level: 1, name: /^Plan \d+/ }).waitFor();
    await agent().forceSyncAllAsync();
    assert.equal(await inCrm(planned, 'postalAddress.city'), '', 'it waits');
    await go(part('mappings'));
    await page.getByRole('row', { name: /City Text · wartet auf seinen Plan/ }).waitFor();
  });
});

void test('list mapping: leads to Mappings first, then pairs, refuses one twice, adds what the CRM lacks, and counts who waits', async () => {
  const waiting = await company({ name: 'Waiting AS' });
  const key = stage.fixture.world.add('Customer', { Nm: 'Waiting AS', CustGr: '3' });
  await connect(waiting, key);
  await on(async ({ page, go }) => {
    await go(part('lists'));
    await page.getByRole('heading', { name: 'Noch ist keine Liste zugeordnet' }).waitFor();
    await page.getByRole('link', { name: 'Zu den Zuordnungen', exact: true }).click();
    await choose(page, 'CRM-Feld für Customer group', /^Kategorie/);
    await button(page, 'Customer group: ERP nach CRM').click();
    await button(page, 'Speichern').click();
    await saveAnyway(page);
    await page.getByText('Gespeichert: 1 Feld.').waitFor();
    await agent().forceSyncAllAsync();

    await page.getByRole('link', { name: 'Listenzuordnung', exact: true }).first().click();
    await page.getByText('3 ohne Gegenstück', { exact: true }).waitFor();
    const pairs = page.getByRole('table', { name: 'Paare von Customer group', exact: true });
    await pairs.getByRole('row', { name: /^Public 1 Datensatz wartet darauf/ }).waitFor();
    await button(page, 'Vorschläge übernehmen').click();
    await choose(page, 'CRM-Eintrag für Public', 'Wholesale');
    const twice = 'Wholesale steht bei Wholesale und bei Public. Verwenden Sie jeden Eintrag nur einmal.';
    // Both are marked.
    await hasCount(pairs.getByText(twice, { exact: true }), 2);
    await isDimmed(button(page, 'Speichern'));
    await choose(page, 'CRM-Eintrag für Public', '(Keine Selektion)');
    await button(page, 'Speichern').click();
    await page.getByText('Gespeichert: 2 Paare.').waitFor();
    await button(page, '1 fehlenden Eintrag in die CRM-Liste aufnehmen').click();
    await page.getByText('1 Eintrag ist neu in der Liste.', { exact: true }).waitFor();
    await page.getByText('alle gepaart', { exact: true }).waitFor();
  });
  const [item] = await stage.hub.db.query<{ id: number }>(`select id from crm_list_item where name = 'Public'`);
  await eventually('what waited is carried', async () => (await inCrm(waiting, 'category')) === String(item?.id));
});

void test('defaults: added by type, used in a create, edited, deleted, brought back; the open dialog outlives a reload', async () => {
  await on(async ({ page, go }) => {
    await go(part('defaults'));
    await button(page, 'Sync-Standardwert hinzufügen').click();
    const dialog = page.getByRole('dialog', { name: 'Sync-Standardwert hinzufügen', exact: true });
    await dialog.getByRole('combobox', { name: 'ERP-Feld', exact: true }).click();
    await page.getByRole('option', { name: 'Orders this year', exact: true }).first().click();
    const add = dialog.getByRole('button', { name: 'Hinzufügen', exact: true });
    await isDimmed(add);
    await dialog.getByRole('checkbox', { name: 'Standardwert festlegen', exact: true }).check();
    await dialog.getByRole('textbox', { name: 'Standardwert', exact: true }).fill('drei');
    await dialog.getByText('Geben Sie eine ganze Zahl ein.', { exact: true }).first().waitFor();
    await dialog.getByRole('textbox', { name: 'Standardwert', exact: true }).fill('3');
    await page.reload();
    await dialog.getByText('Was Sie vorher eingegeben haben, ist noch da.').waitFor();
    await holds(dialog.getByRole('textbox', { name: 'Standardwert', exact: true }), '3');
    await dialog.getByRole('checkbox', { name: 'Benutzer nach Wert fragen', exact: true }).check();
    await dialog.getByRole('textbox', { name: 'Standardwert', exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const table = page.getByRole('table', { name: 'Standardwerte', exact: true });
    await table.getByRole('row', { name: /^Orders this year Kunde 3 Ja Nein/ }).waitFor();

    const made = await company({ name: 'Neu AG' });
    const created = await agent().createErpActorFromCrmAsync({
      connectionId: id,
      crmEntityId: made,
      crmActorType: 'Contact',
      erpActorType: 'Customer',
      erpFieldKeyValues: {},
    } as never);
    assert.equal(created, true);
    const [link] = await stage.hub.db.query<{ key: string }>('select erp_key as key from link where entity_id = $1', [
      made,
    ]);
    assert.equal(stage.fixture.world.value('Customer', link?.key ?? '', 'Orders'), '3');

    await button(page, 'Standardwert von Orders this year bearbeiten').click();
    const edit = page.getByRole('dialog', { name: 'Standardwert von Orders this year', exact: true });
    await edit.getByRole('textbox', { name: 'Standardwert', exact: true }).fill('4');
    await edit.getByRole('button', { name: 'Speichern', exact: true }).click();
    await table.getByRole('row', { name: /^Orders this year Kunde 4 Ja/ }).waitFor();
    await button(page, 'Standardwert von Orders this year löschen').click();
    await page.getByRole('heading', { name: 'Noch keine Standardwerte' }).waitFor();
    await button(page, 'Rückgängig').click();
    await table.getByRole('row', { name: /^Orders this year Kunde 4 Ja/ }).waitFor();
  });
});

void test('rank: by arrows, with undo, and by keyboard; the ERP tab shows the order', async () => {
  const ranked = await company({ name: 'Ranked AS' });
  await connect(ranked, stage.fixture.world.add('Customer', { Nm: 'Ranked AS' }));
  const order = async () => {
    const parts = await whole(
      agent().getConnectionsAndDisplayFieldsAsync({ crmActorType: 'Contact', entityId: ranked } as never),
    );
    return parts[0]?.erpFields.map(({ fieldKey }) => fieldKey) ?? [];
  };
  const [first, second] = await order();
  assert.deepEqual([first, second], ['Nm', 'Phone']);
  await on(async ({ page, go }) => {
    await go(part('rank'));
    const list = page.getByRole('list', { name: 'Reihenfolge der Felder von Kunde', exact: true });
    await button(page, 'Phone nach oben').click();
    await page.getByText('Phone ist jetzt Nummer 1 von 12.', { exact: true }).first().waitFor();
    await eventually('saved', async () => (await order())[0] === 'Phone');
    await button(page, 'Rückgängig').click();
    await eventually('taken back', async () => (await order())[0] === 'Nm');
    await list.getByRole('listitem').first().filter({ hasText: /^Name/ }).waitFor();

    const [here, top] = ['Phone ist jetzt Nummer 2 von 12.', 'Phone ist jetzt Nummer 1 von 12.'];
    await dragUpByKeys(page, button(page, 'Phone ziehen'), here, top);
    await eventually('saved by keyboard', async () => (await order())[0] === 'Phone');
    await page.reload();
    await list.getByRole('listitem').first().getByText('Phone').waitFor();
  });
});

void test('a field that the ERP lost is kept and marked, a new one is named', async () => {
  await on(async ({ page, go }) => {
    await go(part('mappings'));
    await button(page, 'Aktualisieren').click();
    await page.getByText('Das ERP-System hat dieselben Felder wie zuvor.', { exact: true }).waitFor();
    await stage.hub.db.run(`delete from erp_field where field_key = 'Blocked'`);
    await stage.hub.db.run(
      `insert into erp_field (mapping_id, field_key, display_name, type, access, crm_field, sync_to_crm, rank)
       select id, 'Colour', 'Colour', 'text', 'normal', 'code', true, 99 from actor_mapping
       where connection_id = $1 and actor_type = 'Customer'`,
      [id],
    );
    await button(page, 'Aktualisieren').click();
    await page.getByText('1 neues Feld: Blocked (Kunde)', { exact: true }).waitFor();
    await page.getByText(/^1 Feld gibt es im ERP-System nicht mehr: Colour \(Kunde\)\./).waitFor();
    await page.getByRole('combobox', { name: 'Felder zeigen', exact: true }).selectOption({ label: 'Zu beheben' });
    const fields = page.getByRole('table', { name: 'Felder von ERP-"Kunde"', exact: true });
    await fields.getByRole('row', { name: /^Das ERP-System hat Colour nicht mehr\./ }).waitFor();
    await button(page, 'Zuordnung von Colour aufheben').click();
    await page.getByText('1 Änderung nicht gespeichert', { exact: true }).waitFor();
    await button(page, 'Speichern').click();
    await saveAnyway(page);
    await page.getByText('Gespeichert: 1 Feld.').waitFor();
  });
});

void test('a failure that waits for an item leads to its list, not to one of the same key, and is carried once the item is paired', async () => {
  const group = sampleCustomer.fields.filter(({ fieldKey }) => fieldKey === 'CustGr');
  stage.fixture.world.setFields('Supplier', [...sampleSupplier.fields, ...group]);
  for (const name of ['Two weeks', 'A month']) await addListItem(stage.hub.db, 'business', name);
  const two = await activeConnection(stage.fixture, {
    name: 'ERP terms',
    mappings: {
      Customer: { Nm: { crm: 'name' }, CustGr: { crm: 'country', sync: 'toCrm' } },
      Supplier: { Nm: { crm: 'name' }, CustGr: { crm: 'business', sync: 'toCrm' } },
    },
  });
  const supplier = await company({ name: 'Terms AS' });
  const key = stage.fixture.world.add('Supplier', { Nm: 'Terms AS', CustGr: '3' });
  await agent().createActorLinkAsync({
    erpConnectionId: two,
    crmRecordId: supplier,
    crmActorType: 'Contact',
    erpKey: key,
    erpActorType: 'Supplier',
    fieldValues: [],
  } as never);
  await agent().forceSyncAllAsync();
  await on(async ({ page, go }) => {
    await go('/sync/failures');
    const failure = page.getByRole('row').filter({ hasText: 'Terms AS' });
    await failure.getByRole('link', { name: 'Listenzuordnung', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'ERP terms', exact: true }).waitFor();
    const lists = page.getByRole('navigation', { name: 'Listen', exact: true });
    await hasCount(lists.getByRole('link', { name: /^Customer group/ }), 2);
    const chosen = lists.locator('[aria-current="true"]');
    await chosen.filter({ hasText: 'Lieferant' }).waitFor();
    const pairs = page.getByRole('table', { name: 'Paare von Customer group', exact: true });
    await pairs.getByRole('row', { name: /^Public 1 Datensatz wartet darauf/ }).waitFor();
    await choose(page, 'CRM-Eintrag für Public', 'A month');
    await button(page, 'Speichern').click();
    await page.getByText('Gespeichert: 1 Paar.').waitFor();
    const [month] = await stage.hub.db.query<{ id: number }>(`select id from crm_list_item where name = 'A month'`);
    await becomes('what waited', String(month?.id), () => inCrm(supplier, 'business'));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Fehler', exact: true }).waitFor();
    await failure.waitFor({ state: 'detached' });
    // An address of before knew the key alone.
    await go(`/settings/sync/connections/${two}/lists?key=CustGr`);
    await chosen.filter({ hasText: 'Customer group' }).waitFor();
  });
});

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
] as const)
  void test(`nothing serious for axe and nothing too wide at ${width} px, ${colorScheme}, in Norwegian`, async () => {
    await on(
      async ({ page, go }) => {
        for (const name of ['mappings', 'lists', 'defaults', 'defaults?edit=new', 'rank']) {
          await go(part(name));
          await page.getByRole('heading', { level: 1, name: 'ERP demo', exact: true }).waitFor();
          assert.deepEqual(await axeProblems(page), [], name);
          const tooWide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(tooWide <= 0, `${name}: ${tooWide} px too wide`);
          await shot(page, `${name.replace(/\W/g, '-')}-${width}-${colorScheme}`);
        }
      },
      { language: 'no', width, colorScheme },
    );
  });
