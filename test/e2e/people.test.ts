/** Settings › people and what is around them, and My account, on a real hub: each from its first step to its last. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { newKeyPair } from '@kobling/soap';
import { holds, isDimmed } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
before(async () => {
  stage = await openScreens({ role: 'web' });
});
after(() => stage.close());

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const row = (page: Page, table: string, text: string): Locator =>
  page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: text });
const navigate = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Navigator' }).getByRole('link', { name, exact: true }).click();
const chosen = 'six swans on the lake';

void test('a user is added by a one-time link, chooses a password, and is out when deactivated (Norwegian)', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'no' });
  await go('/sync');
  await navigate(page, 'Brukere');
  await row(page, 'Brukere', 'bob').waitFor();
  await page.getByRole('button', { name: 'Legg til bruker' }).click();
  const form = dialog(page, 'Legg til bruker');
  await form.getByLabel('Brukernavn', { exact: true }).fill('bob');
  await form.getByRole('button', { name: 'Lagre', exact: true }).click();
  await form.getByRole('alert').getByText('Det finnes allerede en bruker med dette navnet.').waitFor();
  await shot(page, 'people-user-taken');
  assert.deepEqual(await axeProblems(page), []);
  await page.reload();
  await form.getByText('Det du skrev tidligere, er fortsatt her.').waitFor();
  await holds(form.getByLabel('Brukernavn', { exact: true }), 'bob');
  await form.getByLabel('Brukernavn', { exact: true }).fill('dan');
  await form.getByLabel('Fullt navn').fill('Dan Dahl');
  await form.getByLabel('Har ERP Sync-lisens').check();
  await form.getByRole('button', { name: 'Lagre', exact: true }).click();
  const once = dialog(page, 'Lenke for dan');
  const link = await once.getByLabel('Engangslenke').inputValue();
  await shot(page, 'people-link');
  await once.getByRole('button', { name: 'Lukk', exact: true }).last().click();
  await row(page, 'Brukere', 'Dan Dahl').getByText('Ikke noe passord ennå').waitFor();

  const hers = await stage.browser.newContext({ locale: 'nb-NO' });
  const door = await hers.newPage();
  await door.goto(link);
  await door.getByText('Du logger på som dan.').waitFor();
  await door.getByLabel('Passord', { exact: true }).fill(chosen);
  await door.getByLabel('Gjenta passordet').fill('something else');
  await door.getByRole('button', { name: 'Lagre og logg på' }).click();
  await door.getByText('De to passordene er ulike.').waitFor();
  await door.getByLabel('Gjenta passordet').fill(chosen);
  await door.getByRole('button', { name: 'Lagre og logg på' }).click();
  await door.getByRole('button', { name: 'Menyen til Dan Dahl' }).waitFor();
  // The link is not left in the address.
  await door.waitForURL(/\/sync$/);
  await door.getByRole('link', { name: 'Synkroniseringslogg', exact: true }).waitFor();
  assert.equal(
    await door.getByRole('link', { name: 'Brukere', exact: true }).count(),
    0,
    'settings are for administrators',
  );
  await door.goto(link);
  await door.getByText('Denne lenken er ikke gyldig').waitFor();

  await page.reload();
  await row(page, 'Brukere', 'Dan Dahl').getByRole('button', { name: 'dan' }).click();
  const edit = dialog(page, 'dan');
  await edit.getByRole('button', { name: 'Økter' }).click();
  await dialog(page, 'Økter for dan').getByRole('table', { name: 'Økter' }).getByText('Chrome').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page, 'Økter for dan').waitFor({ state: 'detached' });
  await edit.getByLabel('Aktiv', { exact: true }).uncheck();
  await edit.getByLabel('Aktiv', { exact: true }).press('Enter');
  await page.getByText('dan er lagret.').first().waitFor();
  // Inactive ones are hidden.
  await row(page, 'Brukere', 'Dan Dahl').waitFor({ state: 'detached' });
  await page.getByLabel('Vis inaktive').click();
  await row(page, 'Brukere', 'Dan Dahl').getByText('Inaktiv', { exact: true }).waitFor();
  await door.goto(new URL('/sync', link).href);
  await door.getByRole('button', { name: 'Logg inn', exact: true }).waitFor();
  await hers.close();
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

void test('the last administrator keeps the role, and the field says why', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/users');
  await row(page, 'Users', 'ann').getByRole('button', { name: 'ann' }).click();
  const form = dialog(page, 'ann');
  await form.getByLabel('Role').selectOption('User');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').getByText('This is the last active administrator.').waitFor();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await form.waitFor({ state: 'detached' });
});

void test('a group is added with its members, and deleted after a word', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await go('/settings/groups');
  await page.getByText('There are no groups yet').waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await page.getByRole('button', { name: 'Add group' }).click();
  const form = dialog(page, 'Add group');
  await form.getByLabel('Name').fill('Sales');
  await form.getByLabel('bob').check();
  await form.getByLabel('Name').press('Enter');
  await row(page, 'Groups', 'Sales').getByRole('cell', { name: '1', exact: true }).waitFor();
  await shot(page, 'people-groups');
  await page.getByRole('button', { name: 'Sales' }).click();
  await dialog(page, 'Sales').getByRole('button', { name: 'Delete' }).click();
  await dialog(page, 'Delete Sales').getByText('The group is deleted; its members stay.').waitFor();
  await dialog(page, 'Delete Sales').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('There are no groups yet').waitFor();
  assert.deepEqual(complaints, []);
});

void test('licences: a number is set, the one too many is refused, and one is taken (German)', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await stage.hub.db.run(`update app_user set licensed = name in ('ann', 'bob')`);
  await go('/settings/licences');
  const users = 'Benutzerlizenzen';
  await page.getByText('2 vergeben', { exact: true }).waitFor();
  const number = page.getByLabel('Anzahl der Benutzerlizenzen');
  await number.fill('zwei');
  await page.getByText('Geben Sie eine ganze Zahl ein').first().waitFor();
  await number.fill('1');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByRole('alert').getByText('So viele Benutzer haben schon mehr Lizenzen.').waitFor();
  await number.fill('2');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('2 von 2 vergeben').waitFor();
  await page.getByLabel('Lizenz von eve').click();
  await page.getByRole('alert').getByText('Alle Lizenzen dieser Installation sind vergeben.').waitFor();
  await shot(page, 'people-licences');
  assert.deepEqual(await axeProblems(page), []);
  await row(page, users, 'eve').getByRole('checkbox', { checked: false }).waitFor();
  await page.getByLabel('Lizenz von bob').click();
  await page.getByText('1 von 2 vergeben').waitFor();
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

void test('a list of one’s own: items added, moved, named in Dutch, hidden; then the list is deleted (Dutch)', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'nl' });
  await go('/settings/lists');
  await page.getByRole('button', { name: 'Categorie', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
  const form = dialog(page, 'Lijst toevoegen');
  await form.getByLabel('Naam', { exact: true }).fill('Shoe size');
  await holds(form.getByLabel('Sleutel'), 'shoeSize');
  await form.getByLabel('Nederlands').fill('Schoenmaat');
  await form.getByLabel('Naam', { exact: true }).press('Enter');
  const part = page.getByRole('region', { name: 'Schoenmaat' });
  await part.getByText('De lijst heeft nog geen items').waitFor();
  const fresh = part.getByRole('textbox', { name: 'Nieuw item', exact: true });
  // The next one is typed and added while the lists of the page are still read again.
  const lists = (url: URL): boolean => url.pathname === '/api/settings/lists';
  let comes = (): void => {};
  const arrival = new Promise<void>((arrive) => {
    comes = arrive;
  });
  await page.route(lists, async (route) => {
    await arrival;
    await route.fallback();
  });
  for (const item of ['Small', 'Large']) {
    await fresh.fill(item);
    await fresh.press('Enter');
    await part.getByRole('button', { name: item, exact: true }).waitFor();
  }
  comes();
  await fresh.fill('small');
  await fresh.press('Enter');
  await part.getByText('De lijst heeft al een item met deze naam.').waitFor();
  await part.getByRole('button', { name: 'Large omhoog' }).click();
  await part.getByRole('row').nth(1).getByRole('button', { name: 'Large', exact: true }).waitFor();
  await part.getByRole('button', { name: 'Small', exact: true }).click();
  await dialog(page, 'Small').getByLabel('Nederlands').fill('Klein');
  await dialog(page, 'Small').getByRole('button', { name: 'Opslaan' }).click();
  await part.getByRole('button', { name: 'Klein', exact: true }).waitFor();
  await shot(page, 'people-lists');
  assert.deepEqual(await axeProblems(page), []);
  await part.getByRole('button', { name: 'Klein verbergen' }).click();
  await part.getByRole('button', { name: 'Klein', exact: true }).waitFor({ state: 'detached' });
  await part.getByLabel('Verborgen weergeven').click();
  await part.getByRole('button', { name: 'Klein weergeven' }).waitFor();
  await part.getByRole('button', { name: 'Verwijderen', exact: true }).click();
  const sure = dialog(page, 'Schoenmaat verwijderen');
  await sure.getByText('De lijst en haar 2 items worden verwijderd.').waitFor();
  await sure.getByRole('button', { name: 'Verwijderen', exact: true }).click();
  await page.getByRole('region', { name: 'Schoenmaat' }).waitFor({ state: 'detached' });
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

void test('a list that stays says why its button is dimmed', async () => {
  const { page, go } = await stage.screen('ann');
  await go('/settings/lists?list=category');
  const part = page.getByRole('region', { name: 'Category' });
  const button = part.getByRole('button', { name: 'Delete', exact: true });
  await isDimmed(button);
  assert.match((await button.getAttribute('aria-describedby')) ?? '', /./);
  await part.getByText('A fixed field chooses from this list: it stays.').waitFor();
});

void test('my account: a token is shown once and works until it is revoked; the password is changed', async () => {
  const { page, complaints, go } = await stage.screen('bob');
  await go('/sync');
  await page.getByRole('button', { name: 'Menu of bob' }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await page.getByRole('button', { name: 'Add token' }).click();
  const form = dialog(page, 'Add token');
  await form.getByLabel('Name').fill('Nightly report');
  assert.equal(await form.getByLabel('Settings').count(), 0, 'not for who is no administrator');
  await form.getByRole('button', { name: 'Make token' }).click();
  const once = dialog(page, 'Your new token');
  const token = await once.getByLabel('Token', { exact: true }).inputValue();
  assert.deepEqual(await axeProblems(page), []);
  await once.getByRole('button', { name: 'Close' }).last().click();
  await row(page, 'API tokens', 'Nightly report').getByText('Read', { exact: true }).waitFor();
  const ask = async () =>
    (await fetch(`${stage.hub.url ?? ''}/api/sync/overview`, { headers: { authorization: `Bearer ${token}` } })).status;
  assert.equal(await ask(), 200);
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await dialog(page, 'Revoke Nightly report').getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('The token is revoked.').waitFor();
  assert.equal(await ask(), 401);

  const passwords = page.getByRole('form', { name: 'Change password' });
  await passwords.getByLabel('Old password', { exact: true }).fill('guess');
  await passwords.getByLabel('New password', { exact: true }).fill(chosen);
  await passwords.getByLabel('Repeat the password').fill(chosen);
  await passwords.getByRole('button', { name: 'Change password' }).click();
  await passwords.getByRole('alert').getByText('The old password is wrong.').waitFor();
  await passwords.getByLabel('Old password', { exact: true }).fill('nine herons by the weir');
  await passwords.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The password is changed.').waitFor();
  await row(page, 'Sessions', 'this one').waitFor();
  await shot(page, 'people-account');
  const about = page.getByRole('form', { name: 'bob' });
  await about.getByLabel('Language').selectOption('Deutsch');
  await about.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Mein Konto' }).waitFor();
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

void test('an application is registered with its key; the hub’s next key is made and used', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await go('/settings/applications');
  await page.getByText('No application is registered').waitFor();
  await page.getByRole('button', { name: 'Add application' }).click();
  const form = dialog(page, 'Add application');
  await form.getByLabel('Client id').fill('acme');
  await form.getByLabel('Name').fill('Acme ERP');
  await form.getByLabel('URL').fill('https://erp.example/ws');
  await form.getByRole('button', { name: 'Save' }).click();
  const edit = dialog(page, 'Acme ERP');
  await edit.getByText('No key yet').waitFor();
  const { publicPem, privatePem, kid } = await newKeyPair();
  await edit.getByLabel('Public key (PEM)').fill(privatePem);
  await edit.getByRole('button', { name: 'Add key' }).click();
  await edit.getByRole('alert').getByText('This is a private key.').waitFor();
  await edit.getByLabel('Public key (PEM)').fill(publicPem);
  await edit.getByRole('button', { name: 'Add key' }).click();
  await edit.getByRole('table', { name: 'Public keys' }).getByText(kid).waitFor();
  await shot(page, 'people-application');
  assert.deepEqual(await axeProblems(page), []);
  await edit.getByRole('button', { name: 'Cancel' }).click();
  await row(page, 'Registered applications', 'acme').getByRole('cell', { name: '1', exact: true }).waitFor();
  const own = page.getByRole('region', { name: 'The hub’s own key' });
  await own.getByRole('button', { name: 'Make the next key' }).click();
  await own.getByText('Next', { exact: true }).waitFor();
  await own.getByRole('button', { name: 'Use the next key' }).click();
  await dialog(page, 'Use the next key').getByRole('button', { name: 'Use the next key' }).click();
  await own.getByText('Next', { exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

void test('audit: what was changed, from what to what, filtered by words that the address keeps', async () => {
  const { page, complaints, go } = await stage.screen('ann');
  await stage.hub.db.run(
    `insert into audit (by_name, action, subject, old, new)
     values ('ann', 'application.addKey', 'gus', null, '{"kid": "k1"}'),
       ('ann', 'user.change', 'gus', '{"active": true}', '{"active": false}')`,
  );
  await go('/settings/audit');
  await row(page, 'Audit', 'key: k1').waitFor();
  await page.getByLabel('Area').selectOption('user');
  await page.getByLabel('Search').fill('gus');
  await row(page, 'Audit', 'gus').filter({ hasText: 'User changed' }).getByText('active: Yes → No').waitFor();
  await page.waitForURL(/area=user.*q=gus|q=gus.*area=user/);
  await page.reload();
  await row(page, 'Audit', 'gus').filter({ hasText: 'User changed' }).getByText('active: Yes → No').waitFor();
  await row(page, 'Audit', 'application').waitFor({ state: 'detached' });
  await shot(page, 'people-audit');
  await page.getByLabel('Search').fill('nothing of the kind');
  await page.getByText('No change is like that').waitFor();
  assert.deepEqual(complaints, []);
});

const pages = ['users', 'groups', 'licences', 'lists', 'tokens', 'applications', 'audit'].map(
  (name) => `/settings/${name}`,
);
for (const view of [
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
] as const) {
  void test(`every page at ${view.width} px, ${view.colorScheme}: nothing serious, nothing beyond the edge`, async () => {
    const { page, complaints, go } = await stage.screen('ann', view);
    for (const path of [...pages, '/account', '/settings/users?dialog=add', '/account?dialog=token']) {
      await go(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await axeProblems(page), [], path);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(beyond <= 0, `${path}: ${beyond} px beyond the edge`);
      await shot(page, `people-${path.replace(/\W+/g, '-')}-${view.width}-${view.colorScheme}`);
    }
    assert.deepEqual(complaints, []);
  });
}
