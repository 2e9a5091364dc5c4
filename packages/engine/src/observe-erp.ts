/**
 * Observe the ERP: per actor type, the actors changed at or after the cursor, as they stream in. Actors without a link are
 * ignored; a polled row is a hint and is read fresh before anything is written, unless the card says polls are current (H15).
 */
import { type Actor, ended } from '@kobling/sdk';
import { actorBatches } from './actor-batches.ts';
import { advance, askFrom, Greatest } from './cursor.ts';
import { firstWalk } from './first-walk.ts';
import { limits } from './limits.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import type { ActorMapping, Link } from './model.ts';
import { fieldName, seenInErp } from './plan-link.ts';
import type { LinkUpdate } from './ports.ts';
import { probe } from './restored/watch.ts';
import { rowHash } from './row-hash.ts';
import { sameErp } from './values/equality.ts';
import { unreachable } from './fetch.ts';
import { callOptions, commit, type Ended, isEarlier, stopping, type Work, wellEnded } from './work.ts';

/** `more`: the slice ended during the first walk over a type's links. */
export async function observeErp(work: Work): Promise<{ readonly end: Ended; readonly more: boolean }> {
  let asked = false;
  for (const mapping of work.setup.mappings) {
    const marks = await work.world.store.marks(work.setup.id, mapping.actorType);
    const first = marks.length === 0 ? await firstWalk(work, mapping.actorType) : undefined;
    if (first !== undefined && first.end.status !== 'done') return { end: first.end, more: false };
    if (first?.more === true) return { end: wellEnded, more: true };
    asked ||= first?.linked !== false;
    if (first !== undefined && first.linked !== 'unseen') continue;
    const end = await observeType(work, mapping);
    if (end.status !== 'done' || stopping(work)) return { end, more: false };
  }
  return { end: asked ? wellEnded : await isThere(work), more: false };
}

/** Nothing is linked yet, so nothing was asked: whether the ERP can be reached is said all the same. */
async function isThere(work: Work): Promise<Ended> {
  const outcome = await work.world.erp.test(callOptions(work));
  return outcome.status === 'done' ? wellEnded : unreachable(outcome);
}

async function observeType(work: Work, mapping: ActorMapping): Promise<Ended> {
  const { store, clock, erp } = work.world;
  const { card } = work.setup;
  const marks = await store.marks(work.setup.id, mapping.actorType);
  const at = clock.now();
  const greatest = new Greatest(card.lastModifiedKind, marks.at(-1)?.lastModified ?? '', at);
  const fieldKeys = mapping.fields.map((field) => field.erpField);
  const query = { actorType: mapping.actorType, updatedOnOrAfter: askFrom(marks, card.overlapMs), fieldKeys };
  const stream = actorBatches(work, (call) => erp.getChangedActors(query, call));
  let seen = 0;
  for (;;) {
    const step = await stream.next();
    if (step.done !== true) {
      seen += step.value.length;
      for (const actor of step.value) greatest.see(actor.lastModified);
      const end = await mergePolled(work, mapping, step.value);
      if (end.status !== 'done' || stopping(work)) {
        await stream.return(ended);
        return end;
      }
      await work.between();
      continue;
    }
    if (step.value.status !== 'done') return unreachable(step.value);
    const { notice } = step.value;
    if (notice !== undefined) work.notices.add(notice.message);
    // A warning without actors ("connection closed") is no empty ERP: the cursor stays (spec 04).
    if (notice !== undefined && seen === 0 && marks.length === 0) return wellEnded;
    if (seen === 0 && work.plan === undefined && askFrom(marks, card.overlapMs) !== '') await probe(work, limits.probe);
    break;
  }
  if (greatest.odd !== undefined)
    work.notices.add(
      `${mapping.actorType}: records carry a LastModified that cannot be ordered or lies far ahead (${greatest.odd.count}, such as ${greatest.odd.example}). They are synced, but do not move the cursor.`,
    );
  const moved = greatest.value !== (marks.at(-1)?.lastModified ?? '');
  if (work.plan === undefined && (moved || card.overlapMs > 0))
    await store.saveMarks(
      work.lease,
      mapping.actorType,
      advance(marks, { at, lastModified: greatest.value }, card.overlapMs),
    );
  return wellEnded;
}

async function mergePolled(work: Work, mapping: ActorMapping, actors: readonly Actor[]): Promise<Ended> {
  const polled = new Map(actors.map((actor) => [actor.erpKey, actor]));
  const links = await work.world.store.linksByKeys(work.setup.id, mapping.actorType, [...polled.keys()]);
  const changed: Link[] = [];
  const fresh = new Map<number, Actor>();
  const quiet: LinkUpdate[] = [];
  for (const link of links) {
    const actor = polled.get(link.erpKey ?? '');
    if (actor === undefined || link.state === 'creating') continue;
    const hash = rowHash(actor, mapping);
    const known = link.lastModified === actor.lastModified && link.rowHash === hash;
    const rests = !isSetAside(link) && !hasMoved(link, actor);
    if (known && rests) continue;
    if (rests && agreesWithBase(work, mapping, link, actor)) {
      quiet.push({
        id: link.id,
        generation: link.generation,
        rowHash: hash,
        ...(isEarlier(work, actor, link) ? {} : { lastModified: actor.lastModified }),
      });
      continue;
    }
    changed.push(link);
    if (work.setup.card.pollsAreCurrent && !isEarlier(work, actor, link)) fresh.set(link.id, actor);
  }
  if (quiet.length > 0 && work.plan === undefined) await commit(work, { links: quiet });
  return mergeLinks(work, changed, fresh, plainMerge);
}

/** Waits for something that a look at its actor may end. */
const isSetAside = (link: Link): boolean =>
  link.state === 'missingInErp' || link.state === 'waitingForParent' || link.stale !== undefined;

/** Under another parent than before (H33). */
const hasMoved = (link: Link, actor: Actor): boolean =>
  actor.parentErpKey !== undefined && actor.parentErpKey !== link.parentKey;

/** Every mapped value equals its half of the base: our own write seen again, or a touch without a change (invariant 9). */
export function agreesWithBase(work: Work, mapping: ActorMapping, link: Link, actor: Actor): boolean {
  return mapping.fields.every((field) => {
    if (work.setup.waitingFields?.has(fieldName(mapping.actorType, field.erpField)) === true) return true;
    const base = link.base[field.erpField];
    if (
      base === undefined ||
      base.e === null ||
      base.c === null ||
      base.v !== field.version ||
      base.fail !== undefined ||
      base.flag === 'held'
    )
      return false;
    const seen = seenInErp(work.setup, field, actor);
    return 'unseen' in seen || ('value' in seen && sameErp(field.erpType, seen.value, base.e, work.setup.card));
  });
}
