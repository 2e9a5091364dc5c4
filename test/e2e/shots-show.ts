/** Brings a scene of the list up in a window, and says what is wrong with how it fits: for the pictures. */
import { csrfHeader } from '@kobling/contract';
import type { Page } from 'playwright-core';
import { administrator } from './shots-day.ts';
import type { Made, Shot } from './shots-acts.ts';

const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null);

/** Its path, with what the day left behind put in. */
export const pathOf = ({ path }: Shot, made: Made): string =>
  path.replace(/\{(\w+)\}/g, (_, name: keyof Made) => String(made[name]));

/** `language`: what the pages speak from then on; the administrator's own when left out. */
export async function logIn(page: Page, hub: string, language?: string): Promise<void> {
  await page.goto(`${hub}/sync`);
  await page.getByLabel('User name').fill(administrator.name);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
  if (language === undefined) return;
  const { csrf } = (await (await page.request.get(`${hub}/api/session`)).json()) as { csrf: string };
  await page.request.post(`${hub}/api/session/language`, { data: { language }, headers: { [csrfHeader]: csrf } });
}

export async function show(page: Page, url: string, shot: Shot): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
  await shot.act?.(page);
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
}

/** Each a sentence's end: wider than the screen, or words on a button, a tab or a table's head that cannot be read to their end. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`is ${root.scrollWidth - root.clientWidth} px wider than its screen`);
    for (const window of document.querySelectorAll('[role="dialog"]'))
      if (window.scrollWidth > window.clientWidth + 1) found.push('has a dialog that scrolls sideways');
    const words = 'h1, th, .mantine-Button-label, .mantine-Tabs-tab, .mapping-parts a, legend, label';
    for (const one of document.querySelectorAll<HTMLElement>(words)) {
      // What only readers hear is cut to a pixel on purpose.
      if (one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1) found.push(`cuts "${one.innerText.trim()}"`);
    }
    for (const row of document.querySelectorAll('.mapping-parts, .mantine-Tabs-list'))
      if (row.scrollWidth > row.clientWidth + 1) found.push('has tabs beyond its edge');
    return [...new Set(found)];
  });
