/**
 * "Use the other": the loser of a conflict is put back as a person's choice. It is written to the CRM with a person's rank and
 * flows on as any CRM edit does; where the direction carries only from the CRM to the ERP, it is put back in the ERP and rests.
 */
import { fetchActors } from './fetch.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import { effectiveDirection } from './field-states.ts';
import { seenInErp } from './plan-link.ts';
import { sendIntents } from './send.ts';
import { toCrm } from './values/convert.ts';
import { commit, mappingOf, type Work } from './work.ts';

export type ChoiceAnswer =
  | { readonly status: 'turned' }
  | { readonly status: 'refused' | 'unreachable'; readonly message: string };

export async function useOther(work: Work, conflictId: number, by: string): Promise<ChoiceAnswer> {
  const { store } = work.world;
  const conflict = await store.openConflict(conflictId);
  if (conflict === undefined) return refused('The conflict is already settled.');
  const link = (await store.linksByIds([conflict.linkId]))[0];
  const mapping =
    link === undefined
      ? undefined
      : mappingOf(work, link.actorType)?.fields.find((field) => field.erpField === conflict.erpField);
  if (link === undefined || link.state === 'broken' || link.generation !== conflict.generation)
    return refused('The records are no longer linked.');
  if (mapping === undefined) return refused(`${conflict.erpField} is no longer synced.`);
  const row = (await store.readCrm(link.entity.kind, [link.entity.id], [mapping.crmField])).get(link.entity.id);
  const held = row?.values[mapping.crmField];
  if (row === undefined || held === undefined) return refused(`The ${link.entity.kind} is no longer in the CRM.`);
  if (conflict.winner === 'crm' && effectiveDirection(mapping) === 'toErp') return backIntoErp();
  const wanted =
    conflict.winner === 'erp'
      ? { ok: true as const, value: conflict.crmValue ?? '' }
      : toCrm(mapping, conflict.erpValue ?? '', work.setup.zone);
  if (!wanted.ok) return refused(wanted.message);
  if (wanted.value !== held) {
    const result = await commit(work, {
      crmWrites: [
        {
          linkId: link.id,
          ref: link.entity,
          fields: { [mapping.crmField]: { expected: held, value: wanted.value } },
          writer: 0,
        },
      ],
      logs: [
        {
          linkId: link.id,
          entity: link.entity,
          erpField: mapping.erpField,
          crmField: mapping.crmField,
          kind: 'undo',
          target: 'crm',
          oldValue: held,
          newValue: wanted.value,
          message: 'The other value of a conflict was chosen.',
        },
      ],
    });
    if (result.moved.size > 0) return refused('The record was changed just now. Look again.');
  }
  await store.resolveConflict(work.lease, conflictId, 'turned', by);
  const end = await mergeLinks(work, [link], new Map(), plainMerge);
  return end.status === 'done'
    ? { status: 'turned' }
    : {
        status: 'unreachable',
        message: `The CRM has the chosen value; the ERP gets it when it answers again. ${end.reason.message}`,
      };

  async function backIntoErp(): Promise<ChoiceAnswer> {
    if (link === undefined || mapping === undefined || row === undefined || held === undefined)
      return refused('The records are no longer linked.');
    const fetched = await fetchActors(work, [link]);
    const actor = fetched.actors.get(link.id);
    const seen = actor === undefined ? undefined : seenInErp(work.setup, mapping, actor);
    if (seen === undefined || !('value' in seen))
      return { status: 'unreachable', message: 'The ERP does not answer for this record. Try again later.' };
    const field = {
      value: conflict?.erpValue ?? '',
      before: seen.value,
      crm: held,
      crmVersion: row.version,
      kind: 'undo',
      flag: 'undone',
    } as const;
    const stored = await commit(work, {
      intents: [
        {
          linkId: link.id,
          generation: link.generation,
          actorType: link.actorType,
          erpKey: link.erpKey,
          kind: 'save',
          fields: { [mapping.erpField]: field },
          mappingVersion: work.setup.mappingVersion,
        },
      ],
    });
    await store.resolveConflict(work.lease, conflictId, 'turned', by);
    const sent = await sendIntents(work, stored.intents);
    return sent.end.status === 'done'
      ? { status: 'turned' }
      : { status: 'unreachable', message: sent.end.reason.message };
  }
}

const refused = (message: string): ChoiceAnswer => ({ status: 'refused', message });
