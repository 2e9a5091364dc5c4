/**
 * The one place where a connection's culture is applied: every actor that comes in leaves here encoded, so nothing beyond knows
 * of cultures. Nothing is changed on the way out: a writer always encodes, and every connector has to read that.
 */
import { ActorReader, done } from '../outcome.ts';
import { foreignToCulture } from '../values.ts';
import type {
  Actor,
  ActorStream,
  CallOptions,
  Connection,
  Connector,
  End,
  ErpActorType,
  FieldMetadata,
  FieldType,
  Outcome,
  SaveResult,
} from '../types.ts';
import type { Culture } from './cultures.ts';
import { readInCulture } from './read.ts';

type Types = ReadonlyMap<string, FieldType>;

/** The connection as if its connector encoded its values. A value that fits neither is refused where it is read. */
export function inCulture(connection: Connection, culture: Culture): Connection {
  const known = new Map<ErpActorType, Types>();
  const ask = async (actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly FieldMetadata[]>> => {
    const answer = await connection.fields(actorType, call);
    if (answer.status !== 'done') return answer;
    known.set(actorType, new Map(answer.value.map((field) => [field.fieldKey, field.type])));
    const presets = answer.value.map((field) => ({
      ...field,
      defaultValue: encoded(culture, field.type, field.defaultValue),
    }));
    return { ...answer, value: presets };
  };
  /** Asked once, and anew for each poll: a field may have come, or be of another type by now. */
  const typesOf = async (actorType: ErpActorType, call: CallOptions, anew = false): Promise<Outcome<Types>> => {
    if (anew || !known.has(actorType)) {
      const asked = await ask(actorType, call);
      if (asked.status !== 'done') return asked;
    }
    return { status: 'done', value: known.get(actorType) ?? new Map() };
  };
  const stream = (actorType: ErpActorType, call: CallOptions, send: () => ActorStream, anew = false): ActorStream =>
    read(culture, (again) => typesOf(actorType, call, anew || again), send);
  /** The types are had first: a write whose answer could not be read would be one more lost answer. */
  const write = async <T>(
    actorTypes: readonly ErpActorType[],
    call: CallOptions,
    send: () => Promise<Outcome<T>>,
    change: (value: T, types: ReadonlyMap<ErpActorType, Types>) => T,
  ): Promise<Outcome<T>> => {
    const types = new Map<ErpActorType, Types>();
    for (const actorType of new Set(actorTypes)) {
      const found = await typesOf(actorType, call);
      if (found.status !== 'done') return { status: 'retry', reason: found.reason };
      types.set(actorType, found.value);
    }
    const outcome = await send();
    return outcome.status === 'done' ? { ...outcome, value: change(outcome.value, types) } : outcome;
  };
  return {
    test: (call) => connection.test(call),
    actorTypes: (call) => connection.actorTypes(call),
    fields: ask,
    searchableFields: (actorType, call) => connection.searchableFields(actorType, call),
    getActors: (query, call) => stream(query.actorType, call, () => connection.getActors(query, call)),
    getChangedActors: (query, call) =>
      stream(query.actorType, call, () => connection.getChangedActors(query, call), true),
    search: (query, call) => stream(query.actorType, call, () => connection.search(query, call)),
    searchAdvanced: (query, call) => stream(query.actorType, call, () => connection.searchAdvanced(query, call)),
    createActor: (actor, call) =>
      write(
        [actor.actorType],
        call,
        () => connection.createActor(actor, call),
        (made, types) => inWireForm(culture, types.get(made.actorType), made),
      ),
    saveActors: (changes, call) =>
      write(
        changes.map(({ actorType }) => actorType),
        call,
        () => connection.saveActors(changes, call),
        (results, types) => results.map((result) => saved(culture, types, result)),
      ),
    getList: (listName, keys, call) => connection.getList(listName, keys, call),
    ...(connection.forget !== undefined && {
      forget: async (call: CallOptions) => (await connection.forget?.(call)) ?? done(undefined),
    }),
    close: () => connection.close(),
  };
}

/** The connector whose connections are opened so. */
export const connectorInCulture = (connector: Connector, culture: Culture): Connector => ({
  name: connector.name,
  displayName: connector.displayName,
  configFields: () => connector.configFields(),
  testConfig: (config, host, call) => connector.testConfig(config, host, call),
  open: async (config, host, call) => {
    const opened = await connector.open(config, host, call);
    return opened.status === 'done' ? { ...opened, value: inCulture(opened.value, culture) } : opened;
  },
  ...(connector.card !== undefined && { card: connector.card }),
});

const saved = (culture: Culture, types: ReadonlyMap<ErpActorType, Types>, result: SaveResult): SaveResult =>
  result.status === 'rejected'
    ? result
    : { ...result, actor: inWireForm(culture, types.get(result.actor.actorType), result.actor) };

async function* read(
  culture: Culture,
  typesOf: (again: boolean) => Promise<Outcome<Types>>,
  send: () => ActorStream,
): AsyncGenerator<Actor, End, undefined> {
  let types = await typesOf(false);
  if (types.status !== 'done') return types;
  let isAskedAgain = false;
  const reading = new ActorReader(send());
  for await (const actor of reading) {
    const known = types.value;
    if (!isAskedAgain && Object.keys(actor.fieldValues).some((key) => !known.has(key))) {
      isAskedAgain = true;
      types = await typesOf(true);
      if (types.status !== 'done') return types;
    }
    yield inWireForm(culture, types.value, actor);
  }
  return reading.end;
}

/** A field whose type nobody told is left out: not observed (H05), rather than read as what it may not be. */
function inWireForm(culture: Culture, types: Types | undefined, actor: Actor): Actor {
  const fieldValues: Record<string, string> = {};
  for (const [key, value] of Object.entries(actor.fieldValues)) {
    const type = types?.get(key);
    if (type !== undefined) fieldValues[key] = encoded(culture, type, value);
  }
  return { ...actor, fieldValues };
}

const encoded = (culture: Culture, type: FieldType, wire: string): string =>
  readInCulture(culture, type, wire) ?? foreignToCulture(culture.name, wire);
