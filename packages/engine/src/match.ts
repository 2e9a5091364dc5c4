/** Bulk linking: joins records whose value in one field is equal after trimming and case folding, and unique on both sides (spec 07). */
import { type Actor, decodeValue, type ErpActorType } from '@kobling/sdk';
import { actorBatches } from './actor-batches.ts';
import { unreachable } from './fetch.ts';
import type { FieldMapping } from './model.ts';
import type { MatchCandidate, MatchReport } from './ports.ts';
import { type Ended, keyTooLong, mappingOf, stopping, type Work } from './work.ts';
import { toCrm } from './values/convert.ts';

export interface MatchWish {
  readonly requestId: number;
  readonly actorType: ErpActorType;
  /** ERP or CRM field keys, tried one after the other for what is still unlinked. */
  readonly by: readonly string[];
  readonly dryRun: boolean;
}
export type MatchAnswer =
  | { readonly status: 'done'; readonly byField: readonly (MatchReport & { readonly field: string })[] }
  | { readonly status: 'refused'; readonly message: string }
  | { readonly status: 'unreachable'; readonly end: Ended };

export async function matchInBulk(work: Work, wish: MatchWish): Promise<MatchAnswer> {
  const mapping = mappingOf(work, wish.actorType);
  if (mapping === undefined)
    return {
      status: 'refused',
      message: `${wish.actorType} is not mapped on ${work.setup.name}. Activate its mapping first.`,
    };
  const byField: (MatchReport & { field: string })[] = [];
  for (const name of wish.by) {
    const field = mapping.fields.find((candidate) => candidate.crmField === name || candidate.erpField === name);
    if (field === undefined)
      return {
        status: 'refused',
        message: `${name} is not a mapped field of ${wish.actorType} on ${work.setup.name}. Choose a mapped one.`,
      };
    const end = await stage(work, wish, field);
    if (end !== undefined) return { status: 'unreachable', end };
    if (stopping(work)) return { status: 'refused', message: 'The hub is stopping; ask again.' };
    const report = await work.world.store.linkMatches(work.lease, work.run, {
      requestId: wish.requestId,
      actorType: wish.actorType,
      entity: mapping.entity,
      crmField: field.crmField,
      dryRun: wish.dryRun,
    });
    byField.push({ ...report, field: field.crmField });
  }
  return { status: 'done', byField };
}

/** Streams all actors of the type into the stage; undefined when the answer was complete. */
async function stage(work: Work, wish: MatchWish, field: FieldMapping): Promise<Ended | undefined> {
  await work.world.store.stageMatch(wish.requestId, []);
  const stream = actorBatches(work, (call) =>
    work.world.erp.search({ actorType: wish.actorType, text: '', fieldKeys: [field.erpField] }, call),
  );
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value.status === 'done' ? undefined : unreachable(step.value);
    const candidates = step.value.flatMap((actor) => candidate(work, field, actor) ?? []);
    if (candidates.length > 0) await work.world.store.stageMatch(wish.requestId, candidates);
  }
}

function candidate(work: Work, field: FieldMapping, actor: Actor): MatchCandidate | undefined {
  const wire = actor.fieldValues[field.erpField];
  if (wire === undefined || wire === '' || keyTooLong(actor.actorType, actor.erpKey) !== undefined) return undefined;
  const decoded = decodeValue(field.erpType, wire);
  const converted = decoded.ok
    ? toCrm({ ...field, lossy: true, crmMaxLength: 0 }, decoded.value, work.setup.zone)
    : undefined;
  if (converted?.ok !== true || converted.value.trim() === '') return undefined;
  return {
    erpKey: actor.erpKey,
    value: converted.value.trim().toLowerCase(),
    parentKey: actor.parentErpKey ?? null,
    lastModified: actor.lastModified,
  };
}
