/** The dialogs of Settings › Quote/Sync lose nothing that was typed and do nothing twice; orders are changed by dragging too. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { type DialogCase, lostAfter, postAs, unreachable, walk } from './dialog-walk.ts';
import { dragByMouse } from './drag.ts';
import { axeProblems, shot } from './screen-stage.ts';
import {
  apply,
  dialog,
  mappedSetup,
  openSettings,
  rightPassword,
  type SettingsStage,
  under,
} from './settings-stage.ts';

let stage: SettingsStage;
const ids = { connector: 0, connection: 0, field: 0 };
before(async () => {
  stage = await openSettings();
  await apply(stage, mappedSetup('ERP demo', true));
  const id = async (sql: string): Promise<number> => (await stage.hub.db.query<{ id: number }>(sql))[0]?.id ?? 0;
  ids.connector = await id('select id from connector');
  ids.connection = await id('select id from connection');
  ids.field = await id(`select id from erp_field where field_key = 'Phone'`);
  await stage.hub.db.run(`insert into connection (connector_id, name) values ($1, 'East'), ($1, 'West')`, [
    ids.connector,
  ]);
  await stage.hub.db.run(`update erp_field set has_default = true, first_sync_default = '1' where id = $1`, [
    ids.field,
  ]);
});
after(() => stage.close());

const textbox = (form: Locator, name: string): Locator => form.getByRole('textbox', { name, exact: true });
const column = (sql: string) => async (): Promise<readonly string[]> =>
  (await stage.hub.db.query<{ it: string }>(sql)).map(({ it }) => it);
const connections = 'ERP connections';

const cases: readonly DialogCase[] = [
  {
    name: 'Define new Sync Connector',
    page: '/settings/sync',
    opener: (page) => under(page, 'Sync Connectors').getByRole('button', { name: 'Add', exact: true }),
    form: (page) => dialog(page, 'Define new Sync Connector'),
    field: (form) => textbox(form, 'Name'),
    more: (form) => textbox(form, 'URL of Sync Connector').fill('plugin://second'),
    submit: 'OK',
    saves: /^\/api\/settings\/sync\/connectors$/,
    triesFirst: true,
    texts: ['Second', 'Third', 'Fourth'],
    stored: column('select name as it from connector'),
  },
  {
    name: 'Edit Sync Connector',
    page: '/settings/sync?connector=1',
    opener: (page) => under(page, 'Sync Connectors').getByRole('button', { name: 'Configure Sync Connector' }),
    form: (page) => dialog(page, 'Edit Sync Connector'),
    field: (form) => textbox(form, 'Name'),
    submit: 'OK',
    saves: /^\/api\/settings\/sync\/connectors$/,
    triesFirst: true,
    texts: ['Memory one', 'Memory two', 'Memory three'],
    stored: column('select name as it from connector'),
    elsewhere: (post, name) =>
      post('/api/settings/sync/connectors', { id: ids.connector, name, url: 'plugin://memory' }),
  },
  {
    name: 'Define new ERP connection',
    page: '/settings/sync',
    opener: (page) => under(page, connections).getByRole('button', { name: 'Add', exact: true }),
    form: (page) => dialog(page, 'Define new ERP connection'),
    field: (form) => textbox(form, 'Name'),
    more: async (form) => {
      await form.getByLabel('Sync Connector').selectOption(String(ids.connector));
      await textbox(form, 'Client').fill('Acme');
    },
    secret: async (form) => {
      await form.getByLabel(/^Password/).fill(rightPassword);
      await form.getByRole('button', { name: 'Test ERP connection' }).click();
      await form.getByText('The test passed.').waitFor();
    },
    submit: 'OK',
    saves: /^\/api\/settings\/sync\/connections$/,
    texts: ['North', 'South', 'Middle'],
    stored: column('select name as it from connection'),
  },
  {
    name: 'Edit ERP connection',
    page: '/settings/sync?connection=1',
    opener: (page) => under(page, connections).getByRole('button', { name: 'Configure ERP connection' }),
    form: (page) => dialog(page, 'Edit ERP connection'),
    field: (form) => textbox(form, 'Name'),
    submit: 'OK',
    saves: /^\/api\/settings\/sync\/connections$/,
    texts: ['ERP one', 'ERP two', 'ERP three'],
    stored: column('select name as it from connection'),
    elsewhere: (_post, name) =>
      stage.hub.db.run('update connection set name = $2 where id = $1', [ids.connection, name]),
  },
  {
    name: 'a default value',
    page: '/settings/sync/connections/1/defaults',
    opener: (page) => page.getByRole('button', { name: 'Edit the default of Phone', exact: true }),
    form: (page) => dialog(page, 'Default value of Phone'),
    field: (form) => textbox(form, 'Default value'),
    submit: 'Save',
    saves: /^\/api\/settings\/sync\/connections\/1\/defaults\/\d+$/,
    texts: ['22', '33', '44'],
    stored: column('select first_sync_default as it from erp_field'),
    elsewhere: (_post, value) =>
      stage.hub.db.run('update erp_field set first_sync_default = $2 where id = $1', [ids.field, value]),
  },
];

for (const it of cases) void test(`${it.name}: nothing is lost, nothing is done twice`, () => walk(stage, it));

void test('a default that another window changed meanwhile is not deleted unseen', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/sync/connections/1/defaults');
  const value = async (): Promise<string> =>
    (await column(`select first_sync_default as it from erp_field where id = ${ids.field}`)())[0] ?? '';
  const erase = page.getByRole('button', { name: 'Delete the default of Phone', exact: true });
  await erase.waitFor();
  await stage.hub.db.run(`update erp_field set first_sync_default = '77' where id = $1`, [ids.field]);
  await erase.click();
  await page.getByRole('alert').getByText('Somebody else changed the default of Phone meanwhile.').waitFor();
  await page.getByRole('cell', { name: '77', exact: true }).waitFor();
  assert.equal(await value(), '77');
  await page.context().close();
});

const lines = (within: Locator | Page): Locator => within.getByRole('listitem');
/** The line is at this place, counted from 1. */
const stands = (within: Locator | Page, place: number, text: string): Promise<void> =>
  lines(within)
    .nth(place - 1)
    .filter({ hasText: text })
    .waitFor();

