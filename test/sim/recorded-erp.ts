/** The ERP as it really is, behind all faults: what calls changed in it is recorded, whether or not their caller hears of it. */
import type {
  Actor,
  ActorChange,
  ActorStream,
  CallOptions,
  Connection,
  End,
  ErpActorType,
  FieldValues,
  NewActor,
} from '@kobling/sdk';
import { decodeValue } from '@kobling/sdk';
import type { MemoryWorld } from '@kobling/sdk/memory';
import type { ActorRef, SimEvent } from './history.ts';
import type { Stage } from './stage.ts';

type Values = Readonly<Record<string, string>>;

/** What each worker was last shown of an actor, and how much it had committed by then: the window of H37 is since that. */
class Looks {
  readonly #stage: Stage;
  readonly #world: MemoryWorld;
  readonly #last = new Map<string, { readonly values: Values; readonly commits: number }>();
  constructor(stage: Stage, world: MemoryWorld) {
    this.#stage = stage;
    this.#world = world;
  }
  async *shown(actorType: ErpActorType, actors: ActorStream): AsyncGenerator<Actor, End | undefined | void, undefined> {
    const iterator = actors[Symbol.asyncIterator]();
    for (;;) {
      const step = await iterator.next();
      if (step.done === true) return step.value;
      this.#last.set(this.#key(actorType, step.value.erpKey), {
        values: decoded(this.#world, actorType, step.value.fieldValues),
        commits: this.#stage.commitsOf(this.#stage.caller),
      });
      yield step.value;
    }
  }
  of(actorType: ErpActorType, erpKey: string): { readonly seen?: Values; readonly commitsSince?: number } {
    const last = this.#last.get(this.#key(actorType, erpKey));
    if (last === undefined) return {};
    return { seen: last.values, commitsSince: this.#stage.commitsOf(this.#stage.caller) - last.commits };
  }
  #key = (actorType: ErpActorType, erpKey: string): string => `${this.#stage.caller?.number} ${actorType} ${erpKey}`;
}

export function recordedErp(stage: Stage, connection: () => number, world: MemoryWorld, inner: Connection): Connection {
  const looks = new Looks(stage, world);
  const actor = (actorType: ErpActorType, erpKey: string): ActorRef => ({
    connection: connection(),
    actorType,
    erpKey,
  });
  const refused = (change: ActorChange | (NewActor & { readonly erpKey: null }), code: string): void => {
    const { actorType, erpKey, fieldValues } = change;
    const sent = decoded(world, actorType, fieldValues);
    stage.record({ what: 'refused', connection: connection(), actorType, erpKey, sent, code });
  };
  return {
    test: (call) => inner.test(call),
    actorTypes: (call) => inner.actorTypes(call),
    fields: (actorType, call) => inner.fields(actorType, call),
    searchableFields: (actorType, call) => inner.searchableFields(actorType, call),
    getActors: (query, call) => looks.shown(query.actorType, inner.getActors(query, call)),
    getChangedActors: (query, call) => inner.getChangedActors(query, call),
    search: (query, call) => inner.search(query, call),
    searchAdvanced: (query, call) => inner.searchAdvanced(query, call),
    getList: (listName, keys, call) => inner.getList(listName, keys, call),
    close: () => inner.close(),
    async saveActors(changes: readonly ActorChange[], call: CallOptions) {
      const before = changes.map(({ actorType, erpKey }) => world.row(actorType, erpKey)?.values ?? {});
      const outcome = await inner.saveActors(changes, call);
      if (outcome.status !== 'done') return outcome;
      for (const [at, result] of outcome.value.entries()) {
        const change = changes[at];
        if (change === undefined || result.status === 'moved') continue;
        const { actorType, erpKey } = change;
        if (result.status === 'rejected') {
          refused(change, result.reason.code);
          continue;
        }
        const old = before[at] ?? {};
        const now = world.row(actorType, erpKey)?.values ?? {};
        const sent = decoded(world, actorType, change.fieldValues);
        const touched = [
          ...new Set([...Object.keys(sent), ...Object.keys(now).filter((field) => now[field] !== (old[field] ?? ''))]),
        ];
        stage.record({
          what: 'erpWrite',
          actor: actor(actorType, erpKey),
          token: call.token,
          old: only(old, touched),
          sent,
          stored: only(now, touched),
          ...(change.expected !== undefined && { expected: decoded(world, actorType, change.expected) }),
          ...looks.of(actorType, erpKey),
          ...intentOf(stage, actorType, erpKey),
        });
      }
      return outcome;
    },
    async createActor(wish, call) {
      const outcome = await inner.createActor(wish, call);
      if (outcome.status === 'done') {
        const { actorType, erpKey } = outcome.value;
        const stored = { ...world.row(actorType, erpKey)?.values };
        const sent = decoded(world, actorType, wish.fieldValues);
        const { parentErpKey: parentKey } = wish;
        stage.record({
          what: 'erpCreate',
          actor: actor(actorType, erpKey),
          stored,
          sent,
          ...(parentKey !== undefined && { parentKey }),
        });
      }
      if (outcome.status === 'rejected') refused({ ...wish, erpKey: null }, outcome.reason.code);
      return outcome;
    },
  };
}

/** Its name and fields are enough. */
function intentOf(
  stage: Stage,
  actorType: ErpActorType,
  erpKey: string,
): Pick<Extract<SimEvent, { what: 'erpWrite' }>, 'intent'> {
  const found = stage
    .sendingBy(stage.caller)
    .find((intent) => intent.actorType === actorType && intent.erpKey === erpKey);
  return found === undefined ? {} : { intent: { id: found.id, fields: found.fields } };
}

const only = (values: FieldValues, fields: readonly string[]): Values =>
  Object.fromEntries(fields.map((field) => [field, values[field] ?? '']));

function decoded(world: MemoryWorld, actorType: ErpActorType, wires: FieldValues): Values {
  const fields = world.type(actorType)?.fields ?? [];
  return Object.fromEntries(
    Object.entries(wires).map(([field, wire]) => {
      const value = decodeValue(fields.find(({ fieldKey }) => fieldKey === field)?.type ?? 'text', wire);
      return [field, value.ok ? value.value : wire];
    }),
  );
}
