/**
 * Creates that a program asks for by the dozen are capped within 24 hours (H18): beyond that the link waits as `held`, with the
 * answers given, until a person lets it be made. Creates asked for one by one, and approved plans, are not counted.
 */
import { allowed, defaultBrake } from '../brake/caps.ts';
import type { Link } from '../model.ts';
import type { BrakeKey, CountedWrite, HeldAnswer, OpenHeld } from '../ports.ts';
import { commit, nowhere, type Work } from '../work.ts';
import type { CreateWish } from './create-in-erp.ts';

/** No field has a blank key: these are the creates of an actor type. */
const keyOf = ({ actorType }: Pick<CreateWish, 'actorType'>): BrakeKey => ({
  target: 'erp',
  actorType,
  erpField: '',
  value: '',
});
export const createCount = (wish: CreateWish, link: Link): readonly CountedWrite[] =>
  wish.many === true ? [{ ...keyOf(wish), linkId: link.id }] : [];

/** True: it waits for a person, and so does the link. */
export async function holdCreate(work: Work, wish: CreateWish, link: Link): Promise<boolean> {
  if (wish.many !== true) return false;
  const { store } = work.world;
  const cap = (work.setup.brake ?? defaultBrake).creates;
  const [before = 0] = await store.brakeCounts(work.setup.id, [keyOf(wish)]);
  const most = before + 1 > cap.atLeast ? allowed(cap, await store.countLinks(work.setup.id)) : cap.atLeast;
  if (before + 1 <= most) return false;
  const message = `${before + 1} of ${wish.actorType} would be created in ${work.setup.name} within 24 hours, and ${most} are allowed: held. Approve or reject it.`;
  await commit(work, {
    links: [{ id: link.id, generation: link.generation, state: 'held', reason: message }],
    logs: [{ ...nowhere, linkId: link.id, entity: wish.entity, kind: 'held', message }],
    held: [
      {
        linkId: link.id,
        entity: wish.entity,
        actorType: wish.actorType,
        erpField: '',
        crmField: '',
        why: 'create',
        target: 'erp',
        oldValue: null,
        newValue: '',
        erpValue: '',
        crmValue: '',
        message,
        answers: wish.answers,
      },
    ],
  });
  return true;
}

export interface HeldCreate {
  readonly held: OpenHeld;
  readonly link: Link;
}

/** It is made after all: back to where it stood before it was held. The row is answered once it is made. */
export const releaseCreate = (work: Work, { link }: HeldCreate) =>
  link.state === 'held'
    ? commit(work, { links: [{ id: link.id, generation: link.generation, state: 'creating', reason: null }] })
    : Promise.resolve();

const refused = 'Rejected: it is not created.';
export const rejectCreates = (work: Work, creates: readonly HeldCreate[]) =>
  commit(work, {
    links: creates.map(({ link }) => ({ id: link.id, generation: link.generation, state: 'broken', reason: refused })),
    logs: creates.map(({ link }) => ({
      ...nowhere,
      linkId: link.id,
      entity: link.entity,
      kind: 'held',
      message: refused,
    })),
    heldAnswers: creates.map(({ held }): HeldAnswer => ({ id: held.id, linkId: held.linkId, status: 'rejected' })),
  });
