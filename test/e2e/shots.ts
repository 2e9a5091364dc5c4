/**
 * `npm run shots`: every page of a real hub with the demonstration, after a day of real edits, in two widths and both
 * colour schemes, into ./shots. To look at. Parts of file names narrow it: `npm run shots tab- overview-360`; a language's
 * code takes the pages, without their dialogs, in that language: `npm run shots de 1280-light`. Ends with 1 when a page does
 * not come up, is wider than its screen or cuts its words, or the console objects, and names the page.
 */
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, type View } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { languages } from '../../packages/contract/src/index.ts';
import { liveADay, makeAdministrator } from './shots-day.ts';
import { liveAnEvening } from './shots-evening.ts';
import type { Made, Shot } from './shots-acts.ts';
import { shots } from './shots-list.ts';
import { logIn, misfits, pathOf, show } from './shots-show.ts';
import { openStage, type Stage } from './stage.ts';

const folder = 'shots';
const views = [1280, 360].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme, file: `${width}-${colorScheme}` })),
);
const isLanguage = (word: string): boolean => languages.some((language) => language === word);
const language = process.argv.slice(2).find(isLanguage);
const parts = process.argv.slice(2).filter((part) => !isLanguage(part));
const spoken = language === undefined ? '' : `${language}-`;
const isWanted = ({ name }: Shot, { file }: { readonly file: string }): boolean =>
  parts.length === 0 || parts.some((part) => `${name}-${file}`.includes(part));
const setup: Shot = { name: 'setup', path: '/setup' };
let objections = 0;
function object(to: string): void {
  objections++;
  process.stdout.write(`${to}\n`);
}

/** The window as high as the page: what sticks to its foot then stands at the foot of the picture. */
async function take(page: Page, name: string, view: (typeof views)[number]): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > 800) await page.setViewportSize({ width: view.width, height: Math.min(height, 6000) });
  await page.screenshot({ path: join(folder, `${name}-${spoken}${view.file}.png`) });
  for (const misfit of await misfits(page)) object(`The page "${name}" ${misfit} (${spoken}${view.file}).`);
  await page.setViewportSize({ width: view.width, height: 800 });
}

async function takeOne(page: Page, url: string, shot: Shot, view: (typeof views)[number]): Promise<void> {
  try {
    await show(page, url, shot);
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

async function takeAll(browser: Browser, stage: Stage, made: Made, late: boolean): Promise<void> {
  const addressOf = (shot: Shot): string => stage.url + pathOf(shot, made);
  for (const view of views) {
    const wanted = shots.filter(
      (shot) =>
        (shot.late ?? false) === late &&
        isWanted(shot, view) &&
        (language === undefined || (shot.act === undefined && !shot.out)),
    );
    if (wanted.length === 0) continue;
    await inWindow(browser, view, async (page) => {
      for (const shot of wanted.filter(({ out }) => out)) await takeOne(page, addressOf(shot), shot, view);
      await logIn(page, stage.url, language);
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
const receiver = createServer((request, response) => {
  request.resume();
  response.writeHead(204).end();
});
await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
const heard = receiver.address();
const place = `127.0.0.1:${typeof heard === 'object' && heard !== null ? heard.port : 0}`;
const stage = await openStage({ demo: true, operator: `egress: { allowed: ["${place}"] }\n` });
const browser = await openBrowser();
try {
  for (const view of views.filter((each) => language === undefined && isWanted(setup, each)))
    await inWindow(browser, view, (page) => takeOne(page, stage.setupLink, setup, view));
  const { page } = await openPage(browser);
  await page.goto(stage.setupLink);
  await makeAdministrator(page);
  const made = await liveADay(stage, page, `http://${place}/hook`);
  await takeAll(browser, stage, made, false);
  if (language === undefined && views.some((view) => shots.some((shot) => shot.late && isWanted(shot, view)))) {
    await liveAnEvening(stage, page, made);
    await takeAll(browser, stage, made, true);
  }
  await page.context().close();
  process.stdout.write(`The pictures are in ${folder}/.\n`);
  process.exitCode = objections === 0 ? 0 : 1;
} finally {
  await browser.close();
  await stage.close();
  receiver.closeAllConnections();
  receiver.close();
}
