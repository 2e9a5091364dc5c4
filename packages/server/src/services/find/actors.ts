/**
 * Actors of an ERP, looked up there as somebody types: by text or by criteria, as its connector can. What the connector does not
 * do is done here: who is linked already, order, pages.
 */
import {
  type Actor,
  type ActorStream,
  checkRestriction,
  compareDecimals,
  type Connection,
  bareText,
  canonicalDecimal,
  decodeValue,
  done,
  type ErpActorType,
  type FieldType,
  type Outcome,
  rejected,
  type SearchRestriction,
  textIn,
} from '@kobling/sdk';
import { actorFields, type ActorField, erpListItems } from '@kobling/store';
import { mayUseActive, type User } from '../erp-tab/access.ts';
import type { ServiceHub } from '../service-hub.ts';

export interface FindErpActorsWish {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  /** Any of the searchable fields contains it; '' finds all. */
  readonly text: string;
  /** Values as people write them: canonical. Instead of a text. */
  readonly restrictions: readonly SearchRestriction[];
  /** These actors only. */
  readonly erpKeys?: readonly string[] | undefined;
  /** Only those that are linked, or are not. */
  readonly linked?: boolean | undefined;
  /** Only those whose parent is linked on the connection (rule 2). */
  readonly parentLinked?: boolean | undefined;
  readonly parent?: { readonly actorType: ErpActorType; readonly erpKey: string } | undefined;
  readonly columns: readonly string[];
  readonly sort: readonly { readonly field: string; readonly descending?: boolean | undefined }[];
  /** The first is 0. */
  readonly page: number;
  readonly pageSize: number;
  /** All of them have to be read for it. */
  readonly count: boolean;
}
export interface FoundActor {
  readonly erpKey: string;
  readonly linked: boolean;
  /** On the wire, by field. */
  readonly values: Readonly<Record<string, string>>;
  /** List items by name. */
  readonly display: Readonly<Record<string, string>>;
}
export interface FoundActors {
  readonly actors: readonly FoundActor[];
  /** Of all pages where it was asked for, else of this one. */
  readonly count: number;
  readonly unknownColumns: readonly string[];
}

/** As many are read to be counted or sorted; who finds more asks for less. */
const mostActors = 10_000;
/** Looked up among the links at once. */
const batch = 500;

/**
 * Rejected `connection.unknown`, `connection.noAccess`, `connection.inactive`, `mapping.unknown`, `search.…` naming the field,
 * `actors.tooMany`, or as the ERP said.
 */
export async function findErpActors(
  hub: ServiceHub,
  wish: FindErpActorsWish,
  user: User,
  language: string,
  signal: AbortSignal,
): Promise<Outcome<FoundActors>> {
  const usable = await mayUseActive(hub, wish.connectionId, user, 'see');
  if (usable.status !== 'done') return usable;
  const known = await searchedFields(hub, wish, usable.value.name);
  if (known.status !== 'done') return known;
  const shown = known.value;
  const restrictions = checked(shown, wish.restrictions);
  if (restrictions.status !== 'done') return restrictions;
  const unsorted = wish.sort.find(({ field }) => !shown.has(field));
  if (unsorted !== undefined)
    return rejected('find.unsorted', `${unsorted.field} is no field of ${wish.actorType}. Sort by one of its fields.`);
  const fieldKeys = [...new Set([...wish.columns, ...wish.sort.map(({ field }) => field)])].filter((key) =>
    shown.has(key),
  );
  const whole = wish.sort.length > 0 || wish.count;
  const found = await hub.connections.use(wish.connectionId, (connection) =>
    readActors(hub, wish, streamOf(connection, wish, restrictions.value, fieldKeys, signal), whole),
  );
  if (found.status !== 'done') return found;
  const sorted = wish.sort.length === 0 ? found.value : found.value.toSorted(byFields(wish.sort, shown));
  const from = wish.page * wish.pageSize;
  const page = sorted.slice(from, from + wish.pageSize);
  const nameOf = await itemNames(hub, wish.connectionId, language);
  return done({
    actors: page.map((actor) => ({ ...actor, display: displayOf(actor, shown, nameOf) })),
    count: wish.count ? sorted.length : page.length,
    unknownColumns: wish.columns.filter((key) => !shown.has(key)),
  });
}

