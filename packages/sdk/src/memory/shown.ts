import type { Actor, ErpActorType, FieldMetadata } from '../types.ts';
import { encodeValue } from '../values.ts';
import type { MemoryRow, MemoryWorld } from './world.ts';

/** A row as the ERP answers it: wire values of the given fields, blanks as the behaviour says. */
export function actorOf(
  world: MemoryWorld,
  actorType: ErpActorType,
  row: MemoryRow,
  fields: readonly FieldMetadata[],
): Actor {
  const { omitBlanks, plainWire } = world.behaviour;
  const fieldValues: Record<string, string> = {};
  for (const { fieldKey, type } of fields) {
    const value = row.values[fieldKey] ?? '';
    if (value === '' && omitBlanks) continue;
    fieldValues[fieldKey] = plainWire ? value : encodeValue(type, value);
  }
  const actor = { actorType, erpKey: row.erpKey, lastModified: world.lastModified(row), fieldValues };
  return row.parent === undefined
    ? actor
    : { ...actor, parentActorType: row.parent.actorType, parentErpKey: row.parent.erpKey };
}
