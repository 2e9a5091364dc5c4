/**
 * The list of companies in Chromium among ten companies for each row asked for, so a million: what a press on a column's head
 * takes until its first rows are drawn and how much of it is the server's first page, and how smoothly the list scrolls.
 */
import type { Page } from 'playwright-core';
import { createPasswords } from '../../packages/server/src/auth/passwords.ts';
import { cheapPasswords } from '../../packages/server/src/testing/test-hub.ts';
import { openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { p95 } from './find.ts';
import { type BenchHub, benchHub } from './hub.ts';
import { fillCompanies } from './many-companies.ts';
import { type Figure, type Place, residentMb } from './scenarios.ts';

const perRow = 10;
const heads = ['Name', 'Number', 'City', 'Telephone', 'Category'];
const rounds = 4;
const screenfuls = 100;

export async function companyList({ rows, databaseUrl, folder }: Place): Promise<readonly Figure[]> {
  await buildPages();
  const bench = await benchHub(databaseUrl, folder);
  const browser = await openBrowser();
  try {
    await fillCompanies(bench.hub.db, rows * perRow);
    const beforeMb = residentMb();
    const figure = (name: string, taken: readonly number[]): Figure => ({
      name: `company list, ${name}, p95`,
      records: taken.length,
      ms: p95(taken),
      beforeMb,
      kind: 'time',
    });
    const { page } = await openPage(browser);
    await logIn(page, bench);
    await page.goto(`${bench.address}/companies`);
    await page.getByRole('grid').getByRole('link').first().waitFor();
    const figures: Figure[] = [];
    for (const head of heads) {
      const sorted = await sorts(page, head);
      figures.push(
        figure(`${head} pressed`, sorted.drawn),
        figure(`${head}, the server’s first page`, sorted.answered),
      );
    }
    const { drawn, frames } = await scrolled(page);
    return [...figures, figure('a screenful further, rows drawn', drawn), figure('frame while scrolling', frames)];
  } finally {
    await browser.close();
    await bench.close();
  }
}

async function logIn(page: Page, { hub, address }: BenchHub): Promise<void> {
  const password = 'ten thousand sheets a minute';
  await hub.db.run(`update app_user set password_hash = $1 where name = 'bench'`, [
    await createPasswords(cheapPasswords).hash(password),
  ]);
  const answer = await page.request.post(`${address}/api/login`, { data: { name: 'bench', password } });
  if (!answer.ok()) throw new Error(`The login answered ${answer.status()}.`);
}

/** Milliseconds from each press until other rows are drawn, and of the hub's answer among them. */
async function sorts(page: Page, head: string): Promise<{ readonly drawn: number[]; readonly answered: number[] }> {
  const taken = { drawn: [] as number[], answered: [] as number[] };
  const button = page.getByRole('columnheader', { name: head }).getByRole('button');
  for (let round = 0; round < rounds; round += 1) {
    // Each press asks anew: what was kept of the last one is not measured.
    await page.reload();
    await page.getByRole('grid').getByRole('link').first().waitFor();
    const { drawn, answered } = await button.evaluate(
      (element) =>
        new Promise<{ drawn: number; answered: number }>((resolve, reject) => {
          const body = document.querySelector('[role="grid"] [role="rowgroup"]:last-of-type');
          const order = (): string =>
            [...document.querySelectorAll('[aria-sort]')].map((one) => one.getAttribute('aria-sort')).join();
          const before = body?.textContent;
          const sortedBefore = order();
          performance.clearResourceTimings();
          const began = performance.now();
          const look = (): void => {
            const [asked] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/find'));
            if (asked !== undefined && body?.textContent !== before && order() !== sortedBefore)
              resolve({ drawn: performance.now() - began, answered: asked.duration });
            else if (performance.now() - began > 20_000)
              reject(
                new Error(`nothing else was drawn: ${asked?.name ?? 'nothing asked'}, ${sortedBefore}, ${order()}`),
              );
            else requestAnimationFrame(look);
          };
          (element as HTMLElement).click();
          requestAnimationFrame(look);
        }),
    );
    taken.drawn.push(drawn);
    taken.answered.push(answered);
  }
  return taken;
}

/** Milliseconds until a row is drawn where one scrolled to, and between two frames. */
async function scrolled(page: Page): Promise<{ readonly drawn: number[]; readonly frames: number[] }> {
  await page.goto(new URL('/companies', page.url()).href);
  const grid = page.getByRole('grid');
  await grid.getByRole('link').first().waitFor();
  return grid.evaluate(async (element, most) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const drawn: number[] = [];
    const frames: number[] = [];
    for (let step = 0; step < most; step += 1) {
      element.scrollTop += element.clientHeight;
      const began = await frame();
      let last = began;
      const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
      for (;;) {
        const now = await frame();
        frames.push(now - last);
        last = now;
        const links = [...element.querySelectorAll('a')].map((link) => link.getBoundingClientRect());
        if (now - began > 20_000)
          throw new Error(`no row was drawn at ${element.scrollTop} of ${element.scrollHeight}`);
        if (links.some(({ top, bottom }) => top <= middle + 32 && bottom >= middle - 32)) break;
      }
      drawn.push(last - began);
    }
    return { drawn, frames };
  }, screenfuls);
}
