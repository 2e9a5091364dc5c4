/** The audit trail: who changed which setting, from what to what. Written by `addAudit`; here it is read. */
import type { Queryable } from '../database.ts';

export interface AuditEntry {
  readonly id: number;
  readonly at: Date;
  readonly by: string;
  readonly action: string;
  readonly subject: string;
  /** JSON; null: nothing was said of it. */
  readonly old: unknown;
  readonly new: unknown;
}
export interface AuditFilter {
  readonly by?: string | undefined;
  /** The first word of an action: `user` finds `user.add` and `user.change`. */
  readonly area?: string | undefined;
  /** In subject, action or name, in any case. */
  readonly text?: string | undefined;
  readonly from?: Date | undefined;
  /** Up to, not including. */
  readonly to?: Date | undefined;
  /** Entries before this one. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** The newest first. */
export function auditTrail(db: Queryable, filter: AuditFilter): Promise<AuditEntry[]> {
  return db.query(
    `select id, at, by_name as by, action, subject, old, new from audit
     where ($1::text is null or lower(by_name) = lower($1))
       and ($2::text is null or lower(split_part(split_part(action, '.', 1), ' ', 1)) = lower($2))
       and ($3::text is null or position(lower($3) in lower(subject || ' ' || action || ' ' || by_name)) > 0)
       and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
       and ($6::bigint is null or id < $6)
     order by id desc limit $7`,
    [
      filter.by ?? null,
      filter.area ?? null,
      filter.text ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.beforeId ?? null,
      filter.limit,
    ],
  );
}

/** What there is to filter by. */
export async function auditWords(
  db: Queryable,
): Promise<{ readonly areas: readonly string[]; readonly people: readonly string[] }> {
  const [row] = await db.query<{ areas: string[]; people: string[] }>(
    `select coalesce(array_agg(distinct split_part(split_part(action, '.', 1), ' ', 1)), '{}') as areas,
       coalesce(array_agg(distinct by_name), '{}') as people from audit`,
  );
  return row ?? { areas: [], people: [] };
}
