/**
 * Everything that Why? and the record page need of one record, in a fixed number of statements by index: its connections
 * with links and mapped fields, the CRM row, the newest rows of log and feed, and what is open about it.
 */
import type { EntityRef, FieldMapping, Link, WhyInput } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import { readCrm } from '../../crm/index.ts';
import type { Queryable } from '../../database.ts';
import { type LinkRow, linkColumns, toLink } from '../links.ts';
import { loadMappings } from '../setup.ts';
import type { SaveWindow } from '../windows.ts';
import { type HistoryRow, readHistory } from './history.ts';
import { recordName } from './names.ts';
import { type Edited, readEdits, readOpen } from './record-open.ts';

export interface RecordFacts {
  readonly entity: EntityRef;
  readonly name: string;
  /** Undefined: deleted. */
  readonly crm:
    | { readonly values: Readonly<Record<string, string>>; readonly edited: ReadonlyMap<string, Edited> }
    | undefined;
  readonly connections: readonly RecordConnection[];
}
export interface RecordConnection {
  readonly id: number;
  readonly about: WhyInput['connection'];
  readonly saveWindow: SaveWindow | null;
  readonly link: (Link & { readonly dueAt: Date | null; readonly settledAt: Date | null }) | undefined;
  readonly fields: readonly RecordField[];
}
export interface RecordField {
  readonly mapping: FieldMapping;
  /** As the connector sent it: may be a multi-language string. */
  readonly erpLabel: string;
  /** List items by name. */
  readonly crmShown: string | null;
  /** As last seen; null: never. */
  readonly erpShown: string | null;
  readonly why: WhyInput;
  /** Newest row of the log about it: where its history begins. */
  readonly lastLogId: number | null;
}

/** Undefined: there never was such a record. */
export async function recordFacts(db: Queryable, entity: EntityRef): Promise<RecordFacts | undefined> {
  const named = await db.query<{ name: string }>(
    `select ${recordName('$1', '$2::int')} as name from ${tables[entity.kind]} where id = $2::int`,
    [entity.kind, entity.id],
  );
  const name = named[0]?.name;
  if (name === undefined) return undefined;
  const links = await readLinks(db, entity);
  const abouts = await readConnections(db);
  const history = await readHistory(db, entity);
  const open = await readOpen(
    db,
    [...links.values()].map((link) => link.id),
  );
  const mapped = await readMapped(db, entity, abouts, links);
  const keys = [...new Set(mapped.flatMap(({ fields }) => fields.map((field) => field.crmField)))];
  const row = (await readCrm(db, entity.kind, [entity.id], keys)).get(entity.id);
  const edited = row === undefined ? new Map<string, Edited>() : await readEdits(db, entity, row.origin, history);
  const labels = await readLabels(db, mapped);
  const shown = await readShown(db, mapped, links, row?.values ?? {});
  return {
    entity,
    name,
    crm: row && { values: row.values, edited },
    connections: mapped.map(({ about, fields, actorType }) => {
      const link = links.get(about.id);
      return {
        id: about.id,
        about: about.why,
        saveWindow: about.window,
        link,
        fields: fields.map((mapping): RecordField => {
          const own = `${about.id} ${mapping.erpField}`;
          const rows = history.filter((one) => speaksOf(one, about.id, mapping));
          return {
            mapping,
            erpLabel: labels.get(`${about.id} ${actorType} ${mapping.erpField}`) ?? '',
            crmShown: row === undefined ? null : (shown.get(`crm ${own}`) ?? row.values[mapping.crmField] ?? null),
            erpShown: shown.get(`erp ${own}`) ?? erpValue(link, mapping),
            lastLogId: rows[0]?.id ?? null,
            why: {
              connection: about.why,
              link,
              mapping,
              crm: row?.values[mapping.crmField],
              edited: edited.get(mapping.crmField) ?? null,
              log: rows.map((one) => ({ ...one, own: one.connectionId === about.id, connection: one.connectionName })),
              conflict: open.conflicts.get(own),
              intent: open.intents.get(own),
              held: open.held.get(own),
              planned: about.waiting.includes(`${actorType} ${mapping.erpField}`),
            },
          };
        }),
      };
    }),
  };
}

const tables = { company: 'company', person: 'person', project: 'project' } as const;

/** The field on this connection, or what another connection wrote to the same CRM field. */
const speaksOf = (row: HistoryRow, connectionId: number, mapping: FieldMapping): boolean =>
  row.connectionId === connectionId
    ? row.erpField === mapping.erpField
    : row.target === 'crm' && row.crmField === mapping.crmField;

/** The last thing known of the ERP's value: what failed or is held was seen later than the base. */
function erpValue(link: Link | undefined, mapping: FieldMapping): string | null {
  const base = link?.base[mapping.erpField];
  return base?.fail?.e ?? base?.hold?.e ?? base?.e ?? null;
}

type RecordLink = Link & { readonly dueAt: Date | null; readonly settledAt: Date | null };

