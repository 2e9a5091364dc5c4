/** The form of a field's default that the methods answer. */
import type { z } from 'zod';
import { encodeValue } from '@kobling/sdk';
import type { FieldDefinition } from '@kobling/store';
import type { defaultValue } from '../carriers/erp-sync.ts';
import { accessName, fieldTypeName } from './connections.ts';

export const toDefaultValue = (field: FieldDefinition): z.output<typeof defaultValue> => ({
  ErpFieldId: field.id,
  DefaultValue: field.defaultValue,
  HasFirstSyncDefaultValue: field.hasDefault,
  FirstSyncDefaultValue: encodeValue(field.type, field.firstSyncDefault),
  PromptUser: field.promptUser,
  // What the connector marks mandatory always is (rule 11).
  Mandatory: field.mandatory || field.access === 'mandatory',
  ErpFieldKey: field.fieldKey,
  FieldType: fieldTypeName(field.type),
  ListName: field.listName,
  Access: accessName(field.access),
});
