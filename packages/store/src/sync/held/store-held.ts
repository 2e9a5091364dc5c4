/** What a commit does to held fields: answers, ends, new ones. In this order, since a field has one open row. */
import type { Commit, HeldAnswer, LinkUpdate, NewHeld } from '@kobling/engine';
import type { Queryable } from '../../database.ts';

export interface HeldContext {
  readonly connectionId: number;
  readonly runId: number | undefined;
  readonly by: string;
  readonly now: Date;
}

/** After the links' bases are written: what stands in them says which open ones are over. */
export async function storeHeld(
  tx: Queryable,
  context: HeldContext,
  part: Pick<Commit, 'held' | 'heldAnswers' | 'links'>,
): Promise<void> {
  await storeAnswers(tx, context, part.heldAnswers);
  await endHeld(tx, context, part.links);
  await addHeld(tx, context, part.held);
}

async function storeAnswers(tx: Queryable, context: HeldContext, answers: readonly HeldAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await tx.run(
    `update held h set status = a.status, resolved_at = $3, resolved_by = $4
     from unnest($1::bigint[], $2::text[]) as a (id, status)
     where h.id = a.id and (h.status = 'open' or (h.status = 'superseded' and h.why = 'create'))`,
    [answers.map(({ id }) => id), answers.map(({ status }) => status), context.now, context.by],
  );
}

/** Whoever wrote the base: an open one whose field is no longer flagged is over. */
async function endHeld(tx: Queryable, context: HeldContext, updates: readonly LinkUpdate[]): Promise<void> {
  const written = updates.filter((update) => update.base !== undefined || update.state === 'broken');
  if (written.length === 0) return;
  await tx.run(
    `update held h set status = 'superseded', resolved_at = $2
     from link l
     where h.status = 'open' and h.link_id = any($1::int[]) and l.id = h.link_id
       and (l.state = 'broken' or (l.base -> h.erp_field ->> 'flag') is distinct from 'held')`,
    [written.map(({ id }) => id), context.now],
  );
}

async function addHeld(tx: Queryable, context: HeldContext, held: readonly NewHeld[]): Promise<void> {
  if (held.length === 0) return;
  await tx.run(
    `update held h set status = 'superseded', resolved_at = $3
     from unnest($1::int[], $2::text[]) as n (link_id, erp_field)
     where h.status = 'open' and h.link_id = n.link_id and h.erp_field = n.erp_field`,
    [held.map(({ linkId }) => linkId), held.map(({ erpField }) => erpField), context.now],
  );
  const rows = held.map(({ entity, ...row }) => ({ ...row, entity: entity.kind, entityId: entity.id }));
  await tx.run(
    `insert into held (connection_id, link_id, entity, entity_id, actor_type, erp_field, crm_field, why,
       target, old_value, new_value, value_hash, erp_value, crm_value, message,
       answers, run_id, at)
     select $1, n."linkId", n.entity, n."entityId", n."actorType", n."erpField", n."crmField", n.why,
       n.target, n."oldValue", n."newValue", md5(n."newValue")::uuid, n."erpValue", n."crmValue", n.message,
       coalesce(n.answers, '{}'), $3, $4
     from jsonb_to_recordset($2::jsonb) as n ("linkId" int, entity text, "entityId" int,
       "actorType" text, "erpField" text, "crmField" text, why text, target text, "oldValue" text, "newValue" text,
       "erpValue" text, "crmValue" text, message text, answers jsonb)`,
    [context.connectionId, JSON.stringify(rows), context.runId ?? null, context.now],
  );
}

/** After a changed mapping dropped bases (H19): what is held no longer would be offered to a person, and count for the brake. */
export const endHeldOfFields = (
  tx: Queryable,
  connectionId: number,
  actorType: string,
  fields: readonly string[],
): Promise<number> =>
  tx.run(
    `update held h set status = 'superseded', resolved_at = now()
     from link l
     where h.status = 'open' and h.connection_id = $1 and h.actor_type = $2 and h.erp_field = any($3)
       and l.id = h.link_id and (l.base -> h.erp_field ->> 'flag') is distinct from 'held'`,
    [connectionId, actorType, fields],
  );

/** Of links that end. */
export const endHeldOfLinks = (tx: Queryable, linkIds: readonly number[], now: Date): Promise<number> =>
  tx.run(`update held set status = 'superseded', resolved_at = $2 where status = 'open' and link_id = any($1::int[])`, [
    linkIds,
    now,
  ]);

/** Of a link that follows its record's merge. */
export const moveHeld = (tx: Queryable, linkId: number, entityId: number): Promise<number> =>
  tx.run(`update held set entity_id = $2 where status = 'open' and link_id = $1`, [linkId, entityId]);
