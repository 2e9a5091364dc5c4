/**
 * Databases for tests: one embedded server for all test processes of a run, and for each test file a fresh database
 * copied from a migrated template. Whoever uses the server last stops it, so nothing is left running.
 */
export { feedSettled } from './feed-settled.ts';
export { dumpSchema } from './schema-dump.ts';
export { holdTestServer, stopTestServer } from './test-server.ts';
export { testDatabase } from './test-database.ts';
export type { TestDatabase } from './test-database.ts';
