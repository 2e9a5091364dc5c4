/**
 * A connection from a few functions over an ERP's records: what every connector would write again. It encodes values, checks
 * what it is given against the fields, searches, reads back what it saved, and answers failures as outcomes.
 *
 * A connector whose ERP searches or compares by itself puts its own operation in place:
 * `{ ...recordConnection(sources), searchAdvanced: … }`. `expected` is not compared here (H27): only the ERP can do that
 * without a gap.
 */
import { done, rejected, retry } from '../outcome.ts';
import { actorMatcher, checkRestriction, matchesText } from '../restrictions.ts';
import { typesOf } from '../schema.ts';
import type { Actor, CallOptions, Connection, ErpActorType, FieldMetadata, Outcome } from '../types.ts';
import { actors, found, noSuchType, refusing, within, wordsOf } from './reading.ts';
import type { RecordSources } from './source.ts';
import { create, saveAll } from './writing.ts';

export function recordConnection(sources: RecordSources): Connection {
  const { types, lists = {} } = sources;
  const fieldsOf = (type: ErpActorType): readonly FieldMetadata[] => types[type]?.fields ?? [];
  const answered = <T>(type: ErpActorType, value: T): Promise<Outcome<T>> =>
    Promise.resolve(types[type] === undefined ? noSuchType(type) : done(value));
  return {
    test: (call) => tested(sources, call),
    // Only what the type of the sources allows can be among their keys.
    actorTypes: () => Promise.resolve(done(Object.keys(types) as ErpActorType[])),
    fields: (type) => answered(type, fieldsOf(type)),
    searchableFields: (type) => answered(type, keysOf(fieldsOf(type))),
    getActors: ({ actorType, erpKeys, fieldKeys }, call) =>
      actors(types, actorType, fieldKeys, call, (source) => within(source.byKeys(erpKeys, call), erpKeys)),
    getChangedActors: ({ actorType, updatedOnOrAfter: since, fieldKeys }, call) =>
      actors(types, actorType, fieldKeys, call, (source) =>
        since === '' ? source.all(call) : source.changedSince(since, call),
      ),
    search: ({ actorType, text, fieldKeys, parent }, call) => {
      const fields = fieldsOf(actorType);
      const texts = keysOf(fields.filter(({ type }) => type === 'text'));
      const wanted = (actor: Actor): boolean =>
        (parent === undefined ||
          (actor.parentErpKey === parent.erpKey && actor.parentActorType === parent.actorType)) &&
        matchesText(actor, text, texts);
      const all = actors(types, actorType, keysOf(fields), call, (source) => source.all(call));
      return found(all, wanted, fieldKeys);
    },
    searchAdvanced: ({ actorType, restrictions, fieldKeys }, call) => {
      const fields = fieldsOf(actorType);
      const known = typesOf(fields);
      const refused = restrictions.map((each) => checkRestriction(known, each)).find((why) => why !== undefined);
      if (refused !== undefined) return refusing(refused);
      const all = actors(types, actorType, keysOf(fields), call, (source) => source.all(call));
      return found(all, actorMatcher(known, restrictions), fieldKeys);
    },
    createActor: (actor, call) => create(sources, actor, call),
    saveActors: (changes, call) => saveAll(sources, changes, call),
    getList(name, keys) {
      const items = lists[name];
      if (items === undefined)
        return Promise.resolve(rejected('list.unknown', `There is no list ${name}. Use a list that a field names.`));
      const wanted = Object.entries(items).filter(([key]) => keys === undefined || keys.includes(key));
      return Promise.resolve(done(new Map(wanted)));
    },
    close: async () => sources.close?.(),
  };
}

async function tested(sources: RecordSources, call: CallOptions): Promise<Outcome> {
  try {
    const refused = await sources.test?.(call);
    return refused === undefined ? done(undefined) : { status: 'rejected', reason: refused };
  } catch (error) {
    return retry('erp.failed', `The ERP does not answer. ${wordsOf(error)}`);
  }
}

/** Keys of the fields that carry values people may search by. */
const keysOf = (fields: readonly FieldMetadata[]): readonly string[] =>
  fields.flatMap(({ fieldKey, type }) => (type === 'label' || type === 'password' ? [] : [fieldKey]));
