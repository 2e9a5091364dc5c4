/** What the checks share: one connection, what was read of it once, and the actors they made. */
import { compareLastModified, lastModifiedKind } from '../last-modified.ts';
import { ActorReader, isDone } from '../outcome.ts';
import type {
  Actor,
  ActorStream,
  CallOptions,
  ConfigValues,
  Connection,
  Connector,
  ConnectorHost,
  ErpActorType,
  FieldMetadata,
  LastModifiedKind,
  NewActor,
  Outcome,
} from '../types.ts';
import { CheckFailed } from './check.ts';
import { sampleActor } from './sample-values.ts';

export interface ConformanceOptions {
  readonly config: ConfigValues;
  readonly host: ConnectorHost;
  /** May actors be created and saved? They stay. */
  readonly write: boolean;
  /** The connection is of this run alone: the connector forgets it at the end. */
  readonly passing?: boolean;
  /** Only these; all supported when left out. */
  readonly actorTypes?: readonly ErpActorType[];
  /** Actors read of a type; a type with more is only sampled. 2,000 when left out. */
  readonly sampleSize?: number;
  /** Deadline of one call in ms; 60,000 when left out. */
  readonly callDeadlineMs?: number;
  /** A valid new actor where values made up from the fields are not, for instance because e-mails are verified. */
  readonly newActor?: (actorType: ErpActorType, unique: string) => NewActor | undefined;
}

/** All actors of a type, or the first so many. */
export interface Everyone {
  readonly actors: readonly Actor[];
  readonly complete: boolean;
}

export class ConformanceContext {
  readonly connector: Connector;
  readonly connection: Connection;
  readonly options: ConformanceOptions;
  readonly #memory = new Map<string, Promise<unknown>>();
  #made = 0;

  constructor(connector: Connector, connection: Connection, options: ConformanceOptions) {
    this.connector = connector;
    this.connection = connection;
    this.options = options;
  }

  call(): CallOptions {
    return { signal: AbortSignal.timeout(this.options.callDeadlineMs ?? 60_000) };
  }