void test('Set Sync Priority: dragged by mouse, kept through a reload, saved once, and not over another window’s order', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/sync');
  const opener = under(page, connections).getByRole('button', { name: 'Set Sync Priority' });
  await opener.click();
  const form = dialog(page, 'Set Sync Priority');
  const list = form.getByRole('list', { name: 'Set Sync Priority', exact: true });
  await stands(list, 1, 'CRM');
  const count = await lines(list).count();
  await dragByMouse(
    page,
    form.getByRole('button', { name: 'Drag CRM' }),
    lines(list).last(),
    `CRM: place ${count} of ${count}`,
  );
  await stands(list, count, 'CRM');
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'dialog-priority');
  await page.reload();
  await stands(list, count, 'CRM');
  await form.getByText('What you typed before is still here.').waitFor();
  const mend = await lostAfter(page, /\/priority$/);
  const save = form.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await unreachable(form);
  await stands(list, count, 'CRM');
  await mend();
  await save.click();
  await form.waitFor({ state: 'detached' });
  assert.equal((await order()).at(-1), 'crm');

  await opener.click();
  await stands(list, count, 'CRM');
  await form.getByRole('button', { name: 'Move CRM up' }).click();
  await stands(list, count - 1, 'CRM');
  await postAs(page)('/api/settings/sync/priority', { order: ['crm', ...(await order()).slice(0, -1)] });
  await save.click();
  await form.getByRole('alert').getByText('This was saved in another window meanwhile').waitFor();
  await stands(list, count - 1, 'CRM');
  assert.equal((await order())[0], 'crm', 'theirs stands');
  await form.getByRole('button', { name: /^Take it/ }).click();
  await stands(list, 1, 'CRM');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.context().close();
});

async function order(): Promise<readonly (number | 'crm')[]> {
  const { page, go } = await stage.screen('ann');
  await go('/api/settings/sync');
  const { priority } = JSON.parse((await page.locator('body').textContent()) ?? '') as {
    priority: (number | 'crm')[];
  };
  await page.context().close();
  return priority;
}

void test('Rank Fields: dragged by mouse it is saved at once, and Undo puts it back', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/sync/connections/1/rank');
  const list = page.getByRole('list', { name: 'Order of the fields of Customer', exact: true });
  await lines(list).first().waitFor();
  const ranked = async (): Promise<readonly string[]> =>
    (
      await stage.hub.db.query<{ key: string }>(
        `select f.field_key as key from erp_field f join actor_mapping m on m.id = f.mapping_id
         where m.connection_id = 1 and m.actor_type = 'Customer' order by f.rank, f.id`,
      )
    ).map(({ key }) => key);
  const before1 = await ranked();
  const phone = list.getByRole('button', { name: 'Drag Phone', exact: true });
  const top = `Phone is now number 1 of ${await lines(list).count()}.`;
  await dragByMouse(page, phone, lines(list).first(), top);
  await stands(list, 1, 'Phone');
  await eventually('it is saved', async () => (await ranked())[0] === 'Phone');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await eventually('it is back', async () => (await ranked()).join() === before1.join());
  await page.reload();
  await lines(list).first().waitFor();
  await stands(list, before1.indexOf('Phone') + 1, 'Phone');
  await page.context().close();
});
