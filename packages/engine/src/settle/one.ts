/** One intent whose link stands: what arrived moves the base (H01), what did not is decided again or kept as failed (H14, H31). */
import { type Actor, reason } from '@kobling/sdk';
import { fieldMapping, holdsBefore, holdsSent, isAskedFor, isUndo } from '../intents.ts';
import { limits } from '../limits.ts';
import type { BaseField, Intent, IntentField, Link } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { LinkUpdate, NewLateValue } from '../ports.ts';
import { rowUnseen } from '../row-hash.ts';
import { follow } from '../states.ts';
import { isNormalisationOf, sameErp } from '../values/equality.ts';
import { laterBy, mappingOf, type Work } from '../work.ts';
import { type Draft, type Pair, staysUnknown } from './draft.ts';
import { settleFailed } from './failed.ts';
import { mayBeLost, mayBeLostOf } from './lost.ts';
import { basePair, logRow } from './rows.ts';

export function settleOne(work: Work, draft: Draft, link: Link, { intent, answer }: Pair): void {
  switch (answer.how) {
    case 'saved':
      return settleSaved(work, draft, link, intent, answer.actor);
    case 'reread':
      return settleReread(work, draft, link, intent, answer.actor);
    case 'gone':
    case 'moved':
      if (answer.how === 'gone') {
        draft.logs.push(...Object.keys(intent.fields).flatMap((field) => mayBeLost(work, intent, field, link)));
        // An ERP that answers nothing may have it all the same, and show it one day (H23).
        for (const [erpField, { value }] of Object.entries(intent.fields))
          draft.late.push(mayLand(work, link, erpField, value));
      }
      draft.intentUpdates.push({
        id: intent.id,
        status: 'dropped',
        reason: 'The ERP value moved before it was written.',
      });
      if (!isUndo(intent)) draft.again.add(link.id);
      return;
    case 'rejected':
      return settleFailed(work, draft, link, intent, answer.reason);
    case 'unseen':
      draft.intentUpdates.push(staysUnknown(work, intent));
      return;
    case 'unconfirmed':
      draft.logs.push(...mayBeLostOf(work, intent, answer.actor, link));
      return settleFailed(
        work,
        draft,
        link,
        intent,
        reason('erp.unconfirmed', 'The ERP did not confirm the change, and does not show it.'),
      );
  }
}

function settleSaved(work: Work, draft: Draft, link: Link, intent: Intent, actor: Actor): void {
  const base: Record<string, BaseField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    const now = seenInErp(work.setup, mapping, actor);
    const ours =
      holdsSent(work, intent, erpField, actor) === 'sent' ||
      (work.setup.card.normalisers.length > 0 &&
        'value' in now &&
        isNormalisationOf(mapping, field.value, now.value, work.setup.card));
    const answered = 'value' in now && ours ? now.value : field.value;
    // Another person's value: the base is what we sent, so that theirs is seen as the ERP's change (H03).
    if (!ours) draft.again.add(link.id);
    base[erpField] = basePair(field, mapping.version, answered);
    draft.logs.push(logRow(link, intent, erpField, mapping.crmField, field, answered));
  }
  if (otherFieldsMoved(work, link, intent, actor)) draft.again.add(link.id);
  draft.links.push({
    id: link.id,
    generation: link.generation,
    base,
    lastModified: actor.lastModified,
    ...rowUnseen(link),
    ...healed(link, intent),
  });
  draft.intentUpdates.push({ id: intent.id, status: 'settled' });
}

/**
 * What arrived is settled. What did not is decided again, as a conflict where both sides changed; what a person asked for is sent
 * again, where the ERP still holds what it held before (H14).
 */
function settleReread(work: Work, draft: Draft, link: Link, intent: Intent, actor: Actor): void {
  const base: Record<string, BaseField> = {};
  const left: Record<string, IntentField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    if (holdsSent(work, intent, erpField, actor) !== 'sent') {
      if (isAskedFor(field) && intent.attempts < limits.attempts && holdsBefore(work, intent, erpField, actor)) {
        left[erpField] = field;
        continue;
      }
      draft.late.push(mayLand(work, link, erpField, field.value));
      if (!holdsBefore(work, intent, erpField, actor)) draft.logs.push(...mayBeLost(work, intent, erpField, link));
      continue;
    }
    const now = seenInErp(work.setup, mapping, actor);
    const answered = 'value' in now ? now.value : field.value;
    base[erpField] = basePair(field, mapping.version, answered);
    draft.logs.push(logRow(link, intent, erpField, mapping.crmField, field, answered));
  }
  const settled = Object.keys(base).length;
  draft.links.push({
    id: link.id,
    generation: link.generation,
    ...(settled > 0 && { base, lastModified: actor.lastModified, ...rowUnseen(link) }),
  });
  const more = Object.keys(left).length;
  draft.intentUpdates.push(
    more > 0
      ? {
          ...staysUnknown(work, intent),
          status: 'open',
          fields: left,
          reason: 'It did not arrive in the ERP; sent again.',
        }
      : {
          id: intent.id,
          status: settled > 0 ? 'settled' : 'dropped',
          reason: settled > 0 ? null : 'It did not arrive in the ERP; decided again.',
        },
  );
  if (settled + more < Object.keys(intent.fields).length || more === 0) draft.again.add(link.id);
}

/** Nobody knows what became of it: it may wait in the ERP's own queue (H13). */
const mayLand = (work: Work, link: Link, erpField: string, value: string): NewLateValue => ({
  linkId: link.id,
  generation: link.generation,
  erpField,
  value,
  until: laterBy(work, limits.lateMs),
});

/** All else in the answer is a fresh observation (H01). */
function otherFieldsMoved(work: Work, link: Link, intent: Intent, actor: Actor): boolean {
  for (const mapping of mappingOf(work, link.actorType)?.fields ?? []) {
    const known = link.base[mapping.erpField]?.e;
    if (
      intent.fields[mapping.erpField] !== undefined ||
      known === undefined ||
      known === null ||
      actor.fieldValues[mapping.erpField] === undefined
    )
      continue;
    const now = seenInErp(work.setup, mapping, actor);
    if ('value' in now && !sameErp(mapping.erpType, now.value, known, work.setup.card)) return true;
  }
  return false;
}

const healed = (link: Link, intent: Intent): Partial<LinkUpdate> => {
  const others = Object.entries(link.base).some(
    ([erpField, field]) => intent.fields[erpField] === undefined && field.fail?.code.startsWith('erp.') === true,
  );
  const state = link.state === 'active' || others ? undefined : follow(link.state, 'settled');
  return state === undefined ? {} : { state, attempts: 0, dueAt: null, reason: null };
};
