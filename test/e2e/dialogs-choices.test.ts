/** Where little is typed and much is chosen: scope, pairs, orders and resync keep the choice through every mishap, and do nothing twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, createEntity } from '@kobling/store';
import type { Locator, Page } from 'playwright-core';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { holds, isDimmed } from './becomes.ts';
import { heldBack, lostAfter, lostBefore, type Post, postAs, unreachable } from './dialog-walk.ts';
import { axeProblems, inColours, shot } from './screen-stage.ts';
import { apply, dialog, openSettings, rightPassword, type SettingsStage, under } from './settings-stage.ts';

let stage: SettingsStage;
let erpKey = '';
const ids = { mapped: 0, other: 0, people: new Map<string, number>() };
const setup = `connectors:
  - { name: Memory, url: plugin://memory }
connections:
  - name: ERP demo
    connector: Memory
    active: true
    config: { Client: Acme, Password: { env: ERP_PASSWORD } }
    actors:
      Customer:
        fields:
          Nm: { crm: name, sync: both }
          Phone: { crm: phone, sync: both }
          VatNo: { crm: vatNumber, sync: both }
          CustGr: { crm: category, sync: both }
    match: { Customer: [vatNumber] }
  - name: ERP other
    connector: Memory
    active: false
    config: { Client: Acme, Password: { env: ERP_PASSWORD } }
`;

before(async () => {
  stage = await openSettings();
  const { db } = stage.hub;
  for (const name of ['Gold', 'Silver', 'Bronze']) await addListItem(db, 'category', name);
  await createEntity(db, 'company', { name: 'Nordlys AS', phone: '11', vatNumber: 'NO1' }, { by: 'ann' });
  erpKey = stage.world.add('Customer', { Nm: 'Nordlys AS', Phone: '11', VatNo: 'NO1' });
  await apply(stage, setup);
  const all = await eventually('linked', async () => {
    const found = await listDefinitions(stage.hub);
    return found.some(({ links }) => links === 1) ? found : undefined;
  });
  const idOf = (name: string): number => all.find((one) => one.name === name)?.id ?? assert.fail(name);
  Object.assign(ids, { mapped: idOf('ERP demo'), other: idOf('ERP other') });
  for (const { id, name } of await db.query<{ id: number; name: string }>('select id, name from app_user'))
    ids.people.set(name, id);
});
after(() => stage.close());

const button = (within: Page | Locator, name: string): Locator => within.getByRole('button', { name, exact: true });
const meanwhile = (within: Page | Locator): Locator =>
  within.getByRole('alert').filter({ hasText: 'This was saved in another window meanwhile' });
const toldAndLeft = (page: Page): Promise<void> =>
  page.getByRole('alert').getByText('Another window changed this meanwhile.').waitFor();
const one = async <T>(sql: string, ...values: readonly unknown[]): Promise<T | undefined> =>
  (await stage.hub.db.query<{ it: T }>(sql, [...values]))[0]?.it;
/** The first line of a list reads so. */
const first = (list: Locator, text: string): Promise<void> =>
  list.getByRole('listitem').first().filter({ hasText: text }).waitFor();

/** Both values beside each other can be read in either colours. */
async function readable(page: Page, name: string): Promise<void> {
  for (const colours of ['dark', 'light'] as const) {
    await inColours(page, colours);
    assert.deepEqual(await axeProblems(page), [], `${name}, ${colours}`);
    await shot(page, `meanwhile-${name}-${colours}`);
  }
}

interface Stored {
  readonly config: Readonly<Record<string, string>>;
}
async function saveElsewhere(page: Page, post: Post, id: number, change: object): Promise<void> {
  const path = `/api/settings/sync/connections/${id}`;
  const now = (await (await page.request.get(new URL(path, page.url()).href)).json()) as Stored;
  const { connectorId, name, description, zone, active, allAccess, access } = now as unknown as Record<string, unknown>;
  const as = { id, connectorId, name, description, zone, active, allAccess, access, config: { ...now.config } };
  await post('/api/settings/sync/connections', { ...as, ...change });
}
const bodyOfAccess = (...names: readonly string[]) => ({
  allAccess: false,
  access: names.map((name) => ({ kind: 'user', id: ids.people.get(name), canConnect: true, canCreate: true })),
});

