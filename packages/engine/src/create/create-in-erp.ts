/**
 * Create in ERP: not idempotent, so the intent with its values is stored first, and the keys that a search finds before
 * (search.ts). After a crash or a lost answer a new record is adopted only by H09's rule; else it is sent again or a person
 * is asked (carry-out.ts).
 */
import type { ErpActorType } from '@kobling/sdk';
import { limits } from '../limits.ts';
import type { EntityRef, Link } from '../model.ts';
import { commit, mappingOf, type Work } from '../work.ts';
import { carryOutCreate } from './carry-out.ts';
import type { CreateEnded } from './outcome.ts';
import { fill } from './fill.ts';
import { createCount, holdCreate } from './hold-create.ts';

export interface CreateWish {
  readonly actorType: ErpActorType;
  readonly entity: EntityRef;
  /** ERP field to canonical value, as a person filled in. */
  readonly answers: Readonly<Record<string, string>>;
  /** ERP keys that the person was asked about and says are others: only what is found besides is asked about anew (H09). */
  readonly despite?: readonly string[];
  /** One of many that a program asks for: the brake counts it (H18). */
  readonly many?: boolean;
}
export type CreateAnswer =
  | { readonly status: 'created'; readonly erpKey: string }
  | {
      readonly status: 'asking' | 'underWay' | 'refused';
      readonly message: string;
      readonly fields?: Readonly<Record<string, string>>;
    };

/** What the request remembers of its own create, so that one left by a dead worker is taken up and not asked for twice. */
export interface CreateMemory {
  /** The link that it made; undefined: none, as far as it knows. */
  readonly linkId: number | undefined;
  remember(linkId: number): Promise<void>;
}

export async function createInErp(work: Work, wish: CreateWish, memory: CreateMemory): Promise<CreateAnswer> {
  const mapping = mappingOf(work, wish.actorType);
  if (mapping === undefined)
    return {
      status: 'refused',
      message: `${wish.actorType} is not mapped on ${work.setup.name}. Activate its mapping first.`,
    };
  const begun = await takeUp(work, wish, memory.linkId);
  if (begun !== undefined && 'status' in begun) return begun;
  const row = (
    await work.world.store.readCrm(
      wish.entity.kind,
      [wish.entity.id],
      mapping.fields.map((field) => field.crmField),
    )
  ).get(wish.entity.id);
  if (row === undefined)
    return { status: 'refused', message: `The ${wish.entity.kind} ${wish.entity.id} is not in the CRM.` };
  const filled = fill(work, mapping, row.values, row.version, wish.answers);
  if (Object.keys(filled.problems).length > 0) {
    const message = Object.values(filled.problems).join(' ');
    if (begun !== undefined) await work.world.store.breakLinks(work.lease, [begun.id], message);
    return { status: 'refused', message, fields: filled.problems };
  }
  const parent =
    wish.entity.kind === 'person' ? ((await work.world.store.parentOf(work.setup.id, wish.entity)) ?? null) : null;
  if (begun === undefined && wish.despite !== undefined) await answerAsked(work, wish);
  const link = begun ?? (await newLink(work, wish, parent?.erpKey ?? null));
  if ('status' in link) return link;
  await memory.remember(link.id);
  if (await holdCreate(work, wish, link)) return outcomeOf(work, link.id);
  const stored = await commit(work, {
    intents: [
      {
        linkId: link.id,
        generation: link.generation,
        actorType: wish.actorType,
        erpKey: null,
        kind: 'create',
        fields: filled.fields,
        mappingVersion: work.setup.mappingVersion,
        parent,
      },
    ],
    counted: createCount(wish, link),
  });
  const intent = stored.intents[0];
  const end = intent === undefined ? undefined : await carryOutCreate(work, intent, wish.despite);
  return outcomeOf(work, link.id, end);
}

/** The question that a create left open is answered: another one is made. What was sent for it stays as it is in the ERP. */
async function answerAsked(work: Work, { entity }: CreateWish): Promise<void> {
  const { store } = work.world;
  for (const link of await store.linksByEntities(work.setup.id, entity.kind, [entity.id]))
    if (link.erpKey === null && link.state === 'held')
      await store.breakLinks(work.lease, [link.id], 'A new record is created all the same.');
}

/**
 * What a worker that died left of this create. A link without an intent: nothing was sent, go on with it. With one: it is
 * carried out or looked into, and that is the answer.
 */
async function takeUp(
  work: Work,
  wish: CreateWish,
  known: number | undefined,
): Promise<Link | CreateAnswer | undefined> {
  const { store } = work.world;
  const links =
    known === undefined
      ? await store.linksByEntities(work.setup.id, wish.entity.kind, [wish.entity.id])
      : await store.linksByIds([known]);
  const link = links.find(({ actorType }) => actorType === wish.actorType);
  if (link?.state !== 'creating')
    return known === undefined || link === undefined ? undefined : outcomeOf(work, link.id);
  if (!(await store.fieldsUnderWay([link.id])).has(link.id)) return link;
  const due = await store.intentsDue(work.lease, work.world.clock.now(), limits.batch);
  const intent = due.find(({ kind, linkId }) => kind === 'create' && linkId === link.id);
  const end = intent === undefined ? undefined : await carryOutCreate(work, intent, wish.despite);
  return outcomeOf(work, link.id, end);
}

async function newLink(work: Work, wish: CreateWish, parentKey: string | null): Promise<Link | CreateAnswer> {
  const made = await work.world.store.createLink(work.lease, work.run, {
    actorType: wish.actorType,
    erpKey: null,
    entity: wish.entity,
    parentKey,
    state: 'creating',
    lastModified: null,
  });
  return made.status === 'linked' ? made.link : { status: 'refused', message: refusal[made.status] };
}

const refusal = {
  taken: 'The record already has a link on this connection. Disconnect it first.',
  parent: 'Connect the person’s company on this connection first.',
  gone: 'The record was deleted in the CRM.',
} as const;

async function outcomeOf(work: Work, linkId: number, end?: CreateEnded): Promise<CreateAnswer> {
  const link = (await work.world.store.linksByIds([linkId]))[0];
  if (link?.erpKey !== null && link?.erpKey !== undefined && link.state !== 'broken')
    return { status: 'created', erpKey: link.erpKey };
  const message = link?.reason ?? 'It is under way.';
  return {
    status: link === undefined || link.state === 'broken' ? 'refused' : link.state === 'held' ? 'asking' : 'underWay',
    message,
    ...(end?.fields !== undefined && { fields: end.fields }),
  };
}
