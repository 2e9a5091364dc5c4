/** Between the SDK's words and the contract's carriers. What cannot be read is left out and told. */
import {
  type Actor,
  type ErpActorType,
  erpActorTypes,
  type FieldMetadata,
  type FieldType,
  type FieldAccess,
} from '@kobling/sdk';
import type { ReadObject, ReadValue } from '../wire/read.ts';
import type { WireValue } from '../wire/write.ts';

export const actorTypeOf = (name: unknown): ErpActorType | undefined =>
  erpActorTypes.find((known) => typeof name === 'string' && known.toLowerCase() === name.trim().toLowerCase());

const isObject = (value: ReadValue | undefined): value is ReadObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Told of what is left out. */
type Tell = (what: string) => void;

/** An actor, or words for why it cannot be used. Nil values are not observed and left out (H05). */
export function actorFrom(value: ReadValue, tell: Tell = () => {}): Actor | string {
  if (!isObject(value)) return 'an actor without content';
  const actorType = actorTypeOf(value.ActorType);
  const { ErpKey: erpKey, LastModified: lastModified } = value;
  if (actorType === undefined) return `an actor of the type ${JSON.stringify(value.ActorType ?? null)}`;
  if (typeof erpKey !== 'string' || erpKey === '') return `a ${actorType} without ErpKey`;
  if (erpKey.length > 254) return `the ${actorType} ${erpKey.slice(0, 30)}…, whose key is longer than 254 characters`;
  const fieldValues: Record<string, string> = {};
  for (const [key, text] of pairsOf(value.FieldValues)) {
    if (text === null) continue;
    if (Object.hasOwn(fieldValues, key) || key === '__proto__')
      tell(`${key} of ${actorType} ${erpKey}, which comes again`);
    else fieldValues[key] = text;
  }
  const parentActorType = actorTypeOf(value.ParentActorType);
  if (parentActorType === undefined && typeof value.ParentActorType === 'string' && value.ParentActorType !== '')
    tell(`the parent of ${actorType} ${erpKey}, of the type ${JSON.stringify(value.ParentActorType.slice(0, 40))}`);
  const parentErpKey =
    typeof value.ParentErpKey === 'string' && value.ParentErpKey !== '' ? value.ParentErpKey : undefined;
  return {
    actorType,
    erpKey,
    lastModified: typeof lastModified === 'string' ? lastModified : '',
    ...(parentActorType !== undefined && { parentActorType }),
    ...(parentErpKey !== undefined && { parentErpKey }),
    fieldValues,
  };
}

export function pairsOf(value: ReadValue | undefined): readonly (readonly [string, string | null])[] {
  const pairs: [string, string | null][] = [];
  if (!Array.isArray(value)) return pairs;
  for (const pair of value as readonly ReadValue[]) {
    if (!Array.isArray(pair)) continue;
    const [key, text] = pair as readonly ReadValue[];
    if (typeof key === 'string') pairs.push([key, typeof text === 'string' ? text : null]);
  }
  return pairs;
}
/** Actor types that are known. */
export const actorTypesOf = (value: ReadValue | undefined, tell: Tell): readonly ErpActorType[] =>
  textsOf(value).flatMap((name) => {
    const type = actorTypeOf(name);
    if (type === undefined && name !== '')
      tell(`the actor type ${JSON.stringify(name.slice(0, 40))}, which nobody knows`);
    return type ?? [];
  });

export function listOf(value: ReadValue | undefined, tell: Tell): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  for (const [key, text] of pairsOf(value)) {
    if (items.has(key)) tell(`the item ${key.slice(0, 40)}, which comes again`);
    else items.set(key, text ?? '');
  }
  return items;
}

export const textsOf = (value: ReadValue | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** As the contract wants it: every member, nil where there is nothing. */
export const actorCarrier = (actor: {
  readonly actorType: ErpActorType;
  readonly erpKey?: string;
  readonly lastModified?: string;
  readonly parentActorType?: ErpActorType;
  readonly parentErpKey?: string;
  readonly fieldValues: Readonly<Record<string, string>>;
}): WireValue => ({
  ActorType: actor.actorType,
  ErpKey: actor.erpKey ?? null,
  FieldValues: Object.entries(actor.fieldValues),
  LastModified: actor.lastModified ?? null,
  ParentActorType: actor.parentActorType ?? null,
  ParentErpKey: actor.parentErpKey ?? null,
});

const types: Readonly<Record<string, FieldType>> = {
  checkbox: 'checkbox',
  text: 'text',
  password: 'password',
  integer: 'integer',
  double: 'double',
  list: 'list',
  datetime: 'datetime',
  label: 'label',
};
const accesses: Readonly<Record<string, FieldAccess>> = {
  normal: 'normal',
  mandatory: 'mandatory',
  readonly: 'readOnly',
};

/** Field metadata, or words. An unknown type is read as text; an unknown access as read-only, so that nothing is written by mistake. */
export function fieldFrom(value: ReadValue, tell: Tell): FieldMetadata | string {
  if (!isObject(value) || typeof value.FieldKey !== 'string' || value.FieldKey === '')
    return 'a field without FieldKey';
  const text = (member: string): string => {
    const found = value[member];
    return typeof found === 'string' ? found : '';
  };
  const number = (member: string): number => {
    const found = value[member];
    return typeof found === 'number' ? found : 0;
  };
  const known = <T>(member: string, words: Readonly<Record<string, T>>, otherwise: T): T => {
    const word = text(member).toLowerCase();
    if (Object.hasOwn(words, word)) return words[word] ?? otherwise;
    tell(`${member} ${JSON.stringify(text(member).slice(0, 40))} of the field ${text('FieldKey').slice(0, 40)}`);
    return otherwise;
  };
  const type = known('FieldType', types, 'text');
  return {
    fieldKey: value.FieldKey,
    rank: number('Rank'),
    displayName: text('DisplayName') || value.FieldKey,
    description: text('DisplayDescription'),
    type,
    listName: type === 'list' ? text('ListName') : '',
    defaultValue: text('DefaultValue'),
    maxLength: Math.max(0, number('MaxLength')),
    access: known('Access', accesses, 'readOnly'),
  };
}

/** Fields that can be used. A null among them stands for nothing. */
export const fieldsFrom = (
  { FieldMetaDataObjects: given }: ReadObject,
  tell: Tell = () => {},
): readonly FieldMetadata[] =>
  (Array.isArray(given) ? (given as readonly ReadValue[]) : []).flatMap((value) => {
    const field = value === null ? undefined : fieldFrom(value, tell);
    if (typeof field !== 'string') return field ?? [];
    tell(field);
    return [];
  });
