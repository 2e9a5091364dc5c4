/**
 * `npm run shots`: every page of a real hub with the demonstration, after a day of real edits, in two widths and both
 * colour schemes, into ./shots. To look at. Parts of file names narrow it: `npm run shots tab- overview-360`. Ends with 1 when a
 * page does not come up, is wider than its screen, or the console objects, and names the page.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, type View } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { administrator, liveADay, makeAdministrator } from './shots-day.ts';
import { type Made, type Shot, shots } from './shots-list.ts';
import { openStage, type Stage } from './stage.ts';

const folder = 'shots';
const views = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme, file: `${width}-${colorScheme}` })),
);
const parts = process.argv.slice(2);
const isWanted = ({ name }: Shot, { file }: { readonly file: string }): boolean =>
  parts.length === 0 || parts.some((part) => `${name}-${file}`.includes(part));
const setup: Shot = { name: 'setup', path: '/setup' };
let objections = 0;
function object(to: string): void {
  objections++;
  process.stdout.write(`${to}\n`);
}

const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);

/** The window as high as the page: what sticks to its foot then stands at the foot of the picture. */
async function take(page: Page, name: string, view: (typeof views)[number]): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > 800) await page.setViewportSize({ width: view.width, height: Math.min(height, 6000) });
  await page.screenshot({ path: join(folder, `${name}-${view.file}.png`) });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wider > 0) object(`The page "${name}" is ${wider} px wider than its screen (${view.file}).`);
  await page.setViewportSize({ width: view.width, height: 800 });
}

async function takeOne(page: Page, url: string, shot: Shot, view: (typeof views)[number]): Promise<void> {
  try {
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    await shot.act?.(page);
    await settled(page);
    await take(page, shot.name, view);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    object(`The page "${shot.name}" (${shot.path}) did not come up (${view.file}): ${why}`);
  }
}

async function inWindow(browser: Browser, view: View & { file: string }, work: (page: Page) => Promise<void>) {
  const { page, complaints } = await openPage(browser, view);
  await work(page);
  for (const complaint of complaints) object(`The console objects (${view.file}): ${complaint}`);
  await page.context().close();
}

async function takeAll(browser: Browser, stage: Stage, made: Made): Promise<void> {
  const addressOf = ({ path }: Shot): string =>
    stage.url + path.replace(/\{(\w+)\}/g, (_, name: keyof Made) => String(made[name]));
  for (const view of views) {
    const wanted = shots.filter((shot) => isWanted(shot, view));
    if (wanted.length === 0) continue;
    await inWindow(browser, view, async (page) => {
      for (const shot of wanted.filter(({ out }) => out)) await takeOne(page, addressOf(shot), shot, view);
      await page.goto(`${stage.url}/sync`);
      await page.getByLabel('User name').fill(administrator.name);
      await page.getByLabel('Password', { exact: true }).fill(administrator.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
      for (const shot of wanted.filter(({ out }) => !out)) {
        await takeOne(page, addressOf(shot), shot, view);
        // What was typed in one picture must not stand in the next.
        await page.evaluate(() => sessionStorage.clear());
      }
    });
  }
}

await mkdir(folder, { recursive: true });
await buildPages();
const stage = await openStage({ demo: true });
const browser = await openBrowser();
try {
  for (const view of views.filter((each) => isWanted(setup, each)))
    await inWindow(browser, view, (page) => takeOne(page, stage.setupLink, setup, view));
  const { page } = await openPage(browser);
  await page.goto(stage.setupLink);
  await makeAdministrator(page);
  const made = await liveADay(stage, page);
  await page.context().close();
  await takeAll(browser, stage, made);
  process.stdout.write(`The pictures are in ${folder}/.\n`);
  process.exitCode = objections === 0 ? 0 : 1;
} finally {
  await browser.close();
  await stage.close();
}
