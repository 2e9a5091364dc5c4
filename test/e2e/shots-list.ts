/** What `npm run shots` takes: every page of the product, its chief dialogs and the moods that a day brings. */
import { choice, dialog, fromMenu, press, type Shot, shown } from './shots-acts.ts';
import { asked } from './shots-asked.ts';

const connection = '/settings/sync/connections/1';

const crm: readonly Shot[] = [
  { name: 'companies', path: '/companies' },
  { name: 'companies-found', path: '/companies?q=birke&sort=-number' },
  { name: 'companies-nothing', path: '/companies?q=nobody+of+that+name' },
  { name: 'companies-criteria', path: '/companies', act: press('Criteria', 'Add criterion') },
  { name: 'companies-columns', path: '/companies', act: dialog('Columns') },
  { name: 'companies-to-selection', path: '/companies', act: dialog('Add all found to a selection…') },
  { name: 'company', path: '/company/2' },
  { name: 'company-edit', path: '/company/2', act: press('Edit') },
  { name: 'company-new', path: '/company/new' },
  { name: 'company-persons', path: '/company/2?tab=persons' },
  { name: 'company-projects', path: '/company/2?tab=projects' },
  { name: 'company-merge', path: '/company/2', act: fromMenu('Merge…') },
  { name: 'company-delete', path: '/company/2', act: fromMenu('Delete') },
  { name: 'contacts', path: '/persons' },
  { name: 'contact', path: '/person/1' },
  { name: 'contact-new', path: '/person/new' },
  { name: 'contact-edit', path: '/person/1', act: press('Edit') },
  { name: 'projects', path: '/projects' },
  { name: 'project', path: '/project/1' },
  { name: 'project-new', path: '/project/new' },
  { name: 'project-edit', path: '/project/1', act: press('Edit') },
  { name: 'project-members', path: '/project/1?tab=persons' },
  { name: 'selections', path: '/selections' },
  { name: 'selection', path: '/selections/{selection}' },
  { name: 'selection-rename', path: '/selections/{selection}', act: dialog('Rename') },
  { name: 'selection-new', path: '/selections', act: dialog('New selection') },
];

const erpTab: readonly Shot[] = [
  { name: 'tab', path: '/company/2?tab=erp' },
  { name: 'tab-why', path: '/company/2?tab=erp', act: press(/^Why\? Phone/) },
  { name: 'tab-edit', path: '/company/2?tab=erp', act: press('Edit') },
  { name: 'tab-disconnect', path: '/company/2?tab=erp', act: dialog('Edit', 'Disconnect (Customer)') },
  { name: 'tab-not-connected', path: '/company/{unlinked}?tab=erp' },
  { name: 'tab-connect', path: '/company/{unlinked}?tab=erp', act: dialog('Edit', 'Customer') },
  {
    name: 'tab-advanced-search',
    path: '/company/{unlinked}?tab=erp',
    act: dialog('Edit', 'Customer', 'Advanced Search'),
  },
  {
    name: 'tab-choose-values',
    path: '/company/{unlinked}?tab=erp',
    async act(page) {
      await dialog('Edit', 'Customer')(page);
      const window = page.getByRole('dialog');
      await window.getByRole('radio').first().check();
      await window.getByRole('button', { name: 'Connect', exact: true }).click();
      await window.getByRole('heading', { name: /^Select correct field values/ }).waitFor();
    },
  },
  {
    name: 'tab-create',
    path: '/company/{unlinked}?tab=erp',
    async act(page) {
      await dialog('Edit', 'Customer')(page);
      const window = page.getByRole('dialog');
      await window.getByRole('checkbox', { name: "Can't find match in ERP" }).check();
      await window.getByRole('button', { name: 'Create', exact: true }).click();
      await window.getByRole('heading', { name: /^Create in ERP/ }).waitFor();
    },
  },
  { name: 'tab-of-contact', path: '/person/1?tab=erp' },
];

