/** The ERP tab while an ERP is slow or dead, while pages are reloaded and doubled, and for people who may not do all of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { holds } from './becomes.ts';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, shot } from './screen-stage.ts';

let stage: ErpTabStage;
before(async () => {
  stage = await openErpTabs();
});
after(() => stage.close());

void test('a slow ERP holds up only its own part; a dead one says so and shows what was last known', async () => {
  const { first, second } = stage;
  const id = await stage.record('company', { name: 'Moody AS' });
  const key = first.world.add('Customer', { Nm: 'Moody AS', Credit: '50000' });
  const other = second.world.add('Customer', { Nm: 'Moody AS' });
  await stage.link(id, 'first', 'Customer', key);
  await stage.link(id, 'second', 'Customer', other);
  await stage.stop();
  first.holdBack();
  const { page, go } = await stage.tab({ id, view: { colorScheme: 'dark' } });
  const demo = part(page, 'ERP demo');
  const sweden = part(page, 'Sweden');
  await sweden.getByText('Live,').waitFor();
  await demo.getByText('Reading from the ERP…').waitFor();
  await demo.getByText('Moody AS', { exact: true }).waitFor();
  first.answer();
  await demo.getByText('50,000').waitFor();

  first.die();
  await go(`/company/${id}?tab=erp`);
  await demo.getByText(/ERP demo does not answer; the last known values are shown\..*down for maintenance/).waitFor();
  await demo.getByText('50,000').waitFor();
  await sweden.getByText('Live,').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'erp-tab-dead-dark');
  first.answer();
  await demo.getByRole('button', { name: 'Try again' }).click();
  await demo.getByText('Live,').waitFor();
  await stage.start();
});

void test('a create that takes long is said to be under way, survives a reload, and is made once', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Patience AS' });
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await demo.getByRole('button', { name: 'Customer', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: "Can't find match in ERP" }).check();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Phone' }).fill('77');
  await page.reload();
  await dialog.getByRole('button', { name: 'Start over' }).waitFor();
  // A reload lost nothing.
  await holds(dialog.getByRole('textbox', { name: 'Phone' }), '77');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await demo.getByText('Save creates a new Customer in ERP.').waitFor();
  await page.reload();
  await demo.getByText('Save creates a new Customer in ERP.').waitFor();

  const made = first.world.count('Customer');
  first.holdBack();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await demo.getByText('It is under way and goes on by itself').waitFor();
  await page.reload();
  await demo.getByText('It is under way and goes on by itself').waitFor();
  first.answer();
  await demo.getByText(/connected Customer \d+/).waitFor();
  assert.equal(first.world.count('Customer'), made + 1);
});

void test('two windows connect the same company: one does, the other is told', async () => {
  const { first } = stage;
  const id = await stage.record('company', { name: 'Twice AS' });
  const keys = ['one', 'two'].map((city) => first.world.add('Customer', { Nm: 'Twice AS', City: city }));
  const windows = [await stage.tab({ id }), await stage.tab({ id })];
  for (const [index, { page }] of windows.entries()) {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await part(page, 'ERP demo').getByRole('button', { name: 'Customer', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: `Twice AS ${keys[index]}` }).check();
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.getByRole('heading', { name: /^Select correct field values/ }).waitFor();
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  const [one, two] = windows;
  assert.ok(one !== undefined && two !== undefined);
  await one.page.getByRole('button', { name: 'Save', exact: true }).click();
  await part(one.page, 'ERP demo').getByText(`connected Customer ${keys[0]}`).waitFor();
  await two.page.getByRole('button', { name: 'Save', exact: true }).click();
  const told = part(two.page, 'ERP demo');
  await told.getByText('Not connected to ERP demo.').waitFor();
  await told.getByText(`connected Customer ${keys[0]}`).waitFor();
  await told.getByRole('button', { name: 'Undo: ERP demo' }).click();
});

void test('a person waits for the company, with the way there; then only the company’s persons are found', async () => {
  const { first } = stage;
  const company = await stage.record('company', { name: 'Parent AS' });
  const key = first.world.add('Customer', { Nm: 'Parent AS' });
  const elsewhere = first.world.add('Customer', { Nm: 'Elsewhere AS' });
  const ada = first.world.add(
    'Person',
    { FirstName: 'Ada', LastName: 'Berg' },
    { parent: { actorType: 'Customer', erpKey: key } },
  );
  first.world.add(
    'Person',
    { FirstName: 'Ada', LastName: 'Berg' },
    { parent: { actorType: 'Customer', erpKey: elsewhere } },
  );
  const id = await stage.record('person', { firstName: 'Ada', lastName: 'Berg', company: String(company) });
  const { page } = await stage.tab({ kind: 'person', id });
  const demo = part(page, 'ERP demo');
  await demo.getByText('The person can be connected once Parent AS is connected to ERP demo.').waitFor();
  await demo.getByRole('link', { name: 'Go to Parent AS' }).click();
  await page.getByRole('heading', { name: 'Parent AS' }).waitFor();
  await part(page, 'ERP demo').getByText('Not connected', { exact: true }).waitFor();
  await stage.link(company, 'first', 'Customer', key);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Ada Berg' }).waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await demo.getByRole('button', { name: 'Person', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Search in ERP demo' }).fill('Berg');
  await dialog.getByRole('textbox', { name: 'Search in ERP demo' }).press('Enter');
  await dialog.getByText('1 hit', { exact: true }).waitFor();
  await dialog.getByRole('radio', { name: `Ada ${ada}` }).check();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await dialog.getByText('Nothing differs').waitFor();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await demo.getByText(`connected Person ${ada}`).waitFor();
});

void test('without a licence it says what to ask for; who may not create is told so at the checkbox', async () => {
  const id = await stage.record('company', { name: 'Scoped AS' });
  const eve = await stage.tab({ id, who: 'eve' });
  await eve.page.getByRole('heading', { name: 'You have no ERP Sync licence' }).waitFor();
  await eve.page.getByText('Ask an administrator to give it to you').waitFor();
  assert.deepEqual(await axeProblems(eve.page), []);

  await stage.scope('bob', { connect: true, create: false });
  const bob = await stage.tab({ id, view: { width: 360 } });
  const demo = part(bob.page, 'ERP demo');
  await bob.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await demo.getByRole('button', { name: 'Customer', exact: true }).click();
  const dialog = bob.page.getByRole('dialog');
  const box = dialog.getByRole('checkbox', { name: "Can't find match in ERP" });
  await box.focus();
  await bob.page.keyboard.press('Space');
  await dialog.getByText('You may not create records in ERP demo.').first().waitFor();
  assert.deepEqual(await axeProblems(bob.page), []);
  assert.equal(await box.isChecked(), false, 'long after it was pressed');
  await shot(bob.page, 'erp-tab-search-360');
  await bob.page.keyboard.press('Escape');
  await stage.scope('bob', { connect: false, create: false });
  await bob.go(`/company/${id}?tab=erp&edit=1`);
  await demo.getByRole('button', { name: 'Customer', exact: true }).focus();
  await bob.page.getByRole('tooltip', { name: /You may not connect records on ERP demo/ }).waitFor();
  const ann = await stage.tab({ id, who: 'ann' });
  await part(ann.page, 'Sweden').waitFor();
  assert.equal(await part(ann.page, 'ERP demo').count(), 0, 'an administrator has no way around the scope');
  await stage.scope('everyone', { connect: true, create: true });
});
