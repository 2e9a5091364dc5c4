/** The CRM for people at a shell: list items by name, companies of persons by id. */
import type { CrmField, EntityKind } from '@kobling/engine';
import { done, type Outcome, rejected } from '@kobling/sdk';
import {
  createEntity,
  crmFields,
  crmListItems,
  deleteEntity,
  mergeWithReport,
  type MergePreview,
  previewMerge,
  type Entity,
  findEntities,
  getEntity,
  updateEntity,
  type Values,
} from '@kobling/store';
import { orWhat } from '../setup-file/nearest.ts';
import type { ServiceHub } from './service-hub.ts';

/** A record with list items by name. Blank fields are ''. */
export interface CrmRecord {
  readonly kind: EntityKind;
  readonly id: number;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
}
export interface FindWish {
  readonly text?: string | undefined;
  /** Field to exact value; list items by name. */
  readonly where?: Readonly<Record<string, string>> | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

interface Names {
  readonly fields: readonly CrmField[];
  /** List to item id to name. */
  readonly items: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

async function namesOf(hub: ServiceHub, kind: EntityKind): Promise<Names> {
  const items = new Map<string, Map<string, string>>();
  for (const item of await crmListItems(hub.db)) {
    const list = items.get(item.list) ?? new Map<string, string>();
    items.set(item.list, list.set(String(item.id), item.name));
  }
  return { fields: await crmFields(hub.db, kind), items };
}

function shown(names: Names, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const list = names.fields.find((field) => field.key === key)?.list;
      return [key, list === undefined ? value : (names.items.get(list)?.get(value) ?? value)];
    }),
  );
}

/** Keys checked, list items from names to ids. */
function stored(names: Names, kind: EntityKind, values: Readonly<Record<string, string>>): Outcome<Values> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const field = names.fields.find((item) => item.key === key);
    if (field === undefined)
      return rejected(
        'crm.noField',
        `A ${kind} has no field ${JSON.stringify(key)}.${orWhat(
          key,
          names.fields.map((item) => item.key),
        )}`,
      );
    result[key] = value;
    if (field.list === undefined || value === '') continue;
    const items = [...(names.items.get(field.list) ?? [])];
    const item =
      items.find(([, name]) => name === value) ??
      items.find(([, name]) => name.toLowerCase() === value.toLowerCase()) ??
      items.find(([id]) => id === value);
    if (item === undefined)
      return rejected(
        'crm.noItem',
        `${key} cannot be ${JSON.stringify(value)}.${orWhat(
          value,
          items.map(([, name]) => name),
        )}`,
      );
    result[key] = item[0];
  }
  return done(result);
}

const record = (
  names: Names,
  kind: EntityKind,
  entity: { readonly id: number; readonly version: number; readonly values: Values },
): CrmRecord => ({
  kind,
  id: entity.id,
  version: entity.version,
  values: shown(names, entity.values),
});
const recordOf = (names: Names, entity: Entity): CrmRecord =>
  record(names, entity.ref.kind, { ...entity, id: entity.ref.id });

export async function findRecords(
  hub: ServiceHub,
  kind: EntityKind,
  wish: FindWish,
): Promise<Outcome<{ readonly records: readonly CrmRecord[]; readonly next: string | null }>> {
  const names = await namesOf(hub, kind);
  const where = stored(names, kind, wish.where ?? {});
  if (where.status !== 'done') return where;
  const page = await findEntities(hub.db, kind, {
    where: Object.entries(where.value).map(([field, value]) =>
      value === '' ? { field, operator: 'isBlank' } : { field, operator: '=', value },
    ),
    ...(wish.text === undefined ? {} : { text: wish.text }),
    ...(wish.limit === undefined ? {} : { limit: wish.limit }),
    ...(wish.after === undefined ? {} : { after: wish.after }),
  });
  if (page.status !== 'done') return page;
  return done({ records: page.value.entities.map((entity) => record(names, kind, entity)), next: page.value.next });
}

export async function getRecord(hub: ServiceHub, kind: EntityKind, id: number): Promise<Outcome<CrmRecord>> {
  const entity = await getEntity(hub.db, { kind, id });
  if (entity === undefined)
    return rejected('crm.gone', `There is no ${kind} ${id}, or it was deleted. Look it up again.`);
  return done(recordOf(await namesOf(hub, kind), entity));
}

export async function createRecord(
  hub: ServiceHub,
  kind: EntityKind,
  values: Readonly<Record<string, string>>,
  by: string,
): Promise<Outcome<CrmRecord>> {
  const names = await namesOf(hub, kind);
  const wanted = stored(names, kind, values);
  if (wanted.status !== 'done') return wanted;
  const made = await createEntity(hub.db, kind, wanted.value, { by });
  return made.status === 'done' ? done(recordOf(names, made.value)) : made;
}

/** The edit reaches the ERPs with the next cycle, which is asked for at once. */
export async function changeRecord(
  hub: ServiceHub,
  kind: EntityKind,
  id: number,
  values: Readonly<Record<string, string>>,
  by: string,
): Promise<Outcome<CrmRecord>> {
  const names = await namesOf(hub, kind);
  const wanted = stored(names, kind, values);
  if (wanted.status !== 'done') return wanted;
  const saved = await updateEntity(hub.db, { kind, id }, wanted.value, { by });
  if (saved.status === 'clash') throw new Error('a save without a base cannot clash');
  return saved.status === 'done' ? done(recordOf(names, saved.value)) : saved;
}

export const deleteRecord = (
  hub: ServiceHub,
  kind: EntityKind,
  id: number,
  withPersons: boolean,
  by: string,
): Promise<Outcome> => deleteEntity(hub.db, { kind, id }, { by, withPersons });

/** `from` becomes `into`: opens as a preview, and then says what it did (H34). The links follow with the next cycle. */
export async function mergeRecords(
  hub: ServiceHub,
  wish: { readonly kind: EntityKind; readonly from: number; readonly into: number; readonly dryRun: boolean },
  by: string,
): Promise<Outcome<MergePreview>> {
  const [from, into] = [
    { kind: wish.kind, id: wish.from },
    { kind: wish.kind, id: wish.into },
  ];
  return wish.dryRun ? previewMerge(hub.db, from, into) : mergeWithReport(hub.db, from, into, { by });
}
