/** Searching the ERP for the actor to connect: by text or by criteria, with what is connected already marked. */
import type { EntityRef } from '@kobling/engine';
import {
  type Actor,
  ActorReader,
  type ActorStream,
  type Connection,
  bareText,
  decodeValue,
  done,
  type ErpActorType,
  type FieldType,
  encodeValue,
  type Outcome,
  rejected,
  type SearchOperator,
  operatorsFor,
  textIn,
} from '@kobling/sdk';
import { type ActorField, actorFields, type RecordName, recordNames } from '@kobling/store';
import { nameFirst } from '../name-first.ts';
import type { ServiceHub } from '../service-hub.ts';
import { mayUseActive, type User } from './access.ts';
import { type NamedItem, listsOf } from './lists.ts';

export interface ActorPlaceWish {
  readonly connectionId: number;
  readonly actorType: ErpActorType;
}
export interface FieldCriterion {
  readonly field: string;
  readonly operator: SearchOperator;
  /** Canonical. */
  readonly values: readonly string[];
}
export interface SearchForm {
  /** What is shown of a hit: Show in Search, without any such field the first texts. Its name first, the rest in rank order. */
  readonly columns: readonly ActorField[];
  /** None: the ERP has no advanced search. */
  readonly criteria: readonly {
    readonly field: ActorField;
    readonly operators: readonly SearchOperator[];
    readonly items: readonly NamedItem[];
  }[];
}
interface Asking {
  readonly language: string;
  readonly signal: AbortSignal;
}

/** Shown of a hit where nothing is marked for it. */
const columnsUnmarked = 3;

const columnsOf = (fields: readonly ActorField[]): readonly ActorField[] => {
  const readable = fields.filter(({ type }) => type !== 'password' && type !== 'label');
  const marked = readable.filter(({ showInSearch }) => showInSearch);
  return nameFirst(
    marked.length > 0 ? marked : readable.filter(({ type }) => type === 'text').slice(0, columnsUnmarked),
  );
};

/** Rejected `connection.*`, or as the ERP said. */
export async function searchForm(
  hub: ServiceHub,
  { connectionId, actorType }: ActorPlaceWish,
  user: User,
  asking: Asking,
): Promise<Outcome<SearchForm>> {
  const connection = await mayUseActive(hub, connectionId, user, 'see');
  if (connection.status !== 'done') return connection;
  const fields = await actorFields(hub.db, connectionId, actorType);
  const searchable = await hub.connections.use(connectionId, (open) =>
    open.searchableFields(actorType, { signal: asking.signal }),
  );
  // An ERP without advanced search may refuse to say so.
  const keys = searchable.status === 'done' ? searchable.value : [];
  const usable = fields.filter(({ fieldKey, type }) => keys.includes(fieldKey) && operatorsFor(type).length > 0);
  const lists = await listsOf(
    hub,
    connectionId,
    usable.map(({ listName }) => listName),
    asking,
  );
  return done({
    columns: columnsOf(fields),
    criteria: usable.map((field) => ({
      field,
      operators: operatorsFor(field.type),
      items: lists.get(field.listName) ?? [],
    })),
  });
}

export interface ActorSearch extends ActorPlaceWish {
  readonly entity: EntityRef;
  readonly text: string;
  readonly criteria: readonly FieldCriterion[];
  readonly limit: number;
}
export interface Hit {
  readonly erpKey: string;
  /** By column; list items by name. */
  readonly values: Readonly<Record<string, string>>;
  readonly linkedTo: RecordName | null;
}

