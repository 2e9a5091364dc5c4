/** The set-up as it is stored: `definition.ts` reads all of it; the others write it, with what H19 asks of a changed mapping. */
export * from './applications.ts';
export * from './connectors.ts';
export * from './definition.ts';
export * from './many-languages.ts';
export * from './names.ts';
export * from './cards.ts';
export * from './profiles.ts';
export * from './save-connection.ts';
export * from './save-mapping.ts';
export * from './item-failures.ts';