void test('scope: what is ticked outlives Escape, reload and Back, is saved once, and not over what another window ticked', async () => {
  const { page, go } = await stage.screen('ann');
  await go(`/settings/sync?connection=${ids.other}`);
  const opener = button(under(page, 'ERP connections'), 'Configure ERP connection');
  await opener.click();
  const form = dialog(page, 'Edit ERP connection');
  await form.getByLabel('Specific users + groups').click();
  const choose = button(form, 'Choose users and groups…');
  await choose.click();
  const scope = dialog(page, 'Scope: Specific users + groups');
  const box = (name: string, checked: boolean) =>
    scope.getByRole('checkbox', { name: `May connect: ${name}`, exact: true, checked });
  await box('bob', false).click();
  await box('bob', true).waitFor();
  await page.keyboard.press('Escape');
  await scope.waitFor({ state: 'detached' });
  await choose.click();
  await box('bob', true).waitFor();
  await page.reload();
  await choose.click();
  await box('bob', true).waitFor();
  await page.goBack();
  await scope.waitFor({ state: 'detached' });
  await page.goForward();
  await choose.click();
  await box('bob', true).waitFor();

  await saveElsewhere(page, postAs(page), ids.other, bodyOfAccess('eve'));
  await page.reload();
  await choose.click();
  await meanwhile(scope).getByText('Scope: Saved meanwhile: eve').waitFor();
  const ok = button(scope, 'OK');
  await ok.hover();
  await page.getByRole('tooltip', { name: 'Choose above which of the two should stand.' }).waitFor();
  await readable(page, 'scope');
  await button(meanwhile(scope), 'Keep mine').click();
  await ok.click();
  await form.getByText('Users: 1, groups: 0', { exact: true }).waitFor();
  const mend = await lostAfter(page, /^\/api\/settings\/sync\/connections$/);
  await button(form, 'OK').click();
  await unreachable(form);
  await mend();
  await button(form, 'OK').dblclick();
  await form.waitFor({ state: 'detached' });
  const who = `select string_agg(u.name, ',') as it from connection_access a join app_user u on u.id = a.user_id
    where a.connection_id = $1`;
  assert.equal(await one(who, ids.other), 'bob');
  await page.context().close();
});

void test('what a connector asks for: another window’s value is shown beside the one that is typed, and either is taken', async () => {
  const { page, go } = await stage.screen('ann');
  await go(`/settings/sync?connection=${ids.other}`);
  await button(under(page, 'ERP connections'), 'Configure ERP connection').click();
  const form = dialog(page, 'Edit ERP connection');
  const client = form.getByRole('textbox', { name: 'Client', exact: true });
  const tested = async (): Promise<void> => {
    await form.getByLabel(/^Password/).fill(rightPassword);
    await button(form, 'Test ERP connection').click();
    await form.getByText('The test passed.').waitFor();
  };
  const stored = () => one<string>('select name as it from connection where id = $1', ids.other);
  await client.fill('Mine');
  await tested();
  await saveElsewhere(page, postAs(page), ids.other, { config: { Client: 'Theirs' } });
  await button(form, 'OK').click();
  await meanwhile(form).getByText('Client: Saved meanwhile: Theirs').waitFor();
  await holds(client, 'Mine');
  await readable(page, 'client');
  await button(meanwhile(form), 'Take it: Client').click();
  await holds(client, 'Theirs');
  await client.fill('Mine again');
  await saveElsewhere(page, postAs(page), ids.other, { config: { Client: 'Theirs again' } });
  await tested();
  await button(form, 'OK').click();
  await meanwhile(form).getByText('Client: Saved meanwhile: Theirs again').waitFor();
  await button(meanwhile(form), 'Keep mine').click();
  await tested();
  await button(form, 'OK').click();
  await form.waitFor({ state: 'detached' });
  assert.equal(await stored(), 'ERP other');
  await button(under(page, 'ERP connections'), 'Configure ERP connection').click();
  await holds(client, 'Mine again');
  await page.context().close();
});

