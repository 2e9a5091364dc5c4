/**
 * Act on the ERP: carry out save intents. Just before the write the fields concerned are read again (H27); the lease must
 * outlast the call (H13); what was answered is settled, what was not is looked at by key before anything is sent again.
 */
import { isTooMuch, type Outcome } from '@kobling/sdk';
import { isUndo } from '../intents.ts';
import type { Intent } from '../model.ts';
import { recover } from '../recover.ts';
import type { Pair } from '../settle/draft.ts';
import { settle } from '../settle/settle.ts';
import { againHints, backoffMs, commit, type Ended, laterBy, type Work, wellEnded } from '../work.ts';
import { found, pairUp, save } from './call.ts';
import { fieldByField } from './field-by-field.ts';
import { lookAgain, type Ready } from './look-again.ts';

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
