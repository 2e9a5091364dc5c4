/** Which records of the ERP could be the one that a create is about: by its mark, else by the match fields (H09). */
import { type Actor, type CapabilityCard, decodeValue, encodeValue, type SearchRestriction } from '@kobling/sdk';
import { actorBatches } from '../actor-batches.ts';
import { unreachable } from '../fetch.ts';
import { limits } from '../limits.ts';
import type { ActorMapping, Intent } from '../model.ts';
import { textAsKept } from '../values/equality.ts';
import { callOptions, type Ended, mappingOf, type Work } from '../work.ts';

export interface Matches {
  readonly keys: readonly string[];
  readonly actors: ReadonlyMap<string, Actor>;
}

/** What a connector's mark field gets, so that our own create is known again (H09). */
export const createMarkOf = (intent: Intent): string => `kobling-${intent.id}`;

export async function findMatches(work: Work, intent: Intent): Promise<Matches | { readonly end: Ended }> {
  const mapping = mappingOf(work, intent.actorType);
  if (mapping === undefined) return { keys: [], actors: new Map() };
  const mark = work.setup.card.createMark;
  const wanted: ReadonlyMap<string, string> =
    mark === undefined ? matchValues(mapping, intent, work.setup.card) : new Map([[mark, createMarkOf(intent)]]);
  if (wanted.size === 0) return { keys: [], actors: new Map() };
  const searchable = await work.world.erp.searchableFields(intent.actorType, callOptions(work));
  if (searchable.status !== 'done') return { end: unreachable(searchable) };
  const criteria = [...wanted.keys()].every((field) => searchable.value.includes(field));
  const fieldKeys = [...wanted.keys()];
  const restrictions = [...wanted].map(([fieldKey, value]) => restriction(mapping, fieldKey, value));
  const { actorType } = intent;
  const actors = new Map<string, Actor>();
  const batches = actorBatches(work, (call) =>
    criteria
      ? work.world.erp.searchAdvanced({ actorType, restrictions, fieldKeys }, call)
      : work.world.erp.search({ actorType, text: [...wanted.values()][0] ?? '', fieldKeys }, call),
  );
  for (;;) {
    const step = await batches.next();
    if (step.done === true)
      return step.value.status === 'done' ? { keys: [...actors.keys()], actors } : { end: unreachable(step.value) };
    for (const actor of step.value) {
      if (actors.size < limits.candidates && agrees(mapping, wanted, actor) && sameParent(intent, actor))
        actors.set(actor.erpKey, actor);
    }
  }
}

/** Values of the match fields that the create carries, as the ERP keeps them; without configured ones, of its first text field. */
function matchValues(mapping: ActorMapping, intent: Intent, card: CapabilityCard): ReadonlyMap<string, string> {
  const chosen = mapping.matchFields.filter((field) => intent.fields[field] !== undefined);
  const first = mapping.fields.find(
    (field) => field.erpType === 'text' && intent.fields[field.erpField] !== undefined,
  )?.erpField;
  const fields = chosen.length > 0 ? chosen : first === undefined ? [] : [first];
  const kept = (field: string): string => {
    const value = intent.fields[field]?.value ?? '';
    return typeOf(mapping, field) === 'text' ? textAsKept(value, card) : value;
  };
  return new Map(fields.map((field) => [field, kept(field)]));
}

const folded = (text: string): string => text.trim().toLocaleLowerCase('en');
const typeOf = (mapping: ActorMapping, fieldKey: string) =>
  mapping.fields.find((field) => field.erpField === fieldKey)?.erpType ?? 'text';

function restriction(mapping: ActorMapping, fieldKey: string, value: string): SearchRestriction {
  const type = typeOf(mapping, fieldKey);
  return { fieldKey, operator: type === 'list' ? 'oneof' : '=', values: [encodeValue(type, value)] };
}

/** The hub compares again: a search may find more than was asked for. */
function agrees(mapping: ActorMapping, wanted: ReadonlyMap<string, string>, actor: Actor): boolean {
  return [...wanted].every(([fieldKey, value]) => {
    const wire = actor.fieldValues[fieldKey];
    if (wire === undefined) return false;
    const decoded = decodeValue(typeOf(mapping, fieldKey), wire);
    return folded(decoded.ok ? decoded.value : wire) === folded(value);
  });
}

const sameParent = (intent: Intent, actor: Actor): boolean =>
  intent.parent === null || actor.parentErpKey === undefined || actor.parentErpKey === intent.parent.erpKey;
