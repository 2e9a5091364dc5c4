/** The presses of `interactions`: what one does in a day, each from a page that was just loaded. */
import type { Locator, Page } from 'playwright-core';

export interface Press {
  readonly name: string;
  readonly path: string;
  /** Done before the press, without the slowness. */
  readonly first?: (page: Page) => Promise<unknown>;
  readonly on: (page: Page) => Locator;
}
const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const link = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true }).first();
const connection = '/settings/sync/connections/1';
const inDialog = (name: string) => (page: Page) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const pressed = (name: string | RegExp) => (page: Page) => button(name)(page).click();

async function connecting(page: Page): Promise<void> {
  await pressed('Edit')(page);
  await pressed('Customer')(page);
  await page.getByRole('dialog').getByRole('radio').first().click();
}

export const presses: readonly Press[] = [
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
  { name: 'open a dialog: connector', path: '/settings/sync', on: button('Add') },
  { name: 'open a dialog: sync priority', path: '/settings/sync?connection=1', on: button('Set Sync Priority') },
  { name: 'open a dialog: default value', path: `${connection}/defaults`, on: button('Add sync default value') },
  { name: 'open a dialog: group', path: '/settings/groups', on: button('Add group') },
  { name: 'open a dialog: list', path: '/settings/lists', on: button('Add list') },
  { name: 'open a dialog: list item', path: '/settings/lists', on: button('Construction') },
  { name: 'open a dialog: token', path: '/account', on: button('Add token') },
  { name: 'open a dialog: application', path: '/settings/applications', on: button('Add application') },
  { name: 'open a dialog: webhook', path: '/settings/webhooks', on: button('Add webhook') },
  { name: 'open a dialog: selection', path: '/selections', on: button('New selection') },
  {
    name: 'open a dialog: save mappings',
    path: `${connection}/mappings`,
    first: pressed('VatNo: CRM to ERP'),
    on: button('Save'),
  },
  {
    name: 'open a dialog: merge',
    path: '/company/2',
    first: pressed('More'),
    on: (page) => page.getByRole('menuitem', { name: 'Merge…' }),
  },
  { name: 'connect: open', path: '/company/{unlinked}?tab=erp', first: pressed('Edit'), on: button('Customer') },
  { name: 'connect: choose', path: '/company/{unlinked}?tab=erp', first: connecting, on: inDialog('Connect') },
  {
    name: 'connect: advanced search',
    path: '/company/{unlinked}?tab=erp',
    first: connecting,
    on: inDialog('Advanced Search'),
  },
  { name: 'open a tab of a card', path: '/company/2', on: (page) => page.getByRole('tab', { name: /^Contacts/ }) },
  { name: 'open an undo', path: '/sync/undo', on: button(/^Undo/) },
  {
    name: 'open a new company',
    path: '/companies',
    on: (page) => page.getByRole('link', { name: 'New company', exact: true }),
  },
  { name: 'turn a direction', path: `${connection}/mappings`, on: button('VatNo: CRM to ERP') },
  { name: 'open a tab of mappings', path: `${connection}/mappings`, on: link('Defaults') },
  { name: 'filter a plan’s rows', path: '/sync/plans/{plan}', on: button(/^Show: /) },
  { name: 'retry a failure', path: '/sync/failures', on: button(/^Retry/) },
  { name: 'compare now', path: '/sync/agreement', on: button('Compare now') },
  { name: 'open the user’s menu', path: '/sync', on: button(/Ann Nilsen/) },
  { name: 'find or do', path: '/sync', on: button(/^Find or do/) },
  {
    name: 'choose a language',
    path: '/sync',
    first: pressed(/Ann Nilsen/),
    on: (page) => page.getByRole('menuitemradio', { name: 'English' }),
  },
  {
    name: 'choose an appearance',
    path: '/sync',
    first: pressed(/Ann Nilsen/),
    on: (page) => page.getByRole('menuitemradio', { name: 'Dark' }),
  },
];
