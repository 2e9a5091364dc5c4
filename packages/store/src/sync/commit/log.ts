/** The append-only log of a commit, and the conflicts that it opens and closes. */
import type { LogEntry } from '@kobling/engine';
import type { Queryable } from '../../database.ts';
import type { LockedLink } from './link-updates.ts';

export interface LogContext {
  readonly connectionId: number;
  readonly runId: number | null;
  readonly by: string;
  readonly now: Date;
}

/**
 * Appends rows in the order given. A second row for the same intent and field, or a second undo of the same row in
 * one run, is dropped: settling twice leaves one row (H37). `versions`: of the CRM rows just written, by link. `links` are the locked rows, for the conflicts' generation.
 */
export async function insertLog(
  tx: Queryable,
  context: LogContext,
  entries: readonly LogEntry[],
  links: ReadonlyMap<number, Pick<LockedLink, 'generation'>>,
  versions: ReadonlyMap<number, number> = new Map(),
): Promise<void> {
  if (entries.length === 0) return;
  const params = [context.connectionId, context.runId, context.by, ...columnsOf(entries, versions)];
  // Only these can meet a row of their own; told so, PostgreSQL stores rows a seventh slower.
  const mayBeThere = entries.some((entry) => (entry.intentId ?? entry.undoes ?? null) !== null);
  const insert = mayBeThere ? `${insertEntries} on conflict do nothing` : insertEntries;
  const opening = entries.some((entry) => entry.kind === 'conflict' && entry.target !== null);
  if (!opening) {
    await tx.run(`with ${asEntries} ${insert}`, params);
    await supersede(tx, entries, context.now);
    return;
  }
  const conflicts = await tx.query<{ id: number; place: number }>(
    `with ${asEntries},
     stored as (${insert} returning id, link_id, erp_field, kind, target)
     select distinct on (s.id) s.id, e.place from stored s
     join entry e on e.link_id = s.link_id and e.erp_field = s.erp_field and e.kind = s.kind and e.target = s.target
     where s.kind = 'conflict'
     order by s.id, e.place desc`,
    params,
  );
  await supersede(tx, entries, context.now);
  const opened = conflicts.flatMap(({ id, place }) => {
    const entry = entries[place - 1];
    return entry === undefined ? [] : [{ id, entry }];
  });
  await openConflicts(tx, context, opened, links);
}

/** $1: connection, $2: run, $3: by whom, then one array a column: as one JSON text they cost a third more. */
const asEntries = `entry as (
  select * from unnest($4::int[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::bigint[], $16::bigint[], $17::bigint[]) with ordinality
  as e (link_id, entity, entity_id, erp_field, crm_field, kind, target, old_value, new_value, loser_value, message,
    intent_id, undoes, version, place))`;
const insertEntries = `insert into sync_log (connection_id, run_id, by_name, link_id, entity, entity_id, erp_field,
    crm_field, kind, target, old_value, new_value, loser_value, message, intent_id, undoes, version)
  select $1::int, $2::int, $3::text, e.link_id, e.entity, e.entity_id, e.erp_field, e.crm_field, e.kind, e.target,
    e.old_value, e.new_value, e.loser_value, e.message, e.intent_id, e.undoes, e.version
  from entry e order by e.place`;

const columnsOf = (entries: readonly LogEntry[], versions: ReadonlyMap<number, number>): readonly unknown[][] => [
  entries.map((entry) => entry.linkId),
  entries.map((entry) => entry.entity?.kind ?? null),
  entries.map((entry) => entry.entity?.id ?? null),
  entries.map((entry) => entry.erpField),
  entries.map((entry) => entry.crmField),
  entries.map((entry) => entry.kind),
  entries.map((entry) => entry.target),
  entries.map((entry) => entry.oldValue),
  entries.map((entry) => entry.newValue),
  entries.map((entry) => entry.loserValue ?? null),
  entries.map((entry) => entry.message ?? null),
  entries.map((entry) => entry.intentId ?? null),
  entries.map((entry) => entry.undoes ?? null),
  entries.map((entry) =>
    entry.target === 'crm' && entry.linkId !== null ? (versions.get(entry.linkId) ?? null) : null,
  ),
];

/** An open conflict ends when its field is written again: the person who looks at it later would turn old values. */
async function supersede(tx: Queryable, entries: readonly LogEntry[], now: Date): Promise<void> {
  const written = entries.filter((entry) => entry.target !== null && entry.linkId !== null && entry.erpField !== null);
  if (written.length === 0) return;
  await tx.run(
    `update conflict c set status = 'superseded', resolved_at = $3
     from (select distinct * from unnest($1::int[], $2::text[])) as w (link_id, erp_field)
     where c.status = 'open' and c.link_id = w.link_id and c.erp_field = w.erp_field`,
    [written.map((entry) => entry.linkId), written.map((entry) => entry.erpField), now],
  );
}

interface Opened {
  readonly id: number;
  readonly entry: LogEntry;
}

async function openConflicts(
  tx: Queryable,
  context: LogContext,
  opened: readonly Opened[],
  links: ReadonlyMap<number, Pick<LockedLink, 'generation'>>,
): Promise<void> {
  // Of two on one field the later stands; the first was superseded within the same commit.
  const latest = new Map<string, Opened>();
  for (const one of opened) latest.set(`${one.entry.linkId} ${one.entry.erpField}`, one);
  if (latest.size === 0) return;
  const rows = [...latest.values()].map(({ id, entry }) => {
    const loser = entry.loserValue ?? entry.oldValue;
    const winner = entry.winnerValue ?? entry.newValue;
    const loserIsCrm = entry.target === 'crm';
    return {
      id,
      linkId: entry.linkId,
      generation: entry.linkId === null ? 0 : (links.get(entry.linkId)?.generation ?? 0),
      entity: entry.entity?.kind,
      entityId: entry.entity?.id,
      erpField: entry.erpField,
      crmField: entry.crmField ?? '',
      erp: loserIsCrm ? winner : loser,
      crm: loserIsCrm ? loser : winner,
      winner: loserIsCrm ? 'erp' : 'crm',
    };
  });
  await tx.run(
    `insert into conflict (log_id, connection_id, link_id, generation, entity, entity_id, erp_field, crm_field,
       erp_value, crm_value, winner, at)
     select c.id, $1, c."linkId", c.generation, c.entity, c."entityId", c."erpField", c."crmField", c.erp, c.crm,
       c.winner, $3
     from jsonb_to_recordset($2::jsonb) as c (id bigint, "linkId" int, generation int, entity text, "entityId" int,
       "erpField" text, "crmField" text, erp text, crm text, winner text)`,
    [context.connectionId, JSON.stringify(rows), context.now],
  );
}
