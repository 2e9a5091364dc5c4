/** A link's states and what may follow on what, as a total table: the compiler asks for every cell. */
import type { LinkState } from './model.ts';

export type LinkEvent =
  | 'created' // the ERP made the actor
  | 'settled' // everything of the link was written and answered
  | 'failed' // an attempt failed, another is due
  | 'gaveUp' // too many attempts: tried again once a day
  | 'asked' // a person has to decide
  | 'lost' // the ERP no longer returns the actor
  | 'found' // the ERP returns it again
  | 'orphaned' // a person whose actor belongs to another company than its record does
  | 'joined' // both belong to the same company again
  | 'unlinked'; // by a person, a deletion or a merge

type Next = LinkState | 'never';

export const transitions: Readonly<Record<LinkState, Readonly<Record<LinkEvent, Next>>>> = {
  creating: {
    created: 'active',
    settled: 'never',
    failed: 'creating',
    gaveUp: 'held',
    asked: 'held',
    lost: 'never',
    found: 'active',
    orphaned: 'never',
    joined: 'never',
    unlinked: 'broken',
  },
  active: {
    created: 'never',
    settled: 'active',
    failed: 'failing',
    gaveUp: 'parked',
    asked: 'held',
    lost: 'missingInErp',
    found: 'active',
    orphaned: 'waitingForParent',
    joined: 'active',
    unlinked: 'broken',
  },
  failing: {
    created: 'never',
    settled: 'active',
    failed: 'failing',
    gaveUp: 'parked',
    asked: 'held',
    lost: 'missingInErp',
    found: 'failing',
    orphaned: 'waitingForParent',
    joined: 'failing',
    unlinked: 'broken',
  },
  parked: {
    created: 'never',
    settled: 'active',
    failed: 'parked',
    gaveUp: 'parked',
    asked: 'held',
    lost: 'missingInErp',
    found: 'parked',
    orphaned: 'waitingForParent',
    joined: 'parked',
    unlinked: 'broken',
  },
  held: {
    created: 'active',
    settled: 'active',
    failed: 'held',
    gaveUp: 'held',
    asked: 'held',
    lost: 'missingInErp',
    found: 'held',
    orphaned: 'held',
    joined: 'held',
    unlinked: 'broken',
  },
  waitingForParent: {
    created: 'never',
    settled: 'active',
    failed: 'waitingForParent',
    gaveUp: 'parked',
    asked: 'held',
    lost: 'missingInErp',
    found: 'waitingForParent',
    orphaned: 'waitingForParent',
    joined: 'active',
    unlinked: 'broken',
  },
  missingInErp: {
    created: 'never',
    settled: 'active',
    failed: 'missingInErp',
    gaveUp: 'missingInErp',
    asked: 'held',
    lost: 'missingInErp',
    found: 'active',
    orphaned: 'waitingForParent',
    joined: 'missingInErp',
    unlinked: 'broken',
  },
  broken: {
    created: 'never',
    settled: 'never',
    failed: 'never',
    gaveUp: 'never',
    asked: 'never',
    lost: 'never',
    found: 'never',
    orphaned: 'never',
    joined: 'never',
    unlinked: 'broken',
  },
};

/** The state that follows, or undefined where the event means nothing: the caller then leaves the link alone. */
export function follow(state: LinkState, event: LinkEvent): LinkState | undefined {
  const next = transitions[state][event];
  return next === 'never' ? undefined : next;
}
