/**
 * the ERP (find-actors.ts), connect it with values chosen side by side and disconnect it (choices.ts, connect.ts), create it in
 * the ERP (new-actor.ts, create.ts), sync it now (sync-now.ts); and resyncs of chosen records (resync.ts). Whether the connection
 * is open to them is asked first, each time (access.ts). Reading goes to the ERP at once; every write is a request (outcome.ts).
 */
export * from './access.ts';
export * from './choices.ts';
export * from './connect.ts';
export * from './create.ts';
export * from './find-actors.ts';
export * from './live.ts';
export * from './new-actor.ts';
export * from './resync.ts';
export * from './show.ts';
export * from './sync-now.ts';
export * from './tab.ts';
export * from './values.ts';
