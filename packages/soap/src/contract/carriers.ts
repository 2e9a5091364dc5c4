/** What each operation carries: the contract's names, known from the vendor's sample; a connector's WSDL says where they live. */
import type { Member, OperationName, WireType } from './profile.ts';

const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
const strings: WireType = { array: { ns: arrays, local: 'string', type: 'text' } };
const dictionary: WireType = {
  dictionary: { ns: arrays, local: 'KeyValueOfstringstring' },
  key: { ns: arrays, local: 'Key' },
  value: { ns: arrays, local: 'Value' },
};
type Members = Readonly<Record<string, WireType>>;

/** Members of a carrier: those of its base first, then its own, each group by name. */
export function object(ns: string, local: string, base: Members, own: Members): WireType {
  const members = (group: Members): Member[] =>
    Object.entries(group)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, type]) => ({ ns, local: name, type }));
  return { object: { ns, local }, members: [...members(base), ...members(own)] };
}

export const requestBase: Members = { ConnectionGuid: 'text' };
export const responseBase: Members = {
  ErrorCode: 'text',
  IsOk: 'boolean',
  State: 'text',
  TechExplanation: 'text',
  UserExplanation: 'text',
};

const actorMembers: Members = {
  ActorType: 'text',
  ErpKey: 'text',
  FieldValues: dictionary,
  LastModified: 'text',
  ParentActorType: 'text',
  ParentErpKey: 'text',
};
const metadataMembers: Members = {
  Access: 'text',
  DefaultValue: 'text',
  DisplayDescription: 'text',
  DisplayName: 'text',
  FieldKey: 'text',
  FieldType: 'text',
  ListName: 'text',
  MaxLength: 'integer',
  Rank: 'integer',
};
const restrictionMembers: Members = { FieldKey: 'text', Operator: 'text', Values: strings };

/** Carrier name and members beyond the base. */
export interface Carriers {
  readonly request?: readonly [string, Members];
  readonly result: readonly [string, Members];
}
type ByOperation = Readonly<Record<Exclude<OperationName, 'Authenticate'>, Carriers>>;

/** `data`: the namespace of the carriers' members. */
export const carriers = (data: string): ByOperation => ({ ...forSetUp(data), ...forActors(data) });

const arrayOf = (data: string, local: string, members: Members): WireType => ({
  array: { ns: data, local, type: object(data, local, {}, members) },
});
const texts = ['StringArrayPluginResponseWS', { Items: strings }] as const;

function forSetUp(data: string) {
  const result = ['ConnectorResultBaseWS', {}] as const;
  const plain = ['RequestBaseWS', {}] as const;
  const fields = [
    'FieldMetadataInfoArrayPluginResponseWS',
    { FieldMetaDataObjects: arrayOf(data, 'FieldMetadataInfoWS', metadataMembers) },
  ] as const;
  const items = ['ListItemArrayPluginResponseWS', { ListItems: dictionary }] as const;
  return {
    WSGetConfigData: { result: fields },
    WSTestConfigData: { request: ['TestConfigDataRequestWS', { ConnectionInfo: dictionary }], result },
    WSSaveConnection: { request: ['SaveConnectionRequestWS', { ConnectionInfo: dictionary }], result },
    WSTestConnection: { request: plain, result },
    WSDeleteConnection: { request: plain, result },
    WSGetSupportedActorTypes: { request: plain, result: texts },
    WSGetSupportedActorTypeFields: {
      request: ['GetSupportedActorTypeFieldsRequestWS', { ActorType: 'text' }],
      result: fields,
    },
    WSGetSearchableFields: { request: ['GetSearchableFieldsRequestWS', { ActorType: 'text' }], result: texts },
    WSGetList: { request: ['GetListRequestWS', { ListName: 'text' }], result: items },
    WSGetListItems: { request: ['GetListItemsRequestWS', { ListItemKeys: strings, ListName: 'text' }], result: items },
  } as const;
}

function forActors(data: string) {
  const asked: Members = { ActorType: 'text', FieldKeys: strings };
  const actor = object(data, 'ErpActorWS', {}, actorMembers);
  const actors = arrayOf(data, 'ErpActorWS', actorMembers);
  const result = ['ActorArrayPluginResponseWS', { Actors: actors }] as const;
  const restrictions = arrayOf(data, 'SearchRestrictionInfoWS', restrictionMembers);
  const byParent: Members = { ...asked, ParentActorErpKey: 'text', ParentActorType: 'text', SearchText: 'text' };
  return {
    WSGetActors: { request: ['GetActorsRequestWS', { ...asked, ErpKeys: strings }], result },
    WSGetActorsByTimestamp: {
      request: ['GetActorsByTimestampRequestWS', { ...asked, UpdatedOnOrAfter: 'text' }],
      result,
    },
    WSSearchActors: { request: ['SearchActorsRequestWS', { ...asked, SearchText: 'text' }], result },
    WSSearchActorByParent: { request: ['SearchActorByParentRequestWS', byParent], result },
    WSSearchActorsAdvanced: {
      request: ['SearchActorsAdvancedRequestWS', { ...asked, Restrictions: restrictions }],
      result,
    },
    WSCreateActor: {
      request: ['CreateActorRequestWS', { Actor: actor }],
      result: ['ActorPluginResponseWS', { Actor: actor }],
    },
    WSSaveActors: { request: ['SaveActorsRequestWS', { Actors: actors }], result },
  } as const;
}
