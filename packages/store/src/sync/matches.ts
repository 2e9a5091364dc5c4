/**
 * Bulk linking: the ERP's side is staged, then joined with the CRM on one field. Values must be unique on both sides;
 * what is ambiguous is listed, never guessed. Links are made in batches, each a transaction: one that ends early has
 * made whole links, and the next finds the rest.
 */
import type { EntityKind, Lease, MatchCandidate, MatchReport, RunHandle } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { insertLog } from './commit/log.ts';
import { beginFeed } from './cursors.ts';
import { upsertHints } from './hints.ts';
import { holdLease } from './lease.ts';
import { linkEntry } from './link-changes.ts';
import type { LinkRow } from './links.ts';
import { linkColumns } from './links.ts';
import { matchValue } from './match-value.ts';
import { hintPersonsOf } from './parents.ts';
import { openRun } from './runs.ts';

/** Links a transaction: short enough that renewing the lease never waits for it. */
const batchSize = 1_000;
const listedAmbiguous = 100;
const listedPairs = 1_000;

/** Adds candidates to a request's stage; none at all empties it, which begins a new matching. */
export async function stageMatch(
  db: Queryable,
  requestId: number,
  candidates: readonly MatchCandidate[],
): Promise<void> {
  if (candidates.length === 0) {
    await db.run(
      `with found as (delete from match_pair where request_id = $1) delete from match_stage where request_id = $1`,
      [requestId],
    );
    return;
  }
  await db.run(
    `insert into match_stage (request_id, erp_key, value, parent_key, last_modified)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
    [
      requestId,
      candidates.map((candidate) => candidate.erpKey),
      candidates.map((candidate) => candidate.value),
      candidates.map((candidate) => candidate.parentKey),
      candidates.map((candidate) => candidate.lastModified),
    ],
  );
}

export interface Matching {
  readonly requestId: number;
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly crmField: string;
  readonly dryRun: boolean;
}

interface Pair {
  readonly erp_key: string;
  readonly entity_id: number;
  readonly value: string;
  readonly parent_key: string | null;
  readonly last_modified: string;
}

/** See SyncStore.linkMatches. */
export async function linkMatches(
  db: Database,
  lease: Lease,
  run: RunHandle,
  match: Matching,
  now: Date,
): Promise<MatchReport> {
  const found = await compare(db, lease.connectionId, match);
  const listed = match.dryRun ? await pairsAfter(db, match.requestId, 0, listedPairs) : [];
  const linked = match.dryRun ? found.pairs : await linkFound(db, lease, run, match, now);
  await stageMatch(db, match.requestId, []);
  return {
    linked,
    ambiguous: found.ambiguous.map(({ value, inErp, inCrm }) => ({ value, inErp, inCrm })),
    ambiguousCount: found.ambiguous[0]?.total ?? 0,
    withoutCounterpart: found.withoutCounterpart,
    pairs: listed.map((pair) => ({ erpKey: pair.erp_key, entityId: pair.entity_id, value: pair.value })),
  };
}

interface Found {
  /** How many; they are in match_pair. */
  readonly pairs: number;
  /** The first of them, each with how many there are in all. */
  readonly ambiguous: readonly { value: string; inErp: number; inCrm: number; total: number }[];
  readonly withoutCounterpart: number;
}

/** The sides grouped by value: a stream may deliver an actor twice, so keys are made distinct first. */
const sides = (match: Matching, crmValue: string): string => `
  staged as (select distinct on (erp_key) erp_key, value, parent_key, last_modified from match_stage
    where request_id = $1 order by erp_key),
  erp as (select s.*, count(*) over (partition by value) as n, exists (
      select from link l where l.connection_id = $2 and l.actor_type = $3 and l.state <> 'broken'
        and l.erp_key collate "C" = s.erp_key) as linked
    from staged s),
  crm as (select v.*, count(*) over (partition by value) as n, exists (
      select from link l where l.connection_id = $2 and l.entity = $4 and l.entity_id = v.id and l.state <> 'broken'
    ) as linked
    from (select t.id, ${crmValue} as value, ${match.entity === 'person' ? 't.company_id' : 'null::int'} as company_id
      from ${match.entity} t where not t.deleted) v
    where v.value <> '')`;

async function compare(db: Database, connectionId: number, match: Matching): Promise<Found> {
  const params = [match.requestId, connectionId, match.actorType, match.entity];
  // Rule 2: a person only where its company's actor is its parent (H33).
  const parent =
    match.entity !== 'person'
      ? ''
      : `and exists (select from link p where p.connection_id = $2 and p.entity = 'company'
           and p.entity_id = crm.company_id and p.state <> 'broken' and p.erp_key is not null
           and (erp.parent_key is null or p.erp_key = erp.parent_key))`;
  const both = sides(match, await matchValue(db, match.entity, match.crmField));
  return db.transaction(
    async (tx) => {
      await tx.run('delete from match_pair where request_id = $1', [match.requestId]);
      const pairs = await tx.run(
        `with ${both}
         insert into match_pair (request_id, place, erp_key, entity_id, value, parent_key, last_modified)
         select $1, row_number() over (order by erp.erp_key), erp.erp_key, crm.id, erp.value, erp.parent_key, erp.last_modified
         from erp join crm using (value)
         where erp.n = 1 and crm.n = 1 and not erp.linked and not crm.linked ${parent}`,
        params,
      );
      const ambiguous = await tx.query<Found['ambiguous'][number]>(
        `with ${both}
         select value, max(erp.n) as "inErp", max(crm.n) as "inCrm", (count(*) over ())::int as total
         from erp join crm using (value)
         where value <> '' and (erp.n > 1 or crm.n > 1)
         group by value having bool_or(not erp.linked) and bool_or(not crm.linked) order by value limit $5`,
        [...params, listedAmbiguous],
      );
      const alone = await tx.query<{ count: number }>(
        `with ${both}
         select count(*) from erp where not linked
           and not exists (select from crm where crm.value = erp.value and not crm.linked)`,
        params,
      );
      return { pairs, ambiguous, withoutCounterpart: alone[0]?.count ?? 0 };
    },
    { isolation: 'repeatable read' },
  );
}

interface PlacedPair extends Pair {
  readonly place: number;
}
const pairsAfter = (db: Queryable, requestId: number, after: number, limit: number): Promise<PlacedPair[]> =>
  db.query(
    `select place, erp_key, entity_id, value, parent_key, last_modified from match_pair
     where request_id = $1 and place > $2 order by place limit $3`,
    [requestId, after, limit],
  );

/** Answers how many links were made. */
async function linkFound(db: Database, lease: Lease, run: RunHandle, match: Matching, now: Date): Promise<number> {
  let linked = 0;
  for (let after = 0; ; ) {
    const pairs = await pairsAfter(db, match.requestId, after, batchSize);
    const last = pairs.at(-1);
    if (last === undefined) return linked;
    linked += await linkBatch(db, lease, run, match, pairs, now);
    after = last.place;
  }
}

async function linkBatch(
  db: Database,
  lease: Lease,
  run: RunHandle,
  match: Matching,
  pairs: readonly Pair[],
  now: Date,
): Promise<number> {
  const stored = await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    return linkPairs(tx, lease, run, match, pairs, now);
  });
  run.id = stored.runId;
  return stored.links.length;
}

/** Links pairs of which neither side is linked yet, with their log and hints; under a held lease, in one transaction. */
export async function linkPairs(
  tx: Transaction,
  lease: Lease,
  run: RunHandle,
  match: Pick<Matching, 'actorType' | 'entity'>,
  pairs: readonly Omit<Pair, 'value'>[],
  now: Date,
): Promise<{ readonly links: readonly LinkRow[]; readonly runId: number | undefined }> {
  await beginFeed(tx, lease.connectionId);
  const links = await insertLinks(tx, lease.connectionId, match, pairs, run.by, now);
  if (links.length === 0) return { links, runId: run.id };
  const runId = run.id ?? (await openRun(tx, run, now));
  const context = { connectionId: lease.connectionId, runId, by: run.by, now };
  await insertLog(
    tx,
    context,
    links.map((link) => linkEntry('link', link)),
    new Map(),
  );
  await upsertHints(
    tx,
    lease.connectionId,
    links.map((link) => ({ linkId: link.id, why: 'linked', dueAt: now })),
  );
  if (match.entity === 'company')
    await hintPersonsOf(
      tx,
      lease.connectionId,
      links.map((link) => link.entity_id),
      now,
    );
  return { links, runId };
}

const insertLinks = (
  tx: Transaction,
  connectionId: number,
  match: Pick<Matching, 'actorType' | 'entity'>,
  pairs: readonly Omit<Pair, 'value'>[],
  by: string,
  now: Date,
): Promise<LinkRow[]> =>
  tx.query<LinkRow>(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id, generation, parent_key, last_modified,
       created_by, created_at)
     select $1, $2, p.erp_key, $3, p.entity_id, 1 + coalesce(h.generation, 0), p.parent_key, p.last_modified, $4, $5
     from jsonb_to_recordset($6::jsonb) as p (erp_key text, entity_id int, parent_key text, last_modified text)
     join ${match.entity} e on e.id = p.entity_id and not e.deleted
     left join lateral (select max(generation) as generation from link where connection_id = $1 and entity = $3
       and entity_id = p.entity_id and state = 'broken') h on true
     on conflict do nothing
     returning ${linkColumns}`,
    [connectionId, match.actorType, match.entity, by, now, JSON.stringify(pairs)],
  );
