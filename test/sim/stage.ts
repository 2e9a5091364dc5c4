/** Everything of one running history in one place: backend, ERPs, clock, workers, dice, and the record of what happened. */
import type { EntityKind, Intent } from '@kobling/engine';
import { type CapabilityCard, type Connection, cultureOf, inCulture } from '@kobling/sdk';
import { faulty, type MemoryTransaction, type MemoryWorld, memoryConnector } from '@kobling/sdk/memory';
import type { Backend, OpenBackend, SimConnection } from './backend/backend.ts';
import { entityOf, erpLists, erpTypes, mappingOf, pairings, type SimActorType } from './catalogue.ts';
import { SimClock } from './clock.ts';
import { Crew, type Worker } from './crew.ts';
import { Dice, diceFor } from './dice.ts';
import type { SimEvent } from './history.ts';
import type { ErpOptions, SimOptions, Trouble } from './options.ts';
import { recordedErp } from './recorded-erp.ts';
import { poisoned } from './values.ts';

export interface SimErp {
  readonly place: number;
  /** The connection's id. */
  id: number;
  readonly options: ErpOptions;
  readonly world: MemoryWorld;
  /** As it is when nothing goes wrong. */
  readonly sound: Connection;
  readonly faulty: Connection;
  mappings: SimConnection['mappings'];
  active: boolean;
  /** A transaction of an ERP user that is still open (F11). */
  open: { readonly transaction: MemoryTransaction; readonly edits: (() => void)[] } | undefined;
}

/** What lies between the hub and each ERP, and what of the ERP's abilities does not get through. */
export interface WayToErp {
  readonly card: Partial<CapabilityCard>;
  connect(erp: Connection): Promise<Connection>;
}

/** Of the calls to the database, while it is in trouble. */
const databaseFaultRate = 0.006;

type Happening = SimEvent extends infer E ? (E extends SimEvent ? Omit<E, 'at'> : never) : never;

export class Stage {
  readonly options: SimOptions;
  readonly clock: SimClock;
  readonly backend: Backend;
  readonly crew: Crew;
  readonly erps: SimErp[] = [];
  readonly events: SimEvent[] = [];
  /** No edits and no faults any more. */
  quiet = false;
  /** Whose call an ERP is answering. */
  caller: Worker | undefined;
  /** What goes wrong in this step. */
  faultDice = new Dice(0);
  engineDice: Dice;
  /** The newest fencing token of each connection, by id. */
  readonly newestTokens = new Map<number, bigint>();
  /** Who was given a connection's lease last, by place. */
  readonly holders = new Map<number, Worker>();
  #typed = 0;
  readonly #commits = new WeakMap<Worker, number>();
  readonly #sending = new WeakMap<Worker, readonly Intent[]>();

  private constructor(options: SimOptions, clock: SimClock, backend: Backend) {
    this.options = options;
    this.clock = clock;
    this.backend = backend;
    this.crew = new Crew(clock);
    this.engineDice = diceFor(options.seed, 'engine');
  }

  static async open(options: SimOptions, openBackend: OpenBackend, way?: WayToErp): Promise<Stage> {
    const clock = new SimClock();
    const stage = new Stage(options, clock, await openBackend({ now: () => clock.now() }));
    for (const [place, erp] of options.erps.entries()) stage.erps.push(await stage.#openErp(place, erp, way));
    await stage.backend.savePriority(options.priority.map((member) => (member === 'crm' ? 'crm' : stage.idOf(member))));
    for (const { id, mappings } of stage.erps) stage.record({ what: 'mapping', connection: id, mappings });
    return stage;
  }

  async #openErp(place: number, options: ErpOptions, way: WayToErp | undefined): Promise<SimErp> {
    const connector = memoryConnector({
      types: Object.fromEntries(options.types.map((type) => [type, erpTypes[type]])),
      lists: erpLists,
      stampKind: options.stampKind,
      behaviour: {
        ...options.behaviour,
        reject: ({ values }) =>
          Object.values(values).some(poisoned)
            ? { code: 'erp.rule', message: 'The ERP does not take this value. Enter another one.' }
            : undefined,
      },
    });
    const opened = await connector.open({}, {} as never, { signal: new AbortController().signal });
    if (opened.status !== 'done') throw new Error('The ERP in memory did not open.');
    const { world } = connector;
    const culture = cultureOf(options.behaviour.writesAs ?? '');
    const read = culture === undefined ? opened.value : inCulture(opened.value, culture);
    const recorded = recordedErp(this, () => this.idOf(place), world, read);
    const sound = way === undefined ? recorded : await way.connect(recorded);
    const mappings = options.types.map((type) => mappingOf(type, options.fields[type] ?? []));
    const id = await this.backend.addConnection({
      name: `ERP ${place}`,
      zone: options.zone,
      card: { ...options.card, ...way?.card },
      mappings,
      ...(options.brake !== undefined && { brake: options.brake }),
    });
    return {
      place,
      id,
      options,
      world,
      sound,
      faulty: faulty(
        sound,
        options.faults,
        () => this.faultDice.next(),
        (fault, operation) => this.record({ what: 'fault', connection: this.idOf(place), operation, fault }),
      ),
      mappings,
      active: true,
      open: undefined,
    };
  }

  record(event: Happening): void {
    this.events.push({ at: this.clock.ms, ...event });
  }

  erpAt(place: number): SimErp {
    const erp = this.erps[place];
    if (erp === undefined) throw new Error(`There is no ERP ${place}.`);
    return erp;
  }
  idOf(place: number): number {
    return this.erpAt(place).id;
  }
  has(trouble: Trouble): boolean {
    return this.options.troubles.includes(trouble);
  }
  noteCommit(worker: Worker): void {
    this.#commits.set(worker, this.commitsOf(worker) + 1);
  }
  commitsOf(worker: Worker | undefined): number {
    return worker === undefined ? 0 : (this.#commits.get(worker) ?? 0);
  }
  /** Intents that a worker has marked as sent and is about to send. */
  async noteSending(worker: Worker, ids: readonly number[]): Promise<void> {
    const intents = await this.backend.intents();
    this.#sending.set(
      worker,
      intents.filter(({ id }) => ids.includes(id)),
    );
  }
  sendingBy(worker: Worker | undefined): readonly Intent[] {
    return worker === undefined ? [] : (this.#sending.get(worker) ?? []);
  }
  /** A number that no other edit of this history has. */
  nextNumber(): number {
    this.#typed += 1;
    return this.#typed;
  }

  databaseBreaks(step: string): 'before' | 'after' | undefined {
    if (this.quiet || !this.has('store') || !this.faultDice.chance(databaseFaultRate)) return undefined;
    const took = this.faultDice.chance(0.5);
    this.record({ what: 'storeFault', step, took });
    return took ? 'after' : 'before';
  }

  /** CRM fields of a type that some connection carries. */
  crmFields(type: SimActorType): readonly string[] {
    const carried = new Set(
      this.erps.flatMap(({ mappings }) =>
        mappings
          .filter(({ actorType }) => actorType === type)
          .flatMap(({ fields }) => fields.map(({ crmField }) => crmField)),
      ),
    );
    return pairings[type].map(({ crm }) => crm).filter((field) => carried.has(field));
  }
  typesOf(kind: EntityKind): SimActorType {
    return (Object.keys(entityOf) as SimActorType[]).find((type) => entityOf[type] === kind) ?? 'Customer';
  }
}
