/** The dialogs of the CRM and of the ERP tab lose nothing that was typed and do nothing twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { createEntity } from '@kobling/store';
import { holds, isDimmed } from './becomes.ts';
import {
  type DialogCase,
  focusIsIn,
  heldBack,
  lostAfter,
  lostBefore,
  postAs,
  unreachable,
  walk,
} from './dialog-walk.ts';
import { type ErpTabStage, openErpTabs, part } from './erp-tab-stage.ts';
import { axeProblems, inColours, shot } from './screen-stage.ts';

let stage: ErpTabStage;
const ids = { kept: 0, selection: 0 };
before(async () => {
  stage = await openErpTabs();
  const { db } = stage.hub;
  const [selection] = await db.query<{ id: number }>(
    `insert into selection (entity, name, by_name) values ('company', 'Mine', 'ann') returning id`,
  );
  ids.selection = selection?.id ?? 0;
});
after(() => stage.close());

const button = (page: Page | Locator, name: string): Locator => page.getByRole('button', { name, exact: true });
const textbox = (form: Page | Locator, name: string): Locator => form.getByRole('textbox', { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const column = (sql: string) => async (): Promise<readonly string[]> =>
  (await stage.hub.db.query<{ it: string }>(sql)).map(({ it }) => it);
const company = (values: Readonly<Record<string, string>>): Promise<number> => stage.record('company', values);
const countOf = async (sql: string): Promise<number> =>
  Number((await stage.hub.db.query<{ n: number }>(sql))[0]?.n ?? 0);

/** While its save is under way nothing can be typed that would go with it. */
async function standsStill(page: Page, field: Locator, text: string): Promise<void> {
  await isDimmed(button(page, 'Save'));
  await field.press('End');
  await page.keyboard.type('7');
  assert.equal(await field.isEditable(), false);
  await holds(field, text);
}

