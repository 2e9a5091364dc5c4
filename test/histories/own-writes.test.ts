/** The engine's own writes to an ERP: several to one record at once, and what their answers may be taken for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Actor,
  type ActorStream,
  type GetActorsQuery,
  type CallOptions,
  type Connection,
  type End,
  ended,
  retry,
  unknown,
} from '@kobling/sdk';
import { sampleErp } from '@kobling/sdk/memory';
import { acme, aroundSave, withStage } from './acts.ts';
import { customers } from './sample.ts';
import type { Stage } from './stage.ts';

test('H27 H31 two open writes to one record are never one call: where one has moved, the other does not answer for it', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const away = async (values: Readonly<Record<string, string>>): Promise<void> => {
      await on.edit(it.company, values);
      aroundSave(on, async () => retry('busy', 'The ERP is busy.', 60_000));
      await on.request({ kind: 'syncNow', entity: it.company });
    };
    await away({ phone: 'from the CRM' });
    await away({ email: 'a@acme.example' });
    it.editErp({ Phone: 'from the ERP' });
    on.clock.advance(70_000);
    await on.settle();
    assert.equal(await it.crm('phone'), 'from the CRM', 'the CRM ranks higher');
    assert.deepEqual([it.erp('Phone'), it.erp('Email')], ['from the CRM', 'a@acme.example']);
    const conflict = (await on.log('conflict')).at(-1);
    assert.deepEqual([conflict?.old_value, conflict?.loser_value], ['from the ERP', 'from the ERP']);
    assert.equal((await on.log('write')).filter(({ erp_field }) => erp_field === 'Phone').length, 0);
  }));

test('H22 put back within the second of the engine’s own write: the next poll sees it, no sweep is needed', () =>
  withStage([customers({ options: { ...sampleErp, behaviour: { stampGrain: 1_000 } } })], async (on) => {
    const it = await acme(on);
    await on.edit(it.company, { phone: '2' });
    await on.work();
    assert.equal(it.erp('Phone'), '2');
    it.editErp({ Phone: '1' });
    await on.settle();
    assert.equal(await it.crm('phone'), '1');
  }));

test('H31 H23 a refused field is tried again after its actor was missing for a while', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    const neighbour = await on.add('company', 'Beta');
    await on.link('Customer', world.add('Customer', { Nm: 'Beta' }), neighbour);
    world.behaviour.reject = () => ({ code: 'closed', message: 'The books are closed.' });
    await on.edit(it.company, { phone: '2' });
    await on.work();
    assert.equal((await on.linkOf(it.company)).state, 'failing');
    const { values } = world.row('Customer', it.erpKey) ?? { values: {} };
    world.remove('Customer', it.erpKey);
    await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    world.add('Customer', values, { erpKey: it.erpKey });
    await on.work();
    assert.equal(it.erp('Phone'), '1');
    world.behaviour.reject = () => undefined;
    on.clock.advance(24 * 3_600_000);
    await on.settle();
    assert.equal(it.erp('Phone'), '2');
    assert.equal((await on.linkOf(it.company)).state, 'active');
  }));

test('H31 H23 a refused field is tried again after its actor was missing, also where the ERP’s next answers say nothing', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    await on.link('Customer', world.add('Customer', { Nm: 'Beta' }), await on.add('company', 'Beta'));
    world.behaviour.reject = () => ({ code: 'closed', message: 'The books are closed.' });
    await on.edit(it.company, { phone: '2' });
    await on.work();
    const { values } = world.row('Customer', it.erpKey) ?? { values: {} };
    world.remove('Customer', it.erpKey);
    await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    world.behaviour.reject = () => undefined;
    world.add('Customer', values, { erpKey: it.erpKey });
    // Found again by the poll; asked for it by key, the ERP returns nobody, neither this record nor its neighbours.
    const emptyFrom = readByKey(on, (time, which) => (time >= which ? nobody() : undefined));
    emptyFrom(1);
    await on.work();
    assert.equal((await on.linkOf(it.company)).state, 'active');
    assert.equal(it.erp('Phone'), '1');
    emptyFrom(Number.POSITIVE_INFINITY);
    on.clock.advance(24 * 3_600_000);
    await on.settle();
    assert.equal(it.erp('Phone'), '2');
  }));

test('H31 H23 a refused field is tried again when the ERP has it again, though its retry came while the ERP did not answer it', () =>
  withStage([customers()], async (on) => {
    const it = await acme(on);
    const { world } = on.erp(0);
    await on.link('Customer', world.add('Customer', { Nm: 'Beta' }), await on.add('company', 'Beta'));
    world.behaviour.reject = () => ({ code: 'closed', message: 'The books are closed.' });
    await on.edit(it.company, { phone: '2' });
    await on.work();
    const { values } = world.row('Customer', it.erpKey) ?? { values: {} };
    world.remove('Customer', it.erpKey);
    await on.request({ kind: 'syncNow', entity: it.company });
    assert.equal((await on.linkOf(it.company)).state, 'missingInErp');
    world.behaviour.reject = () => undefined;
    const fields = world.type('Customer')?.fields ?? [];
    world.setFields(
      'Customer',
      fields.filter(({ fieldKey }) => fieldKey !== 'Phone'),
    );
    world.add('Customer', values, { erpKey: it.erpKey });
    await on.settle();
    assert.equal((await on.linkOf(it.company)).state, 'active');
    world.setFields('Customer', fields);
    on.clock.advance(24 * 3_600_000);
    await on.settle();
    assert.equal(it.erp('Phone'), '2');
  }));

test('H13 H23 a value that was sent, then not to be seen since the ERP answered nothing, is no edit of the ERP’s when it shows', () =>
  withStage(
    [customers()],
    async (on) => {
      const it = await acme(on);
      const emptyFrom = readByKey(on, (time, which) => (time >= which ? nobody() : undefined));
      aroundSave(on, async (send) => {
        await send();
        emptyFrom(1);
        return unknown('call.timeout', 'No answer in time.');
      });
      await on.edit(it.company, { phone: 'S1' });
      await on.work();
      assert.equal(it.erp('Phone'), 'S1');
      await on.edit(it.company, { phone: 'S2' });
      for (let look = 0; look < 5; look += 1) {
        on.clock.advance(3_600_000);
        await on.work();
      }
      emptyFrom(Number.POSITIVE_INFINITY);
      on.clock.advance(3_600_000);
      await on.settle();
      assert.deepEqual(
        [it.erp('Phone'), await it.crm('phone')],
        ['S2', 'S2'],
        'also where the ERP ranks above the CRM',
      );
    },
    [0, 'crm'],
  ));

test('H03 H13 a value that lands late in the ERP’s own form of it is known for ours', () =>
  withStage(
    [customers({ options: { ...sampleErp, behaviour: { comparesExpected: false, normalise: ['case'] } } })],
    async (on) => {
      const it = await acme(on);
      let land = (): void => undefined;
      aroundSave(on, (_send, changes) => {
        const { Phone = '' } = changes[0]?.fieldValues ?? {};
        land = () => it.editErp({ Phone: Phone.toUpperCase() });
        return Promise.resolve(unknown('call.timeout', 'No answer in time.'));
      });
      await on.edit(it.company, { phone: 'first' });
      await on.work();
      await on.edit(it.company, { phone: 'second' });
      on.clock.advance(60_000);
      await on.settle();
      land();
      assert.equal(it.erp('Phone'), 'FIRST');
      await on.settle();
      assert.deepEqual([it.erp('Phone'), await it.crm('phone')], ['SECOND', 'second']);
    },
    [0, 'crm'],
  ));

test('H07 H14 a write of unknown outcome is decided again; where the ERP is away just then, a later cycle does it', () =>
  withStage([customers()], async (on) => {
    await acme(on);
    const company = await on.add('company', 'Beta');
    await on.edit(company, { phone: '2' });
    const erpKey = on.erp(0).world.add('Customer', { Nm: 'Beta' });
    await on.settle();
    const failAt = awayAt(on);
    aroundSave(on, async () => {
      failAt(1);
      return unknown('lost', 'No answer.');
    });
    await on.link('Customer', erpKey, company);
    on.clock.advance(60_000);
    // First it is read what became of the write, then both sides, to decide again.
    failAt(2);
    await on.work();
    on.clock.advance(60_000);
    await on.settle();
    assert.equal(on.erp(0).world.value('Customer', erpKey, 'Phone'), '2');
  }));

/** The ERP is away when it is read by key for the so-manieth time from a moment on. */
const awayAt = (on: Stage): ((which: number) => void) =>
  readByKey(on, (time, which) => (time === which ? away() : undefined));

/** What reads by key answer, counted from a moment on; undefined: as the ERP does. */
function readByKey(
  on: Stage,
  answer: (time: number, which: number) => ActorStream | undefined,
): (which: number) => void {
  const erp = on.erp(0);
  let time = 0;
  let wanted = Number.POSITIVE_INFINITY;
  erp.connection = new Proxy(erp.connection, {
    get(target, name: keyof Connection) {
      if (name !== 'getActors') return (target[name] as (...args: unknown[]) => unknown).bind(target);
      return (query: GetActorsQuery, call: CallOptions): ActorStream => {
        time += 1;
        return answer(time, wanted) ?? target.getActors(query, call);
      };
    },
  });
  return (which) => {
    time = 0;
    wanted = which;
  };
}

async function* away(): AsyncGenerator<Actor, End, undefined> {
  yield* [];
  return retry('away', 'The ERP is away.');
}

async function* nobody(): AsyncGenerator<Actor, End, undefined> {
  yield* [];
  return ended;
}
