/** H09 with a workbook: the hub is killed between the append of a created row and its record. One row, not two. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addRequest, ensureEpoch, upsertEntities } from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';
import { saveErp } from '../bench/save-erp.ts';
import { bookCard, makeBook, namesIn, openBook } from './books.ts';
import { logBreaches } from './log-checks.ts';
import { workToRest } from './worker.ts';

const program = fileURLToPath(new URL('./book-child.ts', import.meta.url));
const call = { signal: new AbortController().signal };

/** Before the append, after it, and after the write of the answer. */
for (const step of ['before createActor', 'after createActor', 'after markSent']) {
  test(`killed ${step}: the workbook has one new row, and the link knows it`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kobling-created-'));
    const { db, url, drop } = await testDatabase();
    try {
      await ensureEpoch(db);
      await makeBook(folder, ['Firma 0', 'Firma 1']);
      const erp = await openBook(folder);
      const fields = await erp.fields('Customer', call);
      assert.ok(fields.status === 'done');
      const connectionId = await saveErp(db, { type: () => ({ fields: fields.value }) }, 'plugin://workbook');
      const { ids } = await upsertEntities(db, 'company', [{ values: { name: 'Nyskapt', phone: '88' } }], {
        by: 'ann',
      });
      const entity = { kind: 'company', id: ids[0] ?? 0 } as const;
      await addRequest(db, connectionId, { kind: 'create', actorType: 'Customer', entity, answers: {} }, 'ann');

      const killed = spawnSync(process.execPath, [program, url, String(connectionId), folder, step], {
        encoding: 'utf8',
      });
      assert.equal(killed.signal, 'SIGKILL', killed.stderr);
      assert.equal(
        (await namesIn(folder)).filter((name) => name === 'Nyskapt').length,
        step === 'after createActor' ? 1 : 0,
      );

      await db.run('update lease set expires_at = clock_timestamp()');
      await workToRest({ db, connectionId, card: bookCard, erp, aheadMs: 3_600_000 });
      await erp.close();
      assert.deepEqual(await namesIn(folder), ['Firma 0', 'Firma 1', 'Nyskapt']);
      const links = await db.query('select erp_key, state, entity_id from link');
      assert.deepEqual(links, [{ erp_key: '10002', state: 'active', entity_id: entity.id }]);
      assert.deepEqual(await db.query("select status, result ->> 'erpKey' as key from request"), [
        { status: 'done', key: '10002' },
      ]);
      assert.deepEqual(await logBreaches(db), []);
    } finally {
      await drop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
