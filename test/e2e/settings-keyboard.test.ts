/** The whole set-up by keyboard alone, from an empty hub to an active connection; only the mapping comes from the set-up file. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { listDefinitions } from '../../packages/server/src/services/index.ts';
import { hasFocus } from './becomes.ts';
import { focusIsIn } from './dialog-walk.ts';
import {
  apply,
  dialog,
  mappedSetup,
  openSettings,
  rightPassword,
  type SettingsStage,
  under,
} from './settings-stage.ts';

let stage: SettingsStage;
before(async () => {
  stage = await openSettings();
});
after(() => stage.close());

/** More than the page has places to stop at. */
const mostStops = 60;

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(wanted)}`);
}

void test('a connector, a connection, its test, the order and Active, without a mouse', async () => {
  const { page, go } = await stage.screen('ann', { language: 'no' });
  await go('/settings/sync');
  await tabTo(page, under(page, 'Sync Connectors').getByRole('button', { name: 'Legg til' }));
  await page.keyboard.press('Enter');
  const connector = dialog(page, 'Angi ny Sync Connector');
  await focusIsIn(connector);
  await tabTo(page, connector.getByRole('textbox', { name: 'URL for Sync Connector' }));
  await page.keyboard.type('plugin://memory');
  await tabTo(page, connector.getByRole('textbox', { name: 'Navn' }));
  await page.keyboard.type('Minne');
  await page.keyboard.press('Enter');
  await connector.waitFor({ state: 'detached' });
  await page.getByText('Minne er lagret.').waitFor();
  // The focus is back where it was, and stays there.
  await hasFocus(under(page, 'Sync Connectors').getByRole('button', { name: 'Legg til' }));

  const define = under(page, 'ERP-koblinger').getByRole('button', { name: 'Legg til' });
  await tabTo(page, define);
  await page.keyboard.press('Enter');
  const form = dialog(page, 'Angi ny ERP-kobling');
  await focusIsIn(form);
  await tabTo(page, form.getByRole('textbox', { name: 'Navn' }));
  await page.keyboard.type('ERP demo');
  await tabTo(page, form.getByRole('textbox', { name: 'Klient' }));
  await page.keyboard.type('Acme');
  await page.keyboard.press('Tab');
  await page.keyboard.type(rightPassword);
  await tabTo(page, form.getByRole('button', { name: 'Test ERP-koblingen' }));
  await page.keyboard.press('Enter');
  await form.getByText('Testen er bestått.').waitFor();
  await tabTo(page, form.getByRole('button', { name: 'OK', exact: true }));
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByText('Neste trinn: Tilordninger').waitFor();
  await hasFocus(define);

  await apply(stage, mappedSetup('ERP demo', false));
  await tabTo(page, under(page, 'ERP-koblinger').getByRole('button', { name: 'Oppdater' }));
  await page.keyboard.press('Enter');
  await page.getByText('Neste trinn: Aktiver').waitFor();
  await tabTo(page, under(page, 'ERP-koblinger').getByRole('button', { name: 'Angi synkroniseringsprioritet' }));
  await page.keyboard.press('Enter');
  const order = dialog(page, 'Angi synkroniseringsprioritet');
  await focusIsIn(order);
  await tabTo(page, order.getByRole('button', { name: 'Flytt CRM ned' }));
  await page.keyboard.press('Enter');
  await tabTo(page, order.getByRole('button', { name: 'Lagre' }));
  await page.keyboard.press('Enter');
  await order.waitFor({ state: 'detached' });
  const opener = under(page, 'ERP-koblinger').getByRole('button', { name: 'Angi synkroniseringsprioritet' });
  await hasFocus(opener);
  await tabTo(page, page.getByRole('checkbox', { name: 'Aktiv: ERP demo' }));
  await page.keyboard.press('Space');
  await page.getByText('ERP demo er aktiv.').waitFor();
  assert.equal((await listDefinitions(stage.hub))[0]?.active, true);
});
