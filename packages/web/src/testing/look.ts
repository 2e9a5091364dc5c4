/** What a machine can see of a page: whether it has come to rest, and what axe holds to be serious. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Once nothing is being fetched into a skeleton any more. */
export const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);

/** Serious and critical findings on what is shown now. */
export async function axeProblems(page: Page): Promise<string[]> {
  await settled(page);
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`,
    );
}

/** The page follows the browser's wish a moment later. */
export async function inColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
  await page.waitForFunction((scheme) => {
    const text = getComputedStyle(document.body).color.match(/\d+/g) ?? [];
    const isLight = text.slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 384;
    return isLight === (scheme === 'dark');
  }, colorScheme);
}
