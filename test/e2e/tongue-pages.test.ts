/** Every page says all it says in the user's language, to each kind of person: in Norwegian, and in German as a sample. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Language } from '@kobling/contract';
import type { PersonName } from '../../packages/server/src/agents/testing/vendor-client.ts';
import { openTongue } from './tongue.ts';
import { data, openTongueStage, type TongueStage } from './tongue-stage.ts';

let stage: TongueStage;
before(async () => {
  stage = await openTongueStage();
  const company = await stage.record('company', { name: 'Fjord', 'udef.tier': 'B' });
  await stage.record('person', { firstName: 'Kari', lastName: 'Vik', company: String(company) });
  await stage.record('project', { name: 'Fjord' });
});
after(() => stage.close());

const crm = [
  '/companies',
  '/companies?q=finnes',
  '/persons',
  '/projects',
  '/selections',
  '/company/new',
  '/person/new',
];
const cards = ['/company/1', '/company/1?tab=erp', '/person/1?tab=erp', '/project/1?tab=erp', '/record/company/1'];
const sync = ['', '/log', '/conflicts', '/failures', '/held', '/agreement', '/plans', '/undo'].map(
  (each) => `/sync${each}`,
);
const mapping = ['mappings', 'lists', 'defaults', 'rank'].map((each) => `/settings/sync/connections/1/${each}`);
const people = ['users', 'groups', 'licences', 'lists', 'tokens', 'applications', 'audit', 'webhooks'];
const settings = [
  '/settings/sync',
  '/settings/sync?connection=1',
  ...people.map((each) => `/settings/${each}`),
  '/account',
];
/** Of what is not there, or never was. */
const gone = [
  '/no/such',
  '/company/99',
  '/record/company/99',
  '/selections/99',
  '/sync/plans/99',
  '/sync/undo/99',
  '/import/99',
];
const goneSettings = ['/settings/sync?connection=99', ...mapping.map((each) => each.replace('/1/', '/99/'))];
const pages = [...crm, ...cards, ...sync, '/import', ...settings, ...mapping, ...gone, ...goneSettings];

const walks: readonly (readonly [PersonName, Language, readonly string[]])[] = [
  ['ann', 'no', pages],
  ['ann', 'de', [...cards, ...sync, ...mapping, '/settings/sync', '/settings/audit']],
  // What they may not see, and what they lack.
  ['bob', 'no', ['/import', ...settings, ...mapping]],
  ['eve', 'no', cards],
];
for (const [who, language, paths] of walks)
  void test(`what ${who} sees in ${language}`, { timeout: 300_000 }, async () => {
    const tongue = await openTongue(language, data);
    const { page, go } = await stage.screen(who, { language });
    for (const path of paths) {
      await go(path);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
      await tongue.hear(page, path);
    }
    assert.deepEqual(tongue.heard, []);
  });
