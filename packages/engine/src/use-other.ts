/**
 * "Use the other": the loser of a conflict is put back as a person's choice. It is written to the CRM with a person's rank and
 * flows on as any CRM edit does; where the direction carries only from the CRM to the ERP, it is put back in the ERP and rests.
 */
import { fetchActors } from './fetch.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import { effectiveDirection, isBased } from './field-states.ts';
import type { CrmRow, FieldMapping, Link } from './model.ts';
import { seenInErp } from './plan-link.ts';
import type { OpenConflict } from './ports.ts';
import { sendIntents } from './send/send.ts';
import { toCrm } from './values/convert.ts';
import { sameCrm } from './values/equality.ts';
import { commit, mappingOf, type Work } from './work.ts';
import { crmName } from './values/names.ts';

export type ChoiceAnswer =
  | { readonly status: 'turned' }
  | { readonly status: 'refused' | 'unreachable'; readonly message: string };

/** What the request remembers, so that one left by a dead worker is taken up and not refused for what it did itself. */
export interface ChoiceMemory {
  readonly begun: boolean;
  remember(): Promise<void>;
}

interface Choice {
  readonly conflict: OpenConflict;
  readonly link: Link;
  readonly mapping: FieldMapping;
  readonly row: CrmRow;
  /** What the CRM holds now. */
  readonly held: string;
}

export async function useOther(
  work: Work,
  conflictId: number,
  by: string,
  memory: ChoiceMemory,
): Promise<ChoiceAnswer> {
  if (memory.begun && (await isWritten(work, conflictId))) {
    // Written before the worker died; the ERP gets it from the feed, or by the intent that is still open.
    await work.world.store.resolveConflict(work.lease, conflictId, 'turned', by);
    return { status: 'turned' };
  }
  const choice = await readChoice(work, conflictId);
  if ('status' in choice) return choice;
  await memory.remember();
  const { conflict, mapping, link } = choice;
  if (conflict.winner === 'crm' && effectiveDirection(mapping) === 'toErp') return backIntoErp(work, choice, by);
  const wanted =
    conflict.winner === 'erp'
      ? { ok: true as const, value: conflict.crmValue ?? '' }
      : toCrm(mapping, conflict.erpValue ?? '', work.setup.zone);
  if (!wanted.ok) return refused(wanted.message);
  if (wanted.value !== choice.held && !(await writeCrm(work, choice, wanted.value))) {
    return refused('The record was changed just now. Look again.');
  }
  await work.world.store.resolveConflict(work.lease, conflictId, 'turned', by);
  const end = await mergeLinks(work, [link], new Map(), { ...plainMerge, asked: true });
  if (end.status === 'done') return { status: 'turned' };
  return {
    status: 'unreachable',
    message: `The CRM has the chosen value; the ERP gets it when it answers again. ${end.reason.message}`,
  };
}

/** A conflict ends with the write that turns it, or has its field under way to the ERP. */
async function isWritten(work: Work, conflictId: number): Promise<boolean> {
  const { store } = work.world;
  const conflict = await store.openConflict(conflictId);
  if (conflict === undefined) return true;
  return (await store.fieldsUnderWay([conflict.linkId])).get(conflict.linkId)?.has(conflict.erpField) === true;
}

async function readChoice(work: Work, conflictId: number): Promise<Choice | ChoiceAnswer> {
  const { store } = work.world;
  const conflict = await store.openConflict(conflictId);
  if (conflict === undefined) return refused('The conflict is already settled.');
  const link = (await store.linksByIds([conflict.linkId]))[0];
  if (link === undefined || link.state === 'broken' || link.generation !== conflict.generation) {
    return refused('The records are no longer linked.');
  }
  const mapping = mappingOf(work, link.actorType)?.fields.find((field) => field.erpField === conflict.erpField);
  if (mapping === undefined) return refused(`${conflict.erpField} is no longer synced.`);
  const row = (await store.readCrm(link.entity.kind, [link.entity.id], [mapping.crmField])).get(link.entity.id);
  const held = row?.values[mapping.crmField];
  if (row === undefined || held === undefined) return refused(`The ${link.entity.kind} is no longer in the CRM.`);
  return { conflict, link, mapping, row, held };
}

/** False: the CRM row moved meanwhile. */
async function writeCrm(work: Work, { link, mapping, held }: Choice, value: string): Promise<boolean> {
  const result = await commit(work, {
    crmWrites: [
      { linkId: link.id, ref: link.entity, fields: { [mapping.crmField]: { expected: held, value } }, writer: 0 },
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
        newValue: value,
        message: 'The other value of a conflict was chosen.',
      },
    ],
  });
  return result.moved.size === 0;
}

/** The field rests afterwards: a CRM edit that no cycle has carried yet would rest with it, seen by nobody (H06). */
async function backIntoErp(work: Work, choice: Choice, by: string): Promise<ChoiceAnswer> {
  const { conflict, link, mapping, row, held } = choice;
  const base = link.base[mapping.erpField];
  if ((await work.world.store.fieldsUnderWay([link.id])).get(link.id)?.has(mapping.erpField) === true)
    return refused(`Another write of ${crmName(mapping)} to the ERP is under way. Try again when it has ended.`);
  if (isBased(mapping, base) && !sameCrm(mapping.crmType, base.c ?? '', held))
    return refused(
      `${crmName(mapping)} was changed in the CRM, and the ERP does not have it yet. Sync it first, then look again.`,
    );
  const fetched = await fetchActors(work, [link]);
  const actor = fetched.actors.get(link.id);
  const seen = actor === undefined ? undefined : seenInErp(work.setup, mapping, actor);
  if (seen === undefined || !('value' in seen)) {
    return { status: 'unreachable', message: 'The ERP does not answer for this record. Try again later.' };
  }
  const field = {
    value: conflict.erpValue ?? '',
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
  await work.world.store.resolveConflict(work.lease, conflict.id, 'turned', by);
  const sent = await sendIntents(work, stored.intents);
  return sent.end.status === 'done'
    ? { status: 'turned' }
    : { status: 'unreachable', message: sent.end.reason.message };
}

const refused = (message: string): ChoiceAnswer => ({ status: 'refused', message });