const sync: readonly Shot[] = [
  { name: 'overview', path: '/sync' },
  { name: 'conflicts', path: '/sync/conflicts' },
  { name: 'held', path: '/sync/held' },
  { name: 'failures', path: '/sync/failures' },
  { name: 'plans', path: '/sync/plans' },
  { name: 'plan', path: '/sync/plans/{plan}' },
  { name: 'agreement', path: '/sync/agreement' },
  { name: 'log', path: '/sync/log?kind=write' },
  { name: 'log-all', path: '/sync/log' },
  { name: 'undo', path: '/sync/undo' },
  { name: 'undo-preview', path: '/sync/undo/{undo}' },
  { name: 'record', path: '/record/company/2' },
  { name: 'record-why', path: '/record/company/2', act: press(/^Why\? Telephone/) },
  { name: 'import', path: '/import' },
  { name: 'import-rows', path: '/import/{import}' },
  { name: 'import-preview', path: '/import/{import}?step=preview' },
  { name: 'import-done', path: '/import/{imported}' },
];

const settings: readonly Shot[] = [
  { name: 'sync-settings', path: '/settings/sync' },
  { name: 'sync-settings-chosen', path: '/settings/sync?connection=1' },
  { name: 'connector-add', path: '/settings/sync', act: dialog('Add') },
  { name: 'connection-edit', path: '/settings/sync?connection=1', act: dialog('Configure ERP connection') },
  { name: 'connection-new', ...shown('/settings/sync?dialog=add') },
  { name: 'connection-culture', ...choice('/settings/sync?dialog=add', 'Numbers and dates of the ERP') },
  { name: 'sync-priority', path: '/settings/sync?connection=1', act: dialog('Set Sync Priority') },
  { name: 'resync', path: '/settings/sync?connection=1', act: dialog('Resync from CRM') },
  { name: 'resync-from-erp', path: '/settings/sync?connection=1', act: dialog('Resync from ERP connection') },
  { name: 'mappings', path: `${connection}/mappings` },
  {
    name: 'mappings-save',
    path: `${connection}/mappings`,
    async act(page) {
      await press('VatNo: CRM to ERP')(page);
      await dialog('Save')(page);
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
    },
  },
  { name: 'list-mapping', path: `${connection}/lists` },
  { name: 'defaults', path: `${connection}/defaults` },
  { name: 'default-edit', path: `${connection}/defaults`, act: dialog('Edit the default of CustGroup') },
  { name: 'default-add', path: `${connection}/defaults`, act: dialog('Add sync default value') },
  { name: 'rank', path: `${connection}/rank` },
  { name: 'users', path: '/settings/users' },
  { name: 'user-add', path: '/settings/users', act: dialog('Add user') },
  { name: 'user-edit', path: '/settings/users', act: dialog('bob') },
  { name: 'groups', path: '/settings/groups' },
  { name: 'group-add', path: '/settings/groups', act: dialog('Add group') },
  { name: 'licences', path: '/settings/licences' },
  { name: 'lists', path: '/settings/lists' },
  { name: 'list-add', path: '/settings/lists', act: dialog('Add list') },
  { name: 'list-rename', path: '/settings/lists', act: dialog('Rename') },
  { name: 'list-item', path: '/settings/lists', act: dialog('Construction') },
  { name: 'tokens', path: '/settings/tokens' },
  { name: 'token-add', path: '/account', act: dialog('Add token') },
  { name: 'applications', path: '/settings/applications' },
  { name: 'application-add', path: '/settings/applications', act: dialog('Add application') },
  { name: 'webhooks', path: '/settings/webhooks' },
  { name: 'webhook-add', path: '/settings/webhooks', act: dialog('Add webhook') },
  { name: 'audit', path: '/settings/audit' },
  { name: 'account', path: '/account' },
];

const frame: readonly Shot[] = [
  {
    name: 'navigator',
    path: '/sync',
    // A drawer where it is narrow; at the side where it is not.
    async act(page) {
      const open = page.getByRole('button', { name: 'Open the navigator', exact: true });
      if (await open.isVisible()) await dialog('Open the navigator')(page);
    },
  },
  {
    name: 'find',
    path: '/sync',
    async act(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('birke');
      await page
        .getByRole('dialog')
        .getByRole('option', { name: /^Birke/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'shortcuts',
    path: '/sync',
    async act(page) {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'user-menu',
    path: '/sync',
    async act(page) {
      await press(/Ann Nilsen/)(page);
      await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
    },
  },
  { name: 'not-found', path: '/no/such/page' },
  { name: 'login', path: '/sync', out: true },
  { name: 'welcome', path: '{welcome}', out: true },
];

export const shots: readonly Shot[] = [...crm, ...erpTab, ...sync, ...settings, ...frame, ...asked];
