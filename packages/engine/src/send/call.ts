/** The call itself: marked as sent before, under a lease that outlasts it (H13). */
import { type ActorChange, encodeValue, type Outcome, type SaveResult } from '@kobling/sdk';
import { fieldMapping } from '../intents.ts';
import { limits } from '../limits.ts';
import type { Intent } from '../model.ts';
import { LeaseLost } from '../ports.ts';
import type { Answered } from '../settle/draft.ts';
import { callOptions, mappingOf, type Work } from '../work.ts';
import type { Ready } from './look-again.ts';

/** Marks as sent, then calls. The lease is stretched over the deadline first. */
export async function save(work: Work, ready: readonly Ready[]): Promise<Outcome<readonly SaveResult[]>> {
  await aboutToWrite(
    work,
    ready.map(({ intent }) => intent.id),
  );
  const call = callOptions(work);
  const outcome = await work.world.erp.saveActors(
    ready.map((each) => change(work, each)),
    call,
  );
  if (outcome.status === 'done') await work.sizes.went('save', ready.length);
  else {
    const cut = call.signal.aborted && !work.signal.aborted;
    await work.sizes.failed('save', ready.length, cut ? { ...outcome.reason, code: 'call.timeout' } : outcome.reason);
  }
  return outcome;
}

/** H13: before each external write the lease must outlast the call's deadline. */
export async function aboutToWrite(work: Work, intentIds: readonly number[]): Promise<void> {
  const { store } = work.world;
  const held = await store.renewLease(work.lease, work.setup.card.callDeadlineMs + limits.leaseMarginMs);
  if (!held || !(await store.markSent(work.lease, intentIds))) throw new LeaseLost(work.setup.id);
}

function change(work: Work, { intent, seen }: Ready): ActorChange {
  // What a whole record carries besides the decided fields is expected as it was seen, so that nobody's edit is put back.
  const carried = work.setup.card.partialSave ? {} : { ...seenBlanks(work, intent), ...seen?.fieldValues };
  const fieldValues: Record<string, string> = { ...carried };
  const expected: Record<string, string> = { ...carried };
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const type = fieldMapping(work, intent, erpField)?.erpType ?? 'text';
    fieldValues[erpField] = encodeValue(type, field.value);
    if (field.before !== null) expected[erpField] = encodeValue(type, field.before);
  }
  return { actorType: intent.actorType, erpKey: intent.erpKey ?? '', fieldValues, expected };
}

/** Where an ERP leaves blanks out of its answers, what is not there was seen as blank: a whole record says so (H05). */
const seenBlanks = (work: Work, { actorType }: Intent): Record<string, string> =>
  work.setup.card.omitsBlanks
    ? Object.fromEntries((mappingOf(work, actorType)?.fields ?? []).map(({ erpField }) => [erpField, '']))
    : {};

export const found = (result: SaveResult): readonly [string, Answered] => [
  result.status === 'rejected' ? result.erpKey : result.actor.erpKey,
  result.status === 'saved'
    ? { how: 'saved', actor: result.actor }
    : result.status === 'moved'
      ? { how: 'moved' }
      : { how: 'rejected', reason: result.reason },
];

export const pairUp = (
  ready: readonly Ready[],
  results: readonly (readonly [string, Answered])[],
): readonly { intent: Intent; answer: Answered }[] => {
  const byKey = new Map(results);
  return ready.map(({ intent }) => ({ intent, answer: byKey.get(intent.erpKey ?? '') ?? { how: 'unconfirmed' } }));
};
