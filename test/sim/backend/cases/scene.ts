/** What most cases begin with: one connection with customers and persons, a lease on it, a linked company. */
import assert from 'node:assert/strict';
import type {
  ActorMapping,
  BaseField,
  Commit,
  CommitResult,
  CrmWrite,
  EntityRef,
  FieldMapping,
  Lease,
  Link,
  LogEntry,
  NewIntent,
  RunHandle,
} from '@kobling/engine';
import { defaultCard, type ErpActorType } from '@kobling/sdk';
import type { Backend, SimConnection } from '../backend.ts';

/** What every implementation must do alike. */
export interface Case {
  readonly name: string;
  readonly play: (scene: Scene) => Promise<void>;
}
export interface Time {
  readonly now: () => Date;
  pass(ms: number): void;
}

export const aField = (erpField: string, crmField: string, more: Partial<FieldMapping> = {}): FieldMapping => ({
  erpField,
  crmField,
  direction: 'both',
  erpType: 'text',
  erpMaxLength: 0,
  erpAccess: 'normal',
  crmType: 'text',
  crmMaxLength: 0,
  crmReadOnly: false,
  crmMandatory: false,
  lossy: false,
  version: 1,
  ...more,
});
export const customers = (fields: readonly FieldMapping[]): ActorMapping => ({
  actorType: 'Customer',
  entity: 'company',
  fields,
  matchFields: ['Nm'],
  createFields: [],
});
export const nameAndPhone = customers([aField('Nm', 'name'), aField('Phone', 'phone')]);
const persons: ActorMapping = {
  actorType: 'Person',
  entity: 'person',
  fields: [aField('Last', 'lastName')],
  matchFields: [],
  createFields: [],
};
export const aConnection = (name: string, mappings: readonly ActorMapping[]): SimConnection => ({
  name,
  zone: 'UTC',
  card: defaultCard,
  batchSizes: {},
  mappings,
});

export class Scene {
  readonly backend: Backend;
  readonly time: Time;
  readonly connection: number;

  constructor(backend: Backend, time: Time, connection: number) {
    this.backend = backend;
    this.time = time;
    this.connection = connection;
  }
  static async open(backend: Backend, time: Time): Promise<Scene> {
    return new Scene(backend, time, await backend.addConnection(aConnection('A', [nameAndPhone, persons])));
  }
  get store() {
    return this.backend.store;
  }

  async lease(connection = this.connection, holder = 'worker'): Promise<Lease> {
    const lease = await this.store.acquireLease(connection, holder, 60_000);
    assert.ok(lease, 'the lease is to be had');
    return lease;
  }
  /** A company with a phone, linked by the key. */
  async linked(lease: Lease, erpKey: string, values: Readonly<Record<string, string>> = {}) {
    const entity = await this.backend.crm.add('company', { name: `Company ${erpKey}`, phone: '1', ...values });
    return { entity, link: await this.link(lease, erpKey, entity) };
  }
  async link(
    lease: Lease,
    erpKey: string | null,
    entity: EntityRef,
    actorType: ErpActorType = 'Customer',
  ): Promise<Link> {
    const made = await this.store.createLink(lease, aRun(lease), {
      actorType,
      erpKey,
      entity,
      parentKey: null,
      state: erpKey === null ? 'creating' : 'active',
      lastModified: null,
    });
    assert.equal(made.status, 'linked');
    return made.status === 'linked' ? made.link : assert.fail();
  }
  commit(lease: Lease, part: Partial<Commit>, run = aRun(lease)): Promise<CommitResult> {
    return this.store.commit(lease, run, { ...empty, ...part });
  }
  async again(link: Link): Promise<Link> {
    const [found] = await this.store.linksByIds([link.id]);
    return found ?? assert.fail('the link is there');
  }
  async phone(entity: EntityRef): Promise<string | undefined> {
    return (await this.store.readCrm('company', [entity.id], ['phone'])).get(entity.id)?.values['phone'];
  }
}

const empty: Commit = {
  crmWrites: [],
  links: [],
  logs: [],
  intents: [],
  intentUpdates: [],
  hints: [],
  servedHints: [],
  held: [],
  heldAnswers: [],
  counted: [],
};

export const aRun = ({ connectionId }: Lease): RunHandle => ({
  connectionId,
  kind: 'cycle',
  by: 'sync',
  id: undefined,
});
export const aBase = (e: string, c: string, more: Partial<BaseField> = {}): BaseField => ({
  e,
  c,
  v: 1,
  r: 1,
  ...more,
});
export const aLog = (link: Link, more: Partial<LogEntry> = {}): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField: 'Phone',
  crmField: 'phone',
  kind: 'write',
  target: 'crm',
  oldValue: '1',
  newValue: '2',
  ...more,
});
export const anIntent = (link: Link, more: Partial<NewIntent> = {}): NewIntent => ({
  linkId: link.id,
  generation: link.generation,
  actorType: link.actorType,
  erpKey: link.erpKey,
  kind: 'save',
  fields: { Phone: { value: '2', before: '1', crm: '2', crmVersion: 2, kind: 'write' } },
  mappingVersion: 1,
  ...more,
});
/** A phone that comes from the ERP, with its base and log row. */
export const phoneWrite = (
  link: Link,
  from: string,
  to: string,
): Partial<Commit> & { readonly crmWrites: readonly CrmWrite[] } => ({
  crmWrites: [
    { linkId: link.id, ref: link.entity, fields: { phone: { expected: from, value: to } }, writer: link.connectionId },
  ],
  links: [{ id: link.id, generation: link.generation, base: { Phone: aBase(to, to) } }],
  logs: [aLog(link, { oldValue: from, newValue: to })],
});
