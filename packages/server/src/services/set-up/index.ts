/** Setting up one thing at a time: a connection, its configuration, what its ERP offers. The set-up file does it all at once. */
export * from './config.ts';
export * from './connection.ts';
export * from './draft.ts';
export * from './edit.ts';
export * from './fields.ts';
export * from './priority.ts';
export * from './defaults.ts';
export * from './list-mapping.ts';
export * from './mapping.ts';
export * from './rank.ts';
export * from './suggest.ts';
export { sameName } from './known-names.ts';
export * from './write-mapping.ts';
export * from './preview.ts';
