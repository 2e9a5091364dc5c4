/** The ErpSync agent: one file a method, in the vendor's order of subjects. */
import type { Method } from '../method.ts';
import { canDeleteErpSyncConnectorEntity } from './can-delete-erp-sync-connector-entity.ts';
import { changeEngineInterval } from './change-engine-interval.ts';
import { changeEngineStatus } from './change-engine-status.ts';
import { createDefaultErpSyncConnectorEntity } from './create-default-erp-sync-connector-entity.ts';
import { deleteErpSyncConnectorEntity } from './delete-erp-sync-connector-entity.ts';
import { getAllConnectors } from './get-all-connectors.ts';
import { getEngineStatus } from './get-engine-status.ts';
import { getErpSyncConnectorEntity } from './get-erp-sync-connector-entity.ts';
import { saveErpSyncConnectorEntity } from './save-erp-sync-connector-entity.ts';
import { forceSyncAll, syncAll } from './sync-all.ts';
import { testConnectorUrl } from './test-connector-url.ts';

export const erpSync: Readonly<Record<string, Method>> = {
  // connectors
  CreateDefaultErpSyncConnectorEntity: createDefaultErpSyncConnectorEntity,
  GetErpSyncConnectorEntity: getErpSyncConnectorEntity,
  SaveErpSyncConnectorEntity: saveErpSyncConnectorEntity,
  DeleteErpSyncConnectorEntity: deleteErpSyncConnectorEntity,
  CanDeleteErpSyncConnectorEntity: canDeleteErpSyncConnectorEntity,
  TestConnectorUrl: testConnectorUrl,
  GetAllConnectors: getAllConnectors,
  // the engine
  SyncAll: syncAll,
  ForceSyncAll: forceSyncAll,
  GetEngineStatus: getEngineStatus,
  ChangeEngineStatus: changeEngineStatus,
  ChangeEngineInterval: changeEngineInterval,
};
