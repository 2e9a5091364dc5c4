/** Backup and restore of all that the hub keeps in its database: `write.ts` makes the lines, `restore.ts` takes them back. */
export { writeBackup, type BackupHeader } from './write.ts';
export { fillTables, firstUsedTable, type RestoreOptions, type TableFiller } from './restore.ts';
export { schemaVersion } from './tables.ts';
