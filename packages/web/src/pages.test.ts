/** Whole journeys in a real browser against the built pages and the fake hub, by the names that people read. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { password } from './testing/answers.ts';
import { openBrowser, openPage, type View } from './testing/browser.ts';
import { buildPages } from './testing/build.ts';
import { type FakeHub, type FakeOptions, startFakeHub } from './testing/fake-hub.ts';
import { logRow } from './testing/scenes.ts';

let browser: Browser;
const open: { hub: FakeHub; page: Page; complaints: string[] }[] = [];
before(async () => {
  await buildPages();
  browser = await openBrowser();
});
after(() => browser.close());
afterEach(async () => {
  for (const { hub, page } of open.splice(0)) {
    await page.context().close();
    await hub.close();
  }
});
async function visit(path: string, options: FakeOptions, view: View = {}) {
  const hub = await startFakeHub(options);
  const { page, complaints } = await openPage(browser, view);
  open.push({ hub, page, complaints });
  await page.goto(hub.url + path);
  return { hub, page, complaints };
}
const named = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

void test('first run: the one-time link makes the administrator and leads in', async () => {
  const { hub, page, complaints } = await visit('/setup?token=once', { scene: 'calm', who: 'setup' });
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await named(page, 'Make the administrator').click();
  await page.getByText('The two passwords differ.').waitFor();
  assert.deepEqual(hub.asked, [], 'nothing is sent before the form is right');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat the password').fill(password);
  await named(page, 'Make the administrator').click();
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
  // The token leaves the address bar.
  await page.waitForURL((url) => url.search === '');
  assert.deepEqual(complaints, []);
});

void test('first run without the link says where to find it; a used link says how to get a new one', async () => {
  const { page, hub } = await visit('/', { scene: 'empty', who: 'setup' });
  await page.getByText('Open the one-time link').waitFor();
  await page.goto(`${hub.url}/setup?token=used`);
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat the password').fill(password);
  await named(page, 'Make the administrator').click();
  await page.getByRole('alert').getByText('It prints a new link').waitFor();
});

void test('login refuses a wrong password with a remedy and then leads to the page asked for', async () => {
  const { page } = await visit('/sync/conflicts', { scene: 'full', who: 'nobody' });
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await named(page, 'Log in').click();
  await page.getByText('The name or the password is wrong.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Conflicts' }).waitFor();
  await page.getByRole('button', { name: 'Menu of Ann Nilsen' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await named(page, 'Log in').waitFor();
});

void test('the overview tells in numbers and words how everything stands', async () => {
  const { page, complaints } = await visit('/sync', { scene: 'full', crmName: 'Tavle' });
  await page.getByText('99.92% in step').waitFor();
  const table = page.getByRole('table', { name: 'ERP connections' });
  await table.getByRole('row').nth(5).waitFor();
  assert.equal(await table.getByRole('row').count(), 6);
  await table.getByRole('row', { name: /Sweden.*3 conflicts/ }).waitFor();
  await page.getByRole('columnheader', { name: 'Written to Tavle / ERP' }).waitFor();
  await page.getByText('Show as a table').click();
  await page.getByRole('table', { name: 'Fields written per minute, last hour' }).waitFor();
  assert.deepEqual(complaints, []);
});

void test('Sync Now starts every connection and tells what it wrote', async () => {
  const { page, hub } = await visit('/sync', { scene: 'full' });
  await named(page, 'Sync Now').click();
  await page.getByText('ERP demo: written to CRM: 3, written to the ERP: 1.').waitFor();
  await page.getByText('Berlin: everything was in step already.').waitFor();
  assert.deepEqual(hub.asked, [{ route: 'POST /api/sync/now', body: {} }]);
});

void test('Off turns automatic sync off, on every page to be seen', async () => {
  const { page, hub } = await visit('/sync', { scene: 'calm' });
  await page.getByRole('link', { name: /State of the sync:\s*In step/ }).waitFor();
  await page.getByText('Off', { exact: true }).click();
  await page.getByText('Automatic sync is turned off.').waitFor();
  await page.getByRole('link', { name: 'Sync log' }).click();
  await page.getByRole('link', { name: /State of the sync:\s*Sync is off/ }).waitFor();
  assert.deepEqual(hub.asked, [{ route: 'POST /api/sync/running', body: { running: false } }]);
});

void test('who is no administrator sees everything and is offered nothing that would be refused', async () => {
  const { page } = await visit('/sync', { scene: 'full', who: 'user' });
  await page.getByText('Only an administrator can change this.').waitFor();
  assert.equal(await named(page, /Sync Now/).count(), 0);
  await page.getByRole('link', { name: /^Conflicts/ }).click();
  await page.getByText('Sweden ranks above CRM in the sync priority.').waitFor();
  assert.equal(await named(page, /Use the other/).count(), 0);
});

void test('using the other value can be undone until the toast goes; then it is sent', async () => {
  const { page, hub } = await visit('/sync/conflicts', { scene: 'full' });
  const row = page.getByRole('row', { name: /Åsane Bakeri/ });
  await named(page, /Use the other: Åsane Bakeri/).click();
  await row.waitFor({ state: 'detached' });
  await named(page, 'Undo').click();
  await row.waitFor();
  assert.deepEqual(hub.asked, [], 'an undone decision was never sent');
  await named(page, /Use the other: Åsane Bakeri/).click();
  const sent = page.waitForResponse(/conflicts\/93\/use-other/);
  await named(page, 'Close').click();
  assert.equal((await sent).status(), 200);
  await named(page, /Keep: Ingrid Berg/).click();
  const kept = page.waitForResponse(/conflicts\/90\/keep/);
  await page.getByRole('link', { name: 'Failures' }).click();
  assert.equal((await kept).status(), 200, 'leaving the page sends what was decided');
});

void test('the log is filtered in the address, offers new rows without moving, and goes back page by page', async () => {
  const { page, hub } = await visit('/sync/log', { scene: 'full' });
  const table = page.getByRole('table', { name: 'Sync log' });
  await table.getByRole('row').nth(50).waitFor();
  await page.getByLabel('What').selectOption({ label: 'Conflict' });
  await page.waitForURL(/kind=conflict/);
  await table.getByText('Not used: 5105').first().waitFor();
  await table.getByText('Linked').first().waitFor({ state: 'detached' });
  await named(page, 'Clear filters').click();
  await table.getByText('Linked').first().waitFor();
  await named(page, 'Show older').click();
  await table.getByRole('row').nth(100).waitFor();
  await hub.listening();
  hub.state.scene.log = [logRow(121, 0), ...hub.state.scene.log];
  hub.emit({ type: 'log', rows: [logRow(121, 0)] });
  await named(page, 'Show 1 new row').click();
  await named(page, 'Show 1 new row').waitFor({ state: 'detached' });
  await page.getByLabel('Value or message contains').fill('no such value');
  await page.getByText('No rows fit these filters').waitFor();
});

void test('a failure says which field, why and what to do, and can be retried', async () => {
  const { page, hub } = await visit('/sync/failures', { scene: 'full' });
  await page.getByText('Shorten the name in the CRM.').waitFor();
  await named(page, /Retry: Ingrid Berg/).click();
  await page.getByText('Ingrid Berg is tried again now.').waitFor();
  assert.deepEqual(
    hub.asked.map((each) => each.route),
    ['POST /api/sync/failures/44/retry'],
  );
});

void test('Ctrl K finds and does, with the keyboard alone', async () => {
  const { page, hub } = await visit('/sync', { scene: 'full' });
  await page.getByText('99.92% in step').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('sync swed');
  const chosen = page.locator('[aria-selected="true"]');
  await page
    .getByRole('option', { name: /Sync Now: Sweden/ })
    .and(chosen)
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Sweden: everything was in step already.').waitFor();
  assert.deepEqual(hub.asked, [{ route: 'POST /api/sync/now', body: { connectionId: 2 } }]);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('dark');
  await page.getByRole('option', { name: /dark/i }).and(chosen).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
});

void test('the user menu works with the keyboard alone, at the first opening too', async () => {
  const { page } = await visit('/sync', { scene: 'calm' });
  const initials = page.getByRole('button', { name: 'Menu of Ann Nilsen' });
  const has = (name: string) => page.getByRole('menuitemradio', { name }).and(page.locator(':focus')).waitFor();
  for (const _opening of ['first', 'second']) {
    await initials.focus();
    await page.keyboard.press('Enter');
    // The menu takes the keyboard in a moment after it shows.
    await page.waitForFunction(() => document.activeElement?.closest('[role="menu"]') instanceof HTMLElement);
    await page.keyboard.press('ArrowDown');
    await has('Light');
    await page.keyboard.press('ArrowDown');
    await has('Dark');
    await page.keyboard.press('Escape');
    await initials.and(page.locator(':focus')).waitFor();
  }
});

void test('switching language needs no reload and is remembered by the hub', async () => {
  const { page, hub } = await visit('/sync', { scene: 'full', crmName: 'Tavle' });
  await page.getByRole('button', { name: 'Menu of Ann Nilsen' }).click();
  const kept = page.waitForResponse(/api\/session\/language$/);
  await page.getByRole('menuitemradio', { name: 'Norsk' }).click();
  assert.equal((await kept).status(), 200);
  await page.getByRole('button', { name: 'Synkroniser nå', exact: true }).waitFor();
  await page.getByRole('columnheader', { name: 'Skrevet til Tavle / ERP' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'Synkroniseringslogg' }).waitFor();
  assert.deepEqual(hub.asked, [{ route: 'POST /api/session/language', body: { language: 'no' } }]);
});

void test('a lost hub shows a banner, keeps what was there, and mends itself', async () => {
  const { page, hub } = await visit('/sync', { scene: 'calm' });
  await page.getByText('100% in step').waitFor();
  await hub.goAway();
  await page.getByText('No contact with the hub.').waitFor();
  await page.getByText('100% in step').waitFor();
  await hub.comeBack();
  await page.getByText('No contact with the hub.').waitFor({ state: 'detached', timeout: 20_000 });
});

void test('what happens in the hub shows by itself: the ticker, the counts, a run under way', async () => {
  const { page, hub } = await visit('/sync', { scene: 'calm' });
  await page.getByText('100% in step').waitFor();
  const live = page.getByRole('region', { name: 'Live' });
  await live.getByRole('listitem').first().waitFor();
  await hub.listening();
  hub.emit({ type: 'step', connectionId: 1, step: 'act', done: 30, total: 100 });
  await page.getByRole('progressbar').and(page.locator('[aria-valuenow="30"]')).waitFor();
  hub.emit({ type: 'log', rows: [{ ...logRow(900, 0), newValue: '99 88 77 66' }] });
  await live.getByText('99 88 77 66').waitFor();
  await named(page, 'Pause').click();
  hub.emit({ type: 'log', rows: [{ ...logRow(910, 0), newValue: '11 11 11 11' }] });
  hub.state.scene.overview = { ...hub.state.scene.overview, openConflicts: 7 };
  hub.emit({ type: 'overviewChanged' });
  await page.getByRole('link', { name: 'Conflicts 7' }).waitFor();
  assert.equal(await live.getByText('11 11 11 11').count(), 0, 'paused means still');
});

void test('an empty hub says what to do first', async () => {
  const { page } = await visit('/sync', { scene: 'empty' });
  await page.getByText('No ERP connection yet').waitFor();
  await page.getByText('npx kobling apply kobling.yaml').waitFor();
});

void test('on a telephone the navigator is a drawer and nothing is wider than the screen', async () => {
  const { page } = await visit('/sync', { scene: 'full' }, { width: 360 });
  for (const [link, heading] of [
    ['Conflicts 3', 'Conflicts'],
    ['Failures 2', 'Failures'],
    ['Sync log', 'Sync log'],
    ['Sync overview', 'Sync overview'],
  ] as const) {
    await named(page, 'Open the navigator').click();
    await page.getByRole('dialog').getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(tooWide <= 0, `${heading}: ${tooWide} px too wide`);
  }
});