async function readLinks(db: Queryable, entity: EntityRef): Promise<ReadonlyMap<number, RecordLink>> {
  const rows = await db.query<LinkRow & { due_at: Date | null; settled_at: Date | null }>(
    `select ${linkColumns}, due_at, settled_at from link where entity = $1 and entity_id = $2 and state <> 'broken'`,
    [entity.kind, entity.id],
  );
  return new Map(
    rows.map((row) => [row.connection_id, { ...toLink(row), dueAt: row.due_at, settledAt: row.settled_at }]),
  );
}

interface About {
  readonly id: number;
  readonly why: WhyInput['connection'];
  readonly window: SaveWindow | null;
  /** `actorType erpField` of fields that wait for a plan. */
  readonly waiting: readonly string[];
}

async function readConnections(db: Queryable): Promise<readonly About[]> {
  const rows = await db.query<{
    id: number;
    name: string;
    active: boolean;
    health: WhyInput['connection']['health'];
    message: string | null;
    lastOkAt: Date | null;
    hold: string | null;
    recent_ms: number | null;
    greatest_ms: number | null;
    window_at: Date | null;
    waiting: readonly string[];
  }>(
    `select c.id, c.name, c.active, c.health, c.health_message as message, c.last_ok_at as "lastOkAt",
       coalesce(c.hold_message, c.hold) as hold, w.recent_ms, w.greatest_ms, w.at as window_at,
       array(select f.actor_type || ' ' || f.erp_field from field_waiting f where f.connection_id = c.id) as waiting
     from connection c left join save_window w on w.connection_id = c.id where not c.deleted order by c.rank, c.id`,
  );
  return rows.map(({ id, recent_ms: recent, greatest_ms: most, window_at: at, waiting, ...why }) => ({
    id,
    why,
    waiting,
    window: recent === null || most === null || at === null ? null : { recentMs: recent, greatestMs: most, at },
  }));
}

interface Mapped {
  readonly about: About;
  readonly actorType: ErpActorType;
  readonly fields: readonly FieldMapping[];
}

/** The linked actor type's mapping; of an unlinked connection the one that such a record would have. */
async function readMapped(
  db: Queryable,
  entity: EntityRef,
  abouts: readonly About[],
  links: ReadonlyMap<number, Link>,
): Promise<readonly Mapped[]> {
  const mapped: Mapped[] = [];
  for (const about of abouts) {
    const actorType = links.get(about.id)?.actorType;
    const mapping = (await loadMappings(db, about.id)).find((one) =>
      actorType === undefined ? one.entity === entity.kind : one.actorType === actorType,
    );
    if (mapping !== undefined) mapped.push({ about, actorType: mapping.actorType, fields: mapping.fields });
    else if (actorType !== undefined) mapped.push({ about, actorType, fields: [] });
  }
  return mapped;
}

async function readLabels(db: Queryable, mapped: readonly Mapped[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ key: string; label: string }>(
    `select m.connection_id || ' ' || m.actor_type || ' ' || f.field_key as key, f.display_name as label
     from actor_mapping m join erp_field f on f.mapping_id = m.id
     where m.connection_id = any($1::int[]) and f.crm_field is not null`,
    [mapped.map(({ about }) => about.id)],
  );
  return new Map(rows.map((row) => [row.key, row.label]));
}

/** List items by name, of both sides: by `side connection erpField`. */
async function readShown(
  db: Queryable,
  mapped: readonly Mapped[],
  links: ReadonlyMap<number, Link>,
  values: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = mapped.flatMap(({ about, actorType, fields }) =>
    fields
      .filter((field) => field.erpType === 'list' || field.crmType === 'list')
      .flatMap((mapping) =>
        [
          ...(mapping.crmType === 'list'
            ? [{ place: `crm ${about.id} ${mapping.erpField}`, side: 'crm', value: values[mapping.crmField] ?? '' }]
            : []),
          ...(mapping.erpType === 'list'
            ? [
                {
                  place: `erp ${about.id} ${mapping.erpField}`,
                  side: 'erp',
                  value: erpValue(links.get(about.id), mapping) ?? '',
                },
              ]
            : []),
        ].map((one) => ({ ...one, connection: about.id, actorType, erpField: mapping.erpField })),
      ),
  );
  if (wanted.length === 0) return new Map();
  const rows = await db.query<{ place: string; name: string }>(
    `select w.place, case w.side
       when 'crm' then (select i.name from crm_list_item i where i.id = case when w.value ~ '^[0-9]{1,9}$' then w.value::int end)
       else (select i.name from actor_mapping m join erp_field f on f.mapping_id = m.id and f.field_key = w."erpField"
         join erp_list_item i on i.connection_id = m.connection_id and i.list_name = f.list_name and i.item_key = w.value
         where m.connection_id = w.connection and m.actor_type = w."actorType") end as name
     from jsonb_to_recordset($1::jsonb) as w(place text, side text, value text, connection int, "actorType" text, "erpField" text)`,
    [JSON.stringify(wanted)],
  );
  return new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.place, row.name] as const])));
}
