/** Carriers of the ErpSync agent. */
import { bool, carrier, dictionary, duration, entity, instant, int, list, maybe, text } from './kinds.ts';
import { mdoListItem } from './lists.ts';
import { crmActorType, erpActorType, fieldAccess, fieldType, responseStatus } from './words.ts';

export const connectorEntity = entity({
  ErpConnectorId: int,
  DisplayName: text,
  URL: text,
  Deleted: bool,
});

export const erpConnection = entity({
  ErpConnectionId: int,
  ErpConnectorId: int,
  DisplayName: text,
  DisplayDescription: text,
  Active: bool,
  /** GUID towards the ERP. */
  ConnectionId: text,
  MostRecentTimestamp: text,
  /** Passwords are never answered; one that is sent blank stays as it is. */
  ConfigFields: dictionary,
  Deleted: bool,
  AllAccess: bool,
  UserGroupAccessIds: list(int),
  AssociateAccessIds: list(int),
});

export const fieldMetadata = entity({
  FieldKey: text,
  Rank: int,
  DisplayName: text,
  DisplayDescription: text,
  FieldType: fieldType,
  ListName: text,
  DefaultValue: text,
  MaxLength: int,
  Access: fieldAccess,
  ShowInSearch: bool,
});

export const connectionData = entity({
  ErpConnectionId: int,
  ConnectionName: text,
  Connected: bool,
  ErpFields: list(fieldMetadata),
  CrmActorType: crmActorType,
  ErpActorType: erpActorType,
  ErpActorTypes: list(erpActorType),
});

export const fieldValue = entity({
  DisplayName: text,
  CrmFieldKey: text,
  Value: text,
  DisplayValue: text,
  SyncToCrm: bool,
  SyncToErp: bool,
});

export const fieldMapping = entity({
  ErpFieldId: int,
  CrmFieldKey: text,
  CrmDisplayName: text,
  CrmDisplayTooltip: text,
  ErpFieldKey: text,
  FieldType: fieldType,
  ErpDisplayName: text,
  ErpDisplayTooltip: text,
  SyncToCrm: bool,
  SyncToErp: bool,
  ShowInGui: bool,
  ShowInSearch: bool,
  AlreadyMapped: bool,
  MissingInERP: bool,
  MissingInCRM: bool,
  Access: fieldAccess,
  ListReference: text,
});

export const actorTypeMapping = entity({
  ErpConnectionId: int,
  IsActive: bool,
  FieldMappings: list(fieldMapping),
  ActorTypeErp: erpActorType,
  ActorTypeCrm: crmActorType,
});

export const defaultValue = entity({
  ErpFieldId: int,
  DefaultValue: text,
  HasFirstSyncDefaultValue: bool,
  FirstSyncDefaultValue: text,
  PromptUser: bool,
  Mandatory: bool,
  ErpFieldKey: text,
  FieldType: fieldType,
  ListName: text,
  Access: fieldAccess,
});

const listItemMapping = entity({
  ErpListItemId: text,
  ErpListItemName: text,
  CrmListItem: maybe(mdoListItem),
});
const listMapping = entity({
  CrmList: maybe(mdoListItem),
  ErpListName: text,
  ErpCrmListItemMappings: list(listItemMapping),
  ErpActorTypeName: text,
  ErpFieldId: int,
});
export const listMappings = entity({
  ErpListItemMappings: list(listMapping),
  ErpConnectionId: int,
  ErpConnectionName: text,
});

const actorSummary = entity({
  ActorType: erpActorType,
  HasMappings: bool,
  Defaults: text,
  Mappings: text,
});
export const connectionSummary = entity({
  DisplayName: text,
  DisplayDescription: text,
  Active: bool,
  Deleted: bool,
  LastSync: instant,
  Actors: list(actorSummary),
});

const changedRecord = carrier({ Tablename: text, RecordId: int });
export const pluginResponse = entity({
  IsOk: bool,
  UserExplanation: text,
  TechExplanation: text,
  ErrorCode: text,
  Changes: maybe(
    carrier({
      AddedRecords: list(changedRecord),
      UpdatedRecords: list(changedRecord),
      DeletedRecords: list(changedRecord),
    }),
  ),
  Status: responseStatus,
});

export const engineStatus = entity({ IsRunning: bool, StatusMessage: text, Interval: duration });
