/** A link by hand: the actor must be there; a create that waits for a person on this record gives way (H09). */
import type { Actor } from '@kobling/sdk';
import { whyNotChosen } from '../chosen.ts';
import { fetchActors } from '../fetch.ts';
import { limits } from '../limits.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { ActorMapping, Link } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { RequestBody } from '../ports.ts';
import { callOptions, type Ended, keyTooLong, mappingOf, type Work } from '../work.ts';
import type { Serve, Served } from './served.ts';

type Wish = Extract<RequestBody, { kind: 'link' }>;

export const linkByHand: Serve<'link'> = async (work, request) => {
  const { store } = work.world;
  const { id, body: wish, position } = request;
  const mapping = mappingOf(work, wish.actorType);
  if (mapping === undefined || mapping.entity !== wish.entity.kind)
    return failed(`${wish.actorType} is not mapped to ${wish.entity.kind} on ${work.setup.name}.`);
  const tooLong = keyTooLong(wish.actorType, wish.erpKey);
  if (tooLong !== undefined) return failed(tooLong);
  const links = await store.linksByEntities(work.setup.id, wish.entity.kind, [wish.entity.id]);
  // Made by a worker that died before it could say so, or asked for twice: the wish is fulfilled.
  const standing = links.find(({ actorType, erpKey }) => actorType === wish.actorType && erpKey === wish.erpKey);
  if (standing !== undefined) return firstLook(work, standing, request);
  if (triesOf(position) !== undefined) return failed('The link was removed again before its values were agreed.');
  const fetched = await actorOf(work, wish);
  if (!('actor' in fetched)) return failed(fetched.message);
  const unfit = await whyNot(work, mapping, wish, fetched.actor);
  if (unfit !== undefined) return failed(unfit);
  // Only now: of an ERP that is away, or of a key that is none, the question stays open.
  for (const link of links) {
    if (link.erpKey === null && link.state === 'held')
      await store.breakLinks(work.lease, [link.id], 'Connected to an existing record instead.');
  }
  const made = await store.createLink(work.lease, work.run, {
    actorType: wish.actorType,
    erpKey: wish.erpKey,
    entity: wish.entity,
    parentKey: fetched.actor.parentErpKey ?? null,
    state: 'active',
    lastModified: null,
  });
  if (made.status !== 'linked') return failed(linkRefusals[made.status]);
  await store.updateRequest(work.lease, id, { position: { tries: 0 } });
  return firstLook(work, made.link, request);
};

const failed = (message: string): Served => ({ status: 'failed', message });

/**
 * How often the values were tried in vain while the ERP answered. Undefined: this request has not made its link; one that it
 * made and that is gone now was removed by somebody, and is not made again.
 */
function triesOf(position: unknown): number | undefined {
  if (typeof position !== 'object' || position === null || !('tries' in position)) return undefined;
  return typeof position.tries === 'number' ? position.tries : undefined;
}

async function actorOf(
  work: Work,
  { actorType, erpKey, entity }: Wish,
): Promise<{ readonly actor: Actor } | { readonly message: string }> {
  const probe = {
    id: 0,
    connectionId: work.setup.id,
    actorType,
    erpKey,
    entity,
    generation: 0,
    state: 'active',
    base: {},
    lastModified: null,
    rowHash: null,
    parentKey: null,
    attempts: 0,
    reason: null,
  } as const;
  const fetched = await fetchActors(work, [probe]);
  if (fetched.end.status !== 'done') return { message: fetched.end.reason.message };
  const actor = fetched.actors.get(0);
  return actor === undefined ? { message: `${work.setup.name} has no ${actorType} ${erpKey}.` } : { actor };
}

/** Every chosen value that cannot stand, with field and remedy, before anything is linked. */
async function whyNot(work: Work, mapping: ActorMapping, wish: Wish, actor: Actor): Promise<string | undefined> {
  const fields = chosenFields(mapping, wish);
  if (fields.length === 0) return undefined;
  const { kind, id } = wish.entity;
  const crmFields = fields.map(({ crmField }) => crmField);
  const row = (await work.world.store.readCrm(kind, [id], crmFields)).get(id);
  if (row === undefined) return linkRefusals.gone;
  const problems = fields.flatMap((field) => {
    const seen = seenInErp(work.setup, field, actor);
    const chosen = wish.chosen?.[field.crmField];
    const crm = row.values[field.crmField];
    if (!('value' in seen) || chosen === undefined || crm === undefined) return [];
    return whyNotChosen(work.setup, field, chosen, seen.value, crm) ?? [];
  });
  return problems.length === 0 ? undefined : problems.join(' ');
}

const chosenFields = (mapping: ActorMapping, { chosen }: Wish) =>
  mapping.fields.filter(({ crmField }) => chosen?.[crmField] !== undefined);

type Asked = Parameters<Serve<'link'>>[1];

async function firstLook(work: Work, link: Link, request: Asked): Promise<Served> {
  const { chosen } = request.body;
  const end = await mergeLinks(work, [link], new Map(), {
    ...plainMerge,
    asked: true,
    ...(chosen !== undefined && { chosen }),
  });
  const open = await undecided(work, link.id, request.body);
  // Waits until the ERP answers: a plain merge would forget what was chosen.
  if (open.length > 0 && end.status !== 'done' && (await mayAnswer(work, request)))
    return { status: 'away', message: end.reason.message };
  return { status: 'done', ...messageOf(end, open), result: { linkId: link.id } };
}

/** An ERP that is away is waited for; one that answers and cannot read this record is asked a few times: it holds up the others. */
async function mayAnswer(work: Work, { id, position }: Asked): Promise<boolean> {
  if ((await work.world.erp.test(callOptions(work))).status !== 'done') return true;
  const tries = (triesOf(position) ?? 0) + 1;
  await work.world.store.updateRequest(work.lease, id, { position: { tries } });
  return tries < limits.rounds;
}

function messageOf(end: Ended, open: readonly string[]): { readonly message?: string } {
  const why = end.status === 'done' ? 'Look at the record.' : end.reason.message;
  if (open.length > 0) return { message: `Linked; ${open.join(', ')} could not be agreed on as chosen. ${why}` };
  return end.status === 'done' ? {} : { message: `Linked; the values follow when the ERP answers. ${why}` };
}

/** CRM fields whose choice has not reached a base or an intent. */
async function undecided(work: Work, linkId: number, wish: Wish): Promise<readonly string[]> {
  if (wish.chosen === undefined) return [];
  const { store } = work.world;
  const link = (await store.linksByIds([linkId]))[0];
  const mapping = mappingOf(work, wish.actorType);
  if (link === undefined || link.state === 'broken' || mapping === undefined) return [];
  const underWay = (await store.fieldsUnderWay([linkId])).get(linkId);
  return chosenFields(mapping, wish)
    .filter(({ erpField }) => link.base[erpField] === undefined && underWay?.has(erpField) !== true)
    .map(({ crmField }) => crmField);
}

const linkRefusals = {
  taken: 'The record or the ERP key already has a link on this connection. Disconnect it first.',
  parent: 'A person can be connected when its company is connected there, to a person of that company.',
  gone: 'The record was deleted in the CRM.',
} as const;
