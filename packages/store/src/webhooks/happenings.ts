/** What is new of a connection. Counts are whole; of the records only the first are named. */
import type { EntityKind } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { recordName } from '../sync/read/names.ts';

export interface Happened {
  readonly kind: EntityKind;
  readonly id: number;
  readonly name: string;
  readonly actorType: string | null;
  readonly erpKey: string | null;
  readonly erpField: string | null;
  readonly crmField: string | null;
  readonly message: string | null;
  readonly by: string | null;
}
export interface Happening {
  readonly count: number;
  readonly first: readonly Happened[];
}

/** Of more, only the number is told: a message stays small. */
export const mostNamed = 50;

interface Found extends Happened {
  readonly total: number;
}
const toHappening = (rows: readonly Found[]): Happening | undefined => {
  const [head] = rows;
  return head && { count: head.total, first: rows.map(({ total: _total, ...row }) => row) };
};

const isFailing = (link: string): string =>
  `(${link}.state in ('failing', 'parked') or (${link}.state = 'active' and ${link}.flags ? 'failed'))`;

const shape = (link: string, more: string): string =>
  `${link}.entity as kind, ${link}.entity_id as id, ${recordName(`${link}.entity`, `${link}.entity_id`)} as name,
   ${link}.actor_type as "actorType", ${link}.erp_key as "erpKey", ${more}`;

/** Records that began to fail since then and still do; remembered, so that the next attempt is no news. */
export async function newFailures(
  tx: Queryable,
  connectionId: number,
  after: number,
  upTo: number,
): Promise<Happening | undefined> {
  const rows = await tx.query<Found>(
    `with failed as (
       select distinct on (s.link_id) s.link_id, s.erp_field, s.crm_field, s.message
       from sync_log s join link l on l.id = s.link_id
       where s.kind = 'failure' and s.connection_id = $1 and s.id > $2 and s.id <= $3 and ${isFailing('l')}
         and not exists (select from webhook_failing known where known.link_id = s.link_id)
       order by s.link_id, s.id desc),
     fresh as (insert into webhook_failing (link_id, connection_id) select link_id, $1 from failed on conflict do nothing),
     page as (select *, count(*) over ()::int as total from failed order by link_id limit ${mostNamed})
     select p.total, ${shape('l', `p.erp_field as "erpField", p.crm_field as "crmField", p.message, null as by`)}
     from page p join link l on l.id = p.link_id order by p.link_id`,
    [connectionId, after, upTo],
  );
  return toHappening(rows);
}

/** Records whose failure was told and that are in step again. Disconnected ones are forgotten in silence. */
export async function recovered(tx: Queryable, connectionId: number): Promise<Happening | undefined> {
  const rows = await tx.query<Found>(
    `with gone as (delete from webhook_failing f
       where f.connection_id = $1 and not exists (select from link l where l.id = f.link_id and ${isFailing('l')})
       returning f.link_id),
     page as (select l.id, count(*) over ()::int as total from gone join link l on l.id = gone.link_id and l.state <> 'broken'
       order by l.id limit ${mostNamed})
     select p.total, ${shape('l', `null as "erpField", null as "crmField", null as message, null as by`)}
     from page p join link l on l.id = p.id order by l.id`,
    [connectionId],
  );
  return toHappening(rows);
}

/** Conflicts since then that nobody has looked at. */
export async function newConflicts(
  tx: Queryable,
  connectionId: number,
  after: number,
  upTo: number,
): Promise<Happening | undefined> {
  const rows = await tx.query<Found>(
    `with page as (select link_id, log_id, erp_field, crm_field, winner, count(*) over ()::int as total from conflict
       where status = 'open' and connection_id = $1 and log_id > $2 and log_id <= $3 order by log_id limit ${mostNamed})
     select p.total, ${shape('l', `p.erp_field as "erpField", p.crm_field as "crmField", null as message, null as by`)}
     from page p join link l on l.id = p.link_id order by p.log_id`,
    [connectionId, after, upTo],
  );
  return toHappening(rows);
}

/** Fields held since then that still wait for a person. */
export async function newHeld(
  tx: Queryable,
  connectionId: number,
  after: number,
  upTo: number,
): Promise<Happening | undefined> {
  const rows = await tx.query<Found>(
    `with page as (select link_id, id as held_id, erp_field, crm_field, message, count(*) over ()::int as total from held
       where status = 'open' and connection_id = $1 and id > $2 and id <= $3 order by id limit ${mostNamed})
     select p.total, ${shape('l', `p.erp_field as "erpField", p.crm_field as "crmField", p.message, null as by`)}
     from page p join link l on l.id = p.link_id order by p.held_id`,
    [connectionId, after, upTo],
  );
  return toHappening(rows);
}

/** Conflicts that a person settled since an address is there, of all connections; each is told once. */
export async function newlyResolved(
  tx: Queryable,
  since: Date,
): Promise<readonly { readonly connectionId: number; readonly connection: string; readonly happening: Happening }[]> {
  const rows = await tx.query<Found & { connectionId: number; connection: string }>(
    `with told as (update conflict set settled_told = true
       where not settled_told and status in ('kept', 'turned') and resolved_at >= $1
       returning log_id, connection_id, link_id, erp_field, crm_field, resolved_by, status),
     page as (select *, count(*) over (partition by connection_id)::int as total,
       row_number() over (partition by connection_id order by log_id) as place from told)
     select p.connection_id as "connectionId", c.name as connection, p.total,
       ${shape('l', `p.erp_field as "erpField", p.crm_field as "crmField", p.status as message, p.resolved_by as by`)}
     from page p join link l on l.id = p.link_id join connection c on c.id = p.connection_id
     where p.place <= ${mostNamed} order by p.connection_id, p.log_id`,
    [since],
  );
  return [...Map.groupBy(rows, (row) => row.connectionId)].flatMap(([connectionId, own]) => {
    const happening = toHappening(own.map(({ connectionId: _id, connection: _name, ...row }) => row));
    return happening === undefined ? [] : [{ connectionId, connection: own[0]?.connection ?? '', happening }];
  });
}

/** Since when somebody listens: what a person settled before is not told. */
export async function webhooksSince(db: Queryable): Promise<Date | null> {
  return (await db.query<{ at: Date | null }>('select min(created_at) as at from webhook'))[0]?.at ?? null;
}
