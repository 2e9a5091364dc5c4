/** Links that a person may have to look at: failing, parked, held, missing, waiting, or with failed fields. */
import type { EntityKind, FieldFailure, LinkState } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import { hintOnce, upsertHints } from '../hints.ts';
import type { FieldNames, RecordName } from './names.ts';
import { recordName } from './names.ts';

export interface FailureQuery {
  readonly connectionId?: number;
  /** Pages go on by link id. */
  readonly afterLinkId?: number;
  readonly limit: number;
}
export interface FailureRow {
  readonly linkId: number;
  readonly connection: { readonly id: number; readonly name: string };
  readonly record: RecordName;
  readonly actorType: string;
  readonly erpKey: string | null;
  readonly state: LinkState;
  /** Why the link as a whole is not in step. */
  readonly message: string | null;
  /** Its key may have been given to another record (H10). */
  readonly keyDoubted: boolean;
  /** The key that is proposed for a missing one (H34). */
  readonly newKey: string | null;
  readonly attempts: number;
  readonly nextTryAt: Date | null;
  readonly fields: readonly { readonly field: FieldNames; readonly code: string; readonly message: string }[];
}

const troubled = `l.state in ('failing', 'parked', 'held', 'waitingForParent', 'missingInErp')`;
/** Of the connection $1, or of all where it is null. */
const ofConnection = `l.connection_id in (select id from connection where not deleted and ($1::int is null or id = $1))`;
/** Two partial indexes, one for each half: a single OR would read every link. */
const failed = `
  select l.id from link l where ${ofConnection} and l.state not in ('active', 'broken', 'creating') and ${troubled}
  union
  select l.id from link l where ${ofConnection} and l.flags <> '{}' and l.flags ? 'failed' and l.state <> 'broken'`;

export async function failures(
  db: Queryable,
  query: FailureQuery,
): Promise<{ readonly rows: readonly FailureRow[]; readonly total: number }> {
  const rows = await db.query<StoredFailure>(
    `with page as (select id from (${failed}) t where $2::int is null or id > $2 order by id limit $3)
     select l.id, l.connection_id, c.name as connection_name, l.entity, l.entity_id, l.actor_type, l.erp_key, l.state, l.reason,
       l.attempts, l.due_at, l.state = 'held' and l.stale_since is not null as key_doubted,
       (select r.new_key from renumbering r where r.link_id = l.id and r.generation = l.generation and r.status = 'open'
         and l.state = 'missingInErp') as new_key, ${recordName('l.entity', 'l.entity_id')} as record_name,
       coalesce((select jsonb_agg(jsonb_build_object('erpField', b.key, 'erpLabel', f.display_name, 'erpType', f.type,
           'crmField', f.crm_field, 'fail', b.value -> 'fail') order by f.rank, b.key)
         from jsonb_each(l.base) b
         left join actor_mapping m on m.connection_id = l.connection_id and m.actor_type = l.actor_type
         left join erp_field f on f.mapping_id = m.id and f.field_key = b.key
         where b.value ->> 'flag' = 'failed'), '[]') as fields
     from page join link l on l.id = page.id join connection c on c.id = l.connection_id order by l.id`,
    [query.connectionId ?? null, query.afterLinkId ?? null, query.limit],
  );
  const total = await db.query<{ count: number }>(`select count(*) from (${failed}) t`, [query.connectionId ?? null]);
  return { rows: rows.map(toRow), total: total[0]?.count ?? 0 };
}

interface StoredFailure {
  readonly id: number;
  readonly connection_id: number;
  readonly connection_name: string;
  readonly entity: EntityKind;
  readonly entity_id: number;
  readonly record_name: string;
  readonly actor_type: string;
  readonly erp_key: string | null;
  readonly state: LinkState;
  readonly reason: string | null;
  readonly key_doubted: boolean;
  readonly new_key: string | null;
  readonly attempts: number;
  readonly due_at: Date | null;
  readonly fields: readonly (FieldNames & { readonly fail: FieldFailure | null })[];
}

const toRow = (row: StoredFailure): FailureRow => ({
  linkId: row.id,
  connection: { id: row.connection_id, name: row.connection_name },
  record: { kind: row.entity, id: row.entity_id, name: row.record_name },
  actorType: row.actor_type,
  erpKey: row.erp_key,
  state: row.state,
  message: row.reason,
  keyDoubted: row.key_doubted,
  newKey: row.new_key,
  attempts: row.attempts,
  nextTryAt: row.due_at,
  fields: row.fields.map(({ fail, ...field }) => ({ field, code: fail?.code ?? '', message: fail?.message ?? '' })),
});

/**
 * A person says "try again": the link is due at once and read fresh. Answers its connection, to be woken; undefined
 * when there is no such link.
 */
export async function retryLink(db: Queryable, linkId: number, now: Date): Promise<number | undefined> {
  const rows = await db.query<{ connection_id: number }>(
    `update link set due_at = case when state in ('failing', 'parked') then $2 else due_at end
     where id = $1 and state <> 'broken' returning connection_id`,
    [linkId, now],
  );
  const connectionId = rows[0]?.connection_id;
  if (connectionId !== undefined) await upsertHints(db, connectionId, [{ linkId, why: 'retry', dueAt: now }]);
  return connectionId;
}

/** As many at once. */
const batch = 1_000;

/**
 * The same for all of them, of one connection or of all, a batch a statement. What waits for a person's answer is left. Answers how
 * many there were, and their connections, to be woken.
 */
export async function retryFailures(
  db: Queryable,
  connectionId: number | undefined,
  now: Date,
): Promise<{ readonly count: number; readonly connectionIds: readonly number[] }> {
  const connectionIds = new Set<number>();
  let count = 0;
  for (let after = 0; ; ) {
    const rows = await db.query<{ id: number; connection_id: number | null }>(
      `with page as (select id from (${failed}) t where id > $2 order by id limit $3),
        locked as (select l.id from link l join page on page.id = l.id order by l.id for update of l),
        due as (update link l set due_at = case when l.state in ('failing', 'parked') then $4 else l.due_at end
          from locked where l.id = locked.id and l.state not in ('broken', 'held') returning l.id, l.connection_id),
        hinted as (insert into hint (connection_id, link_id, why, due_at)
          select connection_id, id, 'retry', $4 from due order by id ${hintOnce})
       select page.id, due.connection_id from page left join due on due.id = page.id order by page.id`,
      [connectionId ?? null, after, batch, now],
    );
    for (const row of rows)
      if (row.connection_id !== null) {
        connectionIds.add(row.connection_id);
        count += 1;
      }
    if (rows.length < batch) return { count, connectionIds: [...connectionIds] };
    after = rows.at(-1)?.id ?? after;
  }
}
