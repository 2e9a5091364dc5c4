/**
 * The procedures of the help pages in one go, each from its first step to its last, and the whole of it in Norwegian, German and
 * Dutch: from an empty hub to records that are kept equal. Every control is found by the name that the language gives it.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { addListItem, createEntity, getEntity } from '@kobling/store';
import type { Locator, Page } from 'playwright-core';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { becomes, holds, isDimmed } from './becomes.ts';
import { part } from './erp-tab-stage.ts';
import type { Screen } from './screen-stage.ts';
import { dialog, openSettings, rightPassword, type SettingsStage, under } from './settings-stage.ts';
import { type Say, spoken } from './spoken.ts';

/** What the ERP of the stage calls itself and its fields in a language; where it has no name for it, its first one. */
const tongues = {
  no: { client: 'Klient', password: 'Passord', name: 'Navn', phone: 'Telefon', groups: ['Detaljhandel', 'Engros'] },
  de: { client: 'Client', password: 'Password', name: 'Name', phone: 'Phone', groups: ['Retail', 'Wholesale'] },
  nl: { client: 'Client', password: 'Password', name: 'Name', phone: 'Phone', groups: ['Retail', 'Wholesale'] },
} as const;

for (const language of ['no', 'de', 'nl'] as const)
  void describe(`the help pages’ procedures: ${language}`, async () => {
    const erp = tongues[language];
    const [stage, say] = await Promise.all([openSettings(), spoken(language)]);
    after(() => stage.close());
    for (const item of erp.groups) await addListItem(stage.hub.db, 'category', item);
    const screen = await stage.screen('ann', { language });
    const { page, go } = screen;
    const connections = under(page, say('erpConnections'));
    const definition = async () => (await listDefinitions(stage.hub))[0];

    void it('set up a connector', async () => {
      await go('/settings/sync');
      await under(page, say('set.syncConnectors'))
        .getByRole('button', { name: say('set.add') })
        .click();
      const form = dialog(page, say('set.defineNewSyncConnector'));
      await form.getByLabel(say('set.syncConnector'), { exact: true }).selectOption('ERP in memory');
      await form.getByLabel(say('name')).fill('Memory');
      await button(form, say('set.test')).click();
      await form.getByText(say('set.answered', { name: 'ERP in memory' })).waitFor();
      await button(form, say('set.ok')).click();
      await page.getByText(say('set.connectorSaved', { name: 'Memory' })).waitFor();
    });

    void it('define and test a connection, with its scope', async () => {
      await button(connections, say('set.add')).click();
      const form = dialog(page, say('set.defineNewErpConnection'));
      const test = button(form, say('set.testErpConnection'));
      await form.getByRole('textbox', { name: say('name') }).fill('ERP demo');
      await form.getByRole('textbox', { name: erp.client }).fill('Acme');
      await isDimmed(button(form, say('set.ok')));
      await form.getByLabel(new RegExp(`^${erp.password}`)).fill('wrong');
      await test.click();
      await form.getByRole('alert').waitFor();
      await form.getByLabel(new RegExp(`^${erp.password}`)).fill(rightPassword);
      await test.click();
      await form.getByText(say('set.passed')).waitFor();
      await form.getByLabel(say('set.specificUsersGroups')).click();
      await button(form, say('set.chooseScope')).click();
      const scope = dialog(page, `${say('set.scope')}: ${say('set.specificUsersGroups')}`);
      for (const name of ['ann', 'bob']) await scope.getByLabel(say('set.mayCreateOf', { name })).click();
      await button(scope, say('set.ok')).click();
      await form.getByText(say('set.scopeCount', { users: 2, groups: 0 })).waitFor();
      await button(form, say('set.ok')).click();
      await page.getByText(say('set.connectionSaved', { name: 'ERP demo' })).waitFor();
      await page.getByText(say('set.nextStep', { step: say('set.mappings') })).waitFor();
    });

    void it('activate: refused while nothing is mapped, with the way to mend it', async () => {
      await page.getByLabel(say('set.activeOf', { name: 'ERP demo' }), { exact: true }).click();
      const told = page.getByRole('alert').filter({ hasText: say('set.cannotBeActive', { name: 'ERP demo' }) });
      await told.getByText(say('set.reason.nothingMapped')).waitFor();
      await told.getByRole('link', { name: say('set.toMappings') }).click();
    });

    void it('map fields, and the items of a list', async () => {
      const actor = say('mapping.actor.Customer');
      const both = async (field: string, crmField: string): Promise<void> => {
        await page.getByRole('combobox', { name: say('mapping.chooseFor', { field }), exact: true }).click();
        await page
          .getByRole('option', { name: new RegExp(`^${say(crmField)}`) })
          .first()
          .click();
        await button(page, `${field}: ${say('directionErpToCrm')}`).click();
        await button(page, `${field}: ${say('directionCrmToErp')}`).click();
      };
      await page.getByRole('tab', { name: new RegExp(`^${actor}`) }).click();
      await page.getByRole('checkbox', { name: say('mapping.syncActor', { actor, entity: say('company') }) }).click();
      await both(erp.name, 'crm.f.name');
      await both(erp.phone, 'crm.f.phone');
      await both('Customer group', 'crm.f.category');
      await button(page, say('save')).click();
      await page.getByText(say('mapping.saved', { count: 3 })).waitFor();

      await page
        .getByRole('link', { name: say('mapping.lists'), exact: true })
        .first()
        .click();
      await page
        .getByRole('table', { name: say('mapping.list.pairs', { field: 'Customer group' }), exact: true })
        .waitFor();
      await button(page, say('mapping.useSuggestions')).click();
      await button(page, say('save')).click();
      await page.getByText(say('mapping.list.saved', { count: 2 })).waitFor();
      await button(page, say('mapping.list.addMissing', { count: 1 })).click();
      await page.getByText(say('mapping.list.complete')).first().waitFor();
    });

    void it('defaults, rank of fields, sync priority', async () => {
      await page
        .getByRole('link', { name: say('mapping.defaults'), exact: true })
        .first()
        .click();
      await button(page, say('mapping.addDefault')).click();
      const form = dialog(page, say('mapping.addDefault'));
      await form.getByRole('combobox', { name: say('mapping.erpField'), exact: true }).click();
      await page.getByRole('option', { name: 'Orders this year', exact: true }).first().click();
      await form.getByRole('checkbox', { name: say('mapping.setValue'), exact: true }).click();
      await form.getByRole('textbox', { name: say('mapping.default.value'), exact: true }).fill('3');
      await button(form, say('mapping.add')).click();
      const defaults = page.getByRole('table', { name: say('mapping.default.table'), exact: true });
      await defaults.getByRole('row', { name: /^Orders this year/ }).waitFor();

      await page
        .getByRole('link', { name: say('mapping.rank'), exact: true })
        .first()
        .click();
      await button(page, say('mapping.rank.up', { field: erp.phone })).click();
      const moved = say('mapping.rank.moved', { field: erp.phone, place: 1, total: 12 });
      await page.getByText(moved, { exact: true }).first().waitFor();

      await go('/settings/sync');
      await button(connections, say('set.setSyncPriority')).click();
      const order = dialog(page, say('set.setSyncPriority'));
      await button(order, say('set.moveDown', { name: 'CRM' })).click();
      await button(order, say('save')).click();
      await page.getByText(say('set.prioritySaved')).waitFor();
    });

    void it('activate; then deactivate, edit, test and activate in one dialog', async () => {
      await page.getByLabel(say('set.activeOf', { name: 'ERP demo' }), { exact: true }).click();
      await page.getByText(say('set.nowActive', { name: 'ERP demo' })).waitFor();
      await page.getByRole('link', { name: 'ERP demo' }).first().click();
      await button(connections, say('set.configureErpConnection')).click();
      const form = dialog(page, say('set.editErpConnection'));
      await form.getByText(say('set.locked')).waitFor();
      await form.getByLabel(say('set.active'), { exact: true }).click();
      await form.getByRole('textbox', { name: erp.client }).fill('Beta');
      await button(form, say('set.testErpConnection')).click();
      await form.getByText(say('set.passed')).waitFor();
      await form.getByLabel(say('set.active'), { exact: true }).click();
      await button(form, say('set.ok')).click();
      await page.getByText(say('set.connectionSaved', { name: 'ERP demo' })).waitFor();
      const saved = await definition();
      assert.equal(saved?.active, true);
      assert.equal(saved.config.find(({ fieldKey }) => fieldKey === 'Client')?.value, 'Beta');
    });

    void it('import from ERP, only while automatic sync is off', async () => {
      const { world } = stage;
      for (const name of ['Fjord Fisk', 'Fjord Bakeri']) world.add('Customer', { Nm: name, Phone: '55' });
      await page
        .getByRole('link', { name: say('set.importFromErp') })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: say('import.title') }).waitFor();
      await button(page, say('import.turnOff')).click();
      await page.getByLabel(say('import.searchLabel')).fill('Fjord');
      await button(page, say('import.searchErp')).click();
      await page.getByText(say('import.ticked', { count: 2, total: 2 })).waitFor();
      await page.getByRole('checkbox', { name: say('import.tick', { name: 'Fjord Bakeri' }) }).click();
      await page.getByText(say('import.ticked', { count: 1, total: 2 })).waitFor();
      await button(page, say('import.add')).click();
      const counted = say('import.previewCounts', { count: 1, added: 1, changed: 0, none: 0, refused: 0 });
      await page.getByText(counted).waitFor();
      await page.getByLabel(say('import.action'), { exact: true }).selectOption(say('import.action.replace'));
      await button(page, say('import.run')).click();
      const added = page.getByRole('region', { name: say('import.listAdded') });
      await added.getByRole('link', { name: 'Fjord Fisk' }).waitFor();
      await go('/settings/sync');
      await page.getByText(say('automaticSyncOff')).waitFor();
      await button(page, say('on')).click();
      await page.getByText(say('automaticSyncOn')).waitFor();
    });

    void it('connect, choose the right values, save; sync now; disconnect', async () => {
      const key = stage.world.add('Customer', { Nm: 'Fjell AS', Phone: '22', CustGr: '2' });
      const id = await company(stage, { name: 'Fjell', phone: '11' });
      await editTab(screen, say, id);
      const tab = part(page, 'ERP demo');
      await button(tab, say('tab.customer')).click();
      const form = page.getByRole('dialog');
      await form.getByRole('heading', { name: new RegExp(`^${say('tab.connectToErp')}: ERP demo`) }).waitFor();
      await holds(form.getByRole('textbox', { name: say('tab.searchIn', { connection: 'ERP demo' }) }), 'Fjell');
      await form.getByRole('radio', { name: `Fjell AS ${key}` }).click();
      await button(form, say('tab.connect')).click();
      await form.getByRole('heading', { name: new RegExp(`^${say('tab.selectCorrectFieldValues')}`) }).waitFor();
      await form.getByRole('button', { name: `${say('tab.selectAll')}: ERP demo` }).click();
      await form.getByRole('radio', { name: 'CRM: 11' }).click();
      await button(form, say('tab.connect')).click();
      await tab.getByText(say('tab.willConnect', { actor: `${say('tab.customer')} ${key} Fjell AS` })).waitFor();
      assert.equal(stage.world.value('Customer', key, 'Phone'), '22', 'nothing is final before Save');
      await button(page, say('save')).click();
      await tab.getByText(`${say('tab.connected')} ${say('tab.customer')} ${key}`).waitFor();
      await becomes('name in the CRM', 'Fjell AS', async () => (await valuesOf(stage, id))?.['name']);
      await becomes('phone in the ERP', '11', async () => stage.world.value('Customer', key, 'Phone'));

      stage.world.edit('Customer', key, { Phone: '33' });
      await tab.getByRole('button', { name: `${say('syncNow')}: ERP demo` }).click();
      await becomes('phone in the CRM', '33', async () => (await valuesOf(stage, id))?.['phone']);

      await button(page, say('crm.edit')).click();
      await tab.getByRole('button', { name: `${say('tab.disconnect')} (${say('tab.customer')})` }).click();
      await button(form, say('tab.disconnect')).click();
      await tab.getByText(say('tab.willDisconnect', { actor: `${say('tab.customer')} ${key}` })).waitFor();
      await button(page, say('save')).click();
      await tab.getByText(say('tab.notConnected'), { exact: true }).waitFor();
      assert.equal(stage.world.value('Customer', key, 'Nm'), 'Fjell AS', 'nothing is deleted in the ERP');
    });

    void it('no match: create in ERP, with what the defaults fill in', async () => {
      const id = await company(stage, { name: 'Nova', phone: '77' });
      await editTab(screen, say, id);
      const tab = part(page, 'ERP demo');
      await button(tab, say('tab.customer')).click();
      const form = page.getByRole('dialog');
      await form.getByRole('checkbox', { name: say('tab.cantFindMatch') }).click();
      await button(form, say('tab.create')).click();
      await form.getByRole('heading', { name: new RegExp(`^${say('tab.createInErp')}: ERP demo`) }).waitFor();
      await holds(form.getByRole('textbox', { name: erp.name }), 'Nova');
      await button(form, say('tab.create')).click();
      await button(page, say('save')).click();
      await tab.getByText(new RegExp(`${say('tab.connected')} ${say('tab.customer')} \\d+`)).waitFor();
      const [link] = await stage.hub.db.query<{ key: string }>('select erp_key as key from link where entity_id = $1', [
        id,
      ]);
      const made = (field: string) => stage.world.value('Customer', link?.key ?? '', field);
      assert.deepEqual([made('Nm'), made('Phone'), made('Orders')], ['Nova', '77', '3']);
    });

    void it('the sync’s log, and the record behind a row', async () => {
      await go('/settings/sync');
      await page.getByRole('link', { name: say('showLog') }).click();
      await page.getByRole('heading', { level: 1, name: say('syncLog') }).waitFor();
      await page.getByRole('link', { name: 'Nova' }).first().click();
      await page.waitForURL('**/company/*');
    });

    void it('resync from ERP connection and from CRM, what it would change first', async () => {
      const [linked] = await stage.hub.db.query<{ id: number; key: string }>(
        `select l.entity_id as id, l.erp_key as key from link l join company c on c.id = l.entity_id where c.name = 'Nova'`,
      );
      const { id, key } = linked ?? assert.fail('Nova is linked');
      await go('/settings/sync');
      await button(page, say('off')).click();
      await page.getByText(say('automaticSyncOff')).waitFor();
      const resync = async (open: Locator, title: string): Promise<void> => {
        await page.getByRole('link', { name: 'ERP demo' }).first().click();
        await open.click();
        const form = dialog(page, `${title}: ERP demo`);
        await button(form, say('set.resyncDo', { count: 1 })).click();
        await form.getByText(say('set.resyncDone', { done: 1, skipped: 0 })).waitFor();
        await page.keyboard.press('Escape');
        await form.waitFor({ state: 'detached' });
      };
      stage.world.edit('Customer', key, { Phone: '88' });
      await resync(button(connections, say('set.resyncFromErpConnection')), say('set.resyncFromErpConnection'));
      assert.equal((await valuesOf(stage, id))?.['phone'], '88');
      stage.world.edit('Customer', key, { Phone: '99' });
      await resync(button(page, say('set.resyncFromCrm')), say('set.resyncFromCrmTitle'));
      assert.equal(stage.world.value('Customer', key, 'Phone'), '88');
    });

    void it('who has no licence, or is not in the scope, is told what to ask for', async () => {
      const id = await company(stage, { name: 'Havn' });
      const eve = await stage.screen('eve', { language });
      await eve.go(`/company/${id}?tab=erp`);
      await eve.page.getByRole('heading', { name: say('tab.noLicence') }).waitFor();
      await stage.hub.db.run(`update app_user set licensed = true where name = 'eve'`);
      await eve.page.reload();
      await eve.page.getByRole('heading', { name: say('tab.noConnection') }).waitFor();
      assert.deepEqual(
        screen.complaints.filter((line) => !line.includes('409')),
        [],
      );
    });
  });

const button = (within: Page | Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

async function company(stage: SettingsStage, values: Readonly<Record<string, string>>): Promise<number> {
  const made = await createEntity(stage.hub.db, 'company', values, { by: 'test' });
  return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
}
const valuesOf = async (stage: SettingsStage, id: number) =>
  (await getEntity(stage.hub.db, { kind: 'company', id }))?.values;

async function editTab({ page, go }: Screen, say: Say, id: number): Promise<void> {
  await go(`/company/${id}?tab=erp`);
  await part(page, 'ERP demo').getByText(say('tab.notConnected')).waitFor();
  await button(page, say('crm.edit')).click();
}
