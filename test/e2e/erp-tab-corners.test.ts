/** The ERP tab of projects, of persons, of companies that are partners; what is to be filled in; licence and scope on each card. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { vendorClient, whole } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { becomes, holds } from './becomes.ts';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  stage = await openErpTabs();
});
after(() => stage.close());

const button = (at: Page | Locator, name: string): Locator => at.getByRole('button', { name, exact: true });

void test('in Dutch: a project is connected, its values chosen; another one is created in ERP', async () => {
  const { world } = stage.first;
  const key = world.add('Project', { Nm: 'Brug Oost', Text: 'Fase twee', Budget: '125000' });
  const id = await stage.record('project', { name: 'Brug Oost', text: 'Fase een' });
  const { page, complaints } = await stage.tab({ kind: 'project', id, view: { language: 'nl' } });
  const demo = part(page, 'ERP demo');
  const dialog = page.getByRole('dialog');
  await demo.waitFor();
  assert.equal(await part(page, 'Sweden').count(), 0, 'a connection that syncs no projects has no part here');
  await button(page, 'Bewerken').click();
  await demo.getByRole('group', { name: 'Verbinden met: ERP demo' }).getByRole('button', { name: 'Project' }).click();
  await dialog.getByRole('radio', { name: `Brug Oost ${key}` }).check();
  await button(dialog, 'Verbinden').click();
  await dialog.getByRole('heading', { name: /^Correcte veldwaarden selecteren/ }).waitFor();
  await dialog.getByRole('radio', { name: 'ERP demo: Fase twee' }).check();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-project');
  await button(dialog, 'Verbinden').click();
  await button(page, 'Opslaan').click();
  await demo.getByText(`verbonden Project ${key}`).waitFor();
  await demo.getByText('125.000').waitFor();
  await becomes('in the CRM', 'Fase twee', () => stage.value('project', id, 'text'));

  const other = await stage.record('project', { name: 'Kade West' });
  const second = await stage.tab({ kind: 'project', id: other, view: { language: 'nl' } });
  const there = part(second.page, 'ERP demo');
  const form = second.page.getByRole('dialog');
  const count = world.count('Project');
  await button(second.page, 'Bewerken').click();
  await button(there, 'Project').click();
  await form.getByRole('checkbox', { name: 'Kan geen overeenkomst vinden in ERP' }).check();
  await button(form, 'Maken').click();
  await form.getByRole('heading', { name: 'Maken in ERP: ERP demo · Project' }).waitFor();
  await button(form, 'Maken').click();
  await button(second.page, 'Opslaan').click();
  await there.getByText(/^verbonden Project PR/).waitFor();
  assert.equal(world.count('Project'), count + 1);
  assert.deepEqual(complaints, []);
});

void test('a company that is a partner: connected as one, and then as nothing else on that connection', async () => {
  const { world } = stage.first;
  const key = world.add('Partner', { Nm: 'Both Ways', Phone: '9' });
  const id = await stage.record('company', { name: 'Both Ways' });
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  const dialog = page.getByRole('dialog');
  await button(page, 'Edit').click();
  await button(demo, 'Partner').click();
  await dialog.getByRole('heading', { name: 'Connect to ERP: ERP demo · Partner' }).waitFor();
  await dialog.getByRole('radio', { name: `Both Ways ${key}` }).check();
  await button(dialog, 'Connect').click();
  await dialog.getByRole('heading', { name: /^Select correct field values/ }).waitFor();
  await button(dialog, 'Connect').click();
  await button(page, 'Save').click();
  await demo.getByText(`connected Partner ${key}`).waitFor();
  await becomes('in the CRM', '9', () => stage.value('company', id, 'phone'));
  await button(page, 'Edit').click();
  await button(demo, 'Disconnect (Partner)').waitFor();
  assert.equal(await button(demo, 'Customer').count(), 0, 'one actor a company on each connection');
  await button(part(page, 'Sweden'), 'Customer').waitFor();
});

void test('in German: what is blank on both sides and asked for is filled in before it is connected', async () => {
  const { world } = stage.first;
  await askForCity({
    hasFirstSyncDefaultValue: true,
    firstSyncDefaultValue: 'Kiel',
    promptUser: true,
    mandatory: true,
  });
  const key = world.add('Customer', { Nm: 'Ohne Ort' });
  const id = await stage.record('company', { name: 'Ohne Ort' });
  const { page } = await stage.tab({ id, view: { language: 'de' } });
  const demo = part(page, 'ERP demo');
  const dialog = page.getByRole('dialog');
  await button(page, 'Bearbeiten').click();
  await button(demo, 'Kunde').click();
  await dialog.getByRole('radio', { name: `Ohne Ort ${key}` }).check();
  await button(dialog, 'Verbinden').click();
  await dialog.getByRole('group', { name: 'Auszufüllen' }).waitFor();
  const city = dialog.getByRole('textbox', { name: 'City' });
  // The default is offered.
  await holds(city, 'Kiel');
  await city.fill('');
  await button(dialog, 'Verbinden').click();
  await dialog.getByText('City muss ausgefüllt werden.').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-to-fill');
  await city.fill('Flensburg');
  await button(dialog, 'Verbinden').click();
  await demo.getByText('Flensburg').waitFor();
  assert.equal(world.value('Customer', key, 'City') ?? '', '', 'nothing before Save');
  await button(page, 'Speichern').click();
  await demo.getByText(`verbunden Kunde ${key}`).waitFor();
  await becomes('in the CRM', 'Flensburg', () => stage.value('company', id, 'postalAddress.city'));
  await becomes('in the ERP', 'Flensburg', async () => world.value('Customer', key, 'City'));
  await askForCity({ hasFirstSyncDefaultValue: false, firstSyncDefaultValue: '', promptUser: false, mandatory: false });
});

void test('a person of a connected company is created in ERP, under that company’s actor', async () => {
  const { world } = stage.first;
  const key = world.add('Customer', { Nm: 'Home Ltd' });
  const company = await stage.record('company', { name: 'Home Ltd' });
  await stage.link(company, 'first', 'Customer', key);
  const id = await stage.record('person', { firstName: 'Eli', lastName: 'Voss', company: String(company) });
  const { page } = await stage.tab({ kind: 'person', id });
  const demo = part(page, 'ERP demo');
  const dialog = page.getByRole('dialog');
  await button(page, 'Edit').click();
  await button(demo, 'Person').click();
  await dialog.getByRole('checkbox', { name: "Can't find match in ERP" }).check();
  await button(dialog, 'Create').click();
  await holds(dialog.getByRole('textbox', { name: 'LastName' }), 'Voss');
  await button(dialog, 'Create').click();
  await button(page, 'Save').click();
  await demo.getByText(/^connected Person P/).waitFor();
  const made = [...world.rows('Person')].at(-1);
  assert.deepEqual(made?.parent, { actorType: 'Customer', erpKey: key });
});

void test('licence and scope are the same on the cards of persons and projects', async () => {
  const company = await stage.record('company', { name: 'Owned Ltd' });
  await stage.link(company, 'first', 'Customer', stage.first.world.add('Customer', { Nm: 'Owned Ltd' }));
  const cards = [
    {
      kind: 'person',
      actor: 'Person',
      id: await stage.record('person', { lastName: 'Moe', company: String(company) }),
    },
    { kind: 'project', actor: 'Project', id: await stage.record('project', { name: 'Pier' }) },
  ] as const;
  const [eve, bob, ann] = [await stage.screen('eve'), await stage.screen('bob'), await stage.screen('ann')];
  for (const { kind, actor, id } of cards) {
    const path = `/${kind}/${id}?tab=erp`;
    await eve.go(path);
    await eve.page.getByRole('heading', { name: 'You have no ERP Sync licence' }).waitFor();
    await stage.scope('bob', { connect: true, create: false });
    await bob.go(`${path}&edit=1`);
    await button(part(bob.page, 'ERP demo'), actor).click();
    const dialog = bob.page.getByRole('dialog');
    await dialog.getByText('You may not create records in ERP demo.').first().waitFor();
    await bob.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await ann.go(path);
    await ann.page.getByRole('heading', { name: 'No ERP connection for such records' }).waitFor();
    await stage.scope('bob', { connect: false, create: false });
    await bob.go(`${path}&edit=1`);
    await button(part(bob.page, 'ERP demo'), actor).focus();
    await bob.page.getByRole('tooltip', { name: /You may not connect records on ERP demo/ }).waitFor();
    await stage.scope('everyone', { connect: true, create: true });
  }
});

/** What Defaults has for the city of customers. */
async function askForCity(change: object): Promise<void> {
  const agent = vendorClient(stage.fixture, 'ann').getErpSyncAgent();
  const mapping = await whole(agent.getActorTypeMappingAsync(stage.ids.first, 'Customer' as never));
  const city = mapping.fieldMappings.find(({ erpFieldKey }) => erpFieldKey === 'City');
  const info = await whole(agent.getDefaultValueInfoAsync(city?.erpFieldId ?? 0));
  await agent.saveDefaultValueInfoAsync({ ...info, ...change } as never);
}
