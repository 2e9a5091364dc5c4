/** The server as a library: what tests and tools start a hub with. */
export { startHub } from './hub.ts';
export type { Hub, HubOptions, Role, RunningHub } from './hub.ts';
export { createLog } from './http/log.ts';
export type { Log, LogLevel, LogOptions } from './http/log.ts';
export { StartRefused } from './operator.ts';
