/** Orders changed by dragging, as hand and keyboard do it: each step waits for what the page says of the one before. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';

/** What the page says of a drag, to screen readers: where the line would stand now. */
const said = (page: Page, text: string): Locator =>
  page.locator('[id^="DndLiveRegion"]').getByText(text, { exact: true });

/** With the mouse, in steps. `there` is said once it is over its place. */
export async function dragByMouse(page: Page, handle: Locator, onto: Locator, there: string): Promise<void> {
  const from = await handle.boundingBox();
  const to = await onto.boundingBox();
  assert.ok(from !== null && to !== null);
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, (y + to.y) / 2, { steps: 8 });
  await handle.and(page.locator('[aria-pressed="true"]')).waitFor();
  await page.mouse.move(x, to.y + to.height / 2, { steps: 8 });
  await said(page, there).waitFor({ state: 'attached' });
  await page.mouse.up();
}

/** To the top by keys: `here` is said when it is taken, `top` when it is there. */
export async function dragUpByKeys(page: Page, handle: Locator, here: string, top: string): Promise<void> {
  await handle.focus();
  await page.keyboard.press('Space');
  await said(page, here).waitFor({ state: 'attached' });
  // The drag listens to keys a moment after it says that it has begun; at the top a further press changes nothing.
  await eventually(top, async () => {
    await page.keyboard.press('ArrowUp');
    return (await said(page, top).count()) > 0;
  });
  await page.keyboard.press('Space');
}
