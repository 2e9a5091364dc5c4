/**
 * The stage of the screens' tests: a real hub with its pages, people of each right, an ERP in memory (others by their URL),
 * and a browser in which one of them is logged in. `axeProblems` and `shot` look at what is shown.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hubWithPeople, people, type PersonName } from '../../packages/server/src/agents/testing/vendor-client.ts';
import type { TestHub } from '../../packages/server/src/testing/test-hub.ts';
import { openBrowser, openPage, type View } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { settled } from '../../packages/web/src/testing/look.ts';

export { axeProblems, inColours, settled } from '../../packages/web/src/testing/look.ts';

export interface Screen {
  readonly page: Page;
  /** What the console and the page's own rules object to; empty at the end of a test. */
  readonly complaints: readonly string[];
  /** Opens an address of the hub, such as `/sync`. */
  go(path: string): Promise<void>;
}
export interface ScreenStage {
  readonly hub: TestHub['hub'];
  readonly fixture: TestHub;
  readonly browser: Browser;
  /** A window of its own, with that person logged in. */
  screen(who?: PersonName, view?: View & { readonly language?: string }): Promise<Screen>;
  close(): Promise<void>;
}

export async function openScreens(options: Parameters<typeof hubWithPeople>[0] = {}): Promise<ScreenStage> {
  await buildPages();
  const fixture = await hubWithPeople(options);
  const browser = await openBrowser();
  return {
    hub: fixture.hub,
    fixture,
    browser,
    async screen(who = 'ann', { language = 'en', ...view } = {}) {
      const { page, complaints } = await openPage(browser, view);
      const base = fixture.hub.url ?? '';
      const { csrf } = (await (
        await page.request.post(`${base}/api/login`, { data: { name: who, password: people[who] } })
      ).json()) as { csrf: string };
      await page.request.post(`${base}/api/session/language`, {
        data: { language },
        headers: { 'x-kobling-csrf': csrf },
      });
      return { page, complaints, go: async (path) => void (await page.goto(base + path)) };
    },
    async close() {
      await browser.close();
      await fixture.close();
    },
  };
}

/** A picture for people to look at, when SHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
