/** Records as actors: encoded, as they come. */
import { ended, rejected, retry } from '../outcome.ts';
import type { Actor, CallOptions, End, ErpActorType, FieldMetadata, FieldType, Reason } from '../types.ts';
import { decodeValue, encodeValue } from '../values.ts';
import type { ErpRecord, RecordSource, RecordSources, Records } from './source.ts';

/** Records between two looks at the caller's signal. */
const signalEvery = 256;

export async function* actors(
  types: RecordSources['types'],
  actorType: ErpActorType,
  fieldKeys: readonly string[],
  call: CallOptions,
  read: (source: RecordSource) => Records,
): AsyncGenerator<Actor, End, undefined> {
  const source = types[actorType];
  if (source === undefined) return noSuchType(actorType);
  const asked = new Set(fieldKeys);
  const fields = source.fields.filter(({ fieldKey, type }) => asked.has(fieldKey) && type !== 'label');
  let count = 0;
  try {
    for await (const record of read(source)) {
      if (count % signalEvery === 0 && call.signal.aborted)
        return retry('call.aborted', `Reading ${actorType} was cut short by the caller. Try again.`);
      count += 1;
      yield actorOf(actorType, record, fields);
    }
  } catch (error) {
    return retry('erp.failed', `${actorType}: the ERP could not be read. ${wordsOf(error)}`);
  }
  return ended;
}

/** The actors that are wanted, with no more than the fields asked for. */
export async function* found(
  all: AsyncGenerator<Actor, End, undefined>,
  wanted: (actor: Actor) => boolean,
  fieldKeys: readonly string[],
): AsyncGenerator<Actor, End, undefined> {
  const asked = new Set(fieldKeys);
  try {
    for (;;) {
      const step = await all.next();
      if (step.done === true) return step.value;
      if (!wanted(step.value)) continue;
      const shown = Object.entries(step.value.fieldValues).filter(([key]) => asked.has(key));
      yield { ...step.value, fieldValues: Object.fromEntries(shown) };
    }
  } finally {
    await all.return(ended);
  }
}

/** An ERP that compares loosely ("01" is 1) answers for keys that nobody asked for. */
export async function* within(records: Records, keys: readonly string[]): AsyncGenerator<ErpRecord, void, undefined> {
  const asked = new Set(keys);
  for await (const record of records) if (asked.has(record.key)) yield record;
}

export function actorOf(actorType: ErpActorType, record: ErpRecord, fields: readonly FieldMetadata[]): Actor {
  const { key, lastModified, values, parent } = record;
  return {
    actorType,
    erpKey: key,
    lastModified,
    ...(parent === undefined ? {} : { parentActorType: parent.actorType, parentErpKey: parent.erpKey }),
    fieldValues: Object.fromEntries(fields.map(({ fieldKey, type }) => [fieldKey, wireOf(type, values[fieldKey])])),
  };
}

/** What is no value of its type travels as it is: the hub then fails that field of that record, with its sentence. */
function wireOf(type: FieldType, value: unknown): string {
  const text = textOf(value);
  const decoded = decodeValue(type, text);
  return decoded.ok ? encodeValue(type, decoded.value) : text;
}

function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return '';
      throw new TypeError(`A field holds ${typeof value}. Make it text, a number or a boolean.`);
  }
}

export async function* refusing(why: Reason): AsyncGenerator<Actor, End, undefined> {
  const refused: End = { status: 'rejected', reason: why };
  return refused;
}

export const noSuchType = (actorType: ErpActorType) =>
  rejected('actorType.unknown', `This ERP has no ${actorType}. Use one of the supported actor types.`);

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
