/**
 * The stage of the history tests: the real engine over the real store, connectors in memory, a clock that moves by hand. A
 * history is a script of what users, ERPs and workers do; what it proves is read from the CRM, the ERPs and the log.
 */
import {
  type CrmWrite,
  type EntityKind,
  type EntityRef,
  type RequestBody,
  type WorkResult,
  workConnection,
  type World,
} from '@kobling/engine';
import type { CapabilityCard, Connection, Deadline, ErpActorType } from '@kobling/sdk';
import { type MemoryOptions, type MemoryWorld, memoryConnector } from '@kobling/sdk/memory';
import {
  addRequest,
  type Database,
  ensureEpoch,
  feedLag,
  pgSyncStore,
  saveConnection,
  saveConnector,
  saveMapping,
  savePriority,
  setConnectionActive,
} from '@kobling/store';
import { testDatabase } from '@kobling/store/testing';

export interface MappedField {
  readonly erp: string;
  readonly crm: string;
  readonly sync?: 'both' | 'fromErp' | 'toErp';
  readonly items?: Readonly<Record<string, number>>;
  readonly lossy?: boolean;
  readonly default?: string;
}
export interface StagedErp {
  readonly options: MemoryOptions;
  readonly card?: Partial<CapabilityCard>;
  readonly zone?: string;
  readonly mappings: readonly {
    readonly actorType: ErpActorType;
    readonly entity: EntityKind;
    readonly fields: readonly MappedField[];
    readonly match?: readonly string[];
  }[];
}

