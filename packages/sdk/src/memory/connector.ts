/** The connector over a MemoryWorld: reading here, writing in writes.ts. All connections opened share the one world. */
import { done, ended, rejected, retry } from '../outcome.ts';
import { actorMatcher, checkRestriction, matchesText } from '../restrictions.ts';
import { checkConfig, typesOf } from '../schema.ts';
import type {
  Actor,
  ActorStream,
  AdvancedSearchQuery,
  CallOptions,
  CapabilityCard,
  ChangedActorsQuery,
  Connection,
  Connector,
  End,
  ErpActorType,
  FieldMetadata,
  GetActorsQuery,
  Outcome,
  SearchQuery,
} from '../types.ts';
import { actorOf } from './shown.ts';
import { type MemoryRow, type MemorySetup, MemoryWorld } from './world.ts';
import { createInMemory, saveInMemory } from './writes.ts';

export interface MemoryOptions extends MemorySetup {
  /** As in `plugin://NAME`; `memory` when left out. */
  readonly name?: string;
  readonly configFields?: readonly FieldMetadata[];
}

export function memoryConnector(options: MemoryOptions): Connector & { readonly world: MemoryWorld } {
  const world = new MemoryWorld(options);
  const configFields = options.configFields ?? [];
  return {
    world,
    name: options.name ?? 'memory',
    displayName: 'ERP in memory',
    configFields: () => configFields,
    testConfig: (config) => Promise.resolve(checkConfig(configFields, config)),
    open: (config): Promise<Outcome<Connection>> => {
      const checked = checkConfig(configFields, config);
      return Promise.resolve(checked.status === 'done' ? done(new MemoryConnection(world)) : checked);
    },
    get card() {
      return cardOf(world);
    },
  };
}

/** What the world's behaviour amounts to; it changes with the behaviour. */
function cardOf(world: MemoryWorld): Partial<CapabilityCard> {
  const { behaviour } = world;
  return {
    omitsBlanks: behaviour.omitBlanks,
    partialSave: !behaviour.rewritesWholeRecords,
    pollsAreCurrent: behaviour.pollLag === 0,
    searchIsComplete: behaviour.searchLag === 0,
    comparesExpected: behaviour.comparesExpected,
    lastModifiedKind: world.stampKind === 'ticks' ? 'decimal' : world.stampKind,
    normalisers: behaviour.normalise,
  };
}

/** Rows between two looks at the caller's signal. */
const signalEvery = 256;

class MemoryConnection implements Connection {
  readonly #world: MemoryWorld;

  constructor(world: MemoryWorld) {
    this.#world = world;
  }

