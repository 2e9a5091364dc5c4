/**
 * The finder: records of one kind by criteria, in any order, a page at a time. `findable.ts` says what may be asked, shown
 * and sorted; `operators.ts` what may be asked of it; `clause.ts` and `order.ts` make SQL of both; `find.ts` runs it.
 */
export { type FindPlace, type FindRecordsQuery, findRows, type FoundRow, type RowsPage } from './find.ts';
export { type Findable, type FindableMap, findableMap, type FindableType } from './findable.ts';
export { type Criteria, type Criterion } from './clause.ts';
export { type FindOperatorName, operatorNamed, operatorsOf } from './operators.ts';
export type { SortWish } from './order.ts';
export { countLimit, countRows, type Total } from './total.ts';
export { connectionTable, connectorTable, erpFieldTable, syncLogTable } from './sync-tables.ts';
export { countInTable, findInTable, type FindTable, type TableQuery, type TableRow } from './table.ts';
export {
  type ChosenColumn,
  type ColumnChoice,
  dropUnknownColumns,
  readColumnChoice,
  saveColumnChoice,
} from './column-choices.ts';
