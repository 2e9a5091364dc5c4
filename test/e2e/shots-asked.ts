/** Pictures of what a page asks before it acts, of what it shows once, and of what the evening brings: see shots-list.ts. */
import type { Page } from 'playwright-core';
import { dialog, fromMenu, press, type Shot } from './shots-acts.ts';

/** A dialog opens another, or one that asks. */
const then = (first: (page: Page) => Promise<void>, button: string) => async (page: Page) => {
  await first(page);
  const one = page.getByRole('dialog');
  const title = await one.getByRole('heading').first().innerText();
  await one.getByRole('button', { name: button, exact: true }).click();
  const isFirst = page.getByRole('heading', { name: title, exact: true });
  await page.getByRole('dialog').filter({ hasNot: isFirst }).waitFor();
};
const settings = '/settings/sync?connection=1';
const hook = '/settings/webhooks?webhook=1';

const confirmations: readonly Shot[] = [
  { name: 'contact-delete', path: '/person/1', act: fromMenu('Delete') },
  { name: 'selection-delete', path: '/selections/{selection}', act: dialog('Delete') },
  { name: 'group-delete', path: '/settings/groups', act: then(dialog('Sales'), 'Delete') },
  { name: 'token-revoke', path: '/settings/tokens', act: dialog('Revoke Nightly report') },
  { name: 'application-delete', path: '/settings/applications', act: then(dialog('ERP gateway'), 'Delete') },
  { name: 'webhook-remove', path: hook, act: dialog('Remove') },
  { name: 'webhook-secret-ask', path: hook, act: dialog('New secret') },
];

const windows: readonly Shot[] = [
  { name: 'application-edit', path: '/settings/applications', act: dialog('ERP gateway') },
  { name: 'webhook', path: hook },
  { name: 'webhook-edit', path: hook, act: dialog('Change') },
  { name: 'webhook-secret', path: hook, act: then(dialog('New secret'), 'New secret') },
  { name: 'group-edit', path: '/settings/groups', act: dialog('Sales') },
  { name: 'user-sessions', path: '/settings/users', act: then(dialog('bob'), 'Sessions') },
  {
    name: 'connection-scope',
    path: settings,
    async act(page) {
      await dialog('Configure ERP connection')(page);
      await page.getByRole('radio', { name: 'Specific users + groups' }).click();
      await then(async () => undefined, 'Choose users and groups…')(page);
    },
  },
  {
    name: 'connection-tested',
    path: settings,
    async act(page) {
      await press('Test ERP connection')(page);
      await page.getByText(/the test passed/).waitFor();
    },
  },
  {
    name: 'plan-make',
    path: '/sync/plans',
    async act(page) {
      await press('Make a plan')(page);
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'log-unfolded',
    path: '/sync/log?kind=notice',
    // Where there are cards, all of it is there already.
    async act(page) {
      const fold = page.getByRole('table').getByRole('button', { expanded: false }).first();
      if ((page.viewportSize()?.width ?? 0) > 860) await fold.click();
    },
  },
  {
    name: 'companies-chosen',
    path: '/companies',
    async act(page) {
      for (const nth of [0, 2])
        await page
          .getByRole('checkbox', { name: /^Choose B/ })
          .nth(nth)
          .click();
      await page.getByRole('button', { name: 'Choose none', exact: true }).waitFor();
    },
  },
];

/** No two of a person may bear the same name. */
let tokens = 0;
const evening: readonly Shot[] = [
  { name: 'overview-held', path: '/sync' },
  { name: 'held-waiting', path: '/sync/held' },
  { name: 'tab-which-one', path: '/company/{unlinked}?tab=erp' },
  { name: 'tab-which-one-edit', path: '/company/{unlinked}?tab=erp', act: press('Edit') },
  { name: 'hub-key-use', path: '/settings/applications', act: dialog('Use the next key') },
  {
    name: 'token-made',
    path: '/account',
    async act(page) {
      await dialog('Add token')(page);
      await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(`Till reports ${++tokens}`);
      await then(async () => undefined, 'Make token')(page);
    },
  },
];

export const asked: readonly Shot[] = [
  ...confirmations,
  ...windows,
  ...evening.map((shot): Shot => ({ ...shot, late: true })),
];
