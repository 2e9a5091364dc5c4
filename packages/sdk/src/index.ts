export * from './types.ts';
export * from './outcome.ts';
