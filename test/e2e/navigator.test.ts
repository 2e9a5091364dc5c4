/** The frame on a real hub: who sees which pages, in their language. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
before(async () => {
  stage = await openScreens();
});
after(() => stage.close());

void test('the navigator speaks the language of the person, and has nothing that axe finds serious', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await go('/sync');
  const navigator = page.getByRole('navigation', { name: 'Navigator' });
  await navigator.getByRole('link', { name: 'Sync-Protokoll' }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'navigator-de');
  assert.deepEqual(complaints, []);
});

void test('a press on a link shows at once where one goes, while the code of that page is still fetched', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await go('/account');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const held = Promise.withResolvers<void>();
  await page.route('**/assets/**', async (route) => {
    await held.promise;
    await route.continue();
  });
  const link = page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name: 'Audit', exact: true });
  await link.click();
  await link.and(page.locator('[data-going]')).waitFor();
  await link.and(page.locator(':not([aria-current])')).waitFor();
  held.resolve();
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await link.and(page.locator('[aria-current="page"]:not([data-going])')).waitFor();
  assert.deepEqual(complaints, []);
});