export class ManualClock {
  // Ahead of the database's own clock, so that what is due there is due here.
  #now = Date.now() + 3_600_000;
  #offMs = 0;
  now(): Date {
    return new Date(this.#now + this.#offMs);
  }
  monotonicMs(): number {
    return this.#now;
  }
  deadline(): Deadline {
    return { signal: new AbortController().signal, restart: () => undefined, stop: () => undefined };
  }
  timeout(): AbortSignal {
    return new AbortController().signal;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
  /** The wall clock alone (F12). */
  setBack(ms: number): void {
    this.#offMs -= ms;
  }
}

export interface Erp {
  readonly id: number;
  readonly world: MemoryWorld;
  /** What the engine calls; a history may put a faulty one in its place. */
  connection: Connection;
}

export type Stage = Awaited<ReturnType<typeof stage>>;

export async function stage(erps: readonly StagedErp[], priority: readonly (number | 'crm')[] = ['crm', 0, 1, 2]) {
  const { db, drop } = await testDatabase();
  await ensureEpoch(db);
  const clock = new ManualClock();
  const connectors = erps.map((erp, index) => ({
    ...memoryConnector({ ...erp.options, name: `memory${index}` }),
    given: erp,
  }));
  const store = pgSyncStore(db, {
    cardOf: (url) => {
      const found = connectors.find((connector) => url === `plugin://${connector.name}`);
      return found === undefined ? undefined : { ...found.card, ...found.given.card };
    },
    now: () => clock.now(),
    lateEffectMs: 0,
  });
  const staged: Erp[] = [];
  for (const [index, connector] of connectors.entries()) {
    const id = await saveErp(db, index, connector.name, connector.given, connector.world);
    const opened = await connector.open({}, {} as never, { signal: new AbortController().signal });
    if (opened.status !== 'done') throw new Error('The memory connector did not open.');
    staged.push({ id, world: connector.world, connection: opened.value });
  }
  const erpAt = (index: number): Erp => {
    const erp = staged[index];
    if (erp === undefined) throw new Error(`There is no ERP ${index}.`);
    return erp;
  };
  await savePriority(
    db,
    priority.flatMap((member): (number | 'crm')[] =>
      member === 'crm' ? ['crm'] : member < staged.length ? [erpAt(member).id] : [],
    ),
  );
  const world = (erp: Erp): World => ({
    store,
    erp: erp.connection,
    clock,
    random: { uuid: () => '00000000-0000-4000-8000-000000000000', next: () => 0.999 },
    progress: { report: () => undefined },
  });

  /** One slice of work on a connection, as a worker does it: lease, work, release. Never leaves the lease behind. */
  async function work(
    index = 0,
    more: { readonly automatic?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<WorkResult> {
    await feedReady(db);
    const erp = erpAt(index);
    const lease = await store.acquireLease(erp.id, 'test', 120_000);
    const setup = await store.setup(erp.id);
    if (lease === undefined || setup === undefined) throw new Error('The connection is not to be had.');
    try {
      return await workConnection(world(erp), lease, setup, {
        signal: more.signal ?? new AbortController().signal,
        intervalMs: 10_000,
        automatic: more.automatic ?? true,
      });
    } finally {
      await store.releaseLease(lease);
    }
  }

  /** Cycles of all connections until one round writes nothing. Throws when that does not come within ten rounds. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      let written = 0;
      for (const index of staged.keys()) {
        const { counts } = await work(index);
        written += counts.crmWrites + counts.erpWrites + counts.created;
      }
      clock.advance(10_000);
      if (written === 0) return;
    }
    throw new Error('Not quiet after ten rounds.');
  }

  async function request(body: RequestBody, index = 0): Promise<Record<string, unknown>> {
    const id = await addRequest(db, erpAt(index).id, body, 'ann');
    await work(index, { automatic: false });
    const rows = await db.query<{ status: string; result: Record<string, unknown> | null; run_id: number | null }>(
      'select status, result, run_id from request where id = $1',
      [id],
    );
    return { status: rows[0]?.status, runId: rows[0]?.run_id, ...rows[0]?.result };
  }

  return {
    db,
    store,
    clock,
    erp: erpAt,
    world,
    work,
    settle,
    request,
    drop,
    ...crmSide(db),
    link: (actorType: ErpActorType, erpKey: string, entity: EntityRef, index = 0) =>
      request({ kind: 'link', actorType, erpKey, entity }, index),
    linkOf: async (entity: EntityRef, index = 0) => {
      const links = await store.linksByEntities(erpAt(index).id, entity.kind, [entity.id]);
      const link = links[0];
      if (link === undefined) throw new Error(`The ${entity.kind} has no link.`);
      return link;
    },
    log: (kind?: string) =>
      db.query<LogRow>(
        `select id, kind, target, erp_field, crm_field, old_value, new_value, loser_value, message, connection_id, run_id, by_name
         from sync_log where $1::text is null or kind = $1 order by id`,
        [kind ?? null],
      ),
  };
}

/** Other test files share the cluster: while one of their transactions is open, the feed holds rows back (H26). */
export async function feedReady(db: Database): Promise<void> {
  const deadline = Date.now() + 60_000;
  while ((await feedLag(db)).waiting > 0) if (Date.now() > deadline) throw new Error('The feed stands still.');
}

export interface LogRow {
  readonly id: number;
  readonly kind: string;
  readonly target: 'crm' | 'erp' | null;
  readonly erp_field: string | null;
  readonly crm_field: string | null;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly loser_value: string | null;
  readonly message: string | null;
  readonly connection_id: number;
  readonly run_id: number | null;
  readonly by_name: string;
}

function crmSide(db: Database) {
  const columns: Readonly<Record<EntityKind, string>> = { company: 'name', person: 'last_name', project: 'name' };
  return {
    /** A record of the CRM, by its name. */
    async add(kind: EntityKind, name: string, companyId?: number): Promise<EntityRef> {
      const more = kind === 'person' ? ', company_id' : '';
      const rows = await db.query<{ id: number }>(
        `insert into ${kind} (${columns[kind]}${more}) values ($1${kind === 'person' ? ', $2' : ''}) returning id`,
        kind === 'person' ? [name, companyId ?? null] : [name],
      );
      return { kind, id: rows[0]?.id ?? 0 };
    },
    /** A person edits fields. */
    async edit(ref: EntityRef, values: Readonly<Record<string, string>>, writer = 0): Promise<void> {
      const { readCrm, writeCrm } = await import('@kobling/store');
      const row = (await readCrm(db, ref.kind, [ref.id], Object.keys(values))).get(ref.id);
      const fields: Record<string, { expected: string; value: string }> = {};
      for (const [field, value] of Object.entries(values))
        fields[field] = { expected: row?.values[field] ?? '', value };
      const write: CrmWrite = { linkId: 1, ref, fields, writer };
      const { moved } = await db.transaction((tx) => writeCrm(tx, [write], 'ann'));
      if (moved.size > 0) throw new Error('The edit met another one.');
    },
    async value(ref: EntityRef, field: string): Promise<string> {
      const { readCrm } = await import('@kobling/store');
      return (await readCrm(db, ref.kind, [ref.id], [field])).get(ref.id)?.values[field] ?? '(gone)';
    },
  };
}

/** Connector, connection and mappings, as the set-up file would store them. Lists get their CRM items by name. */
async function saveErp(
  db: Database,
  index: number,
  name: string,
  given: StagedErp,
  world: MemoryWorld,
): Promise<number> {
  return db.transaction(async (tx) => {
    const connectorId = await saveConnector(tx, { id: undefined, name, url: `plugin://${name}`, reachable: true });
    const id = await saveConnection(tx, {
      id: undefined,
      connectorId,
      name: `ERP ${index}`,
      description: '',
      zone: given.zone ?? 'UTC',
      allAccess: true,
    });
    for (const mapping of given.mappings) {
      const fields = (world.type(mapping.actorType)?.fields ?? []).map((meta, rank) => {
        const mapped = mapping.fields.find((field) => field.erp === meta.fieldKey);
        const sync = mapped?.sync ?? 'both';
        return {
          ...meta,
          type: meta.type,
          missingInErp: false,
          crmField: mapped?.crm ?? null,
          syncToCrm: mapped !== undefined && sync !== 'toErp',
          syncToErp: mapped !== undefined && sync !== 'fromErp',
          showInTab: false,
          showInSearch: false,
          hasDefault: mapped?.default !== undefined,
          firstSyncDefault: mapped?.default ?? '',
          promptUser: false,
          mandatory: false,
          lossy: mapped?.lossy ?? false,
          rank,
          crmList: null,
          items: Object.entries(mapped?.items ?? {}).map(([erpItem, crmItem]) => ({
            erpItem,
            crmItem,
            crmItemName: '',
          })),
        };
      });
      await saveMapping(tx, id, undefined, {
        actorType: mapping.actorType,
        entity: mapping.entity,
        active: true,
        matchFields: mapping.match ?? [],
        fields,
      });
    }
    await setConnectionActive(tx, id, true);
    return id;
  });
}
