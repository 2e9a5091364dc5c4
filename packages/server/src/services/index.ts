/**
 * What people do with a hub, free of HTTP: each function takes the hub's parts and answers an Outcome. Whatever touches
 * an ERP becomes a request that the lease holder carries out (H25); `requests.ts` watches it.
 */
export * from './applications.ts';
export * from './audit.ts';
export * from './cards.ts';
export * from './connection-check.ts';
export * from './connections.ts';
export * from './conflicts.ts';
export * from './connectors.ts';
export * from './crm.ts';
export * from './erp-tab/index.ts';
export * from './files.ts';
export * from './find/index.ts';
export * from './held.ts';
export * from './import/index.ts';
export * from './links.ts';
export * from './lists.ts';
export * from './log.ts';
export * from './name-first.ts';
export * from './named-lists.ts';
export * from './people/index.ts';
export * from './plans.ts';
export * from './requests.ts';
export * from './restored.ts';
export * from './selections.ts';
export * from './set-up/index.ts';
export * from './spoken-names.ts';
export * from './status.ts';
export * from './sync.ts';
export * from './undo.ts';
export * from './whole-records.ts';
export * from './why.ts';
