/** Settings › Webhooks in a real browser, in German, over a real hub and a receiver. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { becomes } from './becomes.ts';
import { axeProblems, openScreens, type ScreenStage, shot } from './screen-stage.ts';

let stage: ScreenStage;
let receiver: Server;
let address = '';
let received = 0;

before(async () => {
  receiver = createServer((request, response) => {
    request.resume();
    received += 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  const listening = receiver.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
  address = `http://127.0.0.1:${port}/hook`;
  stage = await openScreens({ role: 'web', operatorFile: `egress: { allowed: ["127.0.0.1:${port}"] }\n` });
});
after(async () => {
  await stage.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

test('an address is added, its secret shown once, tried, paused, resumed and removed', async () => {
  const { page, complaints, go } = await stage.screen('ann', { language: 'de' });
  await go('/settings/webhooks');
  await page.getByText('Kein anderes Programm erfährt, wenn etwas einen Menschen braucht.').waitFor();
  assert.deepEqual(await axeProblems(page), []);

  await page.getByRole('button', { name: 'Webhook hinzufügen' }).click();
  const form = page.getByRole('dialog', { name: 'Webhook hinzufügen' });
  await form.getByLabel('Name', { exact: true }).fill('Alarm');
  await form.getByLabel('Adresse', { exact: true }).fill('http://169.254.169.254/');
  await form.getByRole('button', { name: 'Speichern' }).click();
  await form.getByText(/wird nie aufgerufen/).waitFor();
  await form.getByLabel('Adresse', { exact: true }).fill(address);
  await form.getByLabel('Erholung').click();
  await form.getByRole('button', { name: 'Speichern' }).click();

  const secret = page.getByRole('dialog', { name: 'Das Geheimnis von Alarm' });
  const shown = (): Promise<string> => secret.getByRole('textbox').inputValue();
  await becomes('the secret', true, async () => (await shown()).startsWith('whsec_'));
  assert.deepEqual(await axeProblems(page), []);
  await secret.getByRole('button', { name: 'Fertig' }).click();

  await page.getByRole('button', { name: 'Nachrichten zeigen: Alarm' }).click();
  await page.getByText('Noch keine Nachricht.').waitFor();
  await page.getByRole('button', { name: 'Test senden' }).click();
  await page.getByText(/^Angenommen in \d+ ms\.$/).waitFor();
  assert.equal(received, 1);
  const messages = page.getByRole('table', { name: 'Nachrichten an Alarm' });
  await messages.getByText('Test', { exact: true }).waitFor();
  await shot(page, 'webhooks-de');

  await page.getByRole('button', { name: 'Anhalten' }).click();
  await page.getByText('Von einer Person angehalten.').waitFor();
  await page.getByRole('button', { name: 'Fortsetzen' }).click();
  await page.getByText('Von einer Person angehalten.').waitFor({ state: 'detached' });
  assert.deepEqual(await axeProblems(page), []);

  await page.reload();
  await page.getByRole('button', { name: 'Entfernen' }).click();
  await page.getByRole('dialog', { name: 'Alarm entfernen?' }).getByRole('button', { name: 'Entfernen' }).click();
  await page.getByText('Kein anderes Programm erfährt, wenn etwas einen Menschen braucht.').waitFor();
  // The browser notes the refusal of the address that was typed in wrongly.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('409')),
    [],
  );
});

test('at 360 pixels in the dark it is whole', async () => {
  const { page, go } = await stage.screen('ann', { width: 360, colorScheme: 'dark' });
  await stage.hub.db.run('delete from webhook');
  await go('/settings/webhooks?dialog=add');
  await page.getByRole('dialog', { name: 'Add webhook' }).waitFor();
  assert.deepEqual(await axeProblems(page), []);
  await shot(page, 'webhooks-narrow');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wider, false);
});
