/**
 * `npm run shots`: every page of a real hub with the demonstration, with conflicts and failures made by real edits, in two
 * widths and both colour schemes, into ./shots. To look at; says what is wider than its screen and what the console objects to.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../../packages/web/src/testing/browser.ts';
import { buildPages } from '../../packages/web/src/testing/build.ts';
import { cellText, setCells } from './cells.ts';
import { becomes, openStage, type Stage } from './stage.ts';

const folder = 'shots';
const password = 'four gulls over the quay';
/** `press`: the button of that name is pressed first. */
const pages: readonly { readonly name: string; readonly path: string; readonly press?: string }[] = [
  { name: 'companies', path: '/companies' },
  { name: 'company', path: '/company/2' },
  { name: 'company-edit', path: '/company/2', press: 'Edit' },
  { name: 'company-persons', path: '/company/2?tab=persons' },
  { name: 'company-erp', path: '/company/2?tab=erp' },
  { name: 'contacts', path: '/persons' },
  { name: 'contact', path: '/person/1' },
  { name: 'projects', path: '/projects' },
  { name: 'project', path: '/project/1' },
  { name: 'selections', path: '/selections' },
  { name: 'overview', path: '/sync' },
  { name: 'conflicts', path: '/sync/conflicts' },
  { name: 'held', path: '/sync/held' },
  { name: 'failures', path: '/sync/failures' },
  { name: 'plans', path: '/sync/plans' },
  { name: 'agreement', path: '/sync/agreement' },
  { name: 'log', path: '/sync/log' },
  { name: 'undo', path: '/sync/undo' },
  { name: 'record', path: '/record/company/2' },
  { name: 'import', path: '/import' },
  { name: 'settings-sync', path: '/settings/sync?connection=1' },
  { name: 'mappings', path: '/settings/sync/connections/1/mappings' },
  { name: 'list-mapping', path: '/settings/sync/connections/1/lists' },
  { name: 'defaults', path: '/settings/sync/connections/1/defaults' },
  { name: 'rank', path: '/settings/sync/connections/1/rank' },
  { name: 'users', path: '/settings/users' },
  { name: 'groups', path: '/settings/groups' },
  { name: 'licences', path: '/settings/licences' },
  { name: 'lists', path: '/settings/lists' },
  { name: 'tokens', path: '/settings/tokens' },
  { name: 'applications', path: '/settings/applications' },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'audit', path: '/settings/audit' },
  { name: 'account', path: '/account' },
];

interface Overview {
  readonly connections: readonly { readonly openConflicts: number; readonly failing: number }[];
}

/** Edits on both sides, two of them in the same fields, and one that the CRM has no item for. */
async function liveADay(stage: Stage, page: Page): Promise<void> {
  const erp = stage.file('demo-erp.xlsx');
  const idOf = async (row: number): Promise<string> => {
    const number = await cellText(erp, `A${row}`);
    const found = await stage.ask<{ records: { id: number }[] }>(
      'crm',
      'company',
      'find',
      '--where',
      `number=${number}`,
    );
    return String(found.records[0]?.id ?? 0);
  };
  await stage.ask('crm', 'company', 'set', await idOf(2), 'postalAddress.line1=Strandgaten 12');
  await setCells(erp, { E6: '+47 55 12 34 56', K6: 'Kristiansund' });
  await stage.ask('sync');
  await page.getByText('Off', { exact: true }).click();
  await page.getByText('Automatic sync is turned off.').waitFor();
  await stage.ask('crm', 'company', 'set', await idOf(3), 'phone=+47 55 00 00 01', 'email=post@example.no');
  await stage.ask('crm', 'company', 'set', await idOf(4), 'postalAddress.city=Bergen');
  await setCells(erp, { E3: '+47 77 99 99 91', F3: 'regnskap@example.no', K4: 'Tromsø', L5: 'XX' });
  await page.getByText('On', { exact: true }).click();
  await becomes('conflicts and a failure', [3, 1], async () => {
    const { connections } = await stage.ask<Overview>('status');
    return [connections[0]?.openConflicts, connections[0]?.failing];
  });
}

async function makeAdministrator(stage: Stage, page: Page): Promise<void> {
  await page.goto(stage.setupLink);
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Full name').fill('Ann Nilsen');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat the password').fill(password);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
}

async function shoot(browser: Browser, stage: Stage): Promise<void> {
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints } = await openPage(browser, { width, colorScheme });
      await page.goto(`${stage.url}/sync`);
      await page.screenshot({ path: join(folder, `login-${width}-${colorScheme}.png`) });
      await page.getByLabel('User name').fill('ann');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
      for (const { name, path, press } of pages) {
        await page.goto(stage.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (press !== undefined) await page.getByRole('button', { name: press, exact: true }).click();
        await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (tooWide > 0) process.stdout.write(`${name} at ${width}: ${tooWide} px too wide\n`);
      }
      for (const complaint of complaints) process.stdout.write(`at ${width}, ${colorScheme}: ${complaint}\n`);
      await page.context().close();
    }
  }
}

await mkdir(folder, { recursive: true });
await buildPages();
const stage = await openStage({ demo: true });
const browser = await openBrowser();
try {
  const { page } = await openPage(browser);
  await makeAdministrator(stage, page);
  await liveADay(stage, page);
  await page.context().close();
  await shoot(browser, stage);
  process.stdout.write(`The pictures are in ${folder}/.\n`);
} finally {
  await browser.close();
  await stage.close();
}
