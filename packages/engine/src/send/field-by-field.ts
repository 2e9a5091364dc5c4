/** A record that was refused as a whole, tried field by field (H31). */
import { standingLinks } from '../intents.ts';
import type { Intent } from '../model.ts';
import type { Answered, Pair } from '../settle/draft.ts';
import { settleField } from '../settle/settle.ts';
import { backoffMs, commit, type Ended, laterBy, type Work, wellEnded } from '../work.ts';
import { found, pairUp, save } from './call.ts';
import { lookAgain } from './look-again.ts';

/** One field of an actor whose whole was refused: settled or failed on its own. */
async function sendOneField(work: Work, intent: Intent, erpField: string): Promise<Answered | Ended> {
  const field = intent.fields[erpField];
  if (field === undefined) return { how: 'unconfirmed' };
  // The other fields' trials take time, and a whole record must be sent as it is now (H05, H27).
  const looked = await lookAgain(work, [{ ...intent, fields: { [erpField]: field } }]);
  if ('end' in looked) return looked.end.status === 'done' ? { how: 'unconfirmed' } : looked.end;
  const alone = looked.ready[0];
  if (alone === undefined) return { how: 'moved' };
  const outcome = await save(work, [alone]);
  if (outcome.status === 'done') return pairUp([alone], outcome.value.map(found))[0]?.answer ?? { how: 'unconfirmed' };
  if (outcome.status === 'rejected') return { how: 'rejected', reason: outcome.reason };
  return { status: 'unreachable', reason: outcome.reason };
}

/** A rejected actor is tried once field by field, so that one bad field does not hold the others (H31). */
export async function fieldByField(work: Work, { intent, answer }: Pair, again: Set<number>): Promise<Ended> {
  const named = answer.how === 'rejected' ? (answer.reason.fields ?? {}) : {};
  const left = { ...intent.fields };
  for (const erpField of Object.keys(intent.fields)) {
    const link = (await standingLinks(work, [intent])).get(intent.linkId);
    const field = intent.fields[erpField];
    if (link === undefined || field === undefined) return wellEnded;
    const one = { ...intent, fields: { [erpField]: field } };
    const told = named[erpField];
    const result: Answered | Ended =
      told !== undefined && answer.how === 'rejected'
        ? { how: 'rejected', reason: { ...answer.reason, message: told } }
        : await sendOneField(work, intent, erpField);
    if ('status' in result) {
      await commit(work, {
        intentUpdates: [
          {
            id: intent.id,
            status: 'unknown',
            attempts: intent.attempts + 1,
            dueAt: laterBy(work, backoffMs(intent.attempts)),
          },
        ],
      });
      return result;
    }
    delete left[erpField];
    const settled = await settleField(work, link, { intent: one, answer: result }, left, again);
    if (settled === false) return wellEnded;
    if (settled !== true) return settled;
  }
  await commit(work, { intentUpdates: [{ id: intent.id, status: 'settled' }] });
  return wellEnded;
}
