/**
 * Imports from an ERP. `stage.ts` takes in what the search found, `rows.ts` shows it and keeps what a person ticked, `look.ts`
 * decides a page of rows on what the CRM holds now, `preview.ts` stores that as a preview, `carry-out.ts` does it.
 */
import type { ImportStore } from '@kobling/engine';
import type { Database } from '../database.ts';
import { sayingWhenAway } from '../sync/away.ts';
import { endImport, importPage } from './carry-out.ts';
import { clearImport, endStaging, importWish, stageActors } from './stage.ts';

export * from './imports.ts';
export * from './rows.ts';
export { previewImport } from './preview.ts';

/** Throws LeaseLost and StoreAway as the engine's store does. */
export const pgImportStore = (database: Database): ImportStore => {
  const db = sayingWhenAway(database);
  return {
    importWish: (importId) => importWish(db, importId),
    clearImport: (lease, importId) => clearImport(db, lease, importId),
    stageActors: (lease, importId, actors) => stageActors(db, lease, importId, actors),
    endStaging: (lease, importId, message) => endStaging(db, lease, importId, message),
    importPage: (lease, run, importId, now) => importPage(db, lease, run, importId, now),
    endImport: (lease, importId, status) => endImport(db, lease, importId, status),
  };
};
