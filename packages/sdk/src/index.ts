export * from './types.ts';
export * from './outcome.ts';
export * from './values.ts';
export * from './decimals.ts';
export * from './date-times.ts';