  test(call: CallOptions): Promise<Outcome> {
    return this.#answer('test', call, () => done(undefined));
  }
  actorTypes(call: CallOptions): Promise<Outcome<readonly ErpActorType[]>> {
    return this.#answer('actorTypes', call, () => done(this.#world.actorTypes()));
  }
  fields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly FieldMetadata[]>> {
    return this.#answer('fields', call, () => {
      const type = this.#world.type(actorType);
      return type === undefined ? noSuchType(actorType) : done(type.fields);
    });
  }
  searchableFields(actorType: ErpActorType, call: CallOptions): Promise<Outcome<readonly string[]>> {
    return this.#answer('searchableFields', call, () => {
      const type = this.#world.type(actorType);
      return type === undefined ? noSuchType(actorType) : done(searchableFields(type.fields));
    });
  }

  getActors({ actorType, erpKeys, fieldKeys }: GetActorsQuery, call: CallOptions): ActorStream {
    const world = this.#world;
    return this.#stream('getActors', actorType, fieldKeys, call, function* () {
      for (const erpKey of new Set(erpKeys)) {
        world.rowsExamined++;
        const row = world.row(actorType, erpKey);
        if (row !== undefined) yield row;
      }
      return ended;
    });
  }

  getChangedActors({ actorType, updatedOnOrAfter, fieldKeys }: ChangedActorsQuery, call: CallOptions): ActorStream {
    const world = this.#world;
    return this.#stream('getChangedActors', actorType, fieldKeys, call, function* () {
      const first = world.firstFrom(updatedOnOrAfter);
      if (first === undefined) {
        return rejected(
          'cursor.invalid',
          `"${updatedOnOrAfter}" is not a LastModified of this ERP. Begin again without.`,
        );
      }
      for (const [row, version] of world.changedSince(actorType, first)) {
        // A lagging poll shows an older version under the older stamp, as a replica does.
        yield version === row ? row : { ...row, ...version, shownStamp: undefined };
      }
      return ended;
    });
  }

  search({ actorType, text, fieldKeys, parent }: SearchQuery, call: CallOptions): ActorStream {
    const world = this.#world;
    return this.#stream('search', actorType, fieldKeys, call, function* () {
      const type = world.type(actorType);
      const keys = type?.searchFields ?? type?.fields.flatMap((f) => (f.type === 'text' ? [f.fieldKey] : [])) ?? [];
      const rows = parent === undefined ? world.rows(actorType) : world.childrenOf(actorType, parent);
      for (const row of found(world, rows)) if (matchesText({ fieldValues: row.values }, text, keys)) yield row;
      return ended;
    });
  }

  searchAdvanced({ actorType, restrictions, fieldKeys }: AdvancedSearchQuery, call: CallOptions): ActorStream {
    const world = this.#world;
    return this.#stream('searchAdvanced', actorType, fieldKeys, call, function* () {
      const types = typesOf(world.type(actorType)?.fields ?? []);
      for (const restriction of restrictions) {
        const reason = checkRestriction(types, restriction);
        if (reason !== undefined) return { status: 'rejected' as const, reason };
      }
      const meets = actorMatcher(types, restrictions);
      for (const row of found(world, world.rows(actorType))) {
        const parent =
          row.parent === undefined ? {} : { parentActorType: row.parent.actorType, parentErpKey: row.parent.erpKey };
        if (meets({ fieldValues: row.values, ...parent })) yield row;
      }
      return ended;
    });
  }

  createActor(...[actor, call]: Parameters<Connection['createActor']>): ReturnType<Connection['createActor']> {
    return this.#answer('createActor', call, () => createInMemory(this.#world, actor, call.token));
  }
  saveActors(...[changes, call]: Parameters<Connection['saveActors']>): ReturnType<Connection['saveActors']> {
    return this.#answer('saveActors', call, () => saveInMemory(this.#world, changes, call.token));
  }

  getList(
    listName: string,
    keys: readonly string[] | undefined,
    call: CallOptions,
  ): Promise<Outcome<ReadonlyMap<string, string>>> {
    return this.#answer('getList', call, () => {
      const items = this.#world.lists.get(listName);
      if (items === undefined)
        return rejected('list.unknown', `There is no list ${listName}. Use a list that a field names.`);
      return done(new Map(keys === undefined ? items : [...items].filter(([key]) => keys.includes(key))));
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #answer<T>(operation: string, call: CallOptions, answer: () => Outcome<T>): Promise<Outcome<T>> {
    this.#world.countCall(operation);
    return Promise.resolve(call.signal.aborted ? aborted(operation) : answer());
  }

  async *#stream(
    operation: string,
    actorType: ErpActorType,
    fieldKeys: readonly string[],
    call: CallOptions,
    rows: () => Generator<MemoryRow, End, undefined>,
  ): AsyncGenerator<Actor, End, undefined> {
    const world = this.#world;
    world.countCall(operation);
    const type = world.type(actorType);
    if (type === undefined) return noSuchType(actorType);
    const wanted = new Set(fieldKeys);
    const fields = type.fields.filter((field) => wanted.has(field.fieldKey));
    const found = rows();
    for (let count = 0; ; count++) {
      if (count % signalEvery === 0 && call.signal.aborted) return aborted(operation);
      const step = found.next();
      if (step.done === true) return step.value;
      yield actorOf(world, actorType, step.value, fields);
    }
  }
}

/** Rows that a search sees already (H09). */
function* found(world: MemoryWorld, rows: Iterable<MemoryRow>): Generator<MemoryRow, void, undefined> {
  const newest = world.newestStamp - world.behaviour.searchLag;
  for (const row of rows) {
    world.rowsExamined++;
    if (world.behaviour.searchLag === 0 || row.stamp <= newest) yield row;
  }
}

const searchableFields = (fields: readonly FieldMetadata[]): readonly string[] =>
  fields.flatMap((field) => (field.type === 'label' || field.type === 'password' ? [] : [field.fieldKey]));

const noSuchType = (actorType: ErpActorType) =>
  rejected('actorType.unknown', `This ERP has no ${actorType}. Use one of the supported actor types.`);

/** Reads and writes here happen at once, so a call that was cut before it began did nothing. */
const aborted = (operation: string) => retry('call.aborted', `${operation} was cut short by the caller. Try again.`);
