import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestDatabase } from '../testing/index.ts';
import { testDatabase } from '../testing/index.ts';
import { addConnection } from './fixture.ts';
import { pgSyncStore } from './index.ts';

let fixture: TestDatabase;
before(async () => {
  fixture = await testDatabase();
});
after(() => fixture.drop());

async function kindAfter(values: readonly (string | null)[], card = '{}'): Promise<string | undefined> {
  const { db } = fixture;
  const id = await addConnection(db, `ERP ${values.join(' ')} ${card}`, 'http://erp.example/ErpConnectorWS.svc');
  await db.run('update connection set card = $2::jsonb where id = $1', [id, card]);
  for (const [at, value] of values.entries())
    await db.run(
      `insert into link (connection_id, actor_type, erp_key, entity, entity_id, last_modified)
       values ($1, 'Customer', $2, 'company', $3, $4)`,
      [id, `K${at}`, at + 1, value],
    );
  return (await pgSyncStore(db).setup(id))?.card.lastModifiedKind;
}

test('how LastModified is compared is seen from what the links have, unless the card says it (H22)', async () => {
  assert.equal(await kindAfter(['9', null, '10']), 'decimal');
  assert.equal(await kindAfter(['[DT:12/31/2013 23:59:59.0000000]', '[DT:01/02/2014 00:00:00.0000000]']), 'dateTime');
  assert.equal(await kindAfter(['00000000001A', '00000000001B']), 'ordinal');
  assert.equal(await kindAfter([null]), 'ordinal');
  assert.equal(await kindAfter(['9', '10'], '{"lastModifiedKind": "ordinal"}'), 'ordinal');
});
