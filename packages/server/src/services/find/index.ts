/** The finder behind the pages and the Archive agent: `fields.ts` what may be asked, `records.ts` a page of
 * answers, `actors.ts` the same in an ERP. */
export * from './fields.ts';
export {
  countRecordsBy,
  findRecordsBy,
  mostRows,
  type FindRecordsWish,
  type FoundCell,
  type FoundRecord,
  type FoundRecords,
} from './records.ts';
export {
  type FindErpActorsWish,
  findErpActors,
  type FoundActor,
  type FoundActors,
  searchableActorFields,
} from './actors.ts';
