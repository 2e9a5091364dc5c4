import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { workbookConnector } from '@kobling/connectors/workbook';
import { createEntity, type Database, type Transaction } from '@kobling/store';
import type { Hub } from '../hub.ts';
import { testHub, type TestHub } from '../testing/test-hub.ts';
import { installDemo } from './install.ts';

async function withHub(work: (hub: TestHub) => Promise<void>): Promise<void> {
  const hub = await testHub({ connectors: [workbookConnector()] });
  try {
    await work(hub);
  } finally {
    await hub.close();
  }
}

class Killed extends Error {}
/** A hub whose process ends when it is about to send the n-th statement that says so. */
function dyingAt(hub: Hub, statement: string, nth: number): Hub {
  let seen = 0;
  const guard = <Q extends Database | Transaction>(db: Q): Q =>
    Object.assign(Object.create(db) as Q, {
      query: (sql: string, params?: readonly unknown[]) => {
        look(sql);
        return db.query(sql, params);
      },
      run: (sql: string, params?: readonly unknown[]) => {
        look(sql);
        return db.run(sql, params);
      },
    });
  const look = (sql: string): void => {
    if (sql.includes(statement) && ++seen >= nth) throw new Killed();
  };
  const db: Database = Object.assign(guard(hub.db), {
    transaction: <T>(fn: (tx: Transaction) => Promise<T>, options?: object) =>
      hub.db.transaction((tx) => fn(guard(tx)), options),
  });
  return { ...hub, db };
}

const counts = async (db: Database): Promise<unknown> =>
  (
    await db.query(`select (select count(*) from company) as companies, (select count(*) from person) as persons,
      (select count(*) from project) as projects, (select count(*) from connection) as connections,
      (select count(*) from link) as links, (select count(*) from crm_list_item) as items,
      (select count(*) from (select from crm_list_item group by list_id, name) t) as "differentItems"`)
  )[0];

let whole: unknown;
test('a start that nothing disturbs', () =>
  withHub(async ({ hub }) => {
    await installDemo(hub);
    whole = await counts(hub.db);
  }));

const deaths = [
  ['between companies and persons', 'insert into person (', 1],
  ['at the last record', 'insert into project_member', 20],
  ['before the connection', 'insert into connection ', 1],
  ['in the mapping', 'insert into erp_field', 3],
  ['before anything is linked', 'insert into request', 1],
  ['when some is linked', 'insert into request', 3],
] as const;
for (const [when, statement, nth] of deaths) {
  test(`killed ${when}: the next start ends as if nothing had been`, () =>
    withHub(async ({ hub }) => {
      await assert.rejects(installDemo(dyingAt(hub, statement, nth)), Killed);
      await installDemo(hub);
      assert.deepEqual(await counts(hub.db), whole);
    }));
}

test('a hub that somebody uses already is left alone', () =>
  withHub(async ({ hub }) => {
    await createEntity(hub.db, 'company', { name: 'Ours' }, { by: 'ann' });
    await installDemo(hub);
    assert.deepEqual(await hub.db.query('select name from company'), [{ name: 'Ours' }]);
    assert.deepEqual(await hub.db.query('select id from connection'), []);
  }));

test('a workbook of that name is somebody’s: it stays, and the failure says what is wrong with it', () =>
  withHub(async ({ hub }) => {
    const place = join(hub.operator.filesAllowed[0] ?? '', 'demo-erp.xlsx');
    await writeFile(place, 'a diary');
    await assert.rejects(installDemo(hub), /kobling\.yaml, line \d+: .*demo-erp\.xlsx/);
    assert.equal(await readFile(place, 'utf8'), 'a diary');
  }));
