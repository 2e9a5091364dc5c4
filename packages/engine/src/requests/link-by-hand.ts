/** A link by hand: the actor must be there; a create that waits for a person on this record gives way (H09). */
import { fetchActors } from '../fetch.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { Link } from '../model.ts';
import type { RequestBody } from '../ports.ts';
import { keyTooLong, type Work } from '../work.ts';
import type { Served } from './served.ts';

export async function linkByHand(work: Work, wish: Extract<RequestBody, { kind: 'link' }>): Promise<Served> {
  const { store } = work.world;
  const mapping = work.setup.mappings.find((candidate) => candidate.actorType === wish.actorType);
  if (mapping === undefined || mapping.entity !== wish.entity.kind)
    return {
      status: 'failed',
      message: `${wish.actorType} is not mapped to ${wish.entity.kind} on ${work.setup.name}.`,
    };
  const tooLong = keyTooLong(wish.actorType, wish.erpKey);
  if (tooLong !== undefined) return { status: 'failed', message: tooLong };
  const links = await store.linksByEntities(work.setup.id, wish.entity.kind, [wish.entity.id]);
  // Made by a worker that died before it could say so, or asked for twice: the wish is fulfilled.
  const standing = links.find(({ actorType, erpKey }) => actorType === wish.actorType && erpKey === wish.erpKey);
  if (standing !== undefined) return firstLook(work, standing);
  for (const link of links) {
    if (link.erpKey === null && link.state === 'held')
      await store.breakLinks(work.lease, [link.id], 'Connected to an existing record instead.');
  }
  const probe = {
    id: 0,
    connectionId: work.setup.id,
    actorType: wish.actorType,
    erpKey: wish.erpKey,
    entity: wish.entity,
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
  if (fetched.end.status !== 'done') return { status: 'failed', message: fetched.end.reason.message };
  const actor = fetched.actors.get(0);
  if (actor === undefined)
    return { status: 'failed', message: `${work.setup.name} has no ${wish.actorType} ${wish.erpKey}.` };
  const made = await store.createLink(work.lease, work.run, {
    actorType: wish.actorType,
    erpKey: wish.erpKey,
    entity: wish.entity,
    parentKey: actor.parentErpKey ?? null,
    state: 'active',
    lastModified: null,
  });
  if (made.status !== 'linked') return { status: 'failed', message: linkRefusals[made.status] };
  return firstLook(work, made.link);
}

async function firstLook(work: Work, link: Link): Promise<Served> {
  const end = await mergeLinks(work, [link], new Map(), { ...plainMerge, asked: true });
  return end.status === 'done'
    ? { status: 'done', result: { linkId: link.id } }
    : { status: 'done', message: `Linked; the values follow when the ERP answers. ${end.reason.message}` };
}

const linkRefusals = {
  taken: 'The record or the ERP key already has a link on this connection. Disconnect it first.',
  parent: 'A person can be connected when its company is connected there, to a person of that company.',
  gone: 'The record was deleted in the CRM.',
} as const;
