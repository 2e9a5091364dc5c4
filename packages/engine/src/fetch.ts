/** Actors read fresh by key, in the card's batches, and what may be concluded from those that did not come (H23). */
import { type Actor, type ErpActorType, isOwnNotice, leftOutCode, type Reason } from '@kobling/sdk';
import { actorBatches } from './actor-batches.ts';
import { limits } from './limits.ts';
import type { Link } from './model.ts';
import { type Ended, isEarlier, mappingOf, type Work, wellEnded } from './work.ts';

export interface Fetched {
  readonly actors: Map<number, Actor>;
  /** Not returned, and the ERP answers well for others. */
  readonly missing: Link[];
  /** Nothing can be concluded: too many missing at once. */
  readonly doubtful: Link[];
  /** The answer is older than what the link has seen (H10, H15). */
  readonly stale: Link[];
  readonly notices: Reason[];
  readonly end: Ended;
}

/** `fields` undefined: all mapped ones. Links without an ERP key are passed over. */
export async function fetchActors(work: Work, links: readonly Link[], fields?: readonly string[]): Promise<Fetched> {
  const fetched: Fetched = { actors: new Map(), missing: [], doubtful: [], stale: [], notices: [], end: wellEnded };
  const byType = Map.groupBy(
    links.filter((link) => link.erpKey !== null),
    (link) => link.actorType,
  );
  for (const [actorType, ofType] of byType) {
    const fieldKeys = fields ?? mappingOf(work, actorType)?.fields.map((field) => field.erpField) ?? [];
    for (let at = 0; at < ofType.length; ) {
      const batch = ofType.slice(at, at + work.sizes.read);
      const end = await fetchBatch(work, actorType, batch, fieldKeys, fetched);
      if (end.status !== 'done') return { ...fetched, end };
      at += batch.length;
    }
  }
  return fetched;
}

async function fetchBatch(
  work: Work,
  actorType: ErpActorType,
  links: readonly Link[],
  fieldKeys: readonly string[],
  into: Fetched,
): Promise<Ended> {
  const answer = await askByKey(
    work,
    actorType,
    links.map((link) => link.erpKey ?? ''),
    fieldKeys,
  );
  if (!(answer instanceof Map)) return answer;
  into.notices.push(...answer.notices);
  const missing: Link[] = [];
  for (const link of links) {
    const actor = answer.get(link.erpKey ?? '');
    if (actor === undefined) missing.push(link);
    else if (work.acceptOlder !== true && isEarlier(work, actor, link)) into.stale.push(link);
    else into.actors.set(link.id, actor);
  }
  if (missing.length === 0) return wellEnded;
  const certain =
    // One of those that could not be read may be the one that is missing.
    !answer.notices.some(({ code }) => code === leftOutCode) &&
    missing.length <= Math.max(limits.missingFloor, links.length * limits.missingShare) &&
    (answer.size > 0 || (await neighboursAnswer(work, actorType, missing)));
  (certain ? into.missing : into.doubtful).push(...missing);
  return wellEnded;
}

export class Answer extends Map<string, Actor> {
  readonly notices: Reason[] = [];
}

/** Actors by key, in calls of the size that the ERP stands: whoever asks, and for whatever reason (H30). */
export async function askByKey(
  work: Work,
  actorType: ErpActorType,
  erpKeys: readonly string[],
  fieldKeys: readonly string[],
): Promise<Answer | Ended> {
  const whole = new Answer();
  for (let at = 0; at < erpKeys.length; ) {
    const batch = erpKeys.slice(at, at + work.sizes.read);
    const answer = await askOnce(work, actorType, batch, fieldKeys);
    if (answer instanceof Answer) {
      for (const [erpKey, actor] of answer) whole.set(erpKey, actor);
      whole.notices.push(...answer.notices);
      at += batch.length;
      await work.sizes.went('read', batch.length);
    } else if (
      answer.status === 'done' ||
      !(await work.sizes.failed('read', batch.length, answer.reason)) ||
      answer.reason.code === 'call.timeout'
    )
      // What took too long goes on with fewer in the next cycle; what was too large was refused at once.
      return answer;
  }
  return whole;
}

/** Answers for keys not asked are reported and left out (H34); a warning without actors is no empty ERP. */
async function askOnce(
  work: Work,
  actorType: ErpActorType,
  erpKeys: readonly string[],
  fieldKeys: readonly string[],
): Promise<Answer | Ended> {
  const asked = new Set(erpKeys);
  const answer = new Answer();
  const strange = new Set<string>();
  const stream = actorBatches(work, (call) => work.world.erp.getActors({ actorType, erpKeys, fieldKeys }, call));
  for (;;) {
    const step = await stream.next();
    if (step.done !== true) {
      for (const actor of step.value) {
        if (actor.actorType === actorType && asked.has(actor.erpKey)) answer.set(actor.erpKey, actor);
        else strange.add(`${actor.actorType} ${actor.erpKey}`);
      }
      continue;
    }
    const end = step.value;
    if (end.status !== 'done') return unreachable(end);
    if (strange.size > 0)
      work.notices.add(
        `The ERP answered for keys that were not asked for (${strange.size}), such as ${[...strange][0]}. They are ignored.`,
      );
    if (end.notice !== undefined) {
      if (answer.size === 0 && !isOwnNotice(end.notice)) return { status: 'unreachable', reason: end.notice };
      answer.notices.push(end.notice);
      // As with polls: what the ERP says besides its answer reaches the log.
      work.notices.add(end.notice.message);
    }
    return answer;
  }
}

/** Does the ERP return keys that are known to be sound? If not, its silence about the others says nothing. */
async function neighboursAnswer(work: Work, actorType: ErpActorType, missing: readonly Link[]): Promise<boolean> {
  const gone = new Set(missing.map((link) => link.id));
  const sound = (
    await work.world.store.linksInKeyOrder(work.setup.id, actorType, '', limits.neighbours + missing.length)
  ).filter((link) => !gone.has(link.id) && link.state !== 'missingInErp');
  if (sound.length === 0) return false;
  const answer = await askByKey(
    work,
    actorType,
    sound.map((link) => link.erpKey ?? ''),
    [],
  );
  return answer instanceof Map && answer.size > 0;
}

export function unreachable(end: {
  readonly status: 'rejected' | 'retry' | 'unknown';
  readonly reason: Reason;
  readonly afterMs?: number;
}): Ended {
  return end.afterMs === undefined
    ? { status: 'unreachable', reason: end.reason }
    : { status: 'unreachable', reason: end.reason, afterMs: end.afterMs };
}
