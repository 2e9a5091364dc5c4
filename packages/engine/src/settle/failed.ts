/** Fields that the ERP refused: reported once, tried again, parked after many attempts (H31). */
import type { Reason } from '@kobling/sdk';
import { stillWas } from '../field-states.ts';
import { fieldMapping } from '../intents.ts';
import { limits } from '../limits.ts';
import type { BaseField, Intent, Link } from '../model.ts';
import { follow } from '../states.ts';
import { backoffMs, laterBy, type Work } from '../work.ts';
import type { Draft } from './draft.ts';
import { logRow } from './rows.ts';

/** The fields of the intent failed: reported, and tried again when a side changes or the time comes; parked after many (H31). */
export function settleFailed(work: Work, draft: Draft, link: Link, intent: Intent, why: Reason): void {
  const base: Record<string, BaseField> = {};
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const mapping = fieldMapping(work, intent, erpField);
    if (mapping === undefined) continue;
    const message = why.fields?.[erpField] ?? why.message;
    const old = link.base[erpField];
    const code = why.code.startsWith('erp.') ? why.code : `erp.${why.code}`;
    base[erpField] = {
      e: old?.e ?? null,
      c: old?.c ?? null,
      v: old?.v ?? mapping.version,
      r: old?.r ?? field.crmVersion,
      flag: 'failed',
      fail: { code, message, e: field.before, c: field.crm, ...stillWas(old) },
    };
    const known = old?.fail?.message === message && old.fail.e === field.before && old.fail.c === field.crm;
    if (!known)
      draft.logs.push({
        ...logRow(link, intent, erpField, mapping.crmField, field, field.value),
        kind: 'failure',
        target: null,
        loserValue: null,
        winnerValue: null,
        message,
      });
  }
  const attempts = link.attempts + 1;
  const given = attempts >= limits.attempts;
  const state = follow(link.state, given ? 'gaveUp' : 'failed');
  draft.links.push({
    id: link.id,
    generation: link.generation,
    base,
    attempts,
    reason: why.message,
    dueAt: laterBy(work, given ? limits.parkedMs : backoffMs(attempts)),
    ...(state !== undefined && { state }),
  });
  draft.intentUpdates.push({ id: intent.id, status: 'failed', reason: why.message });
}
