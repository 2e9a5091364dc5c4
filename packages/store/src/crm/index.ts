/**
 * The embedded CRM. `fields.ts` says what a record has; `rows.ts` holds the statements that every write goes through,
 * so that each leaves its row in the change feed; above them `entity.ts` for people, `write.ts` for the engine, `bulk.ts`
 * for imports. `feed.ts` reads what changed.
 */
export { crmFields } from './fields.ts';
export { recordDates, type RecordDates } from './dates.ts';
export { addOnce } from './add-once.ts';
export { endingCounts, linksOfRecord, relatedRows } from './related.ts';
export type { EndingCounts, RecordLink, Related, RelatedRow } from './related.ts';
export { createEntity, getEntity, isSaved, updateEntity } from './entity.ts';
export type { MergedLink, MergePreview, WaitingPerson } from './merge-preview.ts';
export { mergeWithReport, previewMerge } from './merge-preview.ts';
export { deleteEntity, endedEntities, mergeEntities, survivorOf } from './remove.ts';
export { type CarriedFrom, saveCarried } from './carrier.ts';
export type { Author, Clash, Entity, UpdateOptions, UpdateOutcome } from './entity.ts';
export { countEntities, findEntities, findOperators } from './find.ts';
export type { Condition, FindOperator, FindPage, FindQuery, FoundEntity } from './find.ts';
export { upsertEntities } from './bulk.ts';
export type { UpsertProblem, UpsertResult, UpsertRow } from './bulk.ts';
export type { Values } from './values.ts';
export { readCrm, writeCrm } from './write.ts';
export type { CrmWriteResult } from './write.ts';
export { currentFeedPosition, feedLag, readFeed, waitForFeed } from './feed.ts';
export type { FeedLag } from './feed.ts';
export { ensureEpoch, pruneFeed, raiseRestoreCounter } from './epoch.ts';
export type { Epoch, PruneOptions } from './epoch.ts';
export {
  addList,
  addListItem,
  allLists,
  changeListItem,
  fixedLists,
  itemsById,
  listItems,
  removeList,
} from './lists.ts';
export type { CrmList, CrmListItem } from './lists.ts';
export { listSummaries, listUses, orderListItems, relabelList } from './list-care.ts';
export type { ListSummary, ListUse } from './list-care.ts';
export { addUdefField, changeUdefField, removeUdefField, udefFields } from './udef.ts';
export type { NewUdefField, UdefField } from './udef.ts';
export { addProjectMember, projectMembers, removeProjectMember } from './members.ts';
