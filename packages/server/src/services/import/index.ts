/**
 * Import from ERP (spec 05): begin.ts searches, settle.ts says how and previews, carry-out.ts makes the records; what was
 * chosen and what became of it is read by show.ts.
 */
export * from './begin.ts';
export * from './carry-out.ts';
export * from './settle.ts';
export * from './show.ts';
export * from './shown-rows.ts';
