/**
 * What a user with a licence does with a record's ERP side: look at it (show.ts, values.ts), connect and disconnect it
 * (connect.ts), create it in the ERP (create.ts); and resyncs of chosen records (resync.ts). Whether the connection is open to
 * them is asked first, each time (access.ts). Reading goes to the ERP at once; every write is a request (outcome.ts).
 */
export * from './access.ts';
export * from './connect.ts';
export * from './create.ts';
export * from './resync.ts';
export * from './show.ts';
export * from './values.ts';
