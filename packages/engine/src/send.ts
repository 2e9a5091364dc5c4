/**
 * Act on the ERP: carry out save intents. Just before the write the fields concerned are read again (H27); the lease must
 * outlast the call (H13); what was answered is settled, what was not is looked at by key before anything is sent again.
 */
import { type Actor, type ActorChange, encodeValue, isTooMuch, type Outcome, type SaveResult } from '@kobling/sdk';
import { askByKey } from './fetch.ts';
import { limits } from './limits.ts';
import { fieldMapping, isUndo, standingLinks } from './intents.ts';
import type { Intent, IntentField } from './model.ts';
import { LeaseLost } from './ports.ts';
import { seenInErp } from './plan-link.ts';
import { recover } from './recover.ts';
import { type Answered, type Pair, settle, settleField } from './settle.ts';
import {
  againHints,
  backoffMs,
  callOptions,
  commit,
  type Ended,
  laterBy,
  mappingOf,
  type Work,
  wellEnded,
} from './work.ts';
import { sameErp } from './values/equality.ts';

export interface Sent {
  readonly end: Ended;
  /** Links to decide again. */
  readonly again: Set<number>;
}

export async function sendIntents(work: Work, intents: readonly Intent[]): Promise<Sent> {
  const sent: Sent = { end: wellEnded, again: new Set() };
  for (const ofType of Map.groupBy(
    intents.filter((intent) => intent.kind === 'save'),
    (intent) => intent.actorType,
  ).values()) {
    for (let at = 0; at < ofType.length; ) {
      const batch = nextBatch(ofType, at, work.sizes.save);
      at += batch.length;
      const end = await sendBatch(work, batch, sent.again);
      if (end.status !== 'done') return { end, again: sent.again };
    }
  }
  return sent;
}

/** No actor twice: answers come by key, and the second of two whole records would put back what the first wrote (H05). */
function nextBatch(intents: readonly Intent[], at: number, size: number): readonly Intent[] {
  const keys = new Set<string | null>();
  const batch: Intent[] = [];
  for (const intent of intents.slice(at, at + size)) {
    if (keys.has(intent.erpKey)) break;
    keys.add(intent.erpKey);
    batch.push(intent);
  }
  return batch;
}

/** Intents of one actor type, at most one SaveActors batch of them. */
async function sendBatch(work: Work, intents: readonly Intent[], again: Set<number>): Promise<Ended> {
  const looked = work.world.clock.monotonicMs();
  const look = await lookAgain(work, intents);
  if ('end' in look) return look.end;
  const { ready: checked, dropped } = look;
  const outcome = checked.length === 0 ? undefined : await save(work, checked);
  if (outcome !== undefined && !work.setup.card.comparesExpected)
    await work.world.store.noteSaveWindow(work.lease, work.world.clock.monotonicMs() - looked);
  // After the call: whatever comes between look and write makes the time longer in which an edit cannot be seen (H37).
  await letGo(work, dropped, again);
  if (outcome === undefined) return wellEnded;
  switch (outcome.status) {
    case 'done':
      return settleAll(work, pairUp(checked, outcome.value.map(found)), again);
    case 'rejected':
      return rejectedBatch(work, checked, outcome, again);
    case 'retry':
      // Refused at once for its size: nothing was done, so fewer go right away. What took too long goes on in the next cycle.
      if (checked.length > 1 && isTooMuch(outcome.reason) && outcome.reason.code !== 'call.timeout')
        return byHalves(work, checked, again);
      await commit(work, {
        intentUpdates: checked.map(({ intent }) => ({
          id: intent.id,
          status: 'open',
          attempts: intent.attempts + 1,
          dueAt: laterBy(work, outcome.afterMs ?? backoffMs(intent.attempts)),
          reason: outcome.reason.message,
        })),
      });
      return {
        status: 'unreachable',
        reason: outcome.reason,
        ...(outcome.afterMs !== undefined && { afterMs: outcome.afterMs }),
      };
    case 'unknown': {
      await commit(work, {
        intentUpdates: checked.map(({ intent }) => ({
          id: intent.id,
          status: 'unknown',
          attempts: intent.attempts + 1,
          dueAt: laterBy(work, 0),
          reason: outcome.reason.message,
        })),
      });
      const end = await recover(
        work,
        checked.map(({ intent }) => intent),
        again,
      );
      return end.status === 'done' ? { status: 'unreachable', reason: outcome.reason } : end;
    }
  }
}

/** An intent ready to go, with what the ERP was seen to hold where a whole record must be sent (H05). */
interface Ready {
  readonly intent: Intent;
  readonly seen: Actor | undefined;
}

