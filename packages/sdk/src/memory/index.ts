/**
 * An ERP in memory: the reference connector. `memoryConnector` opens onto a `MemoryWorld` that tests edit and inspect;
 * `behaviour` makes it as awkward as real ERPs are; `faulty` puts a bad network before any connection.
 */
export * from './connector.ts';
export * from './behaviour.ts';
export { MemoryWorld, type MemoryRow, type MemoryTransaction, type MemorySnapshot, type StampClock } from './world.ts';
export * from './sample.ts';
export * from './faulty.ts';
export * from './seeded-random.ts';