  types(): Promise<readonly ErpActorType[]> {
    return this.#once('types', async () => {
      const all = this.need(await this.connection.actorTypes(this.call()), 'actorTypes');
      const only = this.options.actorTypes;
      return only === undefined ? all : all.filter((type) => only.includes(type));
    });
  }
  fields(type: ErpActorType): Promise<readonly FieldMetadata[]> {
    return this.#once(`fields ${type}`, async () =>
      this.need(await this.connection.fields(type, this.call()), `fields of ${type}`),
    );
  }
  /** Keys of the fields that carry values. */
  async fieldKeys(type: ErpActorType): Promise<readonly string[]> {
    return (await this.fields(type)).flatMap((field) => (field.type === 'label' ? [] : [field.fieldKey]));
  }
  list(name: string): Promise<ReadonlyMap<string, string>> {
    return this.#once(`list ${name}`, async () =>
      this.need(await this.connection.getList(name, undefined, this.call()), `list ${name}`),
    );
  }
  /** What an empty search finds, read once before anything is written. */
  everyone(type: ErpActorType): Promise<Everyone> {
    return this.#once(`everyone ${type}`, async () =>
      this.some(
        this.connection.search({ actorType: type, text: '', fieldKeys: await this.fieldKeys(type) }, this.call()),
        `search for all ${type}`,
      ),
    );
  }
  /** What getChangedActors from the beginning finds, read once before anything is written. */
  everyChange(type: ErpActorType): Promise<Everyone> {
    return this.#once(`changes ${type}`, async () => this.changed(type, ''));
  }
  async changed(type: ErpActorType, updatedOnOrAfter: string): Promise<Everyone> {
    const query = { actorType: type, updatedOnOrAfter, fieldKeys: await this.fieldKeys(type) };
    return this.some(
      this.connection.getChangedActors(query, this.call()),
      `getChangedActors of ${type} from "${updatedOnOrAfter}"`,
    );
  }
  async byKey(
    type: ErpActorType,
    erpKeys: readonly string[],
    fieldKeys?: readonly string[],
  ): Promise<readonly Actor[]> {
    const query = { actorType: type, erpKeys, fieldKeys: fieldKeys ?? (await this.fieldKeys(type)) };
    return (await this.some(this.connection.getActors(query, this.call()), `getActors of ${type}`)).actors;
  }
  /** Fails the check when the ERP no longer answers the actor. */
  async fresh(actor: Actor): Promise<Actor> {
    const found = (await this.byKey(actor.actorType, [actor.erpKey])).find(({ erpKey }) => erpKey === actor.erpKey);
    if (found === undefined)
      throw new CheckFailed(`getActors does not find ${actor.actorType} ${actor.erpKey}, which was answered before.`);
    return found;
  }

  /**
   * How LastModified compares, from all types' actors: one kind per connection (H22). `more` decides where the ERP held
   * no actors when the checks began.
   */
  async lastModifiedKind(more: readonly string[] = []): Promise<LastModifiedKind> {
    const samples = await this.#once('stamps', async () => {
      const stamps: string[] = [];
      for (const type of await this.types()) {
        for (const { lastModified } of (await this.everyone(type)).actors) stamps.push(lastModified);
      }
      return stamps;
    });
    return lastModifiedKind(samples.length > 0 ? samples : more);
  }
  /** Greatest LastModified, '' when there is none to compare. */
  async greatest(actors: readonly Actor[]): Promise<string> {
    const kind = await this.lastModifiedKind();
    return actors.reduce((most, { lastModified }) => {
      if (most === '') return lastModified;
      return (compareLastModified(kind, lastModified, most) ?? 0) > 0 ? lastModified : most;
    }, '');
  }

  /** A text that no record has yet. */
  unique(): string {
    this.#made++;
    return `K${globalThis.crypto.randomUUID().slice(0, 8)}${this.#made}`;
  }
  /** A new actor fit to be created; undefined when its parent cannot be had. */
  async newActor(type: ErpActorType): Promise<NewActor | undefined> {
    const unique = this.unique();
    const own = this.options.newActor?.(type, unique);
    if (own !== undefined) return own;
    const parent = await this.#parentFor(type);
    if (type === 'Person' && parent === undefined) return undefined;
    const lists = new Map<string, string>();
    for (const { listName } of await this.fields(type)) {
      if (listName !== '') lists.set(listName, [...(await this.list(listName)).keys()][0] ?? '');
    }
    return { ...sampleActor(type, await this.fields(type), lists, unique), ...parent };
  }
  /** One actor of the type that the checks made and may change; undefined when none can be made. */
  subject(type: ErpActorType): Promise<Actor | undefined> {
    return this.#once(`subject ${type}`, async () => {
      const actor = await this.newActor(type);
      if (actor === undefined) return undefined;
      return this.need(await this.connection.createActor(actor, this.call()), `createActor of ${type}`);
    });
  }

  async #parentFor(type: ErpActorType): Promise<Pick<NewActor, 'parentActorType' | 'parentErpKey'> | undefined> {
    const child = (await this.everyone(type)).actors.find((actor) => (actor.parentErpKey ?? '') !== '');
    if (child?.parentActorType !== undefined && child.parentErpKey !== undefined) {
      return { parentActorType: child.parentActorType, parentErpKey: child.parentErpKey };
    }
    if (type !== 'Person') return undefined;
    const company = (await this.types()).find(
      (other) => other === 'Customer' || other === 'Supplier' || other === 'Partner',
    );
    const made = company === undefined ? undefined : await this.subject(company);
    return made === undefined ? undefined : { parentActorType: made.actorType, parentErpKey: made.erpKey };
  }

  need<T>(outcome: Outcome<T>, what: string): T {
    if (isDone(outcome)) return outcome.value;
    throw new CheckFailed(`${what} ended ${outcome.status} (${outcome.reason.code}): ${outcome.reason.message}`);
  }
  /** At most `sampleSize` actors; fails the check when the stream does not end done. */
  async some(stream: ActorStream, what: string): Promise<Everyone> {
    const limit = this.options.sampleSize ?? 2_000;
    const actors: Actor[] = [];
    const reading = new ActorReader(stream);
    for await (const actor of reading) {
      actors.push(actor);
      if (actors.length >= limit) return { actors, complete: false };
    }
    this.need(reading.end, what);
    return { actors, complete: true };
  }

  // What is memorised is the promise: a check that fails on it fails every check that builds on the same.
  #once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#memory.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    this.#memory.set(key, reading);
    return reading;
  }
}
