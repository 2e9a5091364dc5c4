/** Every dialog and form of the pages has its test: one that is added without stands here by name. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Source to the test that walks it, and a word by which it is found there. */
const walked: Readonly<Record<string, readonly [file: string, word: string]>> = {
  'crm/card/card-draft.ts': ['dialogs-crm', 'a card in two windows'],
  'crm/card/delete-dialog.tsx': ['dialogs-crm', 'what is deleted after a lost answer'],
  'crm/card/merge-dialog.tsx': ['dialogs-crm', 'merge: what was chosen'],
  'crm/card/new-card.tsx': ['dialogs-crm', 'a new company'],
  'crm/selections/dialogs.tsx': ['dialogs-crm', 'Rename a selection'],
  'crm/selections/fill-dialog.tsx': ['dialogs-crm', 'rows into a new selection'],
  'crm/selections/index.tsx': ['dialogs-crm', 'New selection'],
  'erp-tab/choose-values.tsx': ['dialogs-crm', 'choose the right values'],
  'erp-tab/connect-dialog.tsx': ['dialogs-crm', 'create in ERP: each step'],
  'erp-tab/create-dialog.tsx': ['dialogs-crm', 'create in ERP: each step'],
  'erp-tab/disconnect-dialog.tsx': ['erp-tab', 'disconnect: asked first'],
  'erp-tab/search-actors.tsx': ['dialogs-crm', 'create in ERP: each step'],
  'erp-tab/use-erp-draft.ts': ['dialogs-crm', 'create in ERP: each step'],
  'import/index.tsx': ['import', 'on a bad line and in two windows'],
  'settings/mapping/default-dialog.tsx': ['dialogs-sync', 'a default value'],
  'settings/mapping/save-dialog.tsx': ['mapping', 'what saving would change'],
  'settings/mapping/use-list.ts': ['dialogs-choices', 'list pairs'],
  'settings/mapping/use-mapping-draft.ts': ['mapping', 'two tabs'],
  'settings/people/account.tsx': ['dialogs-people', 'My account'],
  'settings/people/application-dialog.tsx': ['dialogs-people', 'an application'],
  'settings/people/application-keys.tsx': ['dialogs-people', 'a key of an application'],
  'settings/people/confirm-dialog.tsx': ['people', 'deleted after a word'],
  'settings/people/groups.tsx': ['dialogs-people', 'a group'],
  'settings/people/hub-keys.tsx': ['people', 'the hub’s next key'],
  'settings/people/item-dialog.tsx': ['dialogs-people', 'an item of a list'],
  'settings/people/licences.tsx': ['dialogs-people', 'Licences'],
  'settings/people/list-dialog.tsx': ['dialogs-people', 'a list'],
  'settings/people/list-items.tsx': ['dialogs-people', 'a new item of a list'],
  'settings/people/own-tokens.tsx': ['dialogs-people', 'Add token'],
  'settings/people/sessions-dialog.tsx': ['people', 'Økter for dan'],
  'settings/people/shown-once.tsx': ['dialogs-people', 'shownOnce'],
  'settings/people/tokens.tsx': ['people', 'revoked'],
  'settings/people/user-dialog.tsx': ['dialogs-people', 'a user'],
  'settings/sync/connection-dialog.tsx': ['dialogs-sync', 'Edit ERP connection'],
  'settings/sync/connection-form.ts': ['dialogs-sync', 'Define new ERP connection'],
  'settings/sync/connector-dialog.tsx': ['dialogs-sync', 'Edit Sync Connector'],
  'settings/sync/priority-dialog.tsx': ['dialogs-sync', 'Set Sync Priority'],
  'settings/sync/resync-dialog.tsx': ['dialogs-choices', 'resync: asked for once'],
  'settings/sync/scope-dialog.tsx': ['dialogs-choices', 'scope: what is ticked'],
  'settings/webhooks/index.tsx': ['dialogs-people', 'a webhook’s new secret'],
  'settings/webhooks/secret-dialog.tsx': ['dialogs-people', 'Add webhook'],
  'settings/webhooks/webhook-dialog.tsx': ['dialogs-people', 'a webhook'],
  'setup/index.tsx': ['dialogs-setup', 'the first administrator'],
};
/** Nothing is typed there, or it is a search that is asked anew. */
const nothingTyped = [
  'crm/list/columns-dialog.tsx',
  'overview/go-on.tsx',
  'shell/find-or-do.tsx',
  'shell/shortcuts.tsx',
];
/** What the others are made of. */
const parts = ['form/dialog.tsx', 'form/form-dialog.tsx', 'form/use-draft.ts'];

void test('every dialog and form of the pages is walked by a test', () => {
  const root = 'packages/web/src';
  const found = globSync(`${root}/**/*.{ts,tsx}`)
    .filter((file) => /<FormDialog|<ConfirmDialog|<Modal\b|<Dialog\b|\buseDraft[<(]/.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(root.length + 1));
  assert.deepEqual(found.toSorted(), [...Object.keys(walked), ...nothingTyped, ...parts].toSorted());
  for (const [source, [file, word]] of Object.entries(walked))
    assert.ok(readFileSync(`test/e2e/${file}.test.ts`, 'utf8').includes(word), `${source}: ${file} says no "${word}"`);
});
