/** A connection over SOAP is checked on its real wire: contract and card are kept, and the hub goes by them (H22, H23, H30). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CrmWrite } from '@kobling/engine';
import { defaultCard } from '@kobling/sdk';
import { readCrm, writeCrm } from '@kobling/store';
import { eventually } from '../../packages/server/src/testing/test-hub.ts';
import { type FarErp, farErp, hubWith } from './far-erp.ts';

/** Whole minutes, and marks that leave out what stands exactly at them. */
async function clocked() {
  let agoMs = 3_600_000;
  const far = await farErp({ clock: { now: () => new Date(Date.now() - agoMs), grainMs: 60_000, exclusive: true } });
  for (let n = 0; n < 6; n += 1) {
    far.connector.world.add('Customer', { Nm: `Customer ${n}` });
    agoMs -= 100_000;
  }
  agoMs = 0;
  return far;
}

test('what a check measures is kept with the connection, and used', { timeout: 120_000 }, async () => {
  const far = await clocked();
  const on = await hubWith(far);
  try {
    await on.ok('apply', on.file);
    const setup = async () => {
      const [row] = await on.hub.db.query<{ id: number }>('select id from connection');
      return on.hub.store.setup(row?.id ?? 0);
    };
    assert.equal((await setup())?.card.overlapMs, defaultCard.overlapMs);

    // Kept by both: by the hub when it is asked, and when it runs beside a check at the shell.
    const contracts = async () => {
      const [row] = await on.hub.db.query<{ kept: number }>(
        `select count(*)::int as kept from connector where profile -> 'operations' is not null`,
      );
      return row?.kept;
    };
    for (const command of ['test', 'check']) {
      await on.hub.db.run(`update connector set profile = '{}'`);
      const ran = await on.run('connector', command, far.url);
      assert.match(ran.out, /18 operations found/);
      assert.equal(await contracts(), 1, command);
    }
    assert.match((await on.run('connector', 'test', 'plugin://nowhere')).err, /There is no connector/);

    const before = await on.ok('connection', 'card', 'Far ERP');
    assert.match(before, /overlapMs: +Each poll asks 1 minute back\. \(assumed\)/);
    assert.match(before, /Never checked/);

    const junit = join(on.folder, 'report.xml');
    const checked = await on.run('connection', 'check', 'Far ERP', '--write', '--junit', junit);
    assert.equal(checked.code, 1, 'an exclusive mark must be mended');
    assert.match(checked.out, /Contract: 18 operations found/);
    assert.match(checked.out, /overlapMs: +Each poll asks 2 minutes back/);
    assert.match(await readFile(junit, 'utf8'), /cursor-inclusive/);

    const { card } = (await setup()) ?? { card: defaultCard };
    assert.equal(card.cursorIsInclusive, false);
    assert.equal(card.lastModifiedGrainMs, 60_000);
    assert.equal(card.overlapMs, 120_000);
    assert.equal(card.sweepPeriodMs, 6 * 3_600_000);
    assert.equal(card.lastModifiedKind, 'dateTime');
    const after = await on.ok('connection', 'card', 'Far ERP');
    assert.match(after, /sweepPeriodMs: +Every link is read again within 6 hours\. \(measured\)/);
    assert.match(after, /something must be mended/);

    // What the hub learns by itself is not shortened by a check, and another connector's card is none of this one's.
    await on.hub.db.run(`update connection set card = '{"overlapMs": 900000}'`);
    assert.equal((await setup())?.card.overlapMs, 900_000);
    await on.hub.db.run(`update connection set card = '{}', checked = jsonb_set(checked, '{url}', '"plugin://other"')`);
    assert.equal((await setup())?.card.overlapMs, defaultCard.overlapMs);
  } finally {
    await on.close();
    await far.close();
  }
});

