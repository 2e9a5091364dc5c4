/** Making, breaking and moving links. A broken link stays as history; its intents are resolved all the same (H17). */
import type { EntityKind, EntityRef, Lease, Link, LogEntry, RunHandle } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { insertLog } from './commit/log.ts';
import { beginFeed } from './cursors.ts';
import { endHeldOfLinks, moveHeld } from './held/index.ts';
import { upsertHints } from './hints.ts';
import { holdLease } from './lease.ts';
import type { LinkRow } from './links.ts';
import { hintPersonsOf } from './parents.ts';
import { linkColumns, toLink } from './links.ts';
import { openRun } from './runs.ts';

export interface WantedLink {
  readonly actorType: ErpActorType;
  readonly erpKey: string | null;
  readonly entity: EntityRef;
  readonly parentKey: string | null;
  readonly state: 'active' | 'creating';
  readonly lastModified: string | null;
}
export type CreateLinkResult =
  | { readonly status: 'linked'; readonly link: Link }
  | { readonly status: 'taken' | 'parent' | 'gone' };

export const linkEntry = (
  kind: 'link' | 'unlink',
  link: Pick<LinkRow, 'id' | 'entity' | 'entity_id' | 'erp_key'>,
  message: string | null = null,
): LogEntry => ({
  linkId: link.id,
  entity: { kind: link.entity, id: link.entity_id },
  erpField: null,
  crmField: null,
  kind,
  target: null,
  oldValue: kind === 'unlink' ? link.erp_key : null,
  newValue: kind === 'link' ? link.erp_key : null,
  message,
});

/**
 * Puts one link in place. `taken`: the entity or the key has a link on this connection (domain rule 1). `parent`: a
 * person's company has no actor there, or another one than the person's parent (rule 2, H33). `gone`: the CRM record
 * was deleted. A link with a key gets a hint, so that it is read whatever the cursor says (H16).
 */
export async function createLink(
  db: Database,
  lease: Lease,
  run: RunHandle,
  wanted: WantedLink,
  now: Date,
): Promise<CreateLinkResult> {
  const stored = await db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await beginFeed(tx, lease.connectionId);
    const refused = await whyNot(tx, lease.connectionId, wanted);
    if (refused !== undefined) return { result: { status: refused }, runId: run.id };
    const row = await insertLink(tx, lease.connectionId, wanted, run.by, now);
    if (row === undefined) return { result: { status: 'taken' as const }, runId: run.id };
    const runId = run.id ?? (await openRun(tx, run, now));
    const context = { connectionId: lease.connectionId, runId, by: run.by, now };
    await insertLog(tx, context, [linkEntry('link', row)], new Map());
    if (wanted.entity.kind === 'company' && wanted.erpKey !== null)
      await hintPersonsOf(tx, lease.connectionId, [wanted.entity.id], now);
    if (wanted.state === 'active') {
      await upsertHints(tx, lease.connectionId, [{ linkId: row.id, why: 'linked', dueAt: now }]);
    }
    return { result: { status: 'linked' as const, link: toLink(row) }, runId };
  });
  run.id = stored.runId;
  return stored.result;
}

const tables: Readonly<Record<EntityKind, string>> = { company: 'company', person: 'person', project: 'project' };

async function whyNot(tx: Queryable, connectionId: number, wanted: WantedLink): Promise<'parent' | 'gone' | undefined> {
  const { kind, id } = wanted.entity;
  // Locked: a deletion that is being written now must not slip between this look and the link.
  const rows = await tx.query(`select 1 as here from ${tables[kind]} where id = $1 and not deleted for share`, [id]);
  if (rows.length === 0) return 'gone';
  if (kind !== 'person') return undefined;
  const parent = await parentOf(tx, connectionId, wanted.entity);
  if (parent === undefined) return 'parent';
  return wanted.parentKey !== null && wanted.parentKey !== parent.erpKey ? 'parent' : undefined;
}

/** The actor that the person's company is linked to on this connection (rule 2); only persons have one. */
export async function parentOf(
  db: Queryable,
  connectionId: number,
  entity: EntityRef,
): Promise<{ readonly actorType: ErpActorType; readonly erpKey: string } | undefined> {
  if (entity.kind !== 'person') return undefined;
  const rows = await db.query<{ actorType: ErpActorType; erpKey: string }>(
    `select l.actor_type as "actorType", l.erp_key as "erpKey" from person p
     join link l on l.entity = 'company' and l.entity_id = p.company_id and l.connection_id = $2
       and l.state <> 'broken' and l.erp_key is not null
     where p.id = $1`,
    [entity.id, connectionId],
  );
  return rows[0];
}