void test('list pairs: a choice outlives reload and Back, is saved once, and not over the pair of another window', async () => {
  const { page, go } = await stage.screen('ann');
  await go(`/settings/sync/connections/${ids.mapped}/lists`);
  const pair = (item: string): Locator => page.getByRole('combobox', { name: `CRM item for ${item}`, exact: true });
  const choose = async (item: string, name: string): Promise<void> => {
    await pair(item).click();
    await page.getByRole('option', { name, exact: true }).click();
    await holds(pair(item), name);
  };
  await choose('Retail', 'Gold');
  await page.reload();
  await holds(pair('Retail'), 'Gold');
  await go('/settings/sync');
  await under(page, 'ERP connections').waitFor();
  await page.goBack();
  await holds(pair('Retail'), 'Gold');
  const path = /\/list-mapping\/\d+$/;
  const main = page.getByRole('main');
  const lost = await lostBefore(page, path);
  await button(page, 'Save').click();
  await unreachable(main);
  await lost();
  const silent = await lostAfter(page, path);
  await button(page, 'Save').click();
  await page.getByText('1 change not saved', { exact: true }).waitFor({ state: 'detached' });
  await silent();
  const pairs = async (): Promise<string> =>
    (await one<string>(
      `select string_agg(m.erp_item || '=' || i.name, ',' order by m.erp_item) as it
       from list_item_map m join crm_list_item i on i.id = m.crm_item`,
    )) ?? '';
  await eventually('one pair', async () => (await pairs()) === '1=Gold');

  await choose('Wholesale', 'Silver');
  const fieldId = await one<number>(
    `select id as it from erp_field where field_key = 'CustGr' and crm_field is not null`,
  );
  const bronze = await one<number>(`select id as it from crm_list_item where name = 'Bronze'`);
  await postAs(page)(`/api/settings/sync/connections/${ids.mapped}/list-mapping/${fieldId}`, {
    pairs: [{ erpItem: '2', from: null, to: bronze }],
  });
  await button(page, 'Save').click();
  await meanwhile(main).getByText('Wholesale: Saved meanwhile: Bronze').waitFor();
  assert.equal(await pairs(), '1=Gold,2=Bronze');
  await readable(page, 'pairs');
  await button(meanwhile(main), 'Take it: Wholesale').click();
  await holds(pair('Wholesale'), 'Bronze');

  // What is chosen while a save is under way stands over what was saved.
  await choose('Retail', 'Silver');
  const answer = await heldBack(page, path);
  await button(page, 'Save').click();
  await isDimmed(button(page, 'Save'));
  await choose('Retail', 'Gold');
  await answer();
  await eventually('it is saved', async () => (await pairs()) === '1=Silver,2=Bronze');
  await page.getByText('1 change not saved', { exact: true }).waitFor();
  await holds(pair('Retail'), 'Gold');
  await page.context().close();
});

