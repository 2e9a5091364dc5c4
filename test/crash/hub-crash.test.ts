/**
 * The whole hub, killed: ten seeded moments of a first sync of ten thousand records with a workbook, once together with its
 * database. Each restart takes up the folder, the database and the work by itself; at the end both sides agree and the log tells
 * everything once. Between two of them SIGTERM, which must end the cycle in hand.
 */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { type Database, upsertEntities } from '@kobling/store';
import { openXlsx } from '../../packages/connectors/src/workbook/xlsx/index.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';
import { isRunning } from '../../packages/store/src/embedded/process-identity.ts';
import { command, databasePid, end, type Hub, openHubDatabase, startHub, startSecond } from './hub.ts';
import { logBreaches } from './log-checks.ts';

const records = 10_000;
/** Every fifth has its e-mail in the CRM only; the telephone is in the workbook only. */
const fromCrm = 5;
const kills = 10;
/** At these moments: SIGTERM instead, and the database killed along with the hub. */
const stopAfter = 3;
const databaseToo = 6;
const seed = 20_260_302;

const setup = `connectors:
  - { name: Workbook, url: plugin://workbook }
connections:
  - name: Books
    connector: Workbook
    active: true
    scope: everyone
    config: { file: ./erp.xlsx }
    actors:
      Customer:
        entity: company
        fields:
          Name: { crm: name, sync: both }
          Phone: { crm: phone, sync: both }
          Email: { crm: email, sync: both }
    match: { Customer: [name] }
priority: [CRM, Books]
sync: { running: true, interval: 1s }
`;
const name = (n: number): string => `Firma ${n}`;
const phone = (n: number): string => `+47 ${20_000_000 + n}`;
const email = (n: number): string => `post@firma${n}.example`;
const places = Array.from({ length: records }, (_, n) => n);

const folder = await mkdtemp(join(tmpdir(), 'kobling-crash-'));
const dataDir = join(folder, 'data');
let hub: Hub | undefined;
after(async () => {
  if (hub !== undefined) await end(hub, 'SIGTERM');
  // Where the test failed after a kill, the database outlived its hub: only a hub that stops in order takes it along.
  const left = await databasePid(dataDir).catch(() => undefined);
  if (left !== undefined) await end(await startHub(dataDir), 'SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function makeWorld(db: Database): Promise<void> {
  const sheet = {
    name: 'Customers',
    columns: ['CustNo', 'Name', 'Phone', 'Email'].map((header) => ({ header })),
    rows: places.map((n) => [`K${n}`, name(n), phone(n), n % fromCrm === 0 ? null : email(n)]),
  };
  await mkdir(join(dataDir, 'files'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'erp.xlsx'), buildXlsx({ sheets: [sheet] }));
  const rows = places.map((n) => ({ values: { name: name(n), ...(n % fromCrm === 0 && { email: email(n) }) } }));
  await upsertEntities(db, 'company', rows, { by: 'import' });
  await writeFile(join(folder, 'kobling.yaml'), setup);
}

/** Rows that the sync wrote about fields. */
async function written(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) from sync_log where target is not null');
  return row?.count ?? 0;
}
/** Each has a telephone and an e-mail to bring across. */
const total = records * 2;

async function reached(db: Database, count: number, withinMs = 120_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let now = await written(db); now < count; now = await written(db)) {
    if (performance.now() > deadline) throw new Error(`The log stands at ${now} of ${count} rows: ${hub?.log()}`);
  }
}

test('ten kills, a database killed along, and SIGTERM: every start goes on by itself, and nothing is lost or doubled', async () => {
  hub = await startHub(dataDir);
  let db = await openHubDatabase(dataDir);
  try {
    await makeWorld(db);
    await command(dataDir, 'apply', join(folder, 'kobling.yaml'));
    const second = startSecond(dataDir);
    assert.equal(second.status, 1);
    assert.match(second.words, /hub\.inUse/);

    const random = seededRandom(seed);
    for (let index = 0; index <= kills; index += 1) {
      const from = await written(db);
      // Some way on from where the last one fell, so that each hub has done something when its time comes. On a busy machine the
      // sync may be through before the tenth: the rest are killed at rest, and must find nothing to do.
      await reached(db, Math.min(total, from + 1 + Math.floor((random() * (total - from)) / 4)));
      if (index === stopAfter) await stopsInOrder(hub);
      else await end(hub, 'SIGKILL');
      await db.close();
      if (index === databaseToo) process.kill(await databasePid(dataDir), 'SIGKILL');
      hub = await startHub(dataDir);
      db = await openHubDatabase(dataDir);
    }
    await reached(db, total);
    await atRest(db);
    await mustAgree(db);
    assert.deepEqual(await logBreaches(db), []);
  } finally {
    await db.close();
  }
});

/** SIGTERM ends the batch in hand, the run, the database and itself. */
async function stopsInOrder(running: Hub): Promise<void> {
  const database = await databasePid(dataDir);
  assert.deepEqual(await end(running, 'SIGTERM'), { code: 0, signal: null }, running.log());
  assert.equal(isRunning(database), false, 'the database still runs');
  assert.doesNotMatch(running.log(), /did not end well|failed/);
}

async function atRest(db: Database, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const [left] = await db.query<{ intents: number; hints: number }>(
      `select (select count(*) from intent where status in ('open', 'sent', 'unknown')) as intents,
         (select count(*) from hint) as hints`,
    );
    if (left?.intents === 0 && left.hints === 0) return;
    if (performance.now() > deadline) throw new Error(`Not at rest: ${JSON.stringify(left)} ${hub?.log()}`);
  }
}

async function mustAgree(db: Database): Promise<void> {
  const wanted = places.map((n) => [name(n), phone(n), email(n)].join()).toSorted();
  const companies = await db.query<{ name: string; phone: string; email: string }>(
    'select name, phone, email from company',
  );
  assert.deepEqual(companies.map((row) => [row.name, row.phone, row.email].join()).toSorted(), wanted, 'the CRM');
  const rows: string[] = [];
  for await (const row of openXlsx(join(dataDir, 'files', 'erp.xlsx')).rows('Customers')) {
    const texts = [1, 2, 3].map((column) => {
      const cell = row.cells[column];
      return cell?.kind === 'text' ? cell.text : '';
    });
    if (row.number > 1) rows.push(texts.join());
  }
  assert.deepEqual(rows.toSorted(), wanted, 'the workbook');
  const odd = await db.query('select state, reason, count(*) from link group by state, reason');
  assert.deepEqual(odd, [{ state: 'active', reason: null, count: records }]);
  const running = await db.query(`select id, kind, started_at from run where status = 'running' order by id`);
  assert.ok(running.length <= 1, `runs that nobody works on: ${JSON.stringify(running)}`);
}
