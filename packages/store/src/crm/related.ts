/** What hangs on a record: its links, its persons, its projects, and in how many selections it is. */
import type { EntityKind, EntityRef } from '@kobling/engine';
import type { Queryable } from '../database.ts';

export interface RecordLink {
  readonly connection: { readonly id: number; readonly name: string };
  readonly actorType: string;
  readonly erpKey: string | null;
  readonly state: string;
}

/** In order of the connections' priority; broken ones left out. */
export const linksOfRecord = (db: Queryable, { kind, id }: EntityRef): Promise<RecordLink[]> =>
  db.query(
    `select jsonb_build_object('id', c.id, 'name', c.name) as connection, l.actor_type as "actorType",
       l.erp_key as "erpKey", l.state
     from link l join connection c on c.id = l.connection_id
     where l.entity = $1 and l.entity_id = $2 and l.state <> 'broken' and not c.deleted order by c.rank, c.id`,
    [kind, id],
  );

export interface RelatedRow {
  readonly id: number;
  readonly name: string;
  readonly number: string;
  readonly email: string;
  readonly phone: string;
  /** A person's position, a project's status. */
  readonly note: string;
  readonly companyId: number | null;
  readonly companyName: string | null;
}
export type Related = 'persons' | 'projects';

const persons = `select p.id, concat_ws(' ', nullif(p.first_name, ''), nullif(p.middle_name, ''), nullif(p.last_name, '')) as name,
    p.number, p.email, coalesce(nullif(p.phone, ''), p.mobile) as phone, coalesce(i.name, '') as note,
    c.id as "companyId", c.name as "companyName"
  from person p left join crm_list_item i on i.id = p.position left join company c on c.id = p.company_id and not c.deleted`;
const personOrder = 'not p.deleted order by lower(p.last_name), lower(p.first_name), p.id';
const projects = `select t.id, t.name, t.number, '' as email, '' as phone, coalesce(i.name, '') as note,
    null::int as "companyId", null::text as "companyName"
  from project t left join crm_list_item i on i.id = t.status`;
const projectOrder = 'not t.deleted order by lower(t.name), t.id';

/** A company's persons, a project's members, a person's projects, the projects of a company's persons. */
const statements: Readonly<Record<`${EntityKind} ${Related}`, string | undefined>> = {
  'company persons': `${persons} where p.company_id = $1 and ${personOrder}`,
  'project persons': `${persons} where p.id in (select person_id from project_member where project_id = $1) and ${personOrder}`,
  'person projects': `${projects} where t.id in (select project_id from project_member where person_id = $1) and ${projectOrder}`,
  'company projects': `${projects} where t.id in (select m.project_id from project_member m
    join person p on p.id = m.person_id where p.company_id = $1 and not p.deleted) and ${projectOrder}`,
  'person persons': undefined,
  'project projects': undefined,
};

/** Undefined: such records have none of these. */
export async function relatedRows(
  db: Queryable,
  { kind, id }: EntityRef,
  related: Related,
  limit: number,
): Promise<RelatedRow[] | undefined> {
  const statement = statements[`${kind} ${related}`];
  return statement === undefined ? undefined : db.query<RelatedRow>(`${statement} limit $2`, [id, limit]);
}

export interface EndingCounts {
  readonly persons: number;
  readonly memberships: number;
  readonly selections: number;
}

/** What goes with a record when it is deleted; of a company its persons, which keep it. */
export async function endingCounts(db: Queryable, { kind, id }: EntityRef): Promise<EndingCounts> {
  const membership = { company: 'false', person: 'm.person_id = $2', project: 'm.project_id = $2' }[kind];
  const [counts] = await db.query<EndingCounts>(
    `select (select count(*) from person p where $1 = 'company' and p.company_id = $2 and not p.deleted) as persons,
       (select count(*) from project_member m where ${membership}) as memberships,
       (select count(*) from selection_member m join selection s on s.id = m.selection_id
         where s.entity = $1 and m.entity_id = $2) as selections`,
    [kind, id],
  );
  return counts ?? { persons: 0, memberships: 0, selections: 0 };
}
