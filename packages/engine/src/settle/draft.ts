/** What became of an intent, and what is to be written of it. */
import type { Actor, Reason } from '@kobling/sdk';
import type { Intent, LogEntry } from '../model.ts';
import type { IntentUpdate, LinkUpdate, NewLateValue } from '../ports.ts';
import { backoffMs, laterBy, type Work } from '../work.ts';

export type Answered =
  /** The connector says that it saved, and what it holds now. */
  | { readonly how: 'saved'; readonly actor: Actor }
  /** Read by key after an unknown outcome, or because the answer lacked something. */
  | { readonly how: 'reread'; readonly actor: Actor }
  /** Not written: the ERP held something else than expected. */
  | { readonly how: 'moved' }
  | { readonly how: 'rejected'; readonly reason: Reason }
  /** The outcome is not known, and the ERP does not return the actor. */
  | { readonly how: 'gone' }
  /** The answer did not speak of this actor. `actor`: as it was read after that, without anything of what was sent. */
  | { readonly how: 'unconfirmed'; readonly actor?: Actor }
  /** Nor did the ERP return it when asked for it: one such answer says nothing (H23). */
  | { readonly how: 'unseen' };
export interface Pair {
  readonly intent: Intent;
  readonly answer: Answered;
}

export interface Draft {
  readonly links: LinkUpdate[];
  readonly logs: LogEntry[];
  readonly intentUpdates: IntentUpdate[];
  readonly late: NewLateValue[];
  /** Links to decide again. */
  readonly again: Set<number>;
}
export const emptyDraft = (): Draft => ({ links: [], logs: [], intentUpdates: [], late: [], again: new Set() });

export const staysUnknown = (work: Work, intent: Intent): IntentUpdate => ({
  id: intent.id,
  status: 'unknown',
  attempts: intent.attempts + 1,
  dueAt: laterBy(work, backoffMs(intent.attempts)),
});
