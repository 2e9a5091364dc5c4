/** Fields that two connections turn back and forth (H29), and the log that shows it. */
import type { EntityKind, EntityRef, Lease, LogKind, RecentWrite, TurnedField } from '@kobling/engine';
import type { Database, Queryable } from '../../database.ts';
import { holdLease } from '../lease.ts';

/** Enough to see a value come back twice, with some to spare. */
const writesAField = 8;

/** The last writes of each field within 24 hours of the log's own clock, oldest first; not those from before its release. */
export async function recentCrmWrites(
  db: Queryable,
  fields: readonly { readonly entity: EntityRef; readonly crmField: string }[],
): Promise<readonly RecentWrite[]> {
  if (fields.length === 0) return [];
  const rows = await db.query<{
    entity: EntityKind;
    entity_id: number;
    crm_field: string;
    connection_id: number;
    kind: LogKind;
    old_value: string | null;
    new_value: string | null;
  }>(
    `select f.entity, f.entity_id, f.crm_field, s.connection_id, s.kind, s.old_value, s.new_value
     from unnest($1::text[], $2::int[], $3::text[]) as f (entity, entity_id, crm_field)
     left join turned_field t on t.entity = f.entity and t.crm_field = f.crm_field
     cross join lateral (
       select * from sync_log s
       where s.entity = f.entity and s.entity_id = f.entity_id and s.crm_field = f.crm_field and s.target = 'crm'
         and s.at > clock_timestamp() - interval '24 hours' and s.id > coalesce(t.after_log, 0)
       order by s.id desc limit ${writesAField}) s
     order by s.id`,
    [
      fields.map(({ entity }) => entity.kind),
      fields.map(({ entity }) => entity.id),
      fields.map(({ crmField }) => crmField),
    ],
  );
  return rows.map((row) => ({
    entity: { kind: row.entity, id: row.entity_id },
    crmField: row.crm_field,
    connectionId: row.connection_id,
    kind: row.kind,
    oldValue: row.old_value ?? '',
    newValue: row.new_value ?? '',
  }));
}

const columns = `t.entity, t.crm_field as "crmField",
  (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.rank, c.id), '[]')
   from connection c where c.id = any (t.connections)) as connections`;

export const turnedFields = (db: Queryable, connectionId: number): Promise<readonly TurnedField[]> =>
  db.query<TurnedField>(
    `select ${columns} from turned_field t where t.released_at is null and $1 = any (t.connections)`,
    [connectionId],
  );

/** Throws LeaseLost. */
export const holdTurnedField = (
  db: Database,
  lease: Lease,
  field: { readonly entity: EntityKind; readonly crmField: string; readonly connections: readonly number[] },
  now: Date,
): Promise<TurnedField> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run(
      `insert into turned_field (entity, crm_field, connections, at) values ($1, $2, $3, $4)
       on conflict (entity, crm_field) do update set released_at = null, released_by = null,
         at = case when turned_field.released_at is null then turned_field.at else excluded.at end,
         connections = case when turned_field.released_at is null
           then (select array_agg(distinct c) from unnest(turned_field.connections || excluded.connections) c)
           else excluded.connections end`,
      [field.entity, field.crmField, field.connections, now],
    );
    const rows = await tx.query<TurnedField>(
      `select ${columns} from turned_field t where t.entity = $1 and t.crm_field = $2`,
      [field.entity, field.crmField],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('The field just held is not there.');
    return row;
  });

/** What was written up to now no longer counts. Throws LeaseLost. */
export const releaseTurnedField = (
  db: Database,
  lease: Lease,
  field: { readonly entity: EntityKind; readonly crmField: string; readonly by: string },
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    await holdLease(tx, lease);
    await tx.run(
      `update turned_field set released_at = $3, released_by = $4,
         after_log = coalesce((select max(id) from sync_log), 0)
       where entity = $1 and crm_field = $2 and released_at is null`,
      [field.entity, field.crmField, now, field.by],
    );
  });
