/** What is known of a record beside its fields. */
import type { EntityRef } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export interface RecordDates {
  readonly createdAt: Date;
  /**
   * Rounded up to the millisecond, all that a program may hold: rounded down it would lie before the record's own last change,
   * which would then count as somebody's later one (H12).
   */
  readonly updatedAt: Date;
  /** Actors that it is linked to. */
  readonly links: number;
}

/** Undefined: there is none, or it is deleted. Read before the values: a time too old is a clash at worst, one too new a loss. */
export async function recordDates(db: Queryable, { kind, id }: EntityRef): Promise<RecordDates | undefined> {
  const rows = await db.query<RecordDates>(
    `select t.created_at as "createdAt", date_trunc('milliseconds', t.updated_at + interval '999 microseconds') as "updatedAt",
       (select count(*)::int from link l where l.entity = $2 and l.entity_id = t.id and l.state <> 'broken') as links
     from ${kind} t where t.id = $1 and not t.deleted`,
    [id, kind],
  );
  return rows[0];
}