void test('rank: of two windows that each move a field the second is told and shown the first’s order; a lost answer moves once', async () => {
  const { page, go } = await stage.screen('ann');
  await go(`/settings/sync/connections/${ids.mapped}/rank`);
  const listIn = (of: Page): Locator => of.getByRole('list', { name: 'Order of the fields of Customer', exact: true });
  await first(listIn(page), 'Name');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await first(listIn(other), 'Name');
  const top = () =>
    one<string>(
      `select f.field_key as it from erp_field f join actor_mapping m on m.id = f.mapping_id
       where m.connection_id = $1 and m.actor_type = 'Customer' order by f.rank, f.id limit 1`,
      ids.mapped,
    );
  await button(page, 'Move Phone up').click();
  await eventually('saved', async () => (await top()) === 'Phone');
  await button(other, 'Move Phone down').click();
  await toldAndLeft(other);
  await first(listIn(other), 'Phone');
  assert.equal(await other.getByRole('button', { name: 'Undo', exact: true }).count(), 0);
  assert.equal(await top(), 'Phone');
  const mend = await lostAfter(other, /\/rank$/);
  await button(other, 'Move Name up').click();
  await other.getByRole('alert').getByText('The hub cannot be reached.').waitFor();
  await mend();
  await first(listIn(other), 'Name');
  assert.equal(await top(), 'Nm');
  await page.context().close();
});

void test('the items of a list: two windows that put them in order or hide one do not undo each other', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/lists?list=category');
  const row = (of: Page, at: number): Locator =>
    of.getByRole('table', { name: 'Items', exact: true }).getByRole('row').nth(at);
  await row(page, 1).filter({ hasText: 'Gold' }).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await row(other, 1).filter({ hasText: 'Gold' }).waitFor();
  await button(page, 'Move Silver up').click();
  await row(page, 1).filter({ hasText: 'Silver' }).waitFor();
  await button(other, 'Move Bronze up').click();
  await toldAndLeft(other);
  await row(other, 1).filter({ hasText: 'Silver' }).waitFor();
  const order = () =>
    one<string>(
      `select string_agg(i.name, ',' order by i.rank) as it from crm_list_item i join crm_list l on l.id = i.list_id
       where l.name = 'category'`,
    );
  assert.equal(await order(), 'Silver,Gold,Bronze');
  await button(page, 'Hide Bronze').click();
  await page.getByText('Bronze', { exact: true }).waitFor({ state: 'detached' });
  await button(other, 'Hide Bronze').click();
  await other.getByText('Bronze', { exact: true }).waitFor({ state: 'detached' });
  await page.context().close();
});

void test('resync: asked for once though answers are lost, found again after a reload, written once', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/sync');
  await postAs(page)('/api/sync/running', { running: false });
  stage.world.edit('Customer', erpKey, { Phone: '22' });
  const asked = (kind: string) =>
    one<number>('select count(*)::int as it from request where connection_id = $1 and kind = $2', ids.mapped, kind);
  const looked = (await asked('resync')) ?? 0;
  await go(`/settings/sync?connection=${ids.mapped}`);
  const mend = await lostAfter(page, /^\/api\/sync\/plans$/);
  await button(under(page, 'ERP connections'), 'Resync from ERP connection').click();
  const form = dialog(page, 'Resync from ERP connection: ERP demo');
  await unreachable(form);
  await mend();
  await page.reload();
  const begin = button(form, 'Resync 1 value');
  await begin.waitFor();
  assert.equal(await asked('resync'), looked + 1, 'looked at once');
  await form.getByLabel('Without blanks: a blank never overwrites').click();
  await page.waitForURL(/asked=/);
  await page.reload();
  await form.getByRole('radio', { name: 'Without blanks: a blank never overwrites', checked: true }).waitFor();
  await begin.waitFor();
  assert.equal(await asked('resync'), looked + 2, 'and once for the other choice');
  // Somebody else works on the connection: what is asked for has to wait.
  const lease = await eventually('the lease', () => stage.hub.store.acquireLease(ids.mapped, 'test', 60_000));
  const applied = await lostAfter(page, /\/apply$/);
  await begin.click();
  await unreachable(form);
  await applied();
  await begin.click();
  await page.waitForURL(/asked=/);
  await stage.hub.store.releaseLease(lease);
  await form.getByText('Done: 1 written, 0 left out.').waitFor();
  await form.getByRole('alert').waitFor({ state: 'detached' });
  assert.equal(await asked('applyPlan'), 1);
  await readable(page, 'resync');
  await page.context().close();
});
