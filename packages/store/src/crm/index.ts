/**
 * The embedded CRM. `fields.ts` says what a record has; `rows.ts` holds the statements that every write goes through,
 * so that each leaves its row in the change feed; above them `entity.ts` for people, `write.ts` for the engine, `bulk.ts`
 * for imports. `feed.ts` reads what changed.
 */
export { crmFields } from './fields.ts';
export { readCrm, writeCrm } from './write.ts';
export type { CrmWriteResult } from './write.ts';
export { currentFeedPosition, feedLag, readFeed } from './feed.ts';
export type { FeedLag } from './feed.ts';
export { ensureEpoch, pruneFeed, raiseRestoreCounter } from './epoch.ts';
export type { Epoch, PruneOptions } from './epoch.ts';
