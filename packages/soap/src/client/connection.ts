/** A connector behind SOAP as the SDK's connection: every operation of the protocol, asked in its own words. */
import {
  type Actor,
  type ActorChange,
  type CallOptions,
  collect,
  type Connection,
  done,
  type ErpActorType,
  type NewActor,
  type Outcome,
  reason,
  type SaveResult,
} from '@kobling/sdk';
import type { OperationName } from '../contract/profile.ts';
import type { WireValue } from '../wire/write.ts';
import { actorCarrier, actorFrom, actorTypesOf, fieldsFrom, listOf, textsOf } from './carriers.ts';
import { Odd } from './odd.ts';
import type { Service } from './service.ts';

export const soapConnection = (service: Service): Connection => ({
  ...description(service),
  ...reading(service),
  createActor: (actor, call) => createActor(service, actor, call),
  saveActors: (changes, call) => saveActors(service, changes, call),
  forget: async (call) =>
    service.has('WSDeleteConnection') ? plain(await service.call(read('WSDeleteConnection'), call)) : done(undefined),
  close: () => Promise.resolve(),
});

const read = (operation: OperationName, value: Readonly<Record<string, WireValue>> = {}) =>
  ({ operation, purpose: 'read', value }) as const;

function description(
  service: Service,
): Pick<Connection, 'test' | 'actorTypes' | 'fields' | 'searchableFields' | 'getList'> {
  return {
    test: async (call) => plain(await service.call(read('WSTestConnection'), call)),
    actorTypes: async (call) =>
      mapped(await service.call(read('WSGetSupportedActorTypes'), call), (value, tell) =>
        actorTypesOf(value.Items, tell),
      ),
    fields: async (actorType, call) =>
      mapped(await service.call(read('WSGetSupportedActorTypeFields', { ActorType: actorType }), call), fieldsFrom),
    searchableFields: async (actorType, call) =>
      service.has('WSGetSearchableFields')
        ? mapped(await service.call(read('WSGetSearchableFields', { ActorType: actorType }), call), (value) =>
            textsOf(value.Items),
          )
        : done([]),
    getList: async (listName, keys, call) => {
      const wanted =
        keys === undefined
          ? read('WSGetList', { ListName: listName })
          : read('WSGetListItems', { ListName: listName, ListItemKeys: keys });
      return mapped(await service.call(wanted, call), (value, tell) => listOf(value.ListItems, tell));
    },
  };
}

function reading(service: Service): Pick<Connection, 'getActors' | 'getChangedActors' | 'search' | 'searchAdvanced'> {
  const asked = (query: { readonly actorType: ErpActorType; readonly fieldKeys: readonly string[] }) => ({
    ActorType: query.actorType,
    FieldKeys: query.fieldKeys,
  });
  const actors = (operation: OperationName, value: Readonly<Record<string, WireValue>>, call: CallOptions) =>
    service.actors(read(operation, value), call);
  return {
    getActors: (query, call) => actors('WSGetActors', { ...asked(query), ErpKeys: query.erpKeys }, call),
    getChangedActors: (query, call) =>
      actors('WSGetActorsByTimestamp', { ...asked(query), UpdatedOnOrAfter: query.updatedOnOrAfter }, call),
    search: (query, call) => {
      const value = { ...asked(query), SearchText: query.text };
      const { parent } = query;
      if (parent === undefined) return actors('WSSearchActors', value, call);
      const inside = { ParentActorType: parent.actorType, ParentActorErpKey: parent.erpKey };
      return actors('WSSearchActorByParent', { ...value, ...inside }, call);
    },
    searchAdvanced: (query, call) => {
      const restrictions = query.restrictions.map(({ fieldKey, operator, values }) => ({
        FieldKey: fieldKey,
        Operator: operator,
        Values: values,
      }));
      return actors('WSSearchActorsAdvanced', { ...asked(query), Restrictions: restrictions }, call);
    },
  };
}

async function createActor(service: Service, actor: NewActor, call: CallOptions): Promise<Outcome<Actor>> {
  const value = { Actor: actorCarrier(actor) };
  const answer = await service.call({ operation: 'WSCreateActor', purpose: 'write', value }, call);
  if (answer.status !== 'done') return answer;
  const odd = new Odd();
  const created = actorFrom(answer.value.Actor ?? null, odd.tell);
  if (typeof created !== 'string') return odd.told(done(created, answer.notice));
  const message = `The connector says that it created the ${actor.actorType}, but its answer holds ${created}.`;
  return { status: 'unknown', reason: reason('soap.noResult', message) };
}

/** The protocol knows no `expected` and no refusal of one actor among several: what the answer holds was saved. */
async function saveActors(
  service: Service,
  changes: readonly ActorChange[],
  call: CallOptions,
): Promise<Outcome<readonly SaveResult[]>> {
  const stream = service.actors(
    { operation: 'WSSaveActors', purpose: 'write', value: { Actors: changes.map((change) => actorCarrier(change)) } },
    call,
  );
  const saved = await collect(stream);
  if (saved.status !== 'done') return saved;
  return done(
    saved.value.map((actor) => ({ status: 'saved', actor })),
    saved.notice,
  );
}

const plain = (outcome: Outcome<unknown>): Outcome =>
  outcome.status === 'done' ? done(undefined, outcome.notice) : outcome;

function mapped<A, B>(outcome: Outcome<A>, map: (value: A, tell: Odd['tell']) => B): Outcome<B> {
  if (outcome.status !== 'done') return outcome;
  const odd = new Odd();
  return odd.told(done(map(outcome.value, odd.tell), outcome.notice));
}
