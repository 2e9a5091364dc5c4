/** The dialogs of Settings › people, of My account and of Webhooks lose nothing that was typed and do nothing twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { addListItem } from '@kobling/store';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { newKeyPair } from '../../packages/soap/src/index.ts';
import { holds, isDimmed } from './becomes.ts';
import { type DialogCase, heldBack, lostAfter, lostBefore, postAs, unreachable, walk } from './dialog-walk.ts';
import { openScreens, type ScreenStage } from './screen-stage.ts';

let stage: ScreenStage;
const ids = { user: 0, group: 0, item: 0 };

before(async () => {
  stage = await openScreens({ role: 'web', operatorFile: 'egress: { allowed: ["127.0.0.1:9"] }\n' });
  const { db } = stage.hub;
  const one = async (sql: string): Promise<number> => (await db.query<{ id: number }>(sql))[0]?.id ?? 0;
  ids.user = await one(`insert into app_user (name, full_name, role) values ('dan', 'Dan Dahl', 'user') returning id`);
  ids.group = await one(`insert into app_group (name) values ('Sales') returning id`);
  await one(`insert into crm_list (name, label) values ('size', 'Size') returning id`);
  const item = await addListItem(db, 'size', 'Small');
  ids.item = item.status === 'done' ? item.value.id : 0;
});
after(() => stage.close());

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const textbox = (form: Locator, name: string): Locator => form.getByRole('textbox', { name, exact: true });
const column = (sql: string) => async (): Promise<readonly string[]> =>
  (await stage.hub.db.query<{ it: string }>(sql)).map(({ it }) => it);
/** What is shown once is closed by hand. */
const shownOnce = (title: string | RegExp) => async (page: Page) => {
  const once = page.getByRole('dialog', { name: title });
  await once.getByRole('button', { name: 'Close', exact: true }).last().click();
  await once.waitFor({ state: 'detached' });
};

/** Of a form that stands on its page: there is nothing to save any more. */
const isSaved = async (_page: Page, form: Locator): Promise<void> => {
  const save = form.getByRole('button', { name: 'Save', exact: true });
  await eventually('saved', async () => (await save.getAttribute('data-dimmed')) === 'true');
};

