/** The first start in a browser: what is typed outlives every mishap, the administrator is made once, and who made it is let in. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { testHub, type TestHub } from '../../packages/server/src/testing/test-hub.ts';
import { openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { holds, isDimmed } from './becomes.ts';
import { heldBack, lostAfter, unreachable } from './dialog-walk.ts';
import { axeProblems, inColours, shot } from './screen-stage.ts';

let fixture: TestHub;
let browser: Browser;
before(async () => {
  await buildPages();
  fixture = await testHub({ role: 'web' });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await fixture.close();
});

void test('the first administrator: reload, Back, a lost line and a lost answer; a second window is told', async () => {
  const { page } = await openPage(browser);
  const link = (await fixture.hub.newSetupLink()) ?? '';
  const password = 'nine herons by the weir';
  await page.goto(link);
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const secret = (name: string) => page.getByLabel(name, { exact: true });
  const make = page.getByRole('button', { name: 'Make the administrator', exact: true });
  await field('User name').fill('ada');
  await field('Full name').fill('Ada Ask');
  await secret('Password').fill(password);
  for (const colours of ['dark', 'light'] as const) {
    await inColours(page, colours);
    assert.deepEqual(await axeProblems(page), [], colours);
  }
  await shot(page, 'dialog-setup');
  await page.reload();
  await holds(field('User name'), 'ada');
  await holds(secret('Password'), '');
  const { pathname } = new URL(link);
  await page.goto(new URL('/somewhere', link).href);
  await page.getByText('Welcome to Kobling').waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.pathname === pathname);
  await holds(field('Full name'), 'Ada Ask');
  // In a browser of its own: one that hears of the first asks for a log-in by itself.
  const { page: second } = await openPage(browser);
  await second.goto(link);
  const typePasswords = async (of: typeof page): Promise<void> => {
    await of.getByLabel('Password', { exact: true }).fill(password);
    await of.getByLabel('Repeat the password', { exact: true }).fill(password);
  };
  await second.getByRole('textbox', { name: 'User name', exact: true }).fill('eve');
  await typePasswords(second);

  await typePasswords(page);
  await page.context().setOffline(true);
  await make.click();
  await unreachable(page.getByRole('main'));
  await page.context().setOffline(false);
  const mend = await lostAfter(page, /^\/api\/setup$/);
  await make.click();
  const made = () => fixture.hub.db.query<{ name: string }>(`select name from app_user where role = 'administrator'`);
  await unreachable(page.getByRole('main'));
  await mend();
  assert.deepEqual(await made(), [{ name: 'ada' }]);
  // The answer's cookie was lost with it.
  await page.context().clearCookies();
  await holds(field('User name'), 'ada');
  const answer = await heldBack(page, /^\/api\/setup$/);
  await make.dblclick();
  await isDimmed(make);
  await field('User name').press('End');
  await page.keyboard.type('7');
  assert.equal(await secret('Repeat the password').isEditable(), false);
  await holds(field('User name'), 'ada');
  await answer();
  await page.waitForURL(/\/sync$/);
  assert.deepEqual(await made(), [{ name: 'ada' }]);

  await second.getByRole('button', { name: 'Make the administrator', exact: true }).click();
  await second.getByRole('alert').getByText('The hub already has an administrator.').waitFor();
  assert.deepEqual(await made(), [{ name: 'ada' }]);
  await second.context().close();
  await page.context().close();
});
