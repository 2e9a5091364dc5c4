/** What a merge of two records does, told before it is done (H34): links, persons, values, and ERP records left over. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { Database, Queryable, Transaction } from '../database.ts';
import { type Author, describe, gone, inTransaction } from './entity.ts';
import { fieldMap } from './fields.ts';
import { mergeEntities } from './remove.ts';
import { selectRows } from './rows.ts';

export interface MergedLink {
  readonly connection: string;
  readonly actorType: string;
  readonly erpKey: string | null;
  /**
   * `follows`: the record that stays takes it over. `ends`: the record that stays has its own, `keptKey`; the key freed here
   * may be a duplicate in the ERP.
   */
  readonly becomes: 'follows' | 'ends';
  readonly keptKey: string | null;
}
/** A person whose actor in the ERP belongs to the company that was merged away: it waits for its parent (H33). */
export interface WaitingPerson {
  readonly connection: string;
  readonly person: number;
  readonly name: string;
  readonly erpKey: string | null;
  readonly parentKey: string;
  readonly companyKey: string | null;
}
export interface MergePreview {
  /** `name`: as a sentence names it, `company 12 (Acme)`. */
  readonly from: { readonly id: number; readonly name: string };
  readonly into: { readonly id: number; readonly name: string };
  readonly links: readonly MergedLink[];
  /** ERP records that nothing in the CRM stands for afterwards. */
  readonly possibleDuplicates: readonly {
    readonly connection: string;
    readonly actorType: string;
    readonly erpKey: string;
  }[];
  /** Persons that move to the company that stays. */
  readonly persons: number;
  /** At most 1,000. */
  readonly waiting: readonly WaitingPerson[];
  /** Project memberships that move. */
  readonly memberships: number;
  /** Values of the record that goes which the one that stays does not have: they are not taken over. */
  readonly values: readonly { readonly field: string; readonly from: string; readonly into: string }[];
}

/** Writes nothing. `from` would become `into`. */
export async function previewMerge(db: Queryable, from: EntityRef, into: EntityRef): Promise<Outcome<MergePreview>> {
  const { kind } = from;
  if (kind !== into.kind || from.id === into.id)
    return rejected(
      'crm.merge',
      `${kind} ${from.id} cannot be merged into ${into.kind} ${into.id}. Choose two different records of one kind.`,
    );
  const fields = await fieldMap(db, kind);
  const rows = await selectRows(db, kind, fields, [from.id, into.id], fields.keys());
  const [goes, stays] = [rows.get(from.id), rows.get(into.id)];
  if (goes === undefined || stays === undefined) return gone(goes === undefined ? from : into);
  const links = await mergedLinks(db, from, into);
  const values = [...fields.keys()]
    .map((field) => ({ field, from: goes.values[field] ?? '', into: stays.values[field] ?? '' }))
    .filter((value) => value.from !== '' && value.from !== value.into);
  return done({
    from: { id: from.id, name: describe({ ref: from, values: goes.values }) },
    into: { id: into.id, name: describe({ ref: into, values: stays.values }) },
    links,
    possibleDuplicates: links.flatMap(({ connection, actorType, erpKey, becomes }) =>
      becomes === 'ends' && erpKey !== null ? [{ connection, actorType, erpKey }] : [],
    ),
    persons: kind === 'company' ? await count(db, 'person where company_id = $1 and not deleted', from.id) : 0,
    waiting: kind === 'company' ? await waitingPersons(db, from.id, into.id) : [],
    memberships:
      kind === 'company'
        ? 0
        : await count(db, `project_member where ${kind === 'person' ? 'person_id' : 'project_id'} = $1`, from.id),
    values,
  });
}

/** The merge itself; answers what it did, as it was seen in the same transaction. */
export function mergeWithReport(
  db: Database | Transaction,
  from: EntityRef,
  into: EntityRef,
  author: Author,
): Promise<Outcome<MergePreview>> {
  return inTransaction(db, async (tx): Promise<Outcome<MergePreview>> => {
    const preview = await previewMerge(tx, from, into);
    if (preview.status !== 'done') return preview;
    const merged = await mergeEntities(tx, from, into, author);
    return merged.status === 'done' ? preview : merged;
  });
}

const count = async (db: Queryable, what: string, id: number): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*) as n from ${what}`, [id]))[0]?.n ?? 0;

const mergedLinks = (db: Queryable, from: EntityRef, into: EntityRef): Promise<MergedLink[]> =>
  db.query<MergedLink>(
    `select c.name as connection, l.actor_type as "actorType", l.erp_key as "erpKey",
       case when o.id is null then 'follows' else 'ends' end as becomes, o.erp_key as "keptKey"
     from link l join connection c on c.id = l.connection_id
     left join link o on o.connection_id = l.connection_id and o.entity = l.entity and o.entity_id = $3
       and o.state <> 'broken'
     where l.entity = $1 and l.entity_id = $2 and l.state <> 'broken' order by c.rank, c.id, l.id`,
    [from.kind satisfies EntityKind, from.id, into.id],
  );

/** Per connection the company that stays keeps its own key, or takes over the one of the company that goes. */
const waitingPersons = (db: Queryable, from: number, into: number): Promise<WaitingPerson[]> =>
  db.query<WaitingPerson>(
    `with kept as (
       select distinct on (connection_id) connection_id, erp_key from link
       where entity = 'company' and entity_id in ($1, $2) and state <> 'broken'
       order by connection_id, (entity_id = $2) desc)
     select c.name as connection, p.id as person, concat_ws(' ', nullif(p.first_name, ''), nullif(p.last_name, '')) as name,
       l.erp_key as "erpKey", l.parent_key as "parentKey", k.erp_key as "companyKey"
     from person p join link l on l.entity = 'person' and l.entity_id = p.id and l.state <> 'broken'
     join connection c on c.id = l.connection_id left join kept k on k.connection_id = l.connection_id
     where p.company_id = $1 and not p.deleted and l.parent_key is not null and l.parent_key is distinct from k.erp_key
     order by c.rank, c.id, p.id limit 1000`,
    [from, into],
  );
