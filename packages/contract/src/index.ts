/**
 * The HTTP contract between the hub and its browser pages: one route table, read by both sides.
 *
 * How it is used. The server walks `routes` and gives each key a handler; it checks params, query and body with the
 * schemas before the handler runs. The web's client takes its types from the same keys. Reading order: route.ts (what a
 * route is), routes.ts (the table), then one file a subject.
 */
export * from './route.ts';
export * from './routes.ts';
export * from './errors.ts';
export * from './words.ts';
export * from './session.ts';
export * from './overview.ts';
export * from './log.ts';
export * from './conflicts.ts';
export * from './failures.ts';
export * from './plans.ts';
export * from './held.ts';
export * from './audit.ts';
export * from './control.ts';
export * from './record.ts';
export * from './crm.ts';
export * from './selections.ts';
export * from './columns.ts';
export * from './find.ts';
export * from './undo.ts';
export * from './settings.ts';
export * from './files.ts';
export * from './names.ts';
export * from './imports.ts';
export * from './erp-tab.ts';
export * from './webhooks.ts';
export * from './people.ts';
export * from './lists.ts';
export * from './applications.ts';
export * from './trail.ts';
export * from './mapping.ts';
export * from './events.ts';
