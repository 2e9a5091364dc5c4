/**
 * A disk that is really full: a PostgreSQL on a small file system of its own, filled to the last bytes while a first sync has begun.
 * The worker stops with a sentence that names the disk, what it committed is whole, and with room again it comes to the end.
 * Needs the right to mount (root); without it failing-database.ts alone stands for the disk.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { StoreAway } from '@kobling/engine';
import { memoryConnector, sampleErp } from '@kobling/sdk/memory';
import { addRequest, type Database, ensureEpoch, upsertEntities } from '@kobling/store';
import { saveErp } from '../bench/save-erp.ts';
import { logBreaches } from './log-checks.ts';
import { OwnServer } from './own-server.ts';
import { workToRest } from './worker.ts';

const records = 3_000;
const sizeMb = 220;
/** Room that is left when the sync begins: enough for its first batches, not for all. */
const leftBytes = 512 * 1024;

const mounted = (folder: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder]).status === 0;

async function fill(folder: string): Promise<string> {
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = await statfs(folder);
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  return ballast;
}

/** Names on both sides; telephone in the ERP only, e-mail in the CRM only. */
async function makeWorld(db: Database) {
  await ensureEpoch(db);
  const connector = memoryConnector(sampleErp);
  const { world, card = {} } = connector;
  const opened = await connector.open({}, {} as never, { signal: new AbortController().signal });
  assert.ok(opened.status === 'done');
  const connectionId = await saveErp(db, world);
  const places = Array.from({ length: records }, (_, n) => n);
  for (const n of places) world.add('Customer', { Nm: `Firma ${n}`, Phone: `+47 ${n}` });
  const rows = places.map((n) => ({ values: { name: `Firma ${n}`, email: `post@firma${n}.example` } }));
  await upsertEntities(db, 'company', rows, { by: 'import' });
  await addRequest(db, connectionId, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'ann');
  // A segment of the write-ahead log of its own for what follows: without room for the next one PostgreSQL would end as a whole.
  await db.query('select pg_switch_wal()');
  await db.run('checkpoint');
  return { db, connectionId, card, world, erp: opened.value };
}

test('a disk that fills up in the middle of a first sync: told, nothing lost, and on when there is room', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-disk-'));
  if (!mounted(folder)) {
    await rm(folder, { recursive: true });
    t.skip('this process may not mount a file system of its own');
    return;
  }
  await chmod(folder, 0o755);
  let server: OwnServer | undefined;
  try {
    server = await OwnServer.start(join(folder, 'data'));
    const { db, drop } = await server.database();
    const world = await makeWorld(db);
    const ballast = await fill(folder);
    const failure: unknown = await workToRest({ ...world, aheadMs: 0 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof StoreAway, `the worker said: ${String(failure)}`);
    assert.match(failure.message, /disk of the database is full/);
    assert.deepEqual(await logBreaches(db), []);

    await rm(ballast);
    await db.run('update lease set expires_at = clock_timestamp()');
    await workToRest({ ...world, aheadMs: 3_600_000 });
    assert.deepEqual(await logBreaches(db), []);
    const [agreed] = await db.query<{ count: number }>(
      `select count(*) from company where phone <> '' and email <> ''`,
    );
    assert.equal(agreed?.count, records);
    assert.equal(
      [...world.world.rows('Customer')].filter(({ values }) => values['Email'] !== undefined).length,
      records,
    );
    await drop();
  } finally {
    await server?.stop();
    spawnSync('umount', [folder]);
    await rm(folder, { recursive: true, force: true });
  }
});
