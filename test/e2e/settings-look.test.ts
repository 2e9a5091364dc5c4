/** The set-up's page and its dialogs in both colour schemes and two widths: nothing that axe finds serious, nothing wider than the screen. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { axeProblems, settled, shot } from './screen-stage.ts';
import { apply, mappedSetup, openSettings, type SettingsStage } from './settings-stage.ts';

let stage: SettingsStage;
let id = 0;
before(async () => {
  stage = await openSettings();
  await apply(stage, mappedSetup('ERP demo', true));
  id = (await listDefinitions(stage.hub))[0]?.id ?? 0;
});
after(() => stage.close());

interface Scene {
  readonly search: () => string;
  readonly shows: string;
  /** A choice that is scrolled to. */
  readonly seen?: string;
}
/** What is shown, by the address alone: each can be linked to. */
const scenes: Readonly<Record<string, Scene>> = {
  page: { search: () => `connection=${id}`, shows: 'Customer – Company' },
  connector: { search: () => 'dialog=add-connector', shows: 'URL of Sync Connector' },
  define: { search: () => 'dialog=add', shows: 'Everyone' },
  culture: { search: () => 'dialog=add', shows: 'Everyone', seen: 'Numbers and dates of the ERP' },
  edit: { search: () => `connection=${id}&dialog=edit`, shows: 'Archived too' },
  priority: { search: () => 'dialog=priority', shows: 'Where both sides changed the same field, the higher one wins.' },
  resync: { search: () => `connection=${id}&dialog=resync-crm`, shows: 'Nothing would change: both sides are equal.' },
};

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [width, colorScheme] of [
  [1280, 'light'],
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const) {
  void test(`every screen at ${width} px, ${colorScheme}`, async () => {
    const { page, complaints, go } = await stage.screen('ann', { width, colorScheme });
    for (const [name, { search, shows, seen }] of Object.entries(scenes)) {
      await go(`/settings/sync?${search()}`);
      await page.getByText(shows, { exact: true }).first().waitFor();
      await settled(page);
      if (seen !== undefined) await page.getByRole('combobox', { name: seen, exact: true }).scrollIntoViewIfNeeded();
      await shot(page, `settings-${name}-${width}-${colorScheme}`);
      assert.deepEqual(await axeProblems(page), [], name);
      assert.ok((await tooWide(page)) <= 0, `${name} is wider than ${width} px`);
    }
    assert.deepEqual(complaints, []);
  });
}

void test('a user who is no administrator is told so, and sees nothing of the set-up', async () => {
  const { page, go } = await stage.screen('bob');
  await go('/settings/sync');
  await page.getByRole('alert').getByText('This is for administrators.').waitFor();
  await page.getByRole('link', { name: 'Sync log' }).waitFor();
  await settled(page);
  assert.equal(await page.getByRole('link', { name: 'Quote/Sync' }).count(), 0);
  assert.equal(await page.getByText('ERP demo').count(), 0);
});
