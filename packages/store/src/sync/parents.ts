/** Persons belong to their company's actor (domain rule 2, H33). */
import type { ParentActor, ParentStore } from '@kobling/engine';
import type { Queryable } from '../database.ts';
import { upsertHints } from './hints.ts';

export const parentStore = (db: Queryable): ParentStore => ({
  parentsOf: async (connectionId, personIds) => {
    if (personIds.length === 0) return new Map();
    const rows = await db.query<ParentActor & { readonly person: number }>(
      `select p.id as person, l.actor_type as "actorType", l.erp_key as "erpKey" from person p
       join link l on l.entity = 'company' and l.entity_id = p.company_id and l.connection_id = $1
         and l.state not in ('broken', 'creating') and l.erp_key is not null
       where p.id = any($2::int[])`,
      [connectionId, personIds],
    );
    return new Map(rows.map(({ person, actorType, erpKey }) => [person, { actorType, erpKey }]));
  },
});

/** The links of these companies changed: whether their persons may sync is looked at again. */
export async function hintPersonsOf(
  tx: Queryable,
  connectionId: number,
  companyIds: readonly number[],
  now: Date,
): Promise<void> {
  if (companyIds.length === 0) return;
  const rows = await tx.query<{ id: number }>(
    `select l.id from person p
     join link l on l.connection_id = $1 and l.entity = 'person' and l.entity_id = p.id
       and l.state not in ('broken', 'creating')
     where p.company_id = any($2::int[]) and not p.deleted`,
    [connectionId, companyIds],
  );
  await upsertHints(
    tx,
    connectionId,
    rows.map(({ id }) => ({ linkId: id, why: 'parent', dueAt: now })),
  );
}
