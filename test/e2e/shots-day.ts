/** A day in the life of the hub whose pages `npm run shots` takes: people, edits on both sides, what they led to. */
import type { Page } from 'playwright-core';
import { csrfHeader } from '@kobling/contract';
import { cellText, setCells } from './cells.ts';
import type { Made } from './shots-acts.ts';
import { becomes } from './becomes.ts';
import type { Stage } from './stage.ts';

export const administrator = { name: 'ann', password: 'four gulls over the quay' };

export async function makeAdministrator(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(administrator.name);
  await page.getByLabel('Full name').fill('Ann Nilsen');
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByLabel('Repeat the password').fill(administrator.password);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await page.getByRole('heading', { name: 'Sync overview' }).waitFor();
}

/** `page` is the administrator's, on the overview. `receiver`: address of one that takes messages, if there is one. */
export async function liveADay(stage: Stage, page: Page, receiver?: string): Promise<Made> {
  const hub = await asAdministrator(stage, page);
  const welcome = await makePeople(hub);
  await makePrograms(hub, receiver);
  await editBothSides(stage, hub);
  return { welcome, unlinked: await disconnectOne(stage, hub), ...(await makeQuestions(stage, hub)) };
}

interface Hub {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

/** What the pages themselves call. */
export async function asAdministrator(stage: Stage, page: Page): Promise<Hub> {
  const answer = async <T>(what: string, call: Promise<Awaited<ReturnType<Page['request']['get']>>>): Promise<T> => {
    const response = await call;
    if (!response.ok()) throw new Error(`${what} was answered with ${response.status()}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const get = <T>(path: string): Promise<T> => answer<T>(path, page.request.get(stage.url + path));
  const { csrf } = await get<{ csrf: string }>('/api/session');
  return {
    get,
    post: (path, body = {}) =>
      answer(path, page.request.post(stage.url + path, { data: body, headers: { [csrfHeader]: csrf } })),
  };
}

async function makePeople(hub: Hub): Promise<string> {
  const user = { email: '', role: 'user', licensed: true, language: 'en', groups: [] };
  for (const [name, fullName] of [
    ['bob', 'Bob Berg'],
    ['eva', 'Eva Lindqvist-Hammarström'],
  ])
    await hub.post('/api/settings/users', { ...user, name, fullName, password: administrator.password });
  const waiting = { ...user, name: 'dan', fullName: 'Dan Dahl', licensed: false };
  const { link } = await hub.post<{ link: { path: string } }>('/api/settings/users', waiting);
  await hub.post('/api/settings/groups', { name: 'Sales', members: [1, 2] });
  await hub.post('/api/account/tokens', { name: 'Nightly report', scope: 'read', days: 365 });
  return link.path;
}

/** What else is called and told. */
async function makePrograms(hub: Hub, receiver: string | undefined): Promise<void> {
  await hub.post('/api/settings/applications', {
    clientId: 'erp-gateway',
    name: 'ERP gateway',
    url: 'https://gateway.example/erp',
    active: true,
  });
  if (receiver === undefined) return;
  await hub.post('/api/webhooks', { name: 'Alarm', url: receiver, events: ['conflict', 'failure'] });
  await hub.post('/api/webhooks/1/test');
}

async function companyId(stage: Stage, where: string): Promise<number> {
  const { records } = await stage.ask<{ records: { id: number }[] }>('crm', 'company', 'find', '--where', where);
  const [first] = records;
  if (first === undefined) throw new Error(`The demonstration has no company with ${where}.`);
  return first.id;
}

interface Overview {
  readonly connections: readonly { readonly openConflicts: number; readonly failing: number }[];
}

/** Two of the edits are in the same fields, and one is to an item that the CRM does not have. */
async function editBothSides(stage: Stage, hub: Hub): Promise<void> {
  const erp = stage.file('demo-erp.xlsx');
  const idOf = async (row: number): Promise<string> =>
    String(await companyId(stage, `number=${await cellText(erp, `A${row}`)}`));
  await stage.ask('crm', 'company', 'set', await idOf(2), 'postalAddress.line1=Strandgaten 12');
  await setCells(erp, { E6: '+47 55 12 34 56', K6: 'Kristiansund' });
  await hub.post('/api/sync/running', { running: false });
  // Also ends what was still under way when it was turned off: the edits below must be met all at once.
  await stage.ask('sync');
  await stage.ask('crm', 'company', 'set', await idOf(3), 'phone=+47 55 00 00 01', 'email=post@example.no');
  await stage.ask('crm', 'company', 'set', await idOf(4), 'postalAddress.city=Bergen');
  await setCells(erp, { E3: '+47 77 99 99 91', F3: 'regnskap@example.no', K4: 'Tromsø', L5: 'XX' });
  await hub.post('/api/sync/running', { running: true });
  await becomes('conflicts and a failure', [3, 1], async () => {
    const { connections } = await stage.ask<Overview>('status');
    return [connections[0]?.openConflicts, connections[0]?.failing];
  });
}

/** A company that the ERP has under the same name with other values: to be connected again. */
async function disconnectOne(stage: Stage, hub: Hub): Promise<number> {
  const id = await companyId(stage, `number=${await cellText(stage.file('demo-erp.xlsx'), 'A7')}`);
  await hub.post(`/api/erp-tab/company/${id}/disconnect`, { connectionId: 1 });
  await stage.ask('crm', 'company', 'set', String(id), 'phone=+47 22 12 34 56', 'email=hello@example.no', 'vatNumber=');
  return id;
}

/** What waits for a person: a plan, an undo not yet carried out, an import to choose from; and the first full compare. */
async function makeQuestions(stage: Stage, hub: Hub): Promise<Omit<Made, 'unlinked' | 'welcome'>> {
  await hub.post('/api/sync/agreement/audit');
  const selection = await hub.post<{ id: number }>('/api/selections', {
    kind: 'company',
    name: 'Autumn fair',
    members: { ids: [2, 3, 4, 5, 6] },
  });
  await hub.post('/api/sync/plans', { connectionId: 1, of: 'resyncFromErp' });
  const plans = () => hub.get<{ rows: { id: number; status: string }[] }>('/api/sync/plans');
  await becomes('a plan', 'open', async () => (await plans()).rows[0]?.status);
  const { rows } = await hub.get<{ rows: { runId: number }[] }>('/api/sync/log?kind=write&limit=1');
  const undo = await hub.post<{ requestId: number }>('/api/sync/undo', {
    scope: { kind: 'run', runId: rows[0]?.runId },
    both: false,
    preview: true,
  });
  await hub.post('/api/sync/running', { running: false });
  const found = await hub.post<{ id: number }>('/api/imports', {
    connectionId: 1,
    actorType: 'Customer',
    text: 'b',
    criteria: [],
  });
  const work = () => hub.get<{ status: string }>(`/api/imports/${found.id}`);
  await becomes('an import to choose from', 'ready', async () => (await work()).status);
  const imported = await importOne(stage, hub);
  await hub.post('/api/sync/running', { running: true });
  const plan = (await plans()).rows[0]?.id ?? 0;
  return { selection: selection.id, plan, undo: undo.requestId, import: found.id, imported };
}

/** To its end: a company that the ERP has with another telephone. */
async function importOne(stage: Stage, hub: Hub): Promise<number> {
  const erp = stage.file('demo-erp.xlsx');
  await setCells(erp, { E8: '+47 22 98 76 54' });
  const { id } = await hub.post<{ id: number }>('/api/imports', {
    connectionId: 1,
    actorType: 'Customer',
    text: await cellText(erp, 'B8'),
    criteria: [],
  });
  const status = async () => (await hub.get<{ status: string }>(`/api/imports/${id}`)).status;
  await becomes('its hit', 'ready', status);
  const { settings } = await hub.get<{ settings: object }>(`/api/imports/${id}`);
  await hub.post(`/api/imports/${id}/settings`, { ...settings, match: 'linked', action: 'replace' });
  await hub.post(`/api/imports/${id}/start`);
  await becomes('an import that is done', 'done', status);
  return id;
}
