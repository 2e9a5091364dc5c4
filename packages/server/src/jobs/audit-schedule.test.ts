import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { saveConnection, saveConnector, setConnectionActive } from '@kobling/store';
import { type TestDatabase, testDatabase } from '@kobling/store/testing';
import { changeAuditSchedule, nightAfter, queueDueAudits, readAuditSchedule } from './audit-schedule.ts';

let fixture: TestDatabase;
let connection = 0;
before(async () => {
  fixture = await testDatabase();
  connection = await fixture.db.transaction(async (tx) => {
    const url = 'plugin://memory';
    const connectorId = await saveConnector(tx, { id: undefined, name: 'ERP', url, reachable: true });
    const given = { id: undefined, connectorId, name: 'ERP', description: '', zone: 'UTC', allAccess: true };
    const id = await saveConnection(tx, given);
    await setConnectionActive(tx, id, true);
    return id;
  });
});
after(() => fixture.drop());

const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 2, day, hour, minute);
const waiting = async (): Promise<number> =>
  (await fixture.db.query(`select 1 from request where kind = 'audit' and status = 'queued'`)).length;

test('the next night is the first two o’clock to come', () => {
  assert.deepEqual(nightAfter(at(3, 14), 1), at(4, 2));
  assert.deepEqual(nightAfter(at(3, 1, 59), 1), at(3, 2));
  assert.deepEqual(nightAfter(at(3, 2), 1), at(4, 2));
  assert.deepEqual(nightAfter(at(3, 14), 7), at(10, 2));
});

test('every night once, from the first night on; one that waits still is not asked for twice; off is off', async () => {
  const { db } = fixture;
  assert.deepEqual(await queueDueAudits(db, at(3, 14)), [], 'a new hub waits for its first night');
  assert.deepEqual(await queueDueAudits(db, at(4, 1, 59)), []);
  assert.deepEqual(await queueDueAudits(db, at(4, 2)), [connection]);
  assert.deepEqual(await queueDueAudits(db, at(4, 2, 1)), []);
  assert.equal(await waiting(), 1);
  assert.deepEqual(await queueDueAudits(db, at(5, 9)), [connection], 'the hub was off at two');
  assert.equal(await waiting(), 1);
  await changeAuditSchedule(db, 'off', 'ann', at(5, 10));
  assert.deepEqual(await queueDueAudits(db, at(7, 3)), []);
  await changeAuditSchedule(db, 'week', 'ann', at(7, 10));
  assert.deepEqual(await readAuditSchedule(db), { every: 'week', nextAt: at(14, 2) });
});
