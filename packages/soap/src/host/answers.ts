/** What a hosted connector answers to each operation, in the contract's carriers. */
import {
  type Actor,
  type ActorStream,
  type CallOptions,
  collect,
  type Connection,
  done,
  type ErpActorType,
  type FieldMetadata,
  inOneText,
  type NewActor,
  type Outcome,
  type Reason,
  reason,
  type SearchOperator,
} from '@kobling/sdk';
import { actorCarrier, actorFrom, actorTypeOf, pairsOf, textsOf } from '../client/carriers.ts';
import type { OperationName } from '../contract/profile.ts';
import type { ReadObject, ReadValue } from '../wire/read.ts';
import type { WireValue } from '../wire/write.ts';

/** Operations on a connection that is open. */
export type ConnectionOperation = Exclude<
  OperationName,
  'WSGetConfigData' | 'WSTestConfigData' | 'WSSaveConnection' | 'WSDeleteConnection' | 'Authenticate'
>;
export type Carrier = Readonly<Record<string, WireValue>>;

/** A whole answer: the base's members with the operation's own. */
export function carrierOf(outcome: Outcome<Carrier>): Carrier {
  if (outcome.status === 'done') {
    const { notice } = outcome;
    return { ...said(true, notice === undefined ? 'Ok' : 'Warning', notice), ...outcome.value };
  }
  return said(false, 'Error', outcome.reason);
}

const said = (isOk: boolean, state: string, why: Reason | undefined): Carrier => ({
  ErrorCode: why?.code ?? '',
  IsOk: isOk,
  State: state,
  TechExplanation: why?.tech ?? '',
  UserExplanation: why === undefined ? '' : inOneText(why),
});

export async function answerOn(
  connection: Connection,
  operation: ConnectionOperation,
  request: ReadObject,
  call: CallOptions,
): Promise<Outcome<Carrier>> {
  const asked = askedOf(request);
  switch (operation) {
    case 'WSTestConnection':
      return mapped(await connection.test(call), () => ({}));
    case 'WSGetSupportedActorTypes':
      return mapped(await connection.actorTypes(call), (types) => ({ Items: types }));
    case 'WSGetList':
      return list(await connection.getList(text(request.ListName), undefined, call));
    case 'WSGetListItems':
      return list(await connection.getList(text(request.ListName), textsOf(request.ListItemKeys), call));
    case 'WSCreateActor':
      return createActor(connection, request.Actor, call);
    case 'WSSaveActors':
      return saveActors(connection, request.Actors, call);
    default:
      return asked === undefined
        ? refused('actor.type', `${JSON.stringify(request.ActorType ?? null)} is no actor type.`)
        : answerTyped(connection, operation, request, asked, call);
  }
}

interface Asked {
  readonly actorType: ErpActorType;
  readonly fieldKeys: readonly string[];
}
function askedOf(request: ReadObject): Asked | undefined {
  const actorType = actorTypeOf(request.ActorType);
  return actorType === undefined ? undefined : { actorType, fieldKeys: textsOf(request.FieldKeys) };
}

/** Operations that name an actor type. */
async function answerTyped(
  connection: Connection,
  operation: Exclude<
    ConnectionOperation,
    'WSTestConnection' | 'WSGetSupportedActorTypes' | 'WSGetList' | 'WSGetListItems' | 'WSCreateActor' | 'WSSaveActors'
  >,
  request: ReadObject,
  asked: Asked,
  call: CallOptions,
): Promise<Outcome<Carrier>> {
  switch (operation) {
    case 'WSGetSupportedActorTypeFields':
      return mapped(await connection.fields(asked.actorType, call), fieldsCarrier);
    case 'WSGetSearchableFields':
      return mapped(await connection.searchableFields(asked.actorType, call), (keys) => ({ Items: keys }));
    case 'WSGetActors':
      return actors(connection.getActors({ ...asked, erpKeys: textsOf(request.ErpKeys) }, call));
    case 'WSGetActorsByTimestamp':
      return actors(connection.getChangedActors({ ...asked, updatedOnOrAfter: text(request.UpdatedOnOrAfter) }, call));
    case 'WSSearchActors':
      return actors(connection.search({ ...asked, text: text(request.SearchText) }, call));
    case 'WSSearchActorByParent': {
      const parent = actorTypeOf(request.ParentActorType);
      if (parent === undefined) return refused('actor.type', 'The parent’s actor type is missing or unknown.');
      const inside = { actorType: parent, erpKey: text(request.ParentActorErpKey) };
      return actors(connection.search({ ...asked, text: text(request.SearchText), parent: inside }, call));
    }
    case 'WSSearchActorsAdvanced':
      return actors(connection.searchAdvanced({ ...asked, restrictions: restrictionsOf(request.Restrictions) }, call));
  }
}

