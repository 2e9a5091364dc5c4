/**
 * Looks over the shoulder of a place in the CRM's change feed when it is saved (H07): does it pass a change that the engine
 * neither agreed on, nor reported, nor has under way, nor means to look at again? Such a change would wait for the sweep.
 */
import { type FeedChange, type FieldMapping, type Link, sameCrm } from '@kobling/engine';
import type { SimEvent } from './history.ts';
import type { Stage } from './stage.ts';
import { looksAgain } from './unsettled.ts';

/** A page as it was read, and how many events there were then. */
export interface FeedRead {
  readonly changes: readonly FeedChange[];
  readonly at: number;
}

/** Ids of such links. */
export async function unsettledInFeed(
  stage: Stage,
  place: number,
  { changes, at }: FeedRead,
): Promise<readonly number[]> {
  const { store } = stage.backend;
  const connectionId = stage.idOf(place);
  const { world } = stage.erpAt(place);
  const setup = await store.setup(connectionId);
  const since = stage.events.slice(at);
  const open = new Map<number, readonly string[]>();
  for (const { entity, fields, op } of setup === undefined ? [] : changes) {
    if (op !== 'update') continue;
    const links = await store.linksByEntities(connectionId, entity.kind, [entity.id]);
    const row = (await store.readCrm(entity.kind, [entity.id], fields)).get(entity.id);
    for (const link of links.filter(({ state }) => looksAgain.has(state))) {
      const mapping = setup?.mappings.find(({ actorType }) => actorType === link.actorType);
      // A field that has left the ERP, or was away when the two were compared, waits for the sweep that finds it (H05).
      if (since.some((event) => event.what === 'fields' && event.connection === connectionId)) continue;
      const present = new Set(world.type(link.actorType)?.fields.map(({ fieldKey }) => fieldKey));
      const wanting = (mapping?.fields ?? [])
        .filter(({ erpField }) => present.has(erpField))
        .filter(({ crmField }) => fields.includes(crmField) && !since.some(changesCrm(link, crmField)))
        .filter((field) => row !== undefined && waits(link, field, row.values[field.crmField] ?? ''))
        .map(({ erpField }) => erpField);
      if (wanting.length > 0) open.set(link.id, wanting);
    }
  }
  if (open.size === 0) return [];
  const underWay = await store.fieldsUnderWay([...open.keys()]);
  const hinted = new Set((await stage.backend.hints()).map(({ linkId }) => linkId));
  return [...open].flatMap(([id, fields]) =>
    hinted.has(id) || fields.every((field) => underWay.get(id)?.has(field) === true) ? [] : [id],
  );
}

/** Agreed on before, and no longer so. Without a base the link itself is still to be looked at for the first time. */
function waits(link: Link, field: FieldMapping, value: string): boolean {
  const base = link.base[field.erpField];
  if (base === undefined || base.c === null || base.v !== field.version) return false;
  if (base.fail !== undefined || base.flag !== undefined) return false;
  return !sameCrm(field.crmType, base.c, value);
}

/** A later change has a row of its own. */
const changesCrm =
  ({ entity }: Link, crmField: string) =>
  (event: SimEvent): boolean =>
    (event.what === 'crmEdit' && same(event.ref, entity) && event.values[crmField] !== undefined) ||
    (event.what === 'crmWrite' && same(event.ref, entity) && event.field === crmField);

const same = (a: Link['entity'], b: Link['entity']): boolean => a.kind === b.kind && a.id === b.id;
