/**
 * A contract profile: what one connector's service looks like on the wire. It is data, read from the connector's own WSDL
 * (wsdl.ts) or taken from a built-in (built-in.ts), because hosts differ in namespaces, order and collections. Plain objects
 * only: a profile is stored with its connector.
 */

/** A type as a DataContract reader or writer needs it. Enums travel as text. */
export type WireType = 'text' | 'boolean' | 'integer' | ArrayType | DictionaryType | ObjectType;
export interface ArrayType {
  readonly array: Member;
}
/** Text to text; pairs in the order given. */
export interface DictionaryType {
  readonly dictionary: Name;
  readonly key: Name;
  readonly value: Name;
}
export interface ObjectType {
  readonly object: Name;
  /** In wire order: a DataContract reader silently loses what comes too late. */
  readonly members: readonly Member[];
}

export interface Name {
  readonly ns: string;
  readonly local: string;
}
export interface Member extends Name {
  readonly type: WireType;
}

export interface WireOperation {
  /** SOAPAction, without quotes. */
  readonly action: string;
  readonly wrapper: Name;
  /** The one carrier inside; undefined where the operation takes none. */
  readonly request?: Member;
  readonly responseWrapper: Name;
  readonly result: Member;
}

/** Operations by name (`WSGetActors`, `Authenticate`). */
export interface Profile {
  /** Given as a file, since the service publishes none or a wrong one: what it publishes does not take its place by itself. */
  readonly given?: true;
  readonly operations: Readonly<Record<string, WireOperation>>;
}

export const operationNames = [
  'WSGetConfigData',
  'WSTestConfigData',
  'WSSaveConnection',
  'WSTestConnection',
  'WSDeleteConnection',
  'WSGetSupportedActorTypes',
  'WSGetSupportedActorTypeFields',
  'WSGetActors',
  'WSGetActorsByTimestamp',
  'WSGetSearchableFields',
  'WSSearchActors',
  'WSSearchActorByParent',
  'WSSearchActorsAdvanced',
  'WSCreateActor',
  'WSSaveActors',
  'WSGetList',
  'WSGetListItems',
] as const;
export type OperationName = (typeof operationNames)[number] | 'Authenticate';

export const isArray = (type: WireType): type is ArrayType => typeof type === 'object' && 'array' in type;
export const isDictionary = (type: WireType): type is DictionaryType =>
  typeof type === 'object' && 'dictionary' in type;
export const isObject = (type: WireType): type is ObjectType => typeof type === 'object' && 'object' in type;
export const sameName = (a: Name, b: Name): boolean => a.local === b.local && a.ns === b.ns;
