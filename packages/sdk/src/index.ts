export * from './types.ts';
export * from './outcome.ts';
export * from './values.ts';
export * from './decimals.ts';
export * from './date-times.ts';
export * from './multi-language.ts';
export * from './last-modified.ts';
export * from './restrictions.ts';
