/**
 * A story that a worker is killed in: what it finds to do, small enough to be played at every step, and with everything in it that
 * must happen once. All begin alike; story-edits.ts and story-requests.ts go on.
 */
import type { EntityRef } from '@kobling/engine';
import type { Connection } from '@kobling/sdk';
import { memoryConnector, type MemoryWorld, sampleErp } from '@kobling/sdk/memory';
import { addRequest, type Database, ensureEpoch, savePriority, upsertEntities } from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';
import { saveErp } from '../bench/save-erp.ts';
import { makeEdits } from './story-edits.ts';
import { makeRequests } from './story-requests.ts';
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
/** What a story goes on from: the customers and companies of the beginning, by number. */
export interface Begun extends Story {
  readonly keys: readonly string[];
  readonly refs: readonly EntityRef[];
  erpEdit(n: number, values: Readonly<Record<string, string>>): void;
  crmEdit(n: number, values: Readonly<Record<string, string>>): Promise<void>;
}
export interface StoryPlace {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/** `edits`: what users do. `requests`: what they ask for by hand and can be long. */
export const stories = { edits: makeEdits, requests: makeRequests } as const;
export type StoryName = keyof typeof stories;

const cities = ['Oslo', 'Bergen', 'Hamar'];

/** Eight customers linked and at rest; then everything that the worker finds to do. */
export async function beginStory(name: StoryName, place?: StoryPlace): Promise<Story> {
  const { db, url, drop } = place ?? (await testDatabase());
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
  const begun: Begun = {
    ...story,
    keys,
    refs,
    erpEdit: (n, values) => world.edit('Customer', keys[n] ?? '', values),
    crmEdit: async (n, values) => {
      await upsertEntities(db, 'company', [{ id: refs[n]?.id ?? 0, values }], { by: 'ann' });
    },
  };
  await addRequest(db, connectionId, { kind: 'match', actorType: 'Customer', by: ['Nm'] }, 'ann');
  await workToRest({ ...story, aheadMs: -7_200_000 });
  begun.erpEdit(6, { Phone: 'chosen later' });
  await begun.crmEdit(6, { phone: 'wins at first' });
  await workToRest({ ...story, aheadMs: -3_600_000 });
  await stories[name](begun);
  return story;
}

export async function addCompanies(db: Database, names: readonly string[]): Promise<readonly EntityRef[]> {
  const rows = names.map((name) => ({ values: { name } }));
  const { ids } = await upsertEntities(db, 'company', rows, { by: 'import' });
  return ids.map((id) => ({ kind: 'company', id: id ?? 0 }));
}

/** What must be the same with and without a crash: both sides, links with their bases, requests, and nothing left open. */
export async function endState({ db, world }: Story): Promise<Record<string, unknown>> {
  const companies = await db.query(`select name, phone, email, postal_city, deleted from company order by name`);
  const customers = [...world.rows('Customer')]
    .map(({ values }) => [values['Nm'], values['Phone'] ?? '', values['Email'] ?? '', values['City'] ?? ''])
    .toSorted((a, b) => a.join().localeCompare(b.join()));
  const links = await db.query(
    `select c.name, l.state, l.erp_key is not null as keyed, l.attempts, l.reason,
       (select jsonb_object_agg(key, jsonb_build_array(value -> 'e', value -> 'c', value -> 'flag'))
         from jsonb_each(l.base)) as base
     from link l join company c on c.id = l.entity_id order by c.name, l.id`,
  );
  const open = await db.query(`select kind, status from intent where status not in ('settled', 'dropped', 'failed')`);
  const requests =
    await db.query(`select payload ->> 'kind' as kind, status, case when payload ->> 'dryRun' = 'true' then result -> 'counts' end as planned
     from request order by id`);
  const conflicts = await db.query(
    'select erp_field, erp_value, crm_value, winner, status from conflict order by log_id',
  );
  const [left] = await db.query(
    `select (select count(*) from hint) as hints, (select count(*) from match_stage) + (select count(*) from match_pair) as staged,
       (select count(*) from run where status = 'running') as runs`,
  );
  return { companies, customers, links, open, requests, conflicts, left };
}
