/** The cards of the CRM on a real hub: made, edited, two windows at once, deleted, merged, in English and Dutch. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, addUdefField, createEntity, getEntity, updateEntity, type Values } from '@kobling/store';
import { hasFocus, holds, isDimmed } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, settled, shot } from './screen-stage.ts';

let stage: ScreenStage;
let wholesale = 0;
before(async () => {
  stage = await openScreens();
  const { db } = stage.hub;
  const item = await addListItem(db, 'category', 'Wholesale');
  wholesale = item.status === 'done' ? item.value.id : 0;
  await addListItem(db, 'country', 'Norway');
  const common = { entity: 'company', list: null, maxLength: 0, rank: 1 } as const;
  await addUdefField(db, { ...common, key: 'discount', label: 'Discount', type: 'decimal' });
  await addUdefField(db, { ...common, key: 'exports', label: 'Exports', type: 'checkbox' });
});
after(() => stage.close());

async function add(kind: 'company' | 'person' | 'project', values: Values): Promise<number> {
  const made = await createEntity(stage.hub.db, kind, values, { by: 'bob' });
  assert.equal(made.status, 'done', JSON.stringify(made));
  return made.status === 'done' ? made.value.ref.id : 0;
}
const valuesOf = async (kind: 'company' | 'person' | 'project', id: number) =>
  (await getEntity(stage.hub.db, { kind, id }))?.values ?? {};

void test('een nieuw bedrijf, in het Nederlands: wat ontbreekt wordt gezegd, getallen met een komma, daarna de kaart', async () => {
  const { page, complaints, go } = await stage.screen('bob', { language: 'nl' });
  await go('/company/new');
  await page.getByRole('heading', { name: 'Nieuw bedrijf' }).waitFor();
  await page.getByLabel('Afdeling', { exact: true }).fill('Noord');
  await page.getByLabel('Discount', { exact: true }).fill('1,5x');
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
  await page.getByText('2 velden moeten nog worden aangepast').waitFor();
  await page.getByText('Schrijf een getal, zoals 1250,5.').waitFor();
  // The first field that needs a look has the keyboard.
  await hasFocus(page.locator('[data-field="name"]'));
  await page.keyboard.type('Bakker BV');
  await page.getByLabel('Discount', { exact: true }).fill('12,50');
  await page.getByLabel('Exports', { exact: true }).check();
  await page.getByLabel('Categorie', { exact: true }).selectOption('Wholesale');
  await page.getByRole('group', { name: 'Bezoekadres' }).getByLabel('Plaats', { exact: true }).fill('Utrecht');
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { level: 1, name: 'Bakker BV' }).waitFor();
  await page.getByText('Bakker BV is toegevoegd.').waitFor();
  await page.getByText('12,5', { exact: true }).waitFor();
  const id = Number(new URL(page.url()).pathname.split('/')[2]);
  const values = await valuesOf('company', id);
  assert.deepEqual(
    [values['name'], values['department'], values['udef.discount'], values['udef.exports'], values['category']],
    ['Bakker BV', 'Noord', '12.5', '1', String(wholesale)],
  );
  assert.deepEqual(complaints, []);
});

void test('what was typed survives Escape, a reload and Back; it is saved once and only where it was typed', async () => {
  const id = await add('company', { name: 'Kelp Ltd', phone: '11', email: 'kelp@example.org' });
  const { page, complaints, go } = await stage.screen('bob');
  await go(`/company/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Telephone', { exact: true }).fill('22 33');
  // What closes a dialog over the card does not leave the card's form as well.
  const findOrDo = page.getByRole('dialog', { name: 'Find a page, a record or a command' });
  await page.keyboard.press('Control+k');
  await findOrDo.waitFor();
  await page.keyboard.press('Escape');
  await findOrDo.waitFor({ state: 'detached' });
  await page.getByLabel('Telephone', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByText('Changes to this card are not saved yet.').waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).and(page.locator(':focus')).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await holds(page.getByLabel('Telephone', { exact: true }), '22 33');
  await page.getByText('What you typed before is still here.').waitFor();
  await page.goBack();
  await page.getByText('Changes to this card are not saved yet.').waitFor();
  await page.goForward();
  // Meanwhile somebody else changes another field: both stay.
  await updateEntity(stage.hub.db, { kind: 'company', id }, { email: 'new@example.org' }, { by: 'eve' });
  await page.getByLabel('Telephone', { exact: true }).press('Enter');
  await page.getByText('Kelp Ltd is saved.').waitFor();
  await page.getByRole('link', { name: 'new@example.org' }).waitFor();
  const values = await valuesOf('company', id);
  assert.deepEqual([values['phone'], values['email']], ['22 33', 'new@example.org']);
  await page.getByText('Changes to this card are not saved yet.').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});

void test('two windows change the same field: both values side by side, one is chosen, and it is saved again (H12)', async () => {
  const id = await add('company', { name: 'Two Windows', phone: '1', fax: '9' });
  const one = await stage.screen('bob');
  const two = await stage.screen('ann');
  for (const { page, go } of [one, two]) {
    await go(`/company/${id}?edit=1`);
    await page.getByLabel('Telephone', { exact: true }).waitFor();
  }
  await one.page.getByLabel('Telephone', { exact: true }).fill('22');
  await one.page.getByLabel('Fax', { exact: true }).fill('99');
  await two.page.getByLabel('Telephone', { exact: true }).fill('33');
  await two.page.getByLabel('Fax', { exact: true }).fill('88');
  await two.page.getByLabel('Web site', { exact: true }).fill('example.org');
  await one.page.getByRole('button', { name: 'Save', exact: true }).click();
  await one.page.getByText('Two Windows is saved.').waitFor();
  await two.page.getByRole('button', { name: 'Save', exact: true }).click();
  await two.page.getByText('Somebody else changed the same fields').waitFor();
  await settled(two.page);
  const phone = two.page.getByRole('radiogroup', { name: 'Telephone' });
  await phone.getByLabel('Saved meanwhile: 22').check();
  await two.page.getByRole('radiogroup', { name: 'Fax' }).getByLabel('Yours: 88').waitFor();
  assert.deepEqual(await axeProblems(two.page), []);
  await shot(two.page, 'card-clash');
  await two.page.getByRole('button', { name: 'Save again' }).click();
  await two.page.getByText('Two Windows is saved.').waitFor();
  const values = await valuesOf('company', id);
  assert.deepEqual([values['phone'], values['fax'], values['website']], ['22', '88', 'example.org']);
});

void test('a company shows its persons; one with persons is not deleted and leads to them; a person is, after its plan', async () => {
  const company = await add('company', { name: 'Harbour AS' });
  const { page, complaints, go } = await stage.screen('bob');
  await go(`/company/${company}?tab=persons`);
  await page.getByText('No contacts yet.').waitFor();
  await page.getByRole('link', { name: 'New contact' }).click();
  await page.getByRole('heading', { name: 'New contact' }).waitFor();
  await holds(page.getByRole('combobox', { name: 'Company' }), 'Harbour AS');
  await page.getByLabel('First name', { exact: true }).fill('Ida');
  await page.getByLabel('Last name', { exact: true }).fill('Berg');
  await page.getByLabel('E-mail', { exact: true }).fill('ida@example.org');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Ida Berg' }).waitFor();
  await page.getByRole('link', { name: 'Harbour AS' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Harbour AS' }).waitFor();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Harbour AS?' });
  await dialog.getByText('Harbour AS still has 1 contact.').first().waitFor();
  await isDimmed(dialog.getByRole('button', { name: 'Delete' }));
  await dialog.getByRole('link', { name: 'See its contacts' }).click();
  await page.getByRole('table', { name: 'Contacts' }).getByRole('link', { name: 'Ida Berg' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ida Berg' }).waitFor();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('It is not linked to any ERP.').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Ida Berg is deleted.').waitFor();
  await page.waitForURL(/\/persons$/);
  assert.deepEqual(complaints, []);
});

void test('what is deleted is not asked for again, however long the page that comes next takes', async () => {
  const id = await add('person', { lastName: 'Gone' });
  const { page, complaints, go } = await stage.screen('bob');
  await go(`/person/${id}?dialog=delete`);
  await page.getByText('It is not linked to any ERP.').waitFor();
  await settled(page);
  let comes = (): void => {};
  const arrival = new Promise<void>((arrive) => {
    comes = arrive;
  });
  await page.route('**/*.js', async (route) => {
    await arrival;
    await route.continue();
  });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET') asked.push(new URL(request.url()).pathname);
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Gone is deleted.').waitFor();
  await page.waitForURL(/\/persons$/);
  comes();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await settled(page);
  assert.deepEqual(
    asked.filter((path) => path.startsWith(`/api/crm/person/${id}`)),
    [],
  );
  assert.deepEqual(complaints, []);
});

