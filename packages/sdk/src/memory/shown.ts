import { type Culture, cultureOf, dateWritten } from '../culture/cultures.ts';
import type { Actor, ErpActorType, FieldMetadata, FieldType } from '../types.ts';
import { encodeValue } from '../values.ts';
import type { MemoryRow, MemoryWorld } from './world.ts';

/** A row as the ERP answers it: wire values of the given fields, blanks as the behaviour says. */
export function actorOf(
  world: MemoryWorld,
  actorType: ErpActorType,
  row: MemoryRow,
  fields: readonly FieldMetadata[],
): Actor {
  const { omitBlanks, plainWire, writesAs } = world.behaviour;
  const culture = writesAs === undefined ? undefined : cultureOf(writesAs);
  const fieldValues: Record<string, string> = {};
  for (const { fieldKey, type } of fields) {
    const value = row.values[fieldKey] ?? '';
    if (value === '' && omitBlanks) continue;
    if (culture !== undefined) fieldValues[fieldKey] = asWritten(culture, type, value);
    else fieldValues[fieldKey] = plainWire ? value : encodeValue(type, value);
  }
  const actor = { actorType, erpKey: row.erpKey, lastModified: world.lastModified(row), fieldValues };
  return row.parent === undefined
    ? actor
    : { ...actor, parentActorType: row.parent.actorType, parentErpKey: row.parent.erpKey };
}

/** As a connector that formats by its culture answers it. */
function asWritten(culture: Culture, type: FieldType, value: string): string {
  const { decimal, groups } = culture;
  if (value === '') return '';
  if (type === 'integer' || type === 'double') {
    const [whole = '', fraction] = value.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groups[0] ?? '');
    return fraction === undefined ? grouped : grouped + decimal + fraction;
  }
  if (type !== 'datetime') return encodeValue(type, value);
  const [date = '', time = ''] = value.split('T');
  return `${dateWritten(culture, date)} ${time}`;
}
