/** The lists of the CRM on a real hub with 100,000 companies: found, sorted, scrolled, chosen into selections. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addListItem, createEntity, upsertEntities } from '@kobling/store';
import { becomes, isDimmed } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

const many = 100_000;
let stage: ScreenStage;
before(async () => {
  stage = await openScreens();
  const { db } = stage.hub;
  const retail = await addListItem(db, 'category', 'Retail');
  const category = retail.status === 'done' ? String(retail.value.id) : '';
  // Like rows in one statement; the rest goes the way of an import.
  await db.run(
    `insert into company (name, number, postal_city) select 'Company ' || lpad(n::text, 6, '0'), n::text, 'Oslo'
     from generate_series(1, $1) n`,
    [many],
  );
  const special = ['Ålesund Fisk', 'Bergen Bakeri', 'Trondheim Tre'].map((name, index) => ({
    values: { name, category, 'postalAddress.city': 'Bergen', vatNumber: `NO${index}` },
  }));
  await upsertEntities(db, 'company', special, { by: 'bob' });
  await db.run('analyze company');
});
after(() => stage.close());

void test('a hundred thousand rows scroll: only those in sight are drawn, and the keyboard goes through them', async () => {
  const { page, complaints, go } = await stage.screen('bob');
  await go('/companies');
  const grid = page.getByRole('grid', { name: 'Companies' });
  await grid.getByRole('link', { name: 'Company 000001' }).waitFor();
  await page.getByText('more than 10,000 companies').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'list-1280-light');
  await grid.focus();
  for (const key of ['End', 'End', 'End']) {
    const before = await grid.getAttribute('aria-activedescendant');
    await page.keyboard.press(key);
    await page.waitForFunction(
      (id) => document.querySelector('[role="grid"]')?.getAttribute('aria-activedescendant') !== id,
      before,
    );
    await grid.getByRole('row', { selected: false }).last().getByRole('link').waitFor();
  }
  const drawn = await grid.getByRole('row').count();
  assert.ok(drawn < 80, `${drawn} rows are drawn`);
  await page.keyboard.press('Home');
  await grid.getByRole('link', { name: 'Bergen Bakeri' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('1 chosen').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Company 000001' }).waitFor();
  assert.deepEqual(complaints, []);
});

void test('Back leads to the row one came from, and a list can be sent by its address', async () => {
  const { page, go } = await stage.screen('bob');
  await go('/companies?q=company%200500&sort=-number');
  const grid = page.getByRole('grid', { name: 'Companies' });
  await grid.getByRole('link', { name: 'Company 050099' }).waitFor();
  await page.getByText('120 companies').waitFor();
  await grid.evaluate((element) => element.scrollTo(0, 1_200));
  await grid.getByRole('link', { name: 'Company 050050' }).click();
  await page.getByRole('heading', { level: 1, name: 'Company 050050' }).waitFor();
  await page.goBack();
  await grid.getByRole('link', { name: 'Company 050050' }).waitFor();
  await becomes('it is scrolled to', true, () => grid.evaluate((element) => element.scrollTop > 1_000));
});

void test('zoeken met criteria, sorteren en kolommen, in het Nederlands: alles staat in het adres, de kolommen blijven', async () => {
  const { page, complaints, go } = await stage.screen('bob', { language: 'nl' });
  await go('/companies');
  const grid = page.getByRole('grid', { name: 'Bedrijven' });
  await grid.getByRole('link', { name: 'Company 000001' }).waitFor();
  await page.getByRole('button', { name: 'Criteria', exact: true }).click();
  await page.getByRole('button', { name: 'Criterium toevoegen' }).click();
  const criterion = page.getByRole('region', { name: 'Criteria' }).getByRole('group');
  await criterion.getByLabel('Veld', { exact: true }).selectOption('Categorie');
  await criterion.getByRole('combobox', { name: 'Waarde' }).click();
  await page.getByRole('option', { name: 'Retail' }).click();
  await page.getByText('3 bedrijven', { exact: true }).waitFor();
  await grid.getByRole('columnheader', { name: 'Naam' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
  await grid.getByRole('button', { name: 'Naam' }).click();
  await grid.getByRole('columnheader', { name: 'Naam' }).and(page.locator('[aria-sort="descending"]')).waitFor();
  await grid.getByRole('row').nth(1).getByRole('link', { name: 'Ålesund Fisk' }).waitFor();
  await page.getByRole('button', { name: 'Kolommen', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Kolommen van deze lijst' });
  await dialog.getByLabel('Een kolom toevoegen').selectOption('BTW-nummer');
  await dialog.getByRole('button', { name: 'Nummer verbergen', exact: true }).click();
  await dialog.getByRole('button', { name: 'BTW-nummer: één naar links' }).click();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'list-columns');
  await page.keyboard.press('Escape');
  await grid.getByRole('gridcell', { name: 'NO0' }).waitFor();
  await page.reload();
  await grid.getByRole('gridcell', { name: 'NO0' }).waitFor();
  await page.getByText('3 bedrijven', { exact: true }).waitFor();
  await grid.getByRole('columnheader', { name: 'Nummer', exact: true }).waitFor({ state: 'detached' });
  await shot(page, 'list-criteria');
  await page.getByRole('button', { name: 'Dit criterium weghalen' }).click();
  await page.getByText('meer dan 10.000 bedrijven').waitFor();
  assert.deepEqual(complaints, []);
});

void test('a column is drawn wider by the mouse and by keys, and stays so; Delete gives it its own width back', async () => {
  const { page, complaints, go } = await stage.screen('eve');
  await go('/companies');
  const grid = page.getByRole('grid', { name: 'Companies' });
  const head = grid.getByRole('columnheader', { name: 'Telephone', exact: true });
  const line = grid.getByRole('separator', { name: 'Width of Telephone' });
  const widthOf = async (): Promise<number> => Math.round((await head.boundingBox())?.width ?? 0);
  const kept = (): Promise<unknown> =>
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/columns/crm.company') && response.request().method() === 'POST' && response.ok(),
    );
  await grid.getByRole('link', { name: 'Company 000001' }).waitFor();
  const own = await widthOf();
  const place = await line.boundingBox();
  assert.ok(place !== null);
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  const drawn = kept();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await becomes('it follows the mouse', own + 40, widthOf);
  await page.mouse.up();
  await drawn;
  const pressed = kept();
  await line.press('ArrowRight');
  await pressed;
  await becomes('its width', own + 56, widthOf);
  assert.deepEqual(await axeProblems(page), []);
  await page.reload();
  await grid.getByRole('link', { name: 'Company 000001' }).waitFor();
  await becomes('kept by the hub', own + 56, widthOf);
  const freed = kept();
  await line.press('Delete');
  await freed;
  await becomes('its own width', own, widthOf);
  assert.deepEqual(complaints, []);
});

void test('chosen rows and all that was found become selections; one is renamed, rows leave it and come back, it is deleted', async () => {
  const { page, complaints, go } = await stage.screen('bob');
  await go('/selections');
  await page.getByText('No selections yet').waitFor();
  await go('/companies?q=company%200000');
  await page.getByLabel('Choose Company 000001', { exact: true }).check();
  await page.getByLabel('Choose Company 000002', { exact: true }).check();
  await page.getByRole('button', { name: 'Add to a selection…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a selection…' });
  await isDimmed(dialog.getByRole('button', { name: 'Add' }));
  await dialog.getByLabel('Name', { exact: true }).fill('Spring fair');
  await page.keyboard.press('Enter');
  await page.getByText('2 records added to Spring fair.').waitFor();
  await page.getByRole('button', { name: 'Add all found to a selection…' }).click();
  await page.getByLabel('Which selection?').selectOption('Spring fair');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByText('107 records added to Spring fair.').waitFor();
  await page.getByRole('button', { name: 'Open it' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Spring fair' }).waitFor();
  await page.getByText('109 companies').waitFor();
  await page.getByLabel('Choose Company 000003', { exact: true }).check();
  await page.getByRole('button', { name: 'Take out of the selection' }).click();
  await page.getByText('108 companies').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('109 companies').waitFor();
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Autumn fair');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Autumn fair' }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await page.getByRole('link', { name: 'Selections' }).last().click();
  await page.getByRole('table', { name: 'Selections' }).getByText('109', { exact: true }).waitFor();
  await shot(page, 'selections');
  await page.getByRole('button', { name: 'Delete Autumn fair' }).click();
  await page.getByText('Its 109 records stay in CRM; only the selection goes.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No selections yet').waitFor();
  assert.deepEqual(complaints, []);
});

for (const colorScheme of ['light', 'dark'] as const) {
  void test(`lists and selections at 360 px, ${colorScheme}: rows are cards, nothing is too wide, axe finds nothing serious`, async () => {
    const made = await createEntity(
      stage.hub.db,
      'person',
      { firstName: 'Kari', lastName: 'Vik', email: 'k@example.org' },
      { by: 'bob' },
    );
    assert.equal(made.status, 'done');
    const { page, go } = await stage.screen('bob', { width: 360, colorScheme });
    for (const address of ['/companies?c=name~contains~Company', '/persons', '/projects', '/selections']) {
      await go(address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page
        .getByText(/more than|Kari Vik|No projects yet|No selections yet/)
        .first()
        .waitFor();
      assert.deepEqual(await axeProblems(page), [], address);
      await shot(page, `list-360-${colorScheme}${address.split('?')[0]?.replaceAll('/', '-') ?? ''}`);
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(tooWide <= 0, `${address}: ${tooWide} px too wide`);
    }
  });
}