const cases: readonly DialogCase[] = [
  {
    name: 'New selection',
    page: '/selections',
    opener: (page) => button(page, 'New selection'),
    form: (page) => dialog(page, 'New selection'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Add',
    saves: /^\/api\/selections$/,
    texts: ['Spring', 'Summer', 'Harvest'],
    stored: column('select name as it from selection'),
    saved: async (page) => {
      await page.waitForURL(/\/selections\/\d+$/);
      await page.getByRole('main').getByRole('link', { name: 'Selections', exact: true }).click();
      await button(page, 'New selection').waitFor();
    },
  },
  {
    name: 'Rename a selection',
    page: '/selections',
    before: 'Mine',
    opener: (page, now) => button(page, `Rename ${now}`),
    form: (page) => page.getByRole('dialog'),
    field: (form) => textbox(form, 'Name'),
    submit: 'Save',
    saves: /^\/api\/selections\/\d+$/,
    texts: ['Autumn', 'Winter', 'Advent'],
    stored: column('select name as it from selection'),
    elsewhere: (post, name) => post(`/api/selections/${ids.selection}`, { name }),
  },
];
for (const it of cases) void test(`${it.name}: nothing is lost, nothing is done twice`, () => walk(stage, it));

void test('a new selection whose answer is lost, renamed by what is typed on with a lost answer, too: one, with the last name', async () => {
  const { page, go } = await stage.screen('bob');
  await go('/selections');
  await button(page, 'New selection').click();
  const form = dialog(page, 'New selection');
  const name = textbox(form, 'Name');
  const add = async (typed: string, lost: RegExp): Promise<void> => {
    await name.fill(typed);
    const mend = await lostAfter(page, lost);
    await button(form, 'Add').click();
    await unreachable(form);
    await mend();
    await holds(name, typed);
  };
  await add('Lost once', /^\/api\/selections$/);
  await add('Lost twice', /^\/api\/selections\/\d+$/);
  await page.reload();
  await holds(name, 'Lost twice');
  await name.fill('Lost no more');
  await button(form, 'Add').dblclick();
  await page.waitForURL(/\/selections\/\d+$/);
  assert.deepEqual(await column(`select name as it from selection where name like 'Lost %'`)(), ['Lost no more']);
  await page.context().close();
});

void test('a new company: Back and a reload keep it; typed on after a lost answer it is one company with the last name', async () => {
  const { page, go } = await stage.screen('bob');
  await go('/company/new');
  const name = textbox(page, 'Name');
  await name.fill('Lost Answer');
  await page.reload();
  await holds(name, 'Lost Answer');
  await go('/companies');
  await page.getByRole('grid', { name: 'Companies' }).waitFor();
  await page.goBack();
  await holds(name, 'Lost Answer');
  const mend = await lostAfter(page, /^\/api\/crm\/company$/);
  await button(page, 'Save').click();
  await unreachable(page.getByRole('main'));
  await holds(name, 'Lost Answer');
  await mend();
  await name.fill('Lost Answer AS');
  await button(page, 'Save').dblclick();
  await page.getByRole('heading', { level: 1, name: 'Lost Answer AS' }).waitFor();
  assert.equal(await countOf(`select count(*) as n from company where name like 'Lost Answer%'`), 1);
  await page.context().close();
});

void test('rows into a new selection: Escape keeps the rows and the name; a lost answer makes one selection', async () => {
  await company({ name: 'Gathered AS' });
  const { page, go } = await stage.screen('bob');
  await go('/companies?text=gathered');
  const row = page.getByRole('row').filter({ hasText: 'Gathered AS' });
  await row.getByRole('checkbox').click();
  await page.getByText('1 chosen').waitFor();
  const opener = button(page, 'Add to a selection…');
  await opener.click();
  const form = page.getByRole('dialog');
  await focusIsIn(form);
  await textbox(form, 'Name').fill('Gathered');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.getByText('1 chosen').waitFor();
  await opener.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await holds(textbox(form, 'Name'), 'Gathered');
  assert.deepEqual(await axeProblems(page), []);
  const mend = await lostAfter(page, /^\/api\/selections$/);
  await button(form, 'Add').click();
  await unreachable(form);
  await mend();
  await button(form, 'Add').dblclick();
  await page.getByText('1 record added to Gathered.').waitFor();
  assert.equal(await countOf(`select count(*) as n from selection where name = 'Gathered'`), 1);
  await page.context().close();
});

void test('what is deleted after a lost answer is deleted once, and pressing again says no error', async () => {
  const id = await company({ name: 'Going AS' });
  const { page, go } = await stage.screen('bob');
  await go(`/company/${id}?dialog=delete`);
  const form = dialog(page, 'Delete Going AS?');
  await form.getByText('It is not linked to any ERP.').waitFor();
  await focusIsIn(form);
  const before1 = await lostBefore(page, /\/delete$/);
  await button(form, 'Delete').click();
  await unreachable(form);
  await before1();
  const after1 = await lostAfter(page, /\/delete$/);
  await button(form, 'Delete').click();
  await unreachable(form);
  await after1();
  await button(form, 'Delete').click();
  await page.getByText('Going AS is deleted.').waitFor();
  await page.waitForURL(/\/companies$/);
  await page.context().close();
});

void test('merge: what was chosen outlives reload, Back and Escape; a lost answer merges once', async () => {
  const stays = await company({ name: 'Merge Stays' });
  const goes = await company({ name: 'Merge Goes' });
  const { page, go } = await stage.screen('bob');
  await go(`/company/${goes}`);
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Merge…' }).click();
  const form = page.getByRole('dialog');
  const other = form.getByRole('combobox', { name: 'The other record' });
  await other.fill('merge st');
  await page.getByRole('option', { name: 'Merge Stays' }).click();
  const chosen = form.getByRole('radio', { name: `Merge Stays · ${stays}`, checked: true });
  await form.getByText(`Merge Stays · ${stays}`).click();
  await chosen.waitFor();
  await page.reload();
  await chosen.waitFor();
  await page.goBack();
  await form.waitFor({ state: 'detached' });
  await page.goForward();
  await chosen.waitFor();
  await shot(page, 'dialog-merge');
  const mend = await lostAfter(page, /^\/api\/crm\/company\/merge$/);
  await form.getByRole('table', { name: 'Values that differ' }).waitFor();
  await button(form, 'Merge').click();
  await unreachable(form);
  await mend();
  await button(form, 'Merge').click();
  await page.getByRole('heading', { level: 1, name: 'Merge Stays' }).waitFor();
  assert.equal(await countOf(`select count(*) as n from company where name like 'Merge %' and not deleted`), 1);
  await page.context().close();
});

void test('create in ERP: each step outlives Escape and a reload; saved with a lost answer one actor is made', async () => {
  const id = await company({ name: 'Nieuwbouw', phone: '1' });
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  await button(page, 'Edit').click();
  const opener = demo.getByRole('button', { name: 'Customer', exact: true });
  await opener.click();
  const form = page.getByRole('dialog');
  const text = textbox(form, 'Search in ERP demo');
  await holds(text, 'Nieuwbouw');
  await focusIsIn(form);
  await text.fill('Nieuwbouw BV');
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await opener.click();
  await holds(text, 'Nieuwbouw BV');
  await page.reload();
  await holds(text, 'Nieuwbouw BV');
  await form.getByText("Can't find match in ERP").click();
  await button(form, 'Create').click();
  const name = textbox(form, 'Name');
  await holds(name, 'Nieuwbouw');
  await name.fill('Nieuwbouw NV');
  await inColours(page, 'dark');
  assert.deepEqual(await axeProblems(page), []);
  await inColours(page, 'light');
  await page.reload();
  await holds(name, 'Nieuwbouw NV');
  await button(form, 'Create').click();
  await form.waitFor({ state: 'detached' });
  await page.reload();
  await demo.getByText(/^Save creates a new/).waitFor();
  const many = stage.first.world.count('Customer');
  const mend = await lostAfter(page, /^\/api\/erp-tab\/company\/\d+\/create$/);
  await button(page, 'Save').click();
  await demo.getByText('Not created in ERP demo.').waitFor();
  await mend();
  await button(page, 'Save').click();
  await demo.getByText(/connected Customer \d+/).waitFor();
  assert.equal(stage.first.world.count('Customer'), many + 1, 'made once');
  await page.context().close();
});

void test('a card in two windows: the second that saves sees both values, and a line that is lost keeps what was typed', async () => {
  const made = await createEntity(stage.hub.db, 'company', { name: 'Twice AS', phone: '1' }, { by: 'test' });
  const id = made.status === 'done' ? made.value.ref.id : 0;
  const { page, go } = await stage.screen('bob');
  await go(`/company/${id}?edit=1`);
  const phone = textbox(page, 'Telephone');
  await phone.fill('22');
  await page.context().setOffline(true);
  await button(page, 'Save').click();
  await unreachable(page.getByRole('main'));
  await holds(phone, '22');
  await page.context().setOffline(false);
  await page.reload();
  await holds(phone, '22');
  const card = (await (await page.request.get(new URL(`/api/crm/company/${id}`, page.url()).href)).json()) as {
    version: number;
  };
  await postAs(page)(`/api/crm/company/${id}`, { version: card.version, values: { phone: '33' } });
  await button(page, 'Save').click();
  await page.getByText('Somebody else changed the same fields').waitFor();
  await page.getByRole('radiogroup', { name: 'Telephone' }).getByLabel('Saved meanwhile: 33').waitFor();
  const answer = await heldBack(page, new RegExp(`^/api/crm/company/${id}$`));
  await button(page, 'Save again').click();
  await standsStill(page, phone, '22');
  await answer();
  await page.getByText('Twice AS is saved.').waitFor();
  assert.equal(await stage.value('company', id, 'phone'), '22');
  await page.context().close();
});

void test('choose the right values: each choice outlives reload, Back and Escape; saved with a lost answer it is connected once', async () => {
  const id = await company({ name: 'Kvist', phone: '11' });
  const key = stage.first.world.add('Customer', { Nm: 'Kvist AS', Phone: '22' });
  const { page } = await stage.tab({ id });
  const demo = part(page, 'ERP demo');
  await button(page, 'Edit').click();
  const opener = demo.getByRole('button', { name: 'Customer', exact: true });
  await opener.click();
  const form = page.getByRole('dialog');
  const hit = form.getByRole('radio', { name: `Kvist AS ${key}` });
  await hit.click();
  await button(form, 'Connect').click();
  const side = (name: string, checked: boolean): Locator =>
    form.getByRole('radiogroup', { name: 'Telephone' }).getByRole('radio', { name, checked });
  await side('ERP demo: 22', false).or(side('CRM: 11', false)).first().waitFor();
  await form.getByRole('button', { name: 'Select All: ERP demo' }).click();
  await side('ERP demo: 22', true).waitFor();
  await side('CRM: 11', false).click();
  await side('CRM: 11', true).waitFor();
  await page.reload();
  await side('CRM: 11', true).waitFor();
  await page.goBack();
  await side('CRM: 11', true).waitFor({ state: 'detached' });
  await page.goForward();
  await side('CRM: 11', true).waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await opener.click();
  await form.getByRole('radio', { name: `Kvist AS ${key}`, checked: true }).waitFor();
  await button(form, 'Connect').click();
  await side('CRM: 11', true).waitFor();
  await inColours(page, 'dark');
  assert.deepEqual(await axeProblems(page), []);
  await inColours(page, 'light');
  await button(form, 'Connect').dblclick();
  await form.waitFor({ state: 'detached' });
  await page.reload();
  await demo.getByText(`Save connects it to Customer ${key} Kvist AS.`).waitFor();
  const mend = await lostAfter(page, /^\/api\/erp-tab\/company\/\d+\/connect$/);
  await button(page, 'Save').click();
  await demo.getByText('Not connected to ERP demo.').waitFor();
  await mend();
  await button(page, 'Save').click();
  await demo.getByText(`connected Customer ${key}`).waitFor();
  assert.equal(stage.first.world.value('Customer', key, 'Phone'), '11');
  assert.equal(await countOf(`select count(*) as n from link where entity_id = ${id}`), 1);
  await page.context().close();
});

for (const { kind, name, columnOf, typed } of [
  { kind: 'person', name: 'Last name', columnOf: 'last_name', typed: 'Lostsen' },
  { kind: 'project', name: 'Name', columnOf: 'name', typed: 'Lost Bridge' },
])
  void test(`a new ${kind}: its answer lost, the page loaded anew, and saved again it is one; edited in place it stands still`, async () => {
    const { page, go } = await stage.screen('bob');
    await go(`/${kind}/new`);
    await textbox(page, name).fill(typed);
    const mend = await lostAfter(page, new RegExp(`^/api/crm/${kind}$`));
    await button(page, 'Save').click();
    await unreachable(page.getByRole('main'));
    await mend();
    await page.reload();
    await holds(textbox(page, name), typed);
    const made = await heldBack(page, new RegExp(`^/api/crm/${kind}$`));
    await button(page, 'Save').dblclick();
    await standsStill(page, textbox(page, name), typed);
    await made();
    await page.getByRole('heading', { level: 1, name: typed }).waitFor();
    const count = (text: string) => countOf(`select count(*) as n from ${kind} where ${columnOf} = '${text}'`);
    assert.equal(await count(typed), 1);
    // Edited in place, too.
    await page.getByText(typed, { exact: true }).last().dblclick();
    await textbox(page, name).fill(`${typed} II`);
    const saved = await heldBack(page, new RegExp(`^/api/crm/${kind}/\\d+$`));
    await button(page, 'Save').click();
    await standsStill(page, textbox(page, name), `${typed} II`);
    await saved();
    await page.getByRole('heading', { level: 1, name: `${typed} II` }).waitFor();
    assert.deepEqual([await count(typed), await count(`${typed} II`)], [0, 1]);
    await page.context().close();
  });
