/**
 * What the pages and commands show of the sync: how it stands (overview.ts), what happened (log.ts, runs.ts,
 * activity.ts), and what waits for a person (conflicts.ts, failures.ts). All by index, paged by id.
 */
export type { ActivityMinute } from './activity.ts';
export { activity } from './activity.ts';
export type { ConflictQuery, ConflictRow } from './conflicts.ts';
export { conflicts } from './conflicts.ts';
export type { FailureQuery, FailureRow } from './failures.ts';
export { failures, retryFailures, retryLink } from './failures.ts';
export type { SyncLogQuery, SyncLogRow } from './log.ts';
export { syncLog } from './log.ts';
export type { Agreement, ConnectionOverview } from './overview.ts';
export { agreement, connectionOverview } from './overview.ts';
export type { RunQuery, RunView } from './runs.ts';
export { runs } from './runs.ts';
export type { MappingChangeView, UndoneView, UndoRowStatus, UndoRowView, UndoView } from './undo.ts';
export { connectionOfChange, connectionsOfRecord, latestUndos, mappingChanges, undoRowsOf, undoView } from './undo.ts';
export type { FieldNames, RecordName } from './names.ts';
export { recordNames } from './names.ts';
export type { RecordConnection, RecordFacts, RecordField } from './record.ts';
export { recordFacts } from './record.ts';
