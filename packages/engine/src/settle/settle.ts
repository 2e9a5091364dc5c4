/**
 * Settle: what became of intents. The base moves for the fields that were sent and answered, and for no other (H01); an
 * answer other than what was sent is the ERP's own form of it, or another person's value (H03).
 */
import { standingLinks } from '../intents.ts';
import type { IntentField, Link } from '../model.ts';
import { againHints, commit, type Ended, type Work, wellEnded } from '../work.ts';
import { completeAnswers } from './complete.ts';
import { type Draft, emptyDraft, type Pair, staysUnknown } from './draft.ts';
import { leftBehind } from './lost.ts';
import { settleOne } from './one.ts';

export interface Settled {
  readonly end: Ended;
  /** Rejected as a whole, with more than one field: to be tried field by field (H31). */
  readonly refused: readonly Pair[];
}

export async function settle(work: Work, pairs: readonly Pair[], again: Set<number>): Promise<Settled> {
  const completed = await completeAnswers(work, pairs);
  if (!Array.isArray(completed)) return { end: completed, refused: [] };
  const links = await standingLinks(
    work,
    pairs.map(({ intent }) => intent),
  );
  const draft = emptyDraft();
  const refused: Pair[] = [];
  for (const pair of completed) {
    const link = links.get(pair.intent.linkId);
    if (pair.answer.how === 'unseen') draft.intentUpdates.push(staysUnknown(work, pair.intent));
    else if (link === undefined) leftBehind(work, draft, pair);
    else if (pair.answer.how === 'rejected' && Object.keys(pair.intent.fields).length > 1) refused.push(pair);
    else settleOne(work, draft, link, pair);
  }
  await commitDraft(work, draft, again);
  return { end: wellEnded, refused };
}

async function commitDraft(work: Work, { again: ofDraft, ...draft }: Draft, again: Set<number>): Promise<void> {
  await commit(work, { ...draft, hints: againHints(work, ofDraft) });
  for (const id of ofDraft) again.add(id);
}

/**
 * Settles one field of an intent and leaves the intent open for those that are `left`: a crash tells no field twice (H37). False:
 * what became of the field is not known, and the intent waits to be looked at.
 */
export async function settleField(
  work: Work,
  link: Link,
  pair: Pair,
  left: Readonly<Record<string, IntentField>>,
  again: Set<number>,
): Promise<boolean | Ended> {
  const completed = await completeAnswers(work, [pair]);
  if (!Array.isArray(completed)) return completed;
  const draft = emptyDraft();
  for (const one of completed) {
    if (one.answer.how === 'unseen') {
      await commit(work, { intentUpdates: [staysUnknown(work, one.intent)] });
      return false;
    }
    settleOne(work, draft, link, one);
  }
  await commitDraft(work, { ...draft, intentUpdates: [{ id: pair.intent.id, status: 'sent', fields: left }] }, again);
  return true;
}
