/**
 * The only SQL of the hub. `database.ts` is the way to PostgreSQL, `migrate.ts` the schema, `crm/` the embedded CRM
 * with its change feed, `people/` users and groups, `sync/` what the engine keeps.
 */
export { CommitUnknown, openDatabase } from './database.ts';
export type { Database, DatabaseOptions, Queryable, Row, Transaction, TransactionOptions } from './database.ts';
export { databaseErrorCode, databaseErrors, isRetryable } from './database-errors.ts';
export type { DatabaseErrorKind } from './database-errors.ts';
export { migrate, migrationsFolder, readMigrations } from './migrate.ts';
export type { Migration, MigrationResult } from './migrate.ts';
export * from './access/index.ts';
export * from './jobs/index.ts';
export * from './keys/index.ts';
export * from './setup/index.ts';
export * from './crm/index.ts';
export * from './people/index.ts';
export * from './selections/index.ts';
export * from './sync/index.ts';
export * from './backup/index.ts';
export * from './erp-tab/index.ts';
export * from './metrics/index.ts';
export * from './find/index.ts';
export * from './imports/index.ts';
export * from './webhooks/index.ts';
