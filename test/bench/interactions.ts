/**
 * What a press shows, and when, while every answer of the hub takes half a second longer: the demonstration after a day of edits,
 * its pages in Chromium. Measured in the page from the press to the frame after the first change on it; clocks that tick, the
 * live list and what nobody sees (links to code in the head) do not count. A press that shows nothing before its answer comes fails the scenario.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { liveADay, makeAdministrator } from '../e2e/shots-day.ts';
import { openStage } from '../e2e/stage.ts';
import { p95 } from './find.ts';
import { type Figure, residentMb } from './scenarios.ts';

const slowerMs = 500;
const rounds = 3;
/** Generous: the aim is 100 ms, and what comes later than this came with the answer. */
const boundMs = 400;

interface Press {
  readonly name: string;
  readonly path: string;
  /** Done before the press, without the slowness. */
  readonly first?: (page: Page) => Promise<unknown>;
  readonly on: (page: Page) => Locator;
}
const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const link = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true }).first();
const pressed = (name: string | RegExp) => (page: Page) => button(name)(page).click();

const presses: readonly Press[] = [
  { name: 'navigate to a list', path: '/sync', on: link('Companies') },
  { name: 'navigate to the settings', path: '/sync', on: link('Quote/Sync') },
  { name: 'open a record', path: '/companies', on: (page) => page.getByRole('grid').getByRole('link').first() },
  { name: 'open the ERP tab', path: '/company/2', on: (page) => page.getByRole('tab', { name: 'ERP', exact: true }) },
  { name: 'expand Why?', path: '/company/2?tab=erp', on: button(/^Why\? Phone/) },
  { name: 'edit a card', path: '/company/2', on: button('Edit') },
  {
    name: 'save a card',
    path: '/company/2',
    async first(page) {
      await pressed('Edit')(page);
      await page.getByLabel('Fax', { exact: true }).fill(String(performance.now()));
    },
    on: button('Save'),
  },
  {
    name: 'sort a list',
    path: '/companies',
    on: (page) => page.getByRole('columnheader', { name: 'City' }).getByRole('button').first(),
  },
  { name: 'open a list’s criteria', path: '/companies', on: button('Criteria') },
  { name: 'open a list’s columns', path: '/companies', on: button('Columns') },
  {
    name: 'switch automatic sync',
    path: '/settings/sync',
    async first(page) {
      await pressed('On')(page);
      await page.getByText('Automatic sync is turned on.').waitFor();
    },
    on: button('Off'),
  },
  { name: 'sync now', path: '/sync', on: button('Sync Now') },
  { name: 'expand a row of the log', path: '/sync/log', on: (page) => page.locator('.change-more').first() },
  { name: 'older rows of the log', path: '/sync/log', on: button('Show older') },
  { name: 'choose a connection', path: '/settings/sync', on: link('ERP demo') },
  { name: 'open a dialog: connection', path: '/settings/sync?connection=1', on: button('Configure ERP connection') },
  { name: 'open a dialog: resync', path: '/settings/sync?connection=1', on: button('Resync from CRM') },
  { name: 'open a dialog: user', path: '/settings/users', on: button('Add user') },
  { name: 'turn a direction', path: '/settings/sync/connections/1/mappings', on: button('VatNo: CRM to ERP') },
  { name: 'open a tab of mappings', path: '/settings/sync/connections/1/mappings', on: link('Defaults') },
  { name: 'filter a plan’s rows', path: '/sync/plans/{plan}', on: button(/^Show: /) },
  { name: 'retry a failure', path: '/sync/failures', on: button(/^Retry/) },
  { name: 'compare now', path: '/sync/agreement', on: button('Compare now') },
  { name: 'open the user’s menu', path: '/sync', on: button(/Ann Nilsen/) },
  { name: 'find or do', path: '/sync', on: button(/^Find or do/) },
];

export async function interactions(): Promise<readonly Figure[]> {
  await buildPages();
  const stage = await openStage({ demo: true });
  const browser = await openBrowser();
  try {
    const { page } = await openPage(browser);
    await page.goto(stage.setupLink);
    await makeAdministrator(page);
    const { plan } = await liveADay(stage, page);
    const beforeMb = residentMb();
    const slow = { on: false };
    await page.route('**/api/**', async (route) => {
      if (slow.on && !route.request().url().includes('/events')) await delay(slowerMs);
      await route.continue().catch(() => undefined);
    });
    const figures: Figure[] = [];
    for (const press of presses) {
      const taken: number[] = [];
      const address = stage.url + press.path.replace('{plan}', String(plan));
      for (let round = 0; round < rounds; round += 1) taken.push(await measure(page, address, press, slow));
      figures.push({ name: press.name, records: rounds, ms: p95(taken), beforeMb, kind: 'time' });
    }
    const dumb = figures.filter(({ ms }) => ms > boundMs);
    if (dumb.length > 0)
      throw new Error(
        `Nothing was shown before the answer: ${dumb.map(({ name, ms }) => `${name} (${Math.round(ms)} ms)`).join(', ')}.`,
      );
    return figures;
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** Milliseconds from the press until the frame after the first change on the page. */
async function measure(page: Page, address: string, press: Press, slow: { on: boolean }): Promise<number> {
  slow.on = false;
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press.first?.(page);
  const target = press.on(page);
  // What the press before it began has ended.
  await target.and(page.locator(':not([aria-disabled="true"])')).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);
  await target.hover();
  slow.on = true;
  await page.evaluate(watch);
  await target.click();
  return page.evaluate(() => (globalThis as unknown as { readonly firstChange: Promise<number> }).firstChange);
}

/** In the page: promises the time from the next press to the first painted change. */
function watch(): void {
  const moves = (node: Node): boolean =>
    (node instanceof Element ? node : node.parentElement)?.closest('head, time, .ticker-list, .head-right') !== null;
  const box = globalThis as unknown as { firstChange: Promise<number> };
  box.firstChange = new Promise((resolve) => {
    addEventListener(
      'click',
      () => {
        const began = performance.now();
        const observer = new MutationObserver((changes) => {
          if (changes.every(({ target }) => moves(target))) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
        });
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        AbortSignal.timeout(10_000).addEventListener('abort', () => resolve(10_000));
      },
      { capture: true, once: true },
    );
  });
}
