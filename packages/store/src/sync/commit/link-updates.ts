/** The links of a commit: locked and compared with what was decided on, then updated in one statement. */
import type { BaseField, Commit, EntityKind, LinkState, LinkUpdate } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

export interface LockedLink {
  readonly id: number;
  readonly generation: number;
  readonly state: LinkState;
  readonly entity: EntityKind;
  readonly entity_id: number;
}

/** Locks in entity-id order, as every writer of CRM rows does, so that two connections cannot wait in a ring (H04). */
export async function lockLinks(
  tx: Queryable,
  connectionId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, LockedLink>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<LockedLink>(
    `select id, generation, state, entity, entity_id from link
     where connection_id = $1 and id = any($2::int[])
     order by entity, entity_id, id for update`,
    [connectionId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Links that were unlinked, moved or made again since `decide` saw them (H17). */
export function movedLinks(commit: Commit, links: ReadonlyMap<number, LockedLink>): Set<number> {
  const moved = new Set<number>();
  const check = (id: number, generation: number): void => {
    const link = links.get(id);
    if (link === undefined || link.state === 'broken' || link.generation !== generation) moved.add(id);
  };
  for (const update of commit.links) check(update.id, update.generation);
  for (const intent of commit.intents) check(intent.linkId, intent.generation);
  return moved;
}

const mergedBase = `case when u.base is null then l.base else (l.base || u.base) - coalesce(u.removed, '{}') end`;

/**
 * Writes the updates. The base is merged in the database: a link of eighty fields of which one moved sends that one.
 * `written` raises `r` of the fields whose CRM half was written in this transaction to the row's new version (H28).
 */
export async function updateLinks(
  tx: Queryable,
  updates: readonly LinkUpdate[],
  written: ReadonlyMap<number, ReadonlyMap<string, number>>,
  now: Date,
): Promise<void> {
  if (updates.length === 0) return;
  await tx.run(
    `update link l set
       base = ${mergedBase},
       -- Counted anew only where a flag came or may go: that is one link in thousands.
       flags = case when u.base is null then l.flags when not u.flagged and l.flags = '{}' then '{}'::jsonb else
         coalesce((select jsonb_object_agg(f.flag, f.count) from (
           select value ->> 'flag' as flag, count(*) from jsonb_each(${mergedBase}) where value ? 'flag' group by 1) f),
           '{}') end,
       settled_at = case when u.base is null then l.settled_at else $2 end,
       erp_key = coalesce(u."erpKey", l.erp_key),
       last_modified = case when u."setLastModified" then u."lastModified" else l.last_modified end,
       row_hash = case when u."setRowHash" then u."rowHash" else l.row_hash end,
       parent_key = case when u."setParentKey" then u."parentKey" else l.parent_key end,
       verified_at = case when u.verified then $2 else l.verified_at end,
       state = coalesce(u.state, l.state),
       attempts = coalesce(u.attempts, l.attempts),
       due_at = case when u."setDueAt" then u."dueAt" else l.due_at end,
       reason = case when u."setReason" then u.reason else l.reason end,
       stale_reads = case u.stale when 'read' then l.stale_reads + 1 when 'none' then 0 else l.stale_reads end,
       stale_since = case u.stale when 'none' then null when 'read' then coalesce(l.stale_since, $2)
         when 'wentBack' then coalesce(l.stale_since, $2) else l.stale_since end
     from jsonb_to_recordset($1::jsonb) as u (id int, base jsonb, removed text[], flagged boolean, "erpKey" text,
         "setLastModified" boolean, "lastModified" text, "setRowHash" boolean, "rowHash" text,
         "setParentKey" boolean, "parentKey" text, verified boolean, state text, attempts int,
         "setDueAt" boolean, "dueAt" timestamptz, "setReason" boolean, reason text, stale text)
     where l.id = u.id`,
    [JSON.stringify(merged(updates).map((update) => toRow(update, written.get(update.id)))), now],
  );
}

/** An UPDATE takes one row of FROM a link; two updates of one link in a commit are one after the other. */
function merged(updates: readonly LinkUpdate[]): readonly LinkUpdate[] {
  const byId = new Map<number, LinkUpdate>();
  for (const update of updates) {
    const before = byId.get(update.id);
    const base = before?.base || update.base ? { base: { ...before?.base, ...update.base } } : {};
    byId.set(update.id, before === undefined ? update : { ...before, ...update, ...base });
  }
  return [...byId.values()];
}

function toRow(update: LinkUpdate, written: ReadonlyMap<string, number> | undefined): object {
  const { base, generation: _, ...rest } = update;
  const row = {
    ...rest,
    setLastModified: update.lastModified !== undefined,
    setRowHash: update.rowHash !== undefined,
    setParentKey: update.parentKey !== undefined,
    setDueAt: update.dueAt !== undefined,
    setReason: update.reason !== undefined,
  };
  if (base === undefined) return row;
  const kept: Record<string, BaseField> = {};
  const removed: string[] = [];
  for (const [field, value] of Object.entries(base)) {
    const version = written?.get(field);
    if (value === null) removed.push(field);
    else kept[field] = version === undefined ? value : { ...value, r: version };
  }
  const flagged = Object.values(kept).some((field) => field.flag !== undefined);
  return { ...row, base: kept, removed, flagged };
}