/** Drops intents whose fields moved in the ERP since `decide`; their links are decided again. Undo's moved fields are left out for good. */
async function letGo(work: Work, dropped: readonly Intent[], again: Set<number>): Promise<void> {
  if (dropped.length === 0) return;
  const moved = dropped.filter((intent) => !isUndo(intent)).map(({ linkId }) => linkId);
  await commit(work, {
    intentUpdates: dropped.map((intent) => ({
      id: intent.id,
      status: 'dropped',
      reason: 'The ERP value moved before it was written.',
    })),
    hints: againHints(work, moved),
  });
  for (const id of moved) again.add(id);
}

/** One more read of the fields concerned, or of all where whole records are sent (H05, H27). `dropped`: something moved. */
async function lookAgain(
  work: Work,
  intents: readonly Intent[],
): Promise<{ readonly ready: Ready[]; readonly dropped: readonly Intent[] } | { readonly end: Ended }> {
  const { card } = work.setup;
  const first = intents[0];
  if (first === undefined || (card.comparesExpected && card.partialSave))
    return { ready: intents.map((intent) => ({ intent, seen: undefined })), dropped: [] };
  const fields = card.partialSave
    ? [...new Set(intents.flatMap((intent) => Object.keys(intent.fields)))]
    : (mappingOf(work, first.actorType)?.fields.map((field) => field.erpField) ?? []);
  const answer = await askByKey(
    work,
    first.actorType,
    intents.map((intent) => intent.erpKey ?? ''),
    fields,
  );
  if (!(answer instanceof Map)) return { end: answer };
  const ready: Ready[] = [];
  const dropped: Intent[] = [];
  for (const intent of intents) {
    const seen = answer.get(intent.erpKey ?? '');
    const standing = seen === undefined ? {} : fieldsThatStand(work, intent, seen);
    if (seen !== undefined && Object.keys(standing).length === Object.keys(intent.fields).length)
      ready.push({ intent, seen });
    else if (seen !== undefined && isUndo(intent) && Object.keys(standing).length > 0)
      ready.push({ intent: { ...intent, fields: standing }, seen });
    else dropped.push(intent);
  }
  return { ready, dropped };
}

function fieldsThatStand(work: Work, intent: Intent, seen: Actor): Record<string, IntentField> {
  return Object.fromEntries(
    Object.entries(intent.fields).filter(([erpField, field]) => {
      const mapping = fieldMapping(work, intent, erpField);
      if (mapping === undefined) return false;
      const now = seenInErp(work.setup, mapping, seen);
      return (
        field.before === null ||
        'unseen' in now ||
        ('value' in now && sameErp(mapping.erpType, now.value, field.before, work.setup.card))
      );
    }),
  );
}

/** Marks as sent, then calls. The lease is stretched over the deadline first. */
async function save(work: Work, ready: readonly Ready[]): Promise<Outcome<readonly SaveResult[]>> {
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

const found = (result: SaveResult): readonly [string, Answered] => [
  result.status === 'rejected' ? result.erpKey : result.actor.erpKey,
  result.status === 'saved'
    ? { how: 'saved', actor: result.actor }
    : result.status === 'moved'
      ? { how: 'moved' }
      : { how: 'rejected', reason: result.reason },
];

const pairUp = (
  ready: readonly Ready[],
  results: readonly (readonly [string, Answered])[],
): readonly { intent: Intent; answer: Answered }[] => {
  const byKey = new Map(results);
  return ready.map(({ intent }) => ({ intent, answer: byKey.get(intent.erpKey ?? '') ?? { how: 'unconfirmed' } }));
};

async function settleAll(work: Work, pairs: readonly Pair[], again: Set<number>): Promise<Ended> {
  const settled = await settle(work, pairs, again);
  if (settled.end.status !== 'done') return settled.end;
  for (const pair of settled.refused) {
    const end = await fieldByField(work, pair, again);
    if (end.status !== 'done') return end;
  }
  return wellEnded;
}

/** A rejected batch is halved until the actor at fault stands alone; that one is tried once field by field (H31). */
async function rejectedBatch(
  work: Work,
  ready: readonly Ready[],
  outcome: Extract<Outcome<never>, { status: 'rejected' }>,
  again: Set<number>,
): Promise<Ended> {
  const only = ready[0];
  if (ready.length === 1 && only !== undefined)
    return settleAll(work, [{ intent: only.intent, answer: { how: 'rejected', reason: outcome.reason } }], again);
  return byHalves(work, ready, again);
}

async function byHalves(work: Work, ready: readonly Ready[], again: Set<number>): Promise<Ended> {
  const middle = Math.ceil(ready.length / 2);
  for (const half of [ready.slice(0, middle), ready.slice(middle)]) {
    const end = await sendBatch(
      work,
      half.map(({ intent }) => intent),
      again,
    );
    if (end.status !== 'done') return end;
  }
  return wellEnded;
}

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
async function fieldByField(work: Work, { intent, answer }: Pair, again: Set<number>): Promise<Ended> {
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
