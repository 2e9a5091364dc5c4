/** What waits for a person: counts.ts says when it is too much, store-held.ts keeps it, open.ts and turned.ts let it go. */
import type { HeldStore } from '@kobling/engine';
import type { Database } from '../../database.ts';
import { brakeCounts } from './counts.ts';
import { countHeld, openHeld } from './open.ts';
import { holdTurnedField, recentCrmWrites, releaseTurnedField, turnedFields } from './turned.ts';

export * from './read.ts';
export { addCounts, pruneBrakeCounts } from './counts.ts';
export { endHeldOfFields, endHeldOfLinks, moveHeld, storeHeld } from './store-held.ts';

export const pgHeldStore = (db: Database, now: () => Date): HeldStore => ({
  brakeCounts: (connectionId, keys) => brakeCounts(db, connectionId, keys, now()),
  openHeld: (connectionId, selection, afterId, limit) => openHeld(db, connectionId, selection, afterId, limit),
  countHeld: (connectionId, selection) => countHeld(db, connectionId, selection),
  recentCrmWrites: (fields) => recentCrmWrites(db, fields),
  turnedFields: (connectionId) => turnedFields(db, connectionId),
  holdTurnedField: (lease, entity, crmField, connections) =>
    holdTurnedField(db, lease, { entity, crmField, connections }, now()),
  releaseTurnedField: (lease, entity, crmField, by) => releaseTurnedField(db, lease, { entity, crmField, by }, now()),
});