type Fields = ReadonlyMap<string, ActorField>;

/** What an administrator mapped is open to search; passwords never are. */
async function searchedFields(
  hub: ServiceHub,
  { connectionId, actorType }: Pick<FindErpActorsWish, 'connectionId' | 'actorType'>,
  name: string,
): Promise<Outcome<Fields>> {
  const setup = await hub.store.setup(connectionId);
  if (setup?.mappings.some((mapping) => mapping.actorType === actorType) !== true)
    return rejected(
      'mapping.unknown',
      `${actorType} is not mapped on ${textIn('en', name)}. Choose another actor type.`,
    );
  const fields = await actorFields(hub.db, connectionId, actorType);
  return done(new Map(fields.filter(({ type }) => type !== 'password').map((field) => [field.fieldKey, field])));
}

/** Fields of an actor type that the user may search by, on a connection that is open to them. Rejected as `findErpActors`. */
export async function searchableActorFields(
  hub: ServiceHub,
  place: Pick<FindErpActorsWish, 'connectionId' | 'actorType'>,
  user: User,
): Promise<Outcome<Fields>> {
  const usable = await mayUseActive(hub, place.connectionId, user, 'see');
  return usable.status === 'done' ? searchedFields(hub, place, usable.value.name) : usable;
}
type Read = Pick<FoundActor, 'erpKey' | 'linked' | 'values'>;

/** A criterion that the ERP cannot answer is refused here: an empty answer would read as "no such actor". */
function checked(fields: Fields, restrictions: readonly SearchRestriction[]): Outcome<readonly SearchRestriction[]> {
  const types = new Map([...fields].map(([key, { type }]): [string, FieldType] => [key, type]));
  for (const restriction of restrictions) {
    const wrong = checkRestriction(types, restriction);
    if (wrong !== undefined) return { status: 'rejected', reason: wrong };
  }
  return done(restrictions);
}

function streamOf(
  connection: Connection,
  { actorType, text, erpKeys, parent }: FindErpActorsWish,
  restrictions: readonly SearchRestriction[],
  fieldKeys: readonly string[],
  signal: AbortSignal,
): ActorStream {
  const query = { actorType, fieldKeys };
  if (erpKeys !== undefined) return connection.getActors({ ...query, erpKeys }, { signal });
  if (restrictions.length > 0) {
    const ofParent: readonly SearchRestriction[] =
      parent === undefined
        ? []
        : [
            { fieldKey: 'ParentActorType', operator: '=', values: [parent.actorType] },
            { fieldKey: 'ParentErpKey', operator: '=', values: [parent.erpKey] },
          ];
    return connection.searchAdvanced({ ...query, restrictions: [...restrictions, ...ofParent] }, { signal });
  }
  return connection.search({ ...query, text, ...(parent && { parent }) }, { signal });
}

/** As far as the page needs, or all of them where they are sorted or counted. */
async function readActors(
  hub: ServiceHub,
  wish: FindErpActorsWish,
  stream: ActorStream,
  whole: boolean,
): Promise<Outcome<readonly Read[]>> {
  const needed = whole ? mostActors + 1 : (wish.page + 1) * wish.pageSize;
  const found: Read[] = [];
  let waiting: Actor[] = [];
  const take = async (): Promise<void> => {
    found.push(...(await fitting(hub, wish, waiting)));
    waiting = [];
  };
  const iterator = stream[Symbol.asyncIterator]();
  try {
    while (found.length + (filters(wish) ? 0 : waiting.length) < needed) {
      const step = await iterator.next();
      if (step.done === true) {
        const end = step.value ?? done(undefined);
        await take();
        return end.status === 'done' ? done(found) : end;
      }
      waiting.push(step.value);
      if (waiting.length === batch) await take();
    }
    await take();
  } finally {
    // Who reads no further says so: a stream over the network holds a call open.
    await iterator.return?.();
  }
  if (whole && found.length > mostActors)
    return rejected(
      'actors.tooMany',
      `More than ${mostActors} actors of ${wish.actorType} were found. Narrow the search, or ask without order and count.`,
    );
  return done(found);
}