const cases: readonly DialogCase[] = [
  {
    name: 'Add user',
    page: '/settings/users',
    opener: (page) => button(page, 'Add user'),
    form: (page) => dialog(page, 'Add user'),
    field: (form) => textbox(form, 'User name'),
    submit: 'Save',
    saves: /^\/api\/settings\/users$/,
    texts: ['fay', 'gus', 'jon'],
    stored: column('select name as it from app_user'),
    saved: shownOnce(/^Link for/),
  },
  {
    name: 'Add user with a password',
    page: '/settings/users',
    opener: (page) => button(page, 'Add user'),
    form: (page) => dialog(page, 'Add user'),
    field: (form) => textbox(form, 'User name'),
    more: (form) => form.getByRole('radio', { name: 'Choose a password now' }).click(),
    secret: (form) => form.getByLabel('Password', { exact: true }).fill('nine herons by the weir'),
    submit: 'Save',
    saves: /^\/api\/settings\/users$/,
    texts: ['hal', 'ida', 'kim'],
    stored: column('select name as it from app_user'),
  },
  {
    name: 'a user',
    page: '/settings/users',
    opener: (page) => button(page, 'dan'),
    form: (page) => dialog(page, 'dan'),
    field: (form) => textbox(form, 'Full name'),
    submit: 'Save',
    saves: /^\/api\/settings\/users\/\d+$/,
    texts: ['Dan One', 'Dan Two', 'Dan Three'],
    stored: column('select full_name as it from app_user'),
    elsewhere: (post, theirs) => post(`/api/settings/users/${ids.user}`, { fullName: theirs }),
  },
  {
    name: 'Add group',
    page: '/settings/groups',
    opener: (page) => button(page, 'Add group'),
    form: (page) => dialog(page, 'Add group'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/groups$/,
    texts: ['North', 'South', 'West'],
    stored: column('select name as it from app_group'),
  },
  {
    name: 'a group',
    page: '/settings/groups',
    before: 'Sales',
    opener: (page, now) => button(page, now),
    form: (page) => page.getByRole('dialog'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/groups\/\d+$/,
    texts: ['Selling', 'Sold', 'Seller'],
    stored: column('select name as it from app_group'),
    elsewhere: (post, theirs) => post(`/api/settings/groups/${ids.group}`, { name: theirs }),
  },
  {
    name: 'Add application',
    page: '/settings/applications',
    opener: (page) => button(page, 'Add application'),
    form: (page) => dialog(page, 'Add application'),
    field: (form) => textbox(form, 'Client id'),
    more: async (form) => {
      await textbox(form, 'Name').fill('Acme app');
      await textbox(form, 'URL').fill('https://erp.example/service');
    },
    submit: 'Save',
    saves: /^\/api\/settings\/applications$/,
    texts: ['acme', 'beta', ''],
    stored: column('select client_id as it from registered_application'),
    saved: async (page) => {
      await dialog(page, 'Acme app').waitFor();
      await page.keyboard.press('Escape');
      await dialog(page, 'Acme app').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'an application',
    page: '/settings/applications',
    opener: (page) => page.getByRole('row').filter({ hasText: 'beta' }).getByRole('button'),
    form: (page) => page.getByRole('dialog'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/applications\/beta$/,
    texts: ['Beta one', 'Beta two', 'Beta three'],
    stored: column('select name as it from registered_application'),
    elsewhere: (post, theirs) => post('/api/settings/applications/beta', { name: theirs }),
  },
  {
    name: 'Add list',
    page: '/settings/lists',
    opener: (page) => button(page, 'Add list'),
    form: (page) => dialog(page, 'Add list'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/lists$/,
    texts: ['Shoe size', 'Hat size', ''],
    stored: column('select label as it from crm_list'),
  },
  {
    name: 'a list',
    page: '/settings/lists?list=size',
    before: 'Size',
    opener: (page) => button(page, 'Rename'),
    form: (page) => dialog(page, 'Rename'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/lists\/size$/,
    texts: ['Size one', 'Size two', 'Size three'],
    stored: column('select label as it from crm_list'),
    elsewhere: (post, theirs) => post('/api/settings/lists/size', { label: { name: theirs, others: {} } }),
  },
  {
    name: 'an item of a list',
    page: '/settings/lists?list=size',
    before: 'Small',
    opener: (page, now) => button(page, now),
    form: (page) => page.getByRole('dialog'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/settings\/lists\/size\/items\/\d+$/,
    texts: ['Smaller', 'Smallest', 'Tiny'],
    stored: column('select name as it from crm_list_item'),
    elsewhere: (post, theirs) =>
      post(`/api/settings/lists/size/items/${ids.item}`, { label: { name: theirs, others: {} } }),
  },
  {
    name: 'a new item of a list',
    page: '/settings/lists?list=size',
    form: (page) => page.getByRole('form', { name: 'New item' }),
    field: (form) => textbox(form, 'New item'),
    submit: 'Add',
    saves: /^\/api\/settings\/lists\/size\/items$/,
    texts: ['Large', 'Larger', 'Largest'],
    stored: column('select name as it from crm_list_item'),
    saved: (_page, form) => holds(textbox(form, 'New item'), ''),
  },
  {
    name: 'Add token',
    page: '/account',
    opener: (page) => button(page, 'Add token'),
    form: (page) => dialog(page, 'Add token'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Make token',
    saves: /^\/api\/account\/tokens$/,
    texts: ['Nightly', 'Daily', ''],
    stored: column('select name as it from api_token'),
    saved: shownOnce('Your new token'),
  },
  {
    name: 'My account',
    page: '/account',
    form: (page) => page.getByRole('form', { name: 'ann' }),
    field: (form) => textbox(form, 'Full name'),
    submit: 'Save',
    saves: /^\/api\/account$/,
    texts: ['Ann One', 'Ann Two', 'Ann Three'],
    stored: column('select full_name as it from app_user'),
    saved: isSaved,
    elsewhere: (post, theirs) => post('/api/account', { fullName: theirs }),
  },
  {
    name: 'Licences',
    page: '/settings/licences',
    form: (page) => page.getByRole('form', { name: 'Site licence' }),
    field: (form) => textbox(form, 'Number of user licences'),
    submit: 'Save',
    saves: /^\/api\/settings\/licences$/,
    texts: ['40', '50', '6'],
    stored: column(`select value ->> 'most' as it from setting where key = 'licences'`),
    saved: isSaved,
    elsewhere: (post, theirs) => post('/api/settings/licences', { most: Number(theirs) }),
  },
  {
    name: 'Add webhook',
    page: '/settings/webhooks',
    opener: (page) => button(page, 'Add webhook'),
    form: (page) => dialog(page, 'Add webhook'),
    field: (form) => textbox(form, 'Address'),
    more: (form) => textbox(form, 'Name').fill('Alarm'),
    submit: 'Save',
    saves: /^\/api\/webhooks$/,
    texts: ['http://127.0.0.1:9/a', 'http://127.0.0.1:9/b', 'http://127.0.0.1:9/c'],
    stored: column('select url as it from webhook'),
    saved: async (page) => {
      await button(page, 'Done').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a webhook',
    page: '/settings/webhooks?webhook=1',
    opener: (page) => button(page, 'Change'),
    form: (page) => dialog(page, 'Change webhook'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/webhooks\/1$/,
    texts: ['Alarm one', 'Alarm two', 'Alarm three'],
    stored: column('select name as it from webhook'),
    elsewhere: (post, theirs) =>
      post('/api/webhooks/1', { name: theirs, url: 'http://127.0.0.1:9/a', events: ['failure'] }),
  },
];

for (const it of cases) void test(`${it.name}: nothing is lost, nothing is done twice`, () => walk(stage, it));

void test('a key of an application: typed, it outlives every mishap; sent again after a reload it is there once, removed it is gone once', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/applications');
  const at = { clientId: 'gamma', name: 'Gamma', url: 'https://erp.example/gamma', active: true };
  await postAs(page)('/api/settings/applications', at);
  await page.reload();
  const opener = page.getByRole('row').filter({ hasText: 'gamma' }).getByRole('button');
  await opener.click();
  const form = dialog(page, 'Gamma');
  const { publicPem } = await newKeyPair();
  const pem = textbox(form, 'Public key (PEM)');
  await pem.fill(publicPem);
  await form.getByLabel('From', { exact: true }).fill('2030-01-01');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await opener.click();
  await holds(pem, publicPem);
  await page.reload();
  await holds(pem, publicPem);
  await holds(form.getByLabel('From', { exact: true }), '2030-01-01');
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  await page.goForward();
  await holds(pem, publicPem);

  const keys = column('select valid_from::date::text as it from application_key');
  const path = /\/keys$/;
  const add = form.getByRole('button', { name: 'Add key', exact: true });
  const before1 = await lostBefore(page, path);
  await add.click();
  await unreachable(form);
  await before1();
  assert.deepEqual(await keys(), []);
  const after1 = await lostAfter(page, path);
  await add.click();
  await eventually('the hub has it', async () => (await keys()).length === 1);
  await unreachable(form);
  await after1();
  await page.reload();
  await holds(pem, publicPem);
  const next = (await newKeyPair()).publicPem;
  const answer = await heldBack(page, path);
  await add.dblclick();
  await isDimmed(add);
  await pem.fill(next);
  await answer();
  await holds(form.getByLabel('From', { exact: true }), '');
  await holds(pem, next);
  assert.deepEqual(await keys(), ['2030-01-01']);
  await pem.fill('');

  const removed = await lostAfter(page, /\/keys\/[^/]+\/delete$/);
  const remove = form.getByRole('button', { name: /^Remove the key/ });
  await remove.click();
  await unreachable(form);
  await removed();
  await remove.click();
  await form.getByText('No key yet').waitFor();
  assert.deepEqual(await keys(), []);

  await pem.fill(next);
  const after2 = await lostAfter(page, path);
  await add.click();
  await unreachable(form);
  await after2();
  await form.getByLabel('From', { exact: true }).fill('2031-01-01');
  await add.click();
  // A key is not changed: that it is there already is told, and the list shows it.
  await form.getByRole('alert').getByText('What was sent before has been saved after all.').waitFor();
  await form.getByRole('button', { name: /^Remove the key/ }).waitFor();
  await holds(pem, next);
  assert.equal((await keys()).length, 1);
  await page.context().close();
});

void test('a webhook’s new secret: asked first, made once though its answer is lost, shown until it is closed by hand', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/webhooks');
  const at = { name: 'Siren', url: 'http://127.0.0.1:9/siren', events: ['failure'] };
  const { webhook } = (await postAs(page)('/api/webhooks', at)) as { webhook: { id: number } };
  const secret = async () =>
    (await column(`select encode(secret, 'hex') as it from webhook where name = 'Siren'`)())[0];
  const first = await secret();
  await go(`/settings/webhooks?webhook=${webhook.id}`);
  await button(page, 'New secret').click();
  const asked = dialog(page, 'Give Siren a new secret?');
  const yes = asked.getByRole('button', { name: 'New secret', exact: true });
  await page.reload();
  await asked.waitFor();
  await page.goBack();
  await asked.waitFor({ state: 'detached' });
  await page.goForward();
  const before1 = await lostBefore(page, /\/secret$/);
  await yes.click();
  await unreachable(asked);
  await before1();
  assert.equal(await secret(), first);
  const after1 = await lostAfter(page, /\/secret$/);
  await yes.click();
  await eventually('the hub has made it', async () => (await secret()) !== first);
  const second = await secret();
  await unreachable(asked);
  await after1();
  await yes.dblclick();
  const shown = dialog(page, 'The secret of Siren');
  assert.match(await textbox(shown, 'The secret of Siren').inputValue(), /^whsec_/);
  assert.equal(await secret(), second, 'made once');
  await page.keyboard.press('Escape');
  await shown.getByRole('button', { name: 'Done', exact: true }).click();
  await shown.waitFor({ state: 'detached' });
  await page.context().close();
});
