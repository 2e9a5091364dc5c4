/** Why? over real histories, what is measured of the window before a write, and what is never cleared away (H37). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EntityRef, type Why, whyField, whySentence } from '@kobling/engine';
import { recordFacts, saveWindows } from '@kobling/store';
import { runUpkeep } from '../../packages/server/src/jobs/upkeep.ts';
import { acme, slow, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

async function why(on: Stage, entity: EntityRef, crmField: string, index = 0): Promise<Why> {
  const facts = await recordFacts(on.db, entity);
  const connection = facts?.connections.find(({ id }) => id === on.erp(index).id);
  const field = connection?.fields.find(({ mapping }) => mapping.crmField === crmField);
  if (field === undefined) throw new Error(`${crmField} is not mapped.`);
  const answer = whyField(field.why);
  assert.doesNotMatch(whySentence(answer), /[{}]|undefined/);
  return answer;
}
const codes = ({ status, origin, rule, loser }: Why) => [
  status.code,
  origin?.code ?? null,
  rule?.code ?? null,
  loser?.code ?? null,
];

test('Why? follows a value from side to side', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    assert.deepEqual(codes(await why(on, it.company, 'name')), ['inStep', 'adopted', null, null]);
    it.editErp({ Phone: '2' });
    await on.settle();
    const fromErp = await why(on, it.company, 'phone');
    assert.deepEqual(codes(fromErp), ['inStep', 'fromErp', 'only', null]);
    assert.deepEqual([fromErp.origin?.parts.connection, fromErp.origin?.parts.old], ['ERP 0', '1']);
    await on.edit(it.company, { phone: '3' });
    const pending = await why(on, it.company, 'phone');
    assert.deepEqual(codes(pending), ['pending', 'person', null, null]);
    assert.equal(pending.origin?.parts.by, 'ann');
    await on.settle();
    const carried = await why(on, it.company, 'phone');
    assert.deepEqual(codes(carried), ['inStep', 'fromPerson', 'only', null]);
    assert.deepEqual([carried.origin?.parts.by, carried.origin?.parts.old], ['ann', '2']);
  }));

test('Why? names who lost a conflict, and says of an undone field that it rests', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '7' });
    await on.edit(it.company, { phone: '8' });
    await on.settle();
    const clash = await why(on, it.company, 'phone');
    assert.deepEqual(codes(clash), ['inStep', 'fromPerson', 'rank', 'open']);
    assert.deepEqual([clash.loser?.parts.value, clash.loser?.parts.side], ['7', 'erp']);
    const undone = await on.request({ kind: 'undoRecord', entity: it.company });
    assert.equal(undone['restored'], 1);
    assert.deepEqual(codes(await why(on, it.company, 'phone')), ['undone', 'undo', null, null]);
  }));

test('Why? tells another connection’s value from a person’s', () =>
  withStage([customers(), customers()], async (on) => {
    const it = await acme(on);
    const key = on.erp(1).world.add('Customer', { Nm: 'Acme', Phone: '1' });
    await on.link('Customer', key, it.company, 1);
    await on.settle();
    it.editErp({ Phone: '2' });
    await on.settle();
    const there = await why(on, it.company, 'phone', 1);
    assert.deepEqual(codes(there), ['inStep', 'fromCrm', 'only', null]);
    assert.equal(there.origin?.parts.other, 'ERP 0');
  }));

test('Why? says that a record is not linked, and that a value was refused', () =>
  withStage([customers()], async (on) => {
    const alone = await on.add('company', 'Alone');
    assert.equal((await why(on, alone, 'phone')).status.code, 'notLinked');
    assert.equal(await recordFacts(on.db, { kind: 'company', id: 999_999 }), undefined);
    const it = await acme(on);
    await on.edit(it.company, { phone: '1'.repeat(31) });
    await on.work();
    const failed = await why(on, it.company, 'phone');
    assert.equal(failed.status.code, 'failed');
    assert.match(failed.status.parts.message ?? '', /Phone/);
  }));

test('H37 the window in which an ERP that does not compare could be edited unseen is measured, latest and greatest', () =>
  withStage([customers(slow), customers()], async (on) => {
    const it = await acme(on);
    const key = on.erp(1).world.add('Customer', { Nm: 'Acme', Phone: '1' });
    await on.link('Customer', key, it.company, 1);
    const taking = (ms: number): void => {
      const { connection } = on.erp(0);
      on.erp(0).connection = new Proxy(connection, {
        get(target, name: keyof typeof connection) {
          const method = (target[name] as (...args: unknown[]) => unknown).bind(target);
          return (...args: unknown[]) => {
            if (name === 'saveActors') on.clock.advance(ms);
            return method(...args);
          };
        },
      });
    };
    const { connection } = on.erp(0);
    for (const [ms, phone] of [
      [700, '2'],
      [40, '3'],
    ] as const) {
      on.erp(0).connection = connection;
      taking(ms);
      await on.edit(it.company, { phone });
      await on.settle();
    }
    const windows = await saveWindows(on.db);
    assert.deepEqual([windows.get(on.erp(0).id)?.recentMs, windows.get(on.erp(0).id)?.greatestMs], [40, 700]);
    assert.equal(windows.has(on.erp(1).id), false, 'one that compares has no such window');
  }));

test('H37 open losers, held values and the log are never cleared away', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    it.editErp({ Phone: '7' });
    await on.edit(it.company, { phone: '8' });
    await on.settle();
    const link = await on.linkOf(it.company);
    await on.db.run(
      `insert into held (connection_id, link_id, entity, entity_id, actor_type, erp_field, crm_field, why, target, old_value,
         new_value, value_hash, erp_value, crm_value, message, at)
       values ($1, $2, 'company', $3, 'Customer', 'City', 'postalAddress.city', 'blanking', 'crm', 'Oslo', '', null, '', 'Oslo',
         'Waits.', $4)`,
      [link.connectionId, link.id, it.company.id, on.clock.now()],
    );
    const kept = () =>
      on.db.query(
        `select (select count(*) from sync_log) as log, (select count(*) from sync_log where loser_value = '7') as losers,
           (select count(*) from conflict where status = 'open' and erp_value = '7' and crm_value = '8') as conflicts,
           (select count(*) from held where status = 'open' and old_value = 'Oslo') as held`,
      );
    const before = await kept();
    for (const years of [1, 10, 100]) await runUpkeep(on.db, new Date(Date.now() + years * 365 * 24 * 3_600_000));
    assert.deepEqual(await kept(), before);
    assert.partialDeepStrictEqual(before[0], { losers: 1, conflicts: 1, held: 1 });
  }));
