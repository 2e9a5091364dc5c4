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
import { deleteConnection } from './delete-connection.ts';
import { getAllConnections } from './get-all-connections.ts';
import { getConfigurationFields } from './get-configuration-fields.ts';
import { getConnection } from './get-connection.ts';
import { getErpConnectionConfigFields } from './get-erp-connection-config-fields.ts';
import { getErpSyncConnectionSummary } from './get-erp-sync-connection-summary.ts';
import { saveConnection } from './save-connection.ts';
import { saveErpConnectionSyncPriorities } from './save-erp-connection-sync-priorities.ts';
import { testConnectionByConfig } from './test-connection-by-config.ts';
import { testConnectionById } from './test-connection-by-id.ts';
import { toggleErpConnectionActive } from './toggle-erp-connection-active.ts';
import { updateConnectionFields } from './update-connection-fields.ts';
import { getActorTypeMapping } from './get-actor-type-mapping.ts';
import { saveActorTypeMapping } from './save-actor-type-mapping.ts';
import { getCrmActorType } from './get-crm-actor-type.ts';
import { moveErpFieldItem } from './move-erp-field-item.ts';
import { getConnectionListMappings } from './get-connection-list-mappings.ts';
import { saveConnectionListMappings } from './save-connection-list-mappings.ts';
import { getDefaultValueInfo } from './get-default-value-info.ts';
import { saveDefaultValueInfo } from './save-default-value-info.ts';
import { supportsAdvancedSearch } from './supports-advanced-search.ts';
import { breakActorLink } from './break-actor-link.ts';
import { connectActor, createActorLink, tryConnectActor } from './connect-actor.ts';
import { createErpActorFromCrm } from './create-erp-actor-from-crm.ts';
import {
  forceResync,
  forceResyncBatchTask,
  forceResyncExternal,
  forceResyncExternalNoBlankValues,
  forceResyncNoBlankValues,
} from './force-resync.ts';
import { getConnectionsAndDisplayFields } from './get-connections-and-display-fields.ts';
import { getErpFieldValues } from './get-erp-field-values.ts';
import { getFieldValuesFromCrm } from './get-field-values-from-crm.ts';
import { getFieldValuesFromErp } from './get-field-values-from-erp.ts';
import { getFieldsForNewErpActor } from './get-fields-for-new-erp-actor.ts';
import { validateArchiveColumnConfig } from './validate-archive-column-config.ts';

export const erpSync: Readonly<Record<string, Method>> = {
  // connectors
  CreateDefaultErpSyncConnectorEntity: createDefaultErpSyncConnectorEntity,
  GetErpSyncConnectorEntity: getErpSyncConnectorEntity,
  SaveErpSyncConnectorEntity: saveErpSyncConnectorEntity,
  DeleteErpSyncConnectorEntity: deleteErpSyncConnectorEntity,
  CanDeleteErpSyncConnectorEntity: canDeleteErpSyncConnectorEntity,
  TestConnectorUrl: testConnectorUrl,
  GetAllConnectors: getAllConnectors,
  // connections
  GetConnection: getConnection,
  SaveConnection: saveConnection,
  DeleteConnection: deleteConnection,
  GetAllConnections: getAllConnections,
  GetConfigurationFields: getConfigurationFields,
  GetErpConnectionConfigFields: getErpConnectionConfigFields,
  TestConnectionById: testConnectionById,
  TestConnectionByConfig: testConnectionByConfig,
  ToggleErpConnectionActive: toggleErpConnectionActive,
  UpdateConnectionFields: updateConnectionFields,
  GetErpSyncConnectionSummary: getErpSyncConnectionSummary,
  SaveErpConnectionSyncPriorities: saveErpConnectionSyncPriorities,
  // mapping
  GetActorTypeMapping: getActorTypeMapping,
  SaveActorTypeMapping: saveActorTypeMapping,
  GetCrmActorType: getCrmActorType,
  MoveErpFieldItem: moveErpFieldItem,
  GetConnectionListMappings: getConnectionListMappings,
  SaveConnectionListMappings: saveConnectionListMappings,
  GetDefaultValueInfo: getDefaultValueInfo,
  SaveDefaultValueInfo: saveDefaultValueInfo,
  SupportsAdvancedSearch: supportsAdvancedSearch,
  ValidateArchiveColumnConfig: validateArchiveColumnConfig,
  // using
  GetConnectionsAndDisplayFields: getConnectionsAndDisplayFields,
  GetErpFieldValues: getErpFieldValues,
  GetFieldsForNewErpActor: getFieldsForNewErpActor,
  GetFieldValuesFromCrm: getFieldValuesFromCrm,
  GetFieldValuesFromErp: getFieldValuesFromErp,
  ConnectActor: connectActor,
  TryConnectActor: tryConnectActor,
  CreateActorLink: createActorLink,
  BreakActorLink: breakActorLink,
  CreateErpActorFromCrm: createErpActorFromCrm,
  // the engine
  SyncAll: syncAll,
  ForceSyncAll: forceSyncAll,
  ForceResync: forceResync,
  ForceResyncNoBlankValues: forceResyncNoBlankValues,
  ForceResyncBatchTask: forceResyncBatchTask,
  ForceResyncExternal: forceResyncExternal,
  ForceResyncExternalNoBlankValues: forceResyncExternalNoBlankValues,
  GetEngineStatus: getEngineStatus,
  ChangeEngineStatus: changeEngineStatus,
  ChangeEngineInterval: changeEngineInterval,
};
