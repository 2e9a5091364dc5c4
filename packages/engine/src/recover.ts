/** What became of writes whose outcome nobody knows: time-outs, and what a dead worker left (H13, H14). */
import type { Actor } from '@kobling/sdk';
import { askByKey } from './fetch.ts';
import type { Intent } from './model.ts';
import { type Answered, settle } from './settle.ts';
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
    const settled = await settle(
      work,
      ofType.map((intent) => ({ intent, answer: afterwards(answer.get(intent.erpKey ?? '')) })),
      again,
    );
    if (settled.end.status !== 'done') return settled.end;
  }
  return wellEnded;
}

const afterwards = (actor: Actor | undefined): Answered =>
  actor === undefined ? { how: 'moved' } : { how: 'reread', actor };