async function insertLink(
  tx: Queryable,
  connectionId: number,
  wanted: WantedLink,
  by: string,
  now: Date,
): Promise<LinkRow | undefined> {
  const rows = await tx.query<LinkRow>(
    `insert into link (connection_id, actor_type, erp_key, entity, entity_id, generation, state, parent_key,
       last_modified, created_by, created_at)
     select $1, $2, $3, $4, $5, 1 + coalesce((select max(generation) from link
         where connection_id = $1 and entity = $4 and entity_id = $5 and state = 'broken'), 0), $6, $7, $8, $9, $10
     on conflict do nothing
     returning ${linkColumns}`,
    [
      connectionId,
      wanted.actorType,
      wanted.erpKey,
      wanted.entity.kind,
      wanted.entity.id,
      wanted.state,
      wanted.parentKey,
      wanted.lastModified,
      by,
      now,
    ],
  );
  return rows[0];
}

/** Breaks links for the engine: the CRM record was deleted, or a merge's survivor has its own. Throws LeaseLost. */
export const breakLinks = (
  db: Database,
  lease: Lease,
  linkIds: readonly number[],
  why: string,
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await breakIn(tx, { connectionId: lease.connectionId, runId: null, by: '', now }, linkIds, why);
  });

/**
 * Breaks links at once, for a person who disconnects: neither the lease nor the ERP is needed (domain rule 15). A cycle
 * that is about to write sees it when it locks the link (H17). Answers how many were broken.
 */
export const unlink = (
  db: Database,
  connectionId: number,
  linkIds: readonly number[],
  by: string,
  why: string,
  now: Date,
): Promise<number> => db.transaction((tx) => breakIn(tx, { connectionId, runId: null, by, now }, linkIds, why));

type BreakContext = Parameters<typeof insertLog>[1];

async function breakIn(
  tx: Transaction,
  context: BreakContext,
  linkIds: readonly number[],
  why: string,
): Promise<number> {
  const rows = await tx.query<LinkRow>(
    `with locked as (
       select id from link where connection_id = $1 and id = any($2::int[]) and state <> 'broken'
       order by entity, entity_id, id for update)
     update link l set state = 'broken', due_at = null, reason = $3 from locked where l.id = locked.id
     returning ${linkColumns
       .split(',')
       .map((column) => `l.${column.trim()}`)
       .join(', ')}`,
    [context.connectionId, linkIds, why],
  );
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  await insertLog(
    tx,
    context,
    rows.map((row) => linkEntry('unlink', row, why)),
    new Map(),
  );
  await tx.run('delete from hint where link_id = any($1::int[])', [ids]);
  await hintPersonsOf(
    tx,
    context.connectionId,
    rows.filter((row) => row.entity === 'company').map((row) => row.entity_id),
    context.now,
  );
  await tx.run(
    `update conflict set status = 'superseded', resolved_at = $2 where status = 'open' and link_id = any($1::int[])`,
    [ids, context.now],
  );
  await endHeldOfLinks(tx, ids, context.now);
  return rows.length;
}

/**
 * After a merge: the survivor takes the link. `taken`: it has one on this connection, so this link is broken. The base
 * stays, since the ERP's half is still true; its CRM half counts every writer of the survivor as later (H28).
 */
export const moveLink = (
  db: Database,
  lease: Lease,
  linkId: number,
  survivor: EntityRef,
  now: Date,
): Promise<'moved' | 'taken'> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    const context = { connectionId: lease.connectionId, runId: null, by: '', now };
    const others = await tx.query<{ id: number }>(
      `select id from link where connection_id = $1 and entity = $2 and entity_id = $3 and state <> 'broken'
         and id <> $4 for update`,
      [lease.connectionId, survivor.kind, survivor.id, linkId],
    );
    if (others.length > 0) {
      await breakIn(tx, context, [linkId], 'merged: the record that stays is linked already');
      return 'taken';
    }
    const rows = await tx.query<LinkRow>(
      `update link set entity_id = $4, generation = generation + 1, base = coalesce(
         (select jsonb_object_agg(key, value || '{"r": 0}') from jsonb_each(base)), '{}')
       where connection_id = $1 and entity = $2 and id = $3 and state <> 'broken'
       returning ${linkColumns}`,
      [lease.connectionId, survivor.kind, linkId, survivor.id],
    );
    const row = rows[0];
    if (row === undefined) return 'taken';
    await moveHeld(tx, linkId, survivor.id);
    await insertLog(tx, context, [linkEntry('link', row, 'merged: follows the record that stays')], new Map());
    await upsertHints(tx, lease.connectionId, [{ linkId, why: 'merged', dueAt: now }]);
    if (survivor.kind === 'company') await hintPersonsOf(tx, lease.connectionId, [survivor.id], now);
    return 'moved';
  });