export const fieldsCarrier = (fields: readonly FieldMetadata[]): Carrier => ({
  FieldMetaDataObjects: fields.map((field) => ({
    Access: capital(field.access),
    DefaultValue: field.defaultValue,
    DisplayDescription: field.description,
    DisplayName: field.displayName,
    FieldKey: field.fieldKey,
    FieldType: capital(field.type),
    ListName: field.listName,
    MaxLength: field.maxLength,
    Rank: field.rank,
  })),
});
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

async function actors(stream: ActorStream): Promise<Outcome<Carrier>> {
  return mapped(await collect(stream), (found) => ({ Actors: found.map((actor) => actorCarrier(actor)) }));
}

const list = (outcome: Outcome<ReadonlyMap<string, string>>): Outcome<Carrier> =>
  mapped(outcome, (items) => ({ ListItems: [...items] }));

function restrictionsOf(value: ReadValue | undefined) {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: ReadValue) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
    const { FieldKey, Operator, Values } = item as ReadObject;
    // An operator that nobody knows is refused by the connector, with its own words.
    return [{ fieldKey: text(FieldKey), operator: text(Operator) as SearchOperator, values: textsOf(Values) }];
  });
}

async function createActor(
  connection: Connection,
  value: ReadValue | undefined,
  call: CallOptions,
): Promise<Outcome<Carrier>> {
  const actor = actorOf(value);
  if (typeof actor === 'string') return refused('actor.missing', `The actor to create cannot be used: ${actor}.`);
  return mapped(await connection.createActor(actor, call), (created) => ({ Actor: actorCarrier(created) }));
}

/** The protocol has no place for the refusal of one among several: any refusal refuses the call, naming the records. */
async function saveActors(
  connection: Connection,
  value: ReadValue | undefined,
  call: CallOptions,
): Promise<Outcome<Carrier>> {
  const changes: (NewActor & { readonly erpKey: string })[] = [];
  for (const item of Array.isArray(value) ? (value as readonly ReadValue[]) : []) {
    const actor = actorFrom(item);
    if (typeof actor === 'string') return refused('actor.missing', `An actor to save cannot be used: ${actor}.`);
    changes.push(actor);
  }
  const outcome = await connection.saveActors(changes, call);
  if (outcome.status !== 'done') return outcome;
  const saved: Actor[] = [];
  const refusals: string[] = [];
  for (const result of outcome.value) {
    if (result.status === 'rejected') refusals.push(`${result.erpKey}: ${result.reason.message}`);
    else saved.push(result.actor);
  }
  if (refusals.length === 0) return done({ Actors: saved.map((actor) => actorCarrier(actor)) }, outcome.notice);
  const message = refusals.slice(0, 5).join(' ');
  return saved.length === 0
    ? refused('erp.rejected', message)
    : done({ Actors: saved.map((actor) => actorCarrier(actor)) }, reason('erp.rejected', message));
}

/** What create gets: a key, if one was sent, counts for nothing. */
function actorOf(value: ReadValue | undefined): NewActor | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is missing';
  const given = value as ReadObject;
  const found = actorFrom({ ...given, ErpKey: 'new' });
  if (typeof found === 'string') return found;
  const { erpKey: _, lastModified: __, ...actor } = found;
  return {
    ...actor,
    fieldValues: Object.fromEntries(
      pairsOf(given.FieldValues).filter((pair): pair is readonly [string, string] => pair[1] !== null),
    ),
  };
}

export const refused = (code: string, message: string): Outcome<never> => ({
  status: 'rejected',
  reason: reason(code, message),
});
const text = (value: ReadValue | undefined): string => (typeof value === 'string' ? value : '');
function mapped<A>(outcome: Outcome<A>, map: (value: A) => Carrier): Outcome<Carrier> {
  return outcome.status === 'done' ? done(map(outcome.value), outcome.notice) : outcome;
}
