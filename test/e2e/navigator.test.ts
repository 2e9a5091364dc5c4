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
