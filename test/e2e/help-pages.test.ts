/** What the help pages promise and no single screen's journey holds: the order of the set-up, what is left out for others, filters. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEntity } from '@kobling/store';
import { applySetup, readSetup } from '../../packages/server/src/setup-file/index.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { becomes, hasCount, hasFocus } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, settled } from './screen-stage.ts';

const setup = `connectors:
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
      Project:
        fields:
          Nm: { crm: name, sync: both, search: true }
    match: { Customer: [name], Project: [name] }
priority: [ERP demo, CRM]
sync: { running: true, interval: 1s }
`;
let stage: ScreenStage;
const part = (name: string): string => `/settings/sync/connections/1/${name}`;

before(async () => {
  stage = await openScreens();
  const { hub, world } = stage.fixture;
  for (const [kind, name] of [
    ['company', 'Acme AS'],
    ['project', 'New roof'],
  ] as const) {
    const made = await createEntity(hub.db, kind, { name }, { by: 'test' });
    assert.ok(made.status === 'done', JSON.stringify(made));
  }
  world.add('Customer', { Nm: 'Acme AS', Phone: '22 33 44 55' });
  world.add('Project', { Nm: 'New roof' });
  const read = readSetup(setup);
  assert.ok(read.ok, JSON.stringify(read));
  const applied = await applySetup(hub, read.setup, { dryRun: false, by: 'ann' });
  assert.ok(applied.ok, JSON.stringify(applied));
  await eventually('both are linked', async () => {
    const [row] = await hub.db.query<{ count: number }>('select count(*)::int as count from sync_log where kind = $1', [
      'link',
    ]);
    return row?.count === 2;
  });
});
after(() => stage.close());

void test('the next step is offered in the help’s order, and the way back keeps the connection chosen', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go(part('mappings'));
  for (const [link, address] of [
    ['Neste: Listetilordning', part('lists')],
    ['Neste: Standardverdier', part('defaults')],
    ['Neste: Ranger felt', part('rank')],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await becomes('address', address, () => Promise.resolve(new URL(page.url()).pathname));
  }
  await page.getByRole('link', { name: 'Neste: Angi synkroniseringsprioritet', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Angi synkroniseringsprioritet', exact: true });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 3, name: 'ERP demo', exact: true }).waitFor();

  await page.getByRole('link', { name: 'Ranger felt', exact: true }).click();
  await page.getByRole('link', { name: 'ERP-koblinger', exact: true }).click();
  await page.getByRole('heading', { level: 3, name: 'ERP demo', exact: true }).waitFor();
  assert.deepEqual(complaints, []);
});

void test('who is no administrator is not offered what would be refused', async () => {
  const { page, complaints, go } = await stage.screen('bob');
  for (const address of ['/settings/sync', '/settings/users', '/settings/lists', part('mappings'), '/import']) {
    await go(address);
    await page.getByRole('heading', { level: 1, name: 'This is for administrators.', exact: true }).waitFor();
    await settled(page);
    assert.equal(await page.locator('main').getByRole('button').count(), 0, address);
  }
  assert.deepEqual(complaints, [], 'nothing was asked that is refused');
});

void test('the log is filtered by what kind of record changed, and keeps it in the address', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await go('/sync/log?kind=link');
  const log = page.getByRole('table', { name: 'Sync-Protokoll', exact: true });
  const names = (): Promise<string[]> =>
    log
      .locator('tbody')
      .getByRole('link', { name: /Acme|roof/ })
      .allTextContents();
  await becomes('all', ['Acme AS', 'New roof'], async () => (await names()).toSorted());
  const entity = page.getByRole('combobox', { name: 'CRM-Element', exact: true });
  await entity.selectOption({ label: 'Projekt' });
  await becomes('projects alone', ['New roof'], names);
  await page.reload();
  await becomes('after a reload', ['New roof'], names);
  await becomes('chosen', 'project', () => entity.inputValue());
  assert.deepEqual(complaints, []);
});

void test('what the last sync did stands in a list of runs, and is undone from there with two presses', async () => {
  const { world, hub } = stage.fixture;
  const phone = async (): Promise<string> => {
    const [row] = await hub.db.query<{ phone: string }>('select phone from company where name = $1', ['Acme AS']);
    return row?.phone ?? '';
  };
  await becomes('as in the ERP', '22 33 44 55', phone);
  world.edit('Customer', [...world.rows('Customer')][0]?.erpKey ?? '', { Phone: '99 99 99 99' });
  await becomes('carried over', '99 99 99 99', phone);

  const { page, complaints, go } = await stage.screen('ann', { language: 'nl' });
  await go('/sync/log');
  await page.getByRole('link', { name: 'Laatste runs', exact: true }).click();
  const runs = page.getByRole('table', { name: 'Laatste runs', exact: true });
  const last = runs.getByRole('row').nth(1);
  await last.getByText('1 / 0', { exact: true }).waitFor();
  await last.getByRole('link', { name: /^Automatische synchronisatie \d+$/ }).click();
  await page.getByRole('table', { name: 'Synchronisatielogboek', exact: true }).getByText('99 99 99 99').waitFor();
  await page.goBack();
  await last.getByRole('button', { name: /^Run \d+ ongedaan maken…$/ }).click();
  await page.getByRole('button', { name: /^1 veld terugzetten/ }).click();
  await becomes('put back', '22 33 44 55', phone);
  assert.deepEqual(await axeProblems(page), []);
  await go('/sync/undo');
  await runs
    .getByRole('row')
    .nth(1)
    .getByRole('link', { name: /^Ongedaan maken \d+$/ })
    .waitFor();
  assert.deepEqual(await axeProblems(page), []);
  assert.deepEqual(complaints, []);

  const bob = await stage.screen('bob', { width: 360 });
  await bob.go('/sync/undo');
  await bob.page
    .getByRole('link', { name: /^Automatic sync \d+$/ })
    .first()
    .waitFor();
  await hasCount(bob.page.getByRole('button', { name: /^Undo run/ }), 0);
  assert.deepEqual(await axeProblems(bob.page), []);
});

async function company(name: string): Promise<number> {
  const made = await createEntity(stage.hub.db, 'company', { name }, { by: 'test' });
  return made.status === 'done' ? made.value.ref.id : assert.fail(JSON.stringify(made));
}

void test('the ERP tab is there for who may use it; who follows a link to it is told what is missing', async () => {
  const id = await company('Quiet AS');
  const eve = await stage.screen('eve');
  const tab = eve.page.getByRole('tab', { name: 'ERP', exact: true });
  await eve.go(`/company/${id}`);
  await eve.page.getByRole('tab', { name: 'Details', exact: true }).waitFor();
  await hasCount(tab, 0);
  await eve.go(`/company/${id}?tab=erp`);
  await eve.page.getByRole('heading', { name: 'You have no ERP Sync licence' }).waitFor();
  await stage.hub.db.run("update app_user set licensed = true where name = 'eve'", []);
  await eve.go(`/company/${id}`);
  await tab.waitFor();
  await stage.hub.db.run('update connection set all_access = false', []);
  await eve.page.reload();
  await eve.page.getByRole('tab', { name: 'Details', exact: true }).waitFor();
  await hasCount(tab, 0);
  await stage.hub.db.run('update connection set all_access = true', []);
  await stage.hub.db.run("update app_user set licensed = false where name = 'eve'", []);
});

void test('a card is connected in four presses, begun without Edit; Back leads to the card as it was', async () => {
  const id = await company('Loose AS');
  const key = stage.fixture.world.add('Customer', { Nm: 'Loose Trading' });
  const { page, complaints, go } = await stage.screen('bob', { language: 'de' });
  await go(`/company/${id}?tab=erp`);
  const erp = page.getByRole('region', { name: 'ERP demo', exact: true });
  await erp.getByText('Nicht verbunden', { exact: true }).waitFor();
  const dialog = page.getByRole('dialog');
  await erp.getByRole('button', { name: 'Kunde', exact: true }).click();
  await dialog.waitFor();
  await page.goBack();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Bearbeiten', exact: true }).waitFor();
  await erp.getByRole('button', { name: 'Kunde', exact: true }).click();
  const text = dialog.getByRole('textbox', { name: 'In ERP demo suchen', exact: true });
  await text.fill('Loose');
  await text.press('Enter');
  await dialog.getByText('Loose Trading', { exact: true }).dblclick();
  await page.getByRole('dialog', { name: /^Korrekte Feldwerte auswählen/ }).waitFor();
  await dialog.getByRole('button', { name: 'Verbinden', exact: true }).click();
  await erp.getByText(`Kunde ${key}`).waitFor();
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await erp.getByText(`verbunden Kunde ${key}`).waitFor();
  assert.deepEqual(complaints, []);
});

void test('a telephone number is changed where it stands; E edits, and the shortcuts say so', async () => {
  const id = await company('Bellman AS');
  const { db } = stage.hub;
  await db.run("update company set phone = '11' where id = $1", [id]);
  const { page, complaints, go } = await stage.screen('bob', { language: 'no' });
  await go(`/company/${id}`);
  await page.locator('dt').getByText('Telefon', { exact: true }).dblclick();
  const phone = page.getByRole('textbox', { name: 'Telefon', exact: true });
  await hasFocus(phone);
  await phone.fill('22');
  await page.keyboard.press('Control+s');
  await page.getByRole('link', { name: '22', exact: true }).waitFor();
  await hasFocus(page.getByRole('button', { name: 'Rediger', exact: true }));
  await page.keyboard.press('e');
  await hasFocus(page.getByRole('textbox', { name: /^Navn/ }));
  await page.keyboard.press('Escape');
  await hasFocus(page.getByRole('button', { name: 'Rediger', exact: true }));
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Rediger', { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
});
