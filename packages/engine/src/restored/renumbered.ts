/**
 * Keys that went missing: is there exactly one unlinked actor with the same fingerprint, and no other missing link with it?
 * Then that is proposed as the record's new key; a person decides (H34).
 */
import { type Actor, encodeValue } from '@kobling/sdk';
import { actorBatches } from '../actor-batches.ts';
import { unreachable } from '../fetch.ts';
import { limits } from '../limits.ts';
import type { ActorMapping, Link } from '../model.ts';
import type { RenumberLook } from '../ports.ts';
import { callOptions, type Ended, laterBy, mappingOf, type Work, wellEnded } from '../work.ts';
import { bears, type Fingerprint, fingerprintOf } from './witness.ts';

export async function seekRenumbered(work: Work): Promise<Ended> {
  const { store } = work.world;
  if (work.plan !== undefined) return wellEnded;
  const ids = await store.missingUnsought(work.setup.id, laterBy(work, -limits.soughtMs), limits.sought);
  if (ids.length === 0) return wellEnded;
  const looks: RenumberLook[] = [];
  let end = wellEnded;
  for (const link of await store.linksByIds(ids)) {
    const mapping = mappingOf(work, link.actorType);
    const print = mapping === undefined ? undefined : fingerprintOf(mapping, link);
    const found = mapping === undefined || print === undefined ? [] : await search(work, mapping, print);
    if (!Array.isArray(found)) {
      end = found;
      break;
    }
    const free = await unlinked(work, link, found);
    looks.push({
      linkId: link.id,
      generation: link.generation,
      oldKey: link.erpKey ?? '',
      newKey: free.length === 1 ? (free[0] ?? null) : null,
      fingerprint: Object.fromEntries(print ?? []),
    });
  }
  await store.saveLooks(work.lease, looks);
  return end;
}

async function unlinked(work: Work, link: Link, actors: readonly Actor[]): Promise<readonly string[]> {
  const keys = actors
    .map(({ erpKey }) => erpKey)
    .filter((key) => key !== link.erpKey && key.length <= limits.keyLength);
  const claimed = await work.world.store.claimedKeys(work.setup.id, link.actorType, keys);
  return keys.filter((key) => !claimed.has(key));
}

async function search(work: Work, mapping: ActorMapping, print: Fingerprint): Promise<Actor[] | Ended> {
  const { actorType } = mapping;
  const searchable = await work.world.erp.searchableFields(actorType, callOptions(work));
  if (searchable.status !== 'done') return unreachable(searchable);
  const fieldKeys = [...print.keys()];
  const typeOf = (key: string) => mapping.fields.find((field) => field.erpField === key)?.erpType ?? 'text';
  const restrictions = [...print].map(([fieldKey, value]) => ({
    fieldKey,
    operator: typeOf(fieldKey) === 'list' ? ('oneof' as const) : ('=' as const),
    values: [encodeValue(typeOf(fieldKey), value)],
  }));
  const advanced = fieldKeys.every((key) => searchable.value.includes(key));
  const batches = actorBatches(work, (call) =>
    advanced
      ? work.world.erp.searchAdvanced({ actorType, restrictions, fieldKeys }, call)
      : work.world.erp.search({ actorType, text: [...print.values()][0] ?? '', fieldKeys }, call),
  );
  const found: Actor[] = [];
  for (;;) {
    const step = await batches.next();
    if (step.done === true) return step.value.status === 'done' ? found : unreachable(step.value);
    for (const actor of step.value)
      if (found.length < limits.candidates && bears(work, mapping, print, actor)) found.push(actor);
  }
}
