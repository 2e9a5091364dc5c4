/** What the store keeps of how the sides were: whose person it is, what went back, may still land, was walked over, got a new key. */
import type { AmnesiaStore, LateStore, ParentStore, RenumberStore, WalkStore } from '@kobling/engine';
import type { Database } from '../database.ts';
import { amnesiaStore } from './amnesia.ts';
import { lateStore } from './late.ts';
import { parentStore } from './parents.ts';
import { renumberStore } from './renumbering.ts';
import { walkStore } from './walks.ts';

type Sides = ParentStore & AmnesiaStore & LateStore & WalkStore & RenumberStore;

export const memoryOfSides = (db: Database, now: () => Date): Sides => ({
  ...parentStore(db),
  ...amnesiaStore(db, now),
  ...lateStore(db),
  ...walkStore(db),
  ...renumberStore(db, now),
});
