/** What a set-up file is held against: the hub as it is, and the ERPs as they answer now. */
import { type CrmField, type EntityKind, entityKinds } from '@kobling/engine';
import type { Connection, ErpActorType, FieldMetadata, Outcome } from '@kobling/sdk';
import { done } from '@kobling/sdk';
import {
  setupUsers,
  type NamedCrmItem,
  crmFields,
  crmListItems,
  type Database,
  setupGroups,
  type HubDefinition,
  type LicensedUser,
  type Principal,
  readDefinition,
  readSetting,
  readSiteLicence,
} from '@kobling/store';
import type { Hub } from '../hub.ts';
import type { Reference } from './setup.ts';

/** The parts of the hub that the set-up needs. */
export type SetupHub = Pick<Hub, 'db' | 'store' | 'secrets' | 'connectors' | 'connections' | 'wake'>;

export interface SyncSetting {
  readonly running?: boolean;
  readonly intervalMs?: number;
}
/** Where secrets came from at the last apply, by connection and field: names only, so that an export can repeat them. */
export type StoredReferences = Readonly<Record<string, Readonly<Record<string, Reference>>>>;

export interface HubView {
  readonly definition: HubDefinition;
  readonly crmFields: Readonly<Record<EntityKind, readonly CrmField[]>>;
  readonly crmItems: readonly NamedCrmItem[];
  readonly users: readonly LicensedUser[];
  readonly groups: readonly Principal[];
  readonly sync: SyncSetting;
  readonly everyoneLicensed: boolean;
  /** How many users may hold a licence; null: as many as there are. */
  readonly mostLicences: number | null;
  readonly references: StoredReferences;
  /** Where contracts came from at the last apply, by the connector's address. */
  readonly wsdlFiles: Readonly<Record<string, string>>;
}

/** Reads all of it in one snapshot. */
export async function viewHub(db: Database): Promise<HubView> {
  return await db.transaction(
    async (tx) => {
      const fields: [EntityKind, readonly CrmField[]][] = [];
      for (const kind of entityKinds) fields.push([kind, await crmFields(tx, kind)]);
      const licence = await readSiteLicence(tx);
      return {
        definition: await readDefinition(tx),
        crmFields: Object.fromEntries(fields) as Record<EntityKind, readonly CrmField[]>,
        crmItems: await crmListItems(tx),
        users: await setupUsers(tx),
        groups: await setupGroups(tx),
        sync: (await readSetting<SyncSetting>(tx, 'sync')) ?? {},
        everyoneLicensed: licence.everyone,
        mostLicences: licence.most,
        references: (await readSetting<StoredReferences>(tx, 'setup.references')) ?? {},
        wsdlFiles: (await readSetting<HubView['wsdlFiles']>(tx, 'setup.wsdlFiles')) ?? {},
      };
    },
    { isolation: 'repeatable read' },
  );
}

/** What an ERP says of itself. */
export interface ErpAnswers {
  readonly actorTypes: readonly ErpActorType[];
  /** Of the wanted types that it supports. */
  readonly fields: ReadonlyMap<ErpActorType, readonly FieldMetadata[]>;
  /** Lists that its fields name; one that could not be read is absent (H36). */
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const deadlineMs = 60_000;

/** Tests the connection, then asks for everything that the set-up of these actor types may name. */
export async function askErp(connection: Connection, wanted: readonly ErpActorType[]): Promise<Outcome<ErpAnswers>> {
  const call = () => ({ signal: AbortSignal.timeout(deadlineMs) });
  const test = await connection.test(call());
  if (test.status !== 'done') return test;
  const types = await connection.actorTypes(call());
  if (types.status !== 'done') return types;
  const fields = new Map<ErpActorType, readonly FieldMetadata[]>();
  for (const type of types.value.filter((candidate) => wanted.includes(candidate))) {
    const answer = await connection.fields(type, call());
    if (answer.status !== 'done') return answer;
    fields.set(
      type,
      answer.value.toSorted((a, b) => a.rank - b.rank),
    );
  }
  const names = new Set(
    [...fields.values()]
      .flat()
      .flatMap((field) => (field.type === 'list' && field.listName !== '' ? [field.listName] : [])),
  );
  const lists = new Map<string, ReadonlyMap<string, string>>();
  for (const name of names) {
    const list = await connection.getList(name, undefined, call());
    if (list.status === 'done') lists.set(name, list.value);
  }
  return done({ actorTypes: types.value, fields, lists });
}
