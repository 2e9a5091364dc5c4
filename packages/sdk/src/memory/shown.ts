import { type Culture, cultureOf } from '../culture/index.ts';
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
function asWritten({ decimal, groups, order, dayMark }: Culture, type: FieldType, value: string): string {
  if (value === '') return '';
  if (type === 'integer' || type === 'double') {
    const [whole = '', fraction] = value.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groups[0] ?? '');
    return fraction === undefined ? grouped : grouped + decimal + fraction;
  }
  if (type !== 'datetime') return encodeValue(type, value);
  const [date = '', time = ''] = value.split('T');
  const [y = '', m = '', d = ''] = date.split('-');
  const days = { y, m, d };
  return `${order
    .split('')
    .map((part) => days[part as 'd' | 'm' | 'y'])
    .join(dayMark)} ${time}`;
}
