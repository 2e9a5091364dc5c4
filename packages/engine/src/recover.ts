/** What became of writes whose outcome nobody knows: time-outs, and what a dead worker left (H13, H14). */
import type { Actor } from '@kobling/sdk';
import { askByKey, fetchActors } from './fetch.ts';
import { standingLinks } from './intents.ts';
import { limits } from './limits.ts';
import type { Intent } from './model.ts';
import type { Answered } from './settle/draft.ts';
import { settle } from './settle/settle.ts';
import { backoffMs, commit, type Ended, laterBy, type Work, wellEnded } from './work.ts';

/** Intents of unknown outcome: read by key before anything is sent again (H14). Also those that a dead worker left (H13). */
export async function recover(work: Work, intents: readonly Intent[], again: Set<number>): Promise<Ended> {
  for (const [actorType, ofType] of Map.groupBy(intents, (intent) => intent.actorType)) {
    const fields = [...new Set(ofType.flatMap((intent) => Object.keys(intent.fields)))];
    const answer = await askByKey(
      work,
      actorType,
      ofType.map((intent) => intent.erpKey ?? ''),
      fields,
    );
    if (!(answer instanceof Map)) {
      await commit(work, {
        intentUpdates: ofType.map((intent) => ({
          id: intent.id,
          status: 'unknown',
          dueAt: laterBy(work, backoffMs(intent.attempts)),
        })),
      });
      return answer;
    }
    const unseen = ofType.filter((intent) => !answer.has(intent.erpKey ?? ''));
    const second = await lookTwice(work, unseen);
    if (second.end.status !== 'done') return second.end;
    const settled = await settle(
      work,
      ofType
        .filter((intent) => !second.doubtful.has(intent.linkId))
        .map((intent) => ({
          intent,
          answer: afterwards(answer.get(intent.erpKey ?? '') ?? second.actors.get(intent.linkId)),
        })),
      again,
    );
    if (settled.end.status !== 'done') return settled.end;
  }
  return wellEnded;
}

/** What one answer lacks is not gone (H23): only a second look, or one that others answer well to, says so; the rest stays unknown. */
async function lookTwice(
  work: Work,
  unseen: readonly Intent[],
): Promise<{
  readonly end: Ended;
  readonly actors: ReadonlyMap<number, Actor>;
  readonly doubtful: ReadonlySet<number>;
}> {
  if (unseen.length === 0) return { end: wellEnded, actors: new Map(), doubtful: new Set() };
  const fetched = await fetchActors(work, [...(await standingLinks(work, unseen)).values()]);
  const unclear = new Set(fetched.doubtful.map((link) => link.id));
  const waiting = unseen.filter(
    ({ linkId, attempts }) => fetched.end.status !== 'done' || (unclear.has(linkId) && attempts < limits.looks),
  );
  const doubtful = new Set(waiting.map(({ linkId }) => linkId));
  await commit(work, {
    intentUpdates: waiting.map((intent) => ({
      id: intent.id,
      status: 'unknown',
      attempts: intent.attempts + 1,
      dueAt: laterBy(work, backoffMs(intent.attempts)),
    })),
  });
  return { end: fetched.end, actors: fetched.actors, doubtful };
}

const afterwards = (actor: Actor | undefined): Answered =>
  actor === undefined ? { how: 'gone' } : { how: 'reread', actor };
