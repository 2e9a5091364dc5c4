/** The search of an import: actors are staged as the CRM would hold them, for a person to look at before anything is made. */
import type { Actor, ActorStream, CallOptions } from '@kobling/sdk';
import { actorBatches } from '../actor-batches.ts';
import { unreachable } from '../fetch.ts';
import type { ActorMapping } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { ImportWish, StagedActor } from '../ports.ts';
import type { Serve } from '../requests/served.ts';
import { toCrm } from '../values/convert.ts';
import { keyTooLong, mappingOf, stopping, type Work } from '../work.ts';

export const stageImport: Serve<'stageImport'> = async (work, { id, body }) => {
  const { imports } = work.world;
  const wish = await imports?.importWish(body.importId);
  if (imports === undefined || wish === undefined)
    return { status: 'failed', message: `There is no import ${body.importId}. Begin with the search again.` };
  const mapping = mappingOf(work, wish.actorType);
  if (mapping === undefined) {
    const message = `${wish.actorType} is not mapped on ${work.setup.name}. Activate its mapping first.`;
    await imports.endStaging(work.lease, wish.id, message);
    return { status: 'failed', message };
  }
  await imports.clearImport(work.lease, wish.id);
  const stream = actorBatches(work, (call) => searchErp(work, wish, mapping, call));
  let staged = 0;
  for (;;) {
    const step = await stream.next();
    if (step.done === true) {
      const end = step.value;
      const message = end.status === 'done' ? null : unreachableMessage(end);
      await imports.endStaging(work.lease, wish.id, message);
      return message === null ? { status: 'done', result: { staged } } : { status: 'failed', message };
    }
    const actors = step.value.flatMap((actor) => stagedActor(work, mapping, actor) ?? []);
    staged = await imports.stageActors(work.lease, wish.id, actors.slice(0, Math.max(0, wish.limit - staged)));
    const progress = { done: staged, total: null };
    const { cancelAsked } = await work.world.store.updateRequest(work.lease, id, { progress });
    if (staged >= wish.limit || cancelAsked) {
      await stream.return({ status: 'done', value: undefined });
      await imports.endStaging(
        work.lease,
        wish.id,
        cancelAsked ? 'The search was cancelled.' : `The first ${wish.limit} are shown. Search for fewer.`,
      );
      return { status: cancelAsked ? 'cancelled' : 'done', result: { staged } };
    }
    if (stopping(work)) {
      await stream.return({ status: 'done', value: undefined });
      return { status: 'again' };
    }
    await work.between();
  }
};

const unreachableMessage = (end: Parameters<typeof unreachable>[0]): string => {
  const ended = unreachable(end);
  return ended.status === 'done' ? '' : ended.reason.message;
};

function searchErp({ world }: Work, wish: ImportWish, { fields }: ActorMapping, call: CallOptions): ActorStream {
  const query = { actorType: wish.actorType, fieldKeys: fields.map(({ erpField }) => erpField) };
  return 'text' in wish.search
    ? world.erp.search({ ...query, text: wish.search.text }, call)
    : world.erp.searchAdvanced({ ...query, restrictions: wish.search.restrictions }, call);
}

/** Fields that go from the CRM to the ERP only are no news of the ERP's. */
function stagedActor(work: Work, mapping: ActorMapping, actor: Actor): StagedActor | undefined {
  if (keyTooLong(actor.actorType, actor.erpKey) !== undefined) return undefined;
  const values: Record<string, string> = {};
  const newItems: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const field of mapping.fields) {
    if (field.crmReadOnly || field.direction === 'toErp') continue;
    const seen = seenInErp(work.setup, field, actor);
    if ('bad' in seen) problems[field.crmField] = seen.bad;
    if (!('value' in seen)) continue;
    const crm = toCrm({ ...field, crmMandatory: false }, seen.value, work.setup.zone);
    if (crm.ok) values[field.crmField] = crm.value;
    else if (crm.code === 'convert.unmappedItem') newItems[field.crmField] = seen.value;
    else problems[field.crmField] = crm.message;
  }
  const { erpKey, parentErpKey = null, lastModified } = actor;
  return { erpKey, parentKey: parentErpKey, lastModified, values, newItems, problems };
}
