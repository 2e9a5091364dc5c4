/** The finder behind the pages and the Archive agent: `fields.ts` what may be asked, `records.ts` a page of answers. */
export * from './fields.ts';
export {
  findRecordsBy,
  type FindRecordsWish,
  type FoundCell,
  type FoundRecord,
  type FoundRecords,
} from './records.ts';
