/** What the day whose pages are taken brings at last, for the pictures that must not stand under the others' marks. */
import type { Page } from 'playwright-core';
import { becomes } from './becomes.ts';
import { setCells } from './cells.ts';
import type { Made } from './shots-acts.ts';
import { asAdministrator } from './shots-day.ts';
import type { Stage } from './stage.ts';

/** More blankings than a run may make unasked; a company that is made in the ERP where the like of it stands; a key to change to. */
export async function liveAnEvening(stage: Stage, page: Page, made: Made): Promise<void> {
  const hub = await asAdministrator(stage, page);
  await hub.post('/api/settings/hub-key', { wish: 'next' });
  await hub.post(`/api/erp-tab/company/${made.unlinked}/create`, {
    connectionId: 1,
    actorType: 'Customer',
    answers: {},
  });
  const rows = Array.from({ length: 26 }, (_, index) => `E${index + 10}`);
  await setCells(stage.file('demo-erp.xlsx'), Object.fromEntries(rows.map((ref) => [ref, ''])));
  const held = () => hub.get<{ openHeld: number }>('/api/sync/overview');
  await becomes('what is held', rows.length, async () => (await held()).openHeld);
}
