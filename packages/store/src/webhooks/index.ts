/**
 * Addresses that are told of what happens. `happenings.ts` finds what is new of a connection, `deliveries.ts` keeps what
 * is to be sent and what became of it, `hooks.ts` the addresses themselves.
 */
export * from './hooks.ts';
export * from './deliveries.ts';
export * from './happenings.ts';
export * from './places.ts';
