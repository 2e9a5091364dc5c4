/** What the ERP tab asks: which connections a person may use for a record, what they show, and what a record's keys mean there. */
export * from './access.ts';
export * from './asking.ts';
export * from './display.ts';
export * from './fields.ts';
export * from './lists.ts';
export * from './seen.ts';
export * from './targets.ts';
