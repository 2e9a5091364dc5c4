/**
 * Looks over a cursor's shoulder when it is saved (H07): is there an actor in the answer that it passes, with a value that the
 * engine neither agreed on, nor reported, nor has under way, nor means to look at again? Such a change would be lost.
 */
import { type Link, sameErp } from '@kobling/engine';
import { type Actor, decodeValue, type ErpActorType } from '@kobling/sdk';
import type { SimEvent } from './history.ts';
import type { Polled } from './polls.ts';
import type { Stage } from './stage.ts';

export const looksAgain: ReadonlySet<Link['state']> = new Set<Link['state']>(['active', 'failing', 'parked']);

/** Ids of such links. */
export async function unsettledBehind(
  stage: Stage,
  place: number,
  actorType: ErpActorType,
  polled: readonly Polled[],
): Promise<readonly number[]> {
  const [changed, never] = [
    await changedBehind(stage, place, actorType, polled),
    await neverLookedAt(stage, place, actorType),
  ];
  return [...new Set([...changed, ...never])];
}

/** Links that were never compared, and that nothing but the sweep would bring up: the cursor may be past their actors (H16). */
async function neverLookedAt(stage: Stage, place: number, actorType: ErpActorType): Promise<readonly number[]> {
  const { backend } = stage;
  const connectionId = stage.idOf(place);
  const fresh = (await backend.links()).filter(
    (link) =>
      link.connectionId === connectionId &&
      link.actorType === actorType &&
      looksAgain.has(link.state) &&
      link.rowHash === null &&
      Object.keys(link.base).length === 0,
  );
  if (fresh.length === 0) return [];
  const hinted = new Set((await backend.hints()).map(({ linkId }) => linkId));
  const underWay = await backend.store.fieldsUnderWay(fresh.map(({ id }) => id));
  return fresh.flatMap(({ id }) => (hinted.has(id) || (underWay.get(id)?.size ?? 0) > 0 ? [] : [id]));
}

async function changedBehind(
  stage: Stage,
  place: number,
  actorType: ErpActorType,
  polled: readonly Polled[],
): Promise<readonly number[]> {
  if (polled.length === 0) return [];
  const { store } = stage.backend;
  const connectionId = stage.idOf(place);
  const { world } = stage.erpAt(place);
  const setup = await store.setup(connectionId);
  const mapping = setup?.mappings.find((candidate) => candidate.actorType === actorType);
  if (setup === undefined || mapping === undefined) return [];
  const links = await store.linksByKeys(connectionId, actorType, [...new Set(polled.map(({ actor }) => actor.erpKey))]);
  const open = new Map<number, readonly string[]>();
  for (const link of links.filter(({ state }) => looksAgain.has(state))) {
    const row = polled.findLast(({ actor }) => actor.erpKey === link.erpKey);
    const now = world.row(actorType, link.erpKey ?? '')?.values;
    if (row === undefined || now === undefined) continue;
    const { actor, at } = row;
    const since = stage.events.slice(at);
    const present = new Set(world.type(actorType)?.fields.map(({ fieldKey }) => fieldKey));
    const fields = mapping.fields.flatMap((field) => {
      // The field has left the ERP since, so that nobody could confirm the row (H05, H15): a sweep finds it when it is back.
      if (!present.has(field.erpField) || since.some(losesField(connectionId, actorType, field.erpField))) return [];
      // A later edit, although it may have put the same there again: that one has a stamp of its own.
      if (since.some(edits(connectionId, actor, field.erpField))) return [];
      const wire = actor.fieldValues[field.erpField];
      const base = link.base[field.erpField];
      if (wire === undefined || base?.fail !== undefined || base?.flag === 'held') return [];
      const decoded = decodeValue(field.erpType, wire);
      if (!decoded.ok) return [];
      // It has moved on since: that change has a newer stamp, or is one that only a sweep finds.
      if (!sameErp(field.erpType, decoded.value, now[field.erpField] ?? '', setup.card)) return [];
      const agreed = base !== undefined && base.e !== null && sameErp(field.erpType, decoded.value, base.e, setup.card);
      return agreed ? [] : [field.erpField];
    });
    if (fields.length > 0) open.set(link.id, fields);
  }
  if (open.size === 0) return [];
  const underWay = await store.fieldsUnderWay([...open.keys()]);
  const hinted = new Set((await stage.backend.hints()).map(({ linkId }) => linkId));
  return [...open].flatMap(([id, fields]) =>
    hinted.has(id) || fields.every((field) => underWay.get(id)?.has(field) === true) ? [] : [id],
  );
}

const losesField =
  (connection: number, actorType: ErpActorType, field: string) =>
  (event: SimEvent): boolean =>
    event.what === 'fields' &&
    event.connection === connection &&
    event.actorType === actorType &&
    !event.fields.includes(field);

const edits =
  (connection: number, { actorType, erpKey }: Actor, field: string) =>
  (event: SimEvent): boolean =>
    event.what === 'erpEdit' &&
    event.actor.connection === connection &&
    event.actor.actorType === actorType &&
    event.actor.erpKey === erpKey &&
    event.values[field] !== undefined;
