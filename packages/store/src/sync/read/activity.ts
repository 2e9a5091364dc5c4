/** Fields written per minute, for the bars of the overview. */
import type { Queryable } from '../../database.ts';

export interface ActivityMinute {
  /** The minute's beginning. */
  readonly at: Date;
  readonly crmWrites: number;
  readonly erpWrites: number;
}

/** The last `minutes` minutes, oldest first, empty ones included, the present one last. */
export async function activity(
  db: Queryable,
  minutes: number,
  now: Date = new Date(),
): Promise<readonly ActivityMinute[]> {
  // The range is written so that the index on time keeps this to the rows of the last hour.
  const rows = await db.query<ActivityMinute>(
    `select m.at, coalesce(w.crm, 0) as "crmWrites", coalesce(w.erp, 0) as "erpWrites"
     from generate_series(date_trunc('minute', $1::timestamptz) - ($2::int - 1) * interval '1 minute',
         date_trunc('minute', $1::timestamptz), interval '1 minute') as m (at)
     left join (
       select date_trunc('minute', at) as at, count(*) filter (where target = 'crm') as crm,
         count(*) filter (where target = 'erp') as erp
       from sync_log
       where target is not null and kind <> 'failure'
         and at >= date_trunc('minute', $1::timestamptz) - ($2::int - 1) * interval '1 minute'
         and at < date_trunc('minute', $1::timestamptz) + interval '1 minute'
       group by 1) w on w.at = m.at
     order by m.at`,
    [now, minutes],
  );
  return rows;
}