const filters = ({ linked, parentLinked }: FindErpActorsWish): boolean => linked !== undefined || parentLinked === true;

async function fitting(hub: ServiceHub, wish: FindErpActorsWish, actors: readonly Actor[]): Promise<readonly Read[]> {
  if (actors.length === 0) return [];
  const linked = await linkedKeys(
    hub,
    wish.connectionId,
    wish.actorType,
    actors.map(({ erpKey }) => erpKey),
  );
  const parents = wish.parentLinked === true ? await linkedParents(hub, wish.connectionId, actors) : undefined;
  return actors
    .map((actor) => ({ erpKey: actor.erpKey, linked: linked.has(actor.erpKey), values: actor.fieldValues, actor }))
    .filter((one) => wish.linked === undefined || one.linked === wish.linked)
    .filter(({ actor }) => parents === undefined || parents.has(parentOf(actor)))
    .map(({ erpKey, linked: isLinked, values }) => ({ erpKey, linked: isLinked, values }));
}

async function linkedKeys(
  hub: ServiceHub,
  connectionId: number,
  actorType: ErpActorType,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const links = await hub.store.linksByKeys(connectionId, actorType, [...new Set(keys)]);
  return new Set(links.flatMap(({ erpKey }) => erpKey ?? []));
}

const parentOf = ({ parentActorType, parentErpKey }: Actor): string => `${parentActorType ?? ''} ${parentErpKey ?? ''}`;

async function linkedParents(
  hub: ServiceHub,
  connectionId: number,
  actors: readonly Actor[],
): Promise<ReadonlySet<string>> {
  const types = new Set(actors.flatMap(({ parentActorType }) => parentActorType ?? []));
  const linked = new Set<string>();
  for (const type of types) {
    const keys = actors.flatMap((actor) => (actor.parentActorType === type ? (actor.parentErpKey ?? []) : []));
    for (const key of await linkedKeys(hub, connectionId, type, keys)) linked.add(`${type} ${key}`);
  }
  return linked;
}

const byFields =
  (sort: FindErpActorsWish['sort'], fields: Fields) =>
  (a: Read, b: Read): number => {
    for (const { field, descending = false } of sort) {
      const order = compareWire(fields.get(field)?.type ?? 'text', a.values[field] ?? '', b.values[field] ?? '');
      if (order !== 0) return descending ? -order : order;
    }
    return a.erpKey < b.erpKey ? -1 : a.erpKey > b.erpKey ? 1 : 0;
  };

/** Blank first, then numbers by size, then as text without regard to case, also what an ERP sends for a number and is none. */
export function compareWire(type: FieldType, a: string, b: string): number {
  const [left, right] = [canonical(type, a), canonical(type, b)];
  if (type === 'integer' || type === 'double') {
    const numbers = [canonicalDecimal(left), canonicalDecimal(right)] as const;
    if (numbers[0] !== undefined && numbers[1] !== undefined) return compareDecimals(numbers[0], numbers[1]);
    if (left !== '' && right !== '' && numbers[0] !== numbers[1]) return numbers[0] === undefined ? 1 : -1;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}
function canonical(type: FieldType, wire: string): string {
  const read = decodeValue(type, wire);
  return read.ok ? read.value.toLowerCase() : bareText(wire);
}

type ItemName = (list: string, key: string) => string;
async function itemNames(hub: ServiceHub, connectionId: number, language: string): Promise<ItemName> {
  const names = new Map(
    (await erpListItems(hub.db, connectionId)).map(({ listName, itemKey, name }) => [`${listName} ${itemKey}`, name]),
  );
  return (list, key) => textIn(language, names.get(`${list} ${key}`) ?? key);
}

const displayOf = ({ values }: Read, fields: Fields, nameOf: ItemName): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const field = fields.get(key);
      return [key, field?.type === 'list' ? nameOf(field.listName, value) : bareText(value)];
    }),
  );
