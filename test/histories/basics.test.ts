import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Connection, retry } from '@kobling/sdk';
import { customers } from './sample.ts';
import { type Stage, stage } from './stage.ts';

let play: Stage;
before(async () => {
  play = await stage([customers()]);
});
after(() => play.drop());

async function linked(name: string, phone: string) {
  const erpKey = play.erp(0).world.add('Customer', { Nm: name, Phone: phone });
  const company = await play.add('company', name);
  await play.link('Customer', erpKey, company);
  await play.settle();
  return { erpKey, company };
}

test('a link brings blanks of one side from the other, and then rests', async () => {
  const { company, erpKey } = await linked('Acme AS', '11 11 11 11');
  assert.equal(await play.value(company, 'phone'), '11 11 11 11');
  await play.edit(company, { email: 'post@acme.example' });
  await play.settle();
  assert.equal(play.erp(0).world.value('Customer', erpKey, 'Email'), 'post@acme.example');
  const { counts } = await play.work();
  assert.deepEqual([counts.crmWrites, counts.erpWrites], [0, 0]);
});

test('edits of different fields on both sides both survive', async () => {
  const { company, erpKey } = await linked('Bakken AS', '22');
  await play.edit(company, { email: 'crm@bakken.example' });
  play.erp(0).world.edit('Customer', erpKey, { Phone: '23' });
  await play.settle();
  assert.equal(await play.value(company, 'phone'), '23');
  assert.equal(play.erp(0).world.value('Customer', erpKey, 'Email'), 'crm@bakken.example');
});

test('the same field on both sides: the higher priority wins, the loser is in the log, "use the other" puts it back', async () => {
  const { company, erpKey } = await linked('Cirkel AS', '1');
  await play.edit(company, { phone: 'from the CRM' });
  play.erp(0).world.edit('Customer', erpKey, { Phone: 'from the ERP' });
  await play.settle();
  assert.equal(play.erp(0).world.value('Customer', erpKey, 'Phone'), 'from the CRM');
  const conflict = (await play.log('conflict')).at(-1);
  assert.equal(conflict?.loser_value, 'from the ERP');
  assert.equal(conflict?.new_value, 'from the CRM');
  const answer = await play.request({ kind: 'useOther', conflict: conflict?.id ?? 0 });
  assert.equal(answer['status'], 'done');
  await play.settle();
  assert.equal(play.erp(0).world.value('Customer', erpKey, 'Phone'), 'from the ERP');
  assert.equal(await play.value(company, 'phone'), 'from the ERP');
});

test('a record without a link is left alone', async () => {
  const erpKey = play.erp(0).world.add('Customer', { Nm: 'Nobody', Phone: '99' });
  const company = await play.add('company', 'Nobody');
  await play.settle();
  assert.equal(await play.value(company, 'phone'), '');
  assert.equal(play.erp(0).world.value('Customer', erpKey, 'Phone'), '99');
});

test('create in ERP makes one record and links it', async () => {
  const company = await play.add('company', 'Dal AS');
  await play.edit(company, { phone: '44' });
  const before = play.erp(0).world.count('Customer');
  const answer = await play.request({ kind: 'create', actorType: 'Customer', entity: company, answers: {} });
  assert.equal(answer['status'], 'done');
  await play.settle();
  assert.equal(play.erp(0).world.count('Customer'), before + 1);
  assert.equal(play.erp(0).world.value('Customer', String(answer['erpKey']), 'Phone'), '44');
});

test('bulk linking joins what is unique on both sides and lists what is not', async () => {
  const { world } = play.erp(0);
  const one = world.add('Customer', { Nm: 'Enhet AS', Phone: '55' });
  world.add('Customer', { Nm: 'Twice' });
  world.add('Customer', { Nm: 'twice ' });
  const company = await play.add('company', ' ENHET as');
  await play.add('company', 'Twice');
  const answer = await play.request({ kind: 'match', actorType: 'Customer', by: ['name'] });
  assert.equal(answer['status'], 'done');
  await play.settle();
  assert.equal((await play.linkOf(company)).erpKey, one);
  const [report] = answer['byField'] as { ambiguous: { value: string; inErp: number }[] }[];
  assert.deepEqual(
    report?.ambiguous.map(({ value, inErp }) => [value, inErp]),
    [['twice', 2]],
  );
});

test('an ERP that is away backs off as a whole, keeps its cursor, and a sync asked for by hand brings it back', async () => {
  const { company, erpKey } = await linked('Fjern AS', '66');
  const erp = play.erp(0);
  const there = erp.connection;
  erp.connection = new Proxy(there, {
    get: (target, name: keyof Connection) =>
      name === 'getChangedActors'
        ? async function* () {
            return retry('test.away', 'The ERP is away.');
          }
        : (target[name] as (...args: unknown[]) => unknown).bind(target),
  });
  erp.world.edit('Customer', erpKey, { Phone: '67' });
  assert.equal((await play.work()).status, 'unreachable');
  const away = await play.store.health(erp.id);
  assert.deepEqual([away.status, away.message, away.failures], ['unreachable', 'The ERP is away.', 1]);
  assert.equal((await play.work()).status, 'unreachable', 'not tried again before its time');
  erp.connection = there;
  assert.equal((await play.request({ kind: 'cycle' }))['status'], 'done');
  assert.equal(await play.value(company, 'phone'), '67');
  assert.equal((await play.store.health(erp.id)).status, 'ok');
});
