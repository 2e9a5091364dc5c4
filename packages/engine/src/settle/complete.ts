/** Answers that do not speak of all that was sent are completed by one more read (H03). */
import type { Actor } from '@kobling/sdk';
import { askByKey } from '../fetch.ts';
import { holdsSent } from '../intents.ts';
import type { Intent } from '../model.ts';
import { commit, type Ended, type Work } from '../work.ts';
import { type Pair, staysUnknown } from './draft.ts';

/** Sent fields that an answer lacks are fetched; what the answer did not confirm is looked at (H03). */
export async function completeAnswers(work: Work, pairs: readonly Pair[]): Promise<Pair[] | Ended> {
  const open = pairs.filter(
    ({ intent, answer }) =>
      answer.how === 'unconfirmed' || (answer.how === 'saved' && lacksSentField(work, intent, answer.actor)),
  );
  const first = open[0];
  if (first === undefined) return [...pairs];
  const fields = [...new Set(open.flatMap(({ intent }) => Object.keys(intent.fields)))];
  const read = await askByKey(
    work,
    first.intent.actorType,
    open.map(({ intent }) => intent.erpKey ?? ''),
    fields,
  );
  if (!(read instanceof Map)) {
    await commit(work, {
      intentUpdates: pairs.map(({ intent }) => staysUnknown(work, intent)),
    });
    return read;
  }
  return pairs.map((pair) => {
    if (!open.includes(pair)) return pair;
    const actor = read.get(pair.intent.erpKey ?? '');
    if (actor === undefined) return pair.answer.how === 'saved' ? pair : { ...pair, answer: { how: 'unseen' } };
    if (pair.answer.how === 'saved')
      return {
        ...pair,
        answer: {
          how: 'saved',
          actor: { ...actor, fieldValues: { ...actor.fieldValues, ...pair.answer.actor.fieldValues } },
        },
      };
    // Nothing of it arrived: that is a refusal without words, to be tried again later.
    const how = holdsAnySent(work, pair.intent, actor) ? 'reread' : 'unconfirmed';
    return { ...pair, answer: { how, actor } };
  });
}

const lacksSentField = (work: Work, intent: Intent, actor: Actor): boolean =>
  !work.setup.card.omitsBlanks &&
  Object.keys(intent.fields).some((erpField) => actor.fieldValues[erpField] === undefined);

const holdsAnySent = (work: Work, intent: Intent, actor: Actor): boolean =>
  Object.keys(intent.fields).some((erpField) => holdsSent(work, intent, erpField, actor) === 'sent');
