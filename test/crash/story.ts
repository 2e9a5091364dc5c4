/**
 * What the killed worker had to do: link in bulk and by hand, create a customer, bring edits of both sides across, settle a
 * conflict, turn another, follow a deletion. Small enough to be played at every step, and with everything in it that must happen once.
 */
import type { EntityRef } from '@kobling/engine';
import type { Connection } from '@kobling/sdk';
import { memoryConnector, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import { addRequest, type Database, deleteEntity, ensureEpoch, savePriority, upsertEntities } from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';
import { saveErp } from '../bench/save-erp.ts';
import { workToRest } from './worker.ts';

export interface Story {
  readonly db: Database;
  readonly url: string;
  readonly connectionId: number;
  readonly card: NonNullable<ReturnType<typeof memoryConnector>['card']>;
  readonly world: MemoryWorld;
  readonly erp: Connection;
  end(): Promise<void>;
}

const cities = ['Oslo', 'Bergen', 'Hamar'];

/** Eight customers linked and at rest; then everything that the worker finds to do. */
export async function beginStory(): Promise<Story> {
  const { db, url, drop } = await testDatabase();
  await ensureEpoch(db);
  const connector = memoryConnector(sampleErp);
  const { world, card = {} } = connector;
  const opened = await connector.open({}, {} as never, { signal: new AbortController().signal });
  if (opened.status !== 'done') throw new Error('The ERP in memory did not open.');
  const connectionId = await saveErp(db, world);
  await savePriority(db, ['crm', connectionId]);
  const story = { db, url, connectionId, card, world, erp: opened.value, end: drop };
  const names = Array.from({ length: 8 }, (_, n) => `Firma ${n}`);
  const keys = names.map((Nm, n) => world.add('Customer', { Nm, Phone: `1${n}`, City: cities[n % 3] ?? '' }));
  const refs = await addCompanies(db, names);
  await addRequest(db, connectionId, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'ann');
  await workToRest({ ...story, aheadMs: -7_200_000 });
  world.edit('Customer', keys[6] ?? '', { Phone: 'chosen later' });
  await upsertEntities(db, 'company', [{ id: refs[6]?.id ?? 0, values: { phone: 'wins at first' } }], { by: 'ann' });
  await workToRest({ ...story, aheadMs: -3_600_000 });
  await makeWork(story, keys, refs);
  return story;
}

async function addCompanies(db: Database, names: readonly string[]): Promise<readonly EntityRef[]> {
  const rows = names.map((name) => ({ values: { name } }));
  const { ids } = await upsertEntities(db, 'company', rows, { by: 'import' });
  return ids.map((id) => ({ kind: 'company', id: id ?? 0 }));
}

async function makeWork({ db, world, connectionId }: Story, keys: readonly string[], refs: readonly EntityRef[]) {
  const erp = (n: number, values: Record<string, string>) => world.edit('Customer', keys[n] ?? '', values);
  const crm = (n: number, values: Record<string, string>) =>
    upsertEntities(db, 'company', [{ id: refs[n]?.id ?? 0, values }], { by: 'ann' });
  erp(0, { Phone: 'from the ERP' });
  await crm(1, { email: 'crm@firma1.example' });
  erp(2, { City: 'Bodø' });
  await crm(2, { phone: 'from the CRM' });
  erp(3, { Phone: 'loses' });
  await crm(3, { phone: 'wins' });
  erp(4, { Email: 'same@firma4.example' });
  await crm(4, { email: 'same@firma4.example' });
  erp(5, { Phone: 'nobody wants it' });
  const deleted = refs[5];
  if (deleted !== undefined) await deleteEntity(db, deleted, { by: 'ann' });
  world.add('Customer', { Nm: 'Nykunde', Phone: '77', Email: 'post@nykunde.example' });
  await addCompanies(db, ['Nykunde']);
  await addRequest(db, connectionId, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'ann');
  const byHand = world.add('Customer', { Nm: 'Under another name', Phone: '66' });
  const [created, joined] = await addCompanies(db, ['Nyskapt', 'Håndlenket']);
  if (created === undefined || joined === undefined) throw new Error('No company to create from.');
  await upsertEntities(db, 'company', [{ id: created.id, values: { phone: '88' } }], { by: 'ann' });
  const wish = { kind: 'create', actorType: 'Customer', entity: created, answers: {} } as const;
  await addRequest(db, connectionId, wish, 'ann');
  const link = { kind: 'link', actorType: 'Customer', erpKey: byHand, entity: joined } as const;
  await addRequest(db, connectionId, link, 'ann');
  const [conflict] = await db.query<{ id: number }>(`select log_id as id from conflict where status = 'open'`);
  if (conflict === undefined) throw new Error('There is no conflict to turn.');
  await addRequest(db, connectionId, { kind: 'useOther', conflict: conflict.id }, 'ann');
}

/** What must be the same with and without a crash: both sides, links with their bases, requests, and nothing left open. */
export async function endState({ db, world }: Story): Promise<Record<string, unknown>> {
  const companies = await db.query(`select name, phone, email, postal_city, deleted from company order by name`);
  const customers = [...world.rows('Customer')]
    .map(({ values }) => [values['Nm'], values['Phone'] ?? '', values['Email'] ?? '', values['City'] ?? ''])
    .toSorted((a, b) => a.join().localeCompare(b.join()));
  const links = await db.query(
    `select c.name, l.state, l.erp_key is not null as keyed, l.attempts, l.reason,
       (select jsonb_object_agg(key, jsonb_build_array(value -> 'e', value -> 'c')) from jsonb_each(l.base)) as base
     from link l join company c on c.id = l.entity_id order by c.name, l.id`,
  );
  const open = await db.query(`select kind, status from intent where status not in ('settled', 'dropped', 'failed')`);
  const requests = await db.query(`select payload ->> 'kind' as kind, kind as name, status from request order by id`);
  const conflicts = await db.query(
    'select erp_field, erp_value, crm_value, winner, status from conflict order by log_id',
  );
  return { companies, customers, links, open, requests, conflicts };
}