void test('two companies become one: which stays, whose values stand, and what moves along is seen first', async () => {
  const stays = await add('company', { name: 'Nordlys AS', phone: '1' });
  const goes = await add('company', { name: 'Nordlys Doublet', phone: '2', website: 'nordlys.example' });
  await add('person', { lastName: 'Lie', company: String(goes) });
  const { page, complaints, go } = await stage.screen('bob');
  await go(`/company/${goes}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'The other record' }).fill('nordlys');
  await page.getByRole('option', { name: 'Nordlys AS' }).click();
  await dialog.getByLabel(`Nordlys AS · ${stays}`).check();
  const values = dialog.getByRole('table', { name: 'Values that differ' });
  await values.getByText('nordlys.example').waitFor();
  await dialog.getByText('1 contact moves along.').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'card-merge');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Nordlys AS' }).waitFor();
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await page.getByRole('link', { name: 'Lie' }).waitFor();
  await go(`/company/${goes}?tab=persons`);
  await page.getByRole('status').getByText(`, number ${goes}, was merged into this record.`).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Nordlys AS' }).waitFor();
  await page.getByRole('link', { name: 'Lie' }).waitFor();
  await page.waitForURL((url) => url.pathname === `/company/${stays}`);
  await shot(page, 'card-merged');
  assert.deepEqual(await axeProblems(page), []);
  await go(`/record/company/${goes}`);
  await page.getByText('Merged into').getByRole('link', { name: 'Nordlys AS' }).waitFor();
  assert.deepEqual(complaints, []);
});

void test('a project’s members are added and taken out, and a person shows its projects', async () => {
  const project = await add('project', { name: 'Pier 4' });
  await add('person', { firstName: 'Ola', lastName: 'Moe' });
  const { page, go } = await stage.screen('bob');
  await go(`/project/${project}?tab=persons`);
  await page.getByRole('combobox', { name: 'Add a contact to the project' }).fill('moe');
  await page.getByRole('option', { name: 'Ola Moe' }).click();
  const table = page.getByRole('table', { name: 'Contacts' });
  await table.getByRole('link', { name: 'Ola Moe' }).waitFor();
  await page.getByRole('button', { name: 'Take Ola Moe out of the project' }).click();
  await page.getByText('No contacts yet.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await table.getByRole('link', { name: 'Ola Moe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ola Moe' }).waitFor();
  await page.getByRole('tab', { name: 'Projects' }).click();
  await page.getByRole('link', { name: 'Pier 4' }).waitFor();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    void test(`a card to read and to edit at ${width} px, ${colorScheme}: axe finds nothing serious, nothing is too wide`, async () => {
      const id = await add('company', {
        name: 'Fjord Instruments and Measuring Equipment International AS',
        department: 'Calibration',
        number: '10023',
        vatNumber: 'NO 987 654 321',
        phone: '+47 22 33 44 55',
        email: 'orders.and.questions@fjord-instruments.example',
        website: 'fjord-instruments.example',
        category: String(wholesale),
        'postalAddress.line1': 'Box 12',
        'postalAddress.zip': '0155',
        'postalAddress.city': 'Oslo',
        text: 'Delivers on Tuesdays.\nAsk for the back door.',
        'udef.discount': '12.5',
      });
      const { page, go } = await stage.screen('bob', { width, colorScheme });
      for (const [name, address] of [
        ['view', `/company/${id}`],
        ['edit', `/company/${id}?edit=1`],
        ['new', '/person/new'],
      ] as const) {
        await go(address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        assert.deepEqual(await axeProblems(page), [], name);
        await shot(page, `card-${name}-${width}-${colorScheme}`);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(tooWide <= 0, `${name}: ${tooWide} px too wide`);
      }
    });
  }
}

void test('a question mark lists the shortcuts, and is a letter where one types', async () => {
  const { page, complaints, go } = await stage.screen('bob');
  await go('/companies');
  await page.getByRole('searchbox', { name: 'Search by name, number, e-mail or phone' }).press('?');
  await page.getByRole('heading', { level: 1, name: 'Companies' }).click();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByText('Open the row').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await holds(page.getByRole('searchbox'), '?');
  assert.deepEqual(complaints, []);
});

void test('Ctrl K finds a record by a part of its name and opens its card, which leads on to its history', async () => {
  await add('company', { name: 'Quay Crane Works' });
  const { page, complaints, go } = await stage.screen('bob');
  await go('/projects');
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('quay cr');
  await page
    .getByRole('option', { name: /Quay Crane Works/ })
    .and(page.locator('[aria-selected="true"]'))
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Quay Crane Works' }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await page.waitForURL(/\/record\/company\/\d+$/);
  assert.deepEqual(complaints, []);
});
