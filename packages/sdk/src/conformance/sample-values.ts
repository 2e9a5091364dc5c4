/** Made-up values that a field should take, from what its metadata says. */
import type { ErpActorType, FieldMetadata, NewActor } from '../types.ts';
import { encodeValue } from '../values.ts';

export function sampleActor(
  actorType: ErpActorType,
  fields: readonly FieldMetadata[],
  firstItems: ReadonlyMap<string, string>,
  unique: string,
): NewActor {
  const fieldValues: Record<string, string> = {};
  for (const field of fields) {
    if (field.access === 'readOnly' || field.type === 'label') continue;
    fieldValues[field.fieldKey] = encodeValue(
      field.type,
      sampleValue(field, firstItems.get(field.listName) ?? '', unique),
    );
  }
  return { actorType, fieldValues };
}

function sampleValue(field: FieldMetadata, item: string, unique: string): string {
  switch (field.type) {
    case 'text':
    case 'password':
      return field.maxLength > 0 ? unique.slice(-field.maxLength) : unique;
    case 'integer':
      return '7';
    case 'double':
      return '12.5';
    case 'checkbox':
      return '1';
    case 'datetime':
      return '2024-02-29T00:00:00';
    case 'list':
      return item;
    case 'label':
      return '';
  }
}

/** Fields that a save may write. */
export const writable = (fields: readonly FieldMetadata[]): readonly FieldMetadata[] =>
  fields.filter((field) => field.access !== 'readOnly' && field.type !== 'label' && field.type !== 'password');

/** The roomiest writable text field. */
export function textField(fields: readonly FieldMetadata[]): FieldMetadata | undefined {
  const room = (field: FieldMetadata): number => (field.maxLength === 0 ? Number.MAX_SAFE_INTEGER : field.maxLength);
  return writable(fields)
    .filter((field) => field.type === 'text')
    .toSorted((a, b) => room(b) - room(a))[0];
}