test('a check without --write changes nothing in the ERP', { timeout: 120_000 }, async () => {
  const far = await farErp();
  const on = await hubWith(far);
  try {
    await on.ok('apply', on.file);
    far.connector.world.add('Customer', { Nm: 'Acme' });
    const stamp = far.connector.world.newestStamp;
    const report = JSON.parse(await on.ok('connection', 'check', 'far erp', '--json')) as { card: object };
    assert.equal(far.connector.world.newestStamp, stamp);
    assert.deepEqual(report.card, { lastModifiedKind: 'decimal', cursorIsInclusive: true, omitsBlanks: false });
    const unknown = await on.run('connection', 'check', 'Near ERP');
    assert.equal(unknown.code, 4, 'nobody could be asked');
    assert.match(unknown.err, /no connection "Near ERP"/);
  } finally {
    await on.close();
    await far.close();
  }
});

/** Answers `status` to calls that name more than `most` actors. */
function narrow(far: FarErp, most: number, status: number): { refused: number } {
  const counts = { refused: 0 };
  far.before = (operation, body) => {
    const size = body.match(operation === 'WSSaveActors' ? /<(\w+:)?ErpKey>/g : /<(\w+:)?string>\d+</g)?.length ?? 0;
    if (!['WSGetActors', 'WSSaveActors'].includes(operation) || size <= most) return undefined;
    counts.refused += 1;
    return status;
  };
  return counts;
}

for (const { status, what } of [
  { status: 413, what: 'too large' },
  { status: 504, what: 'a gateway that waited too long' },
])
  test(`H30 over SOAP: ${what} (${status}) makes calls halve, all records are synced, and the size is kept`, {
    timeout: 120_000,
  }, async () => {
    const far = await farErp();
    const on = await hubWith(far);
    const sizes = async () => {
      const rows = await on.hub.db.query<{ batch_sizes: { read?: number; save?: number } }>(
        'select batch_sizes from connection',
      );
      return rows[0]?.batch_sizes ?? {};
    };
    /** Users put a letter before the phones of the first so many companies. */
    const edit = async (letter: string, companies: number): Promise<void> => {
      const ids = Array.from({ length: companies }, (_, at) => at + 1);
      const rows = await readCrm(on.hub.db, 'company', ids, ['phone']);
      const writes = ids.map((id): CrmWrite => {
        const expected = rows.get(id)?.values['phone'] ?? '';
        const fields = { phone: { expected, value: `${letter}${expected}` } };
        return { linkId: id, ref: { kind: 'company', id }, fields, writer: 0 };
      });
      await on.hub.db.transaction((tx) => writeCrm(tx, writes, 'ann'));
    };
    try {
      const count = 60;
      for (let n = 1; n <= count; n += 1)
        far.connector.world.add('Customer', { Nm: `Customer ${n}`, VatNo: `NO ${n}`, Phone: String(n) });
      await on.hub.db.run(
        `insert into company (name, vat_number) select 'Customer ' || n, 'NO ' || n from generate_series(1, ${count}) n`,
      );
      const counts = narrow(far, 8, status);
      assert.match(await on.ok('apply', on.file), /60 links/);
      const phones = async () => {
        const rows = await on.hub.db.query<{ phone: string }>(`select phone from company where phone <> ''`);
        return rows.length;
      };
      await eventually('all phones in the CRM', async () => (await on.run('sync')) && (await phones()) === count);
      assert.ok(counts.refused > 0, 'it was asked for too much');
      const read = (await sizes()).read ?? 0;
      assert.ok(read >= 4 && read <= 8, `read ${read}`);

      await edit('x', count);
      // Of what a gateway gave up nobody knows: it is looked at again when it is due.
      await eventually('all phones in the ERP', async () => (await on.run('sync')) && far.saved() === count, 60_000);
      const save = (await sizes()).save ?? 0;
      assert.ok(save >= 4 && save <= 8, `save ${save}`);

      counts.refused = 0;
      await edit('y', 5);
      await on.ok('sync');
      assert.equal(counts.refused, 0, 'what was learnt is not tried again at once');
    } finally {
      await on.close();
      await far.close();
    }
  });
