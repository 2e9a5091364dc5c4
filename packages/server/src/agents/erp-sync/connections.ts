/** The forms of a connection, its fields and its ERP's words that the methods answer. */
import type { z } from 'zod';
import { type ErpActorType, type FieldAccess, type FieldMetadata, type FieldType, textIn } from '@kobling/sdk';
import type { ConnectionDefinition } from '@kobling/store';
import { shownConfig } from '../../services/index.ts';
import type { erpConnection, fieldMetadata } from '../carriers/erp-sync.ts';
import type { erpActorTypes } from '../carriers/words.ts';

type VendorField = z.output<typeof fieldMetadata>;

const typeNames: Readonly<Record<FieldType, VendorField['FieldType']>> = {
  checkbox: 'Checkbox',
  text: 'Text',
  password: 'Password',
  integer: 'Integer',
  double: 'Double',
  list: 'List',
  datetime: 'Date',
  label: 'Label',
};
const accessNames: Readonly<Record<FieldAccess, VendorField['Access']>> = {
  normal: 'Normal',
  mandatory: 'Mandatory',
  readOnly: 'ReadOnly',
};
export const fieldTypeName = (type: FieldType): VendorField['FieldType'] => typeNames[type];
export const accessName = (access: FieldAccess): VendorField['Access'] => accessNames[access];

/** Undefined: a value that is no actor type of an ERP. */
export const actorTypeOf = (name: (typeof erpActorTypes)[number]): ErpActorType | undefined =>
  name === 'Unknown' ? undefined : name;

/** Texts in the caller's language (rule 16). `showInSearch`: what the administrator ticked. */
export const toFieldMetadata = (field: FieldMetadata, language: string, showInSearch = false): VendorField => ({
  FieldKey: field.fieldKey,
  Rank: field.rank,
  DisplayName: textIn(language, field.displayName),
  DisplayDescription: textIn(language, field.description),
  FieldType: typeNames[field.type],
  ListName: field.listName,
  DefaultValue: field.type === 'password' ? '' : textIn(language, field.defaultValue),
  MaxLength: field.maxLength,
  Access: accessNames[field.access],
  ShowInSearch: showInSearch,
});

/** Name and description as they are stored: who edits them must see every language. Secrets stay inside. */
export const toErpConnection = (
  connection: ConnectionDefinition,
  mostRecent: string,
): z.output<typeof erpConnection> => ({
  ErpConnectionId: connection.id,
  ErpConnectorId: connection.connectorId,
  DisplayName: connection.name,
  DisplayDescription: connection.description,
  Active: connection.active,
  ConnectionId: connection.guid,
  MostRecentTimestamp: mostRecent,
  ConfigFields: shownConfig(connection),
  Deleted: connection.deleted,
  AllAccess: connection.allAccess,
  UserGroupAccessIds: idsOf(connection, 'group'),
  AssociateAccessIds: idsOf(connection, 'user'),
});

const idsOf = ({ access }: ConnectionDefinition, kind: 'user' | 'group'): number[] =>
  access.filter((entry) => entry.kind === kind).map(({ id }) => id);