/** A person's search keeps to the company's actor (rule 2). Rejected `connection.*`, `link.parent`, `search.*`, or as the ERP said. */
export async function findActors(
  hub: ServiceHub,
  wish: ActorSearch,
  user: User,
  { language, signal }: Asking,
): Promise<Outcome<{ readonly hits: readonly Hit[]; readonly more: boolean }>> {
  const { connectionId, actorType, entity, limit } = wish;
  const connection = await mayUseActive(hub, connectionId, user, 'see');
  if (connection.status !== 'done') return connection;
  const parent = entity.kind === 'person' ? await hub.store.parentOf(connectionId, entity) : undefined;
  if (entity.kind === 'person' && parent === undefined)
    return rejected(
      'link.parent',
      `A person can be connected when its company is connected on ${textIn(language, connection.value.name)}. Connect the company first.`,
    );
  const fields = await actorFields(hub.db, connectionId, actorType);
  const columns = columnsOf(fields);
  const fieldKeys = columns.map(({ fieldKey }) => fieldKey);
  const restrictions = restrictionsOf(fields, wish, parent);
  if (restrictions.status !== 'done') return restrictions;
  const search = (open: Connection): ActorStream =>
    wish.criteria.length === 0
      ? open.search({ actorType, text: wish.text, fieldKeys, ...(parent !== undefined && { parent }) }, { signal })
      : open.searchAdvanced({ actorType, restrictions: restrictions.value, fieldKeys }, { signal });
  const found = await hub.connections.use(connectionId, (open) => firstOf(search(open), limit + 1));
  if (found.status !== 'done') return found;
  const actors = found.value.slice(0, limit);
  const linked = await linkedRecords(hub, wish, actors);
  const lists = await listsOf(
    hub,
    connectionId,
    columns.map(({ listName }) => listName),
    { language, signal },
  );
  const shown = (actor: Actor): Hit => ({
    erpKey: actor.erpKey,
    values: Object.fromEntries(
      columns.map((field) => [field.fieldKey, readable(field, actor.fieldValues[field.fieldKey] ?? '', lists)]),
    ),
    linkedTo: linked.get(actor.erpKey) ?? null,
  });
  return done({ hits: actors.map(shown), more: found.value.length > limit });
}

function readable(
  { type, listName }: ActorField,
  wire: string,
  lists: ReadonlyMap<string, readonly NamedItem[]>,
): string {
  const decoded = decodeValue(type, wire);
  const value = decoded.ok ? decoded.value : bareText(wire);
  return type === 'list' ? (lists.get(listName)?.find(({ key }) => key === value)?.name ?? value) : value;
}

/** A page of hits needs no more of the ERP than that: the stream is left where the page is full. */
async function firstOf(stream: ActorStream, count: number): Promise<Outcome<readonly Actor[]>> {
  const reading = new ActorReader(stream);
  const actors: Actor[] = [];
  for await (const actor of reading) {
    actors.push(actor);
    if (actors.length >= count) return done(actors);
  }
  return reading.end.status === 'done' ? done(actors) : reading.end;
}

interface Restriction {
  readonly fieldKey: string;
  readonly operator: SearchOperator;
  readonly values: readonly string[];
}
function restrictionsOf(
  fields: readonly ActorField[],
  { criteria }: ActorSearch,
  parent: { readonly actorType: ErpActorType; readonly erpKey: string } | undefined,
): Outcome<readonly Restriction[]> {
  const restrictions: Restriction[] = [];
  for (const { field, operator, values } of criteria) {
    const type = fields.find(({ fieldKey }) => fieldKey === field)?.type;
    const wires = type === undefined ? undefined : encoded(type, values);
    if (wires === undefined)
      return rejected('search.value', `${field} ${operator}: ${values.join(', ')} is not a value of that field.`, {
        fields: { [field]: `${values.join(', ')} is not a value of this field.` },
      });
    restrictions.push({ fieldKey: field, operator, values: wires });
  }
  if (parent !== undefined)
    restrictions.push(
      { fieldKey: 'ParentActorType', operator: '=', values: [parent.actorType] },
      { fieldKey: 'ParentErpKey', operator: '=', values: [parent.erpKey] },
    );
  return done(restrictions);
}

/** Undefined: one of them is no value of the type. */
function encoded(type: FieldType, values: readonly string[]): readonly string[] | undefined {
  const wires = values.map((value) => {
    const decoded = decodeValue(type, value);
    return decoded.ok ? encodeValue(type, decoded.value) : undefined;
  });
  return wires.every((wire) => wire !== undefined) ? wires : undefined;
}

async function linkedRecords(
  hub: ServiceHub,
  { connectionId, actorType }: ActorSearch,
  actors: readonly Actor[],
): Promise<ReadonlyMap<string, RecordName>> {
  const links = await hub.store.linksByKeys(
    connectionId,
    actorType,
    actors.map(({ erpKey }) => erpKey),
  );
  const names = await recordNames(
    hub.db,
    links.map(({ entity }) => entity),
  );
  const nameOf = new Map(names.map((name) => [`${name.kind} ${name.id}`, name]));
  return new Map(
    links.flatMap(({ erpKey, entity }) => {
      const name = nameOf.get(`${entity.kind} ${entity.id}`) ?? { ...entity, name: '' };
      return erpKey === null ? [] : [[erpKey, name] as const];
    }),
  );
}
