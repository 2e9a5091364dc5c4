/** What can no longer be settled is told at least: links that are gone, and values that may have been overwritten (H14, H17). */
import type { Actor } from '@kobling/sdk';
import { holdsBefore, holdsSent } from '../intents.ts';
import type { Intent, Link, LogEntry } from '../model.ts';
import { mappingOf, nowhere, type Work } from '../work.ts';
import type { Draft, Pair } from './draft.ts';
import { erpNameIn } from '../values/names.ts';

/** The link was unlinked or made anew meanwhile: the effect is only noted (H17). */
export function leftBehind(work: Work, draft: Draft, { intent, answer }: Pair): void {
  draft.intentUpdates.push({
    id: intent.id,
    status: answer.how === 'saved' || answer.how === 'reread' ? 'settled' : 'dropped',
    reason: 'The link was removed meanwhile.',
  });
  for (const [erpField, field] of Object.entries(intent.fields)) {
    const arrived =
      answer.how === 'saved' || (answer.how === 'reread' && holdsSent(work, intent, erpField, answer.actor) === 'sent');
    if (arrived)
      draft.logs.push({
        ...nowhere,
        erpField,
        kind: field.kind,
        target: 'erp',
        oldValue: field.before,
        newValue: field.value,
        loserValue: field.loserValue ?? null,
        winnerValue: field.winnerValue ?? null,
        intentId: intent.id,
        message: `Written to ${intent.actorType} ${intent.erpKey}, whose link was removed meanwhile.`,
      });
    else if (answer.how === 'gone' || (answer.how === 'reread' && !holdsBefore(work, intent, erpField, answer.actor)))
      draft.logs.push(...mayBeLost(work, intent, erpField, undefined));
  }
}

/** Beside the intent's own rows, which tell of its failure: fields that hold neither what was sent nor what was there before. */
export const mayBeLostOf = (work: Work, intent: Intent, actor: Actor | undefined, link: Link): readonly LogEntry[] =>
  actor === undefined
    ? []
    : Object.keys(intent.fields)
        .filter((erpField) => !holdsBefore(work, intent, erpField, actor))
        .flatMap((erpField) => mayBeLost(work, intent, erpField, link).map((row) => ({ ...row, intentId: null })));

/**
 * A write whose outcome is not known, and the ERP holds neither what was sent nor what was there before: ours may have stood in
 * between, over a value that lost to it (H14).
 */
export function mayBeLost(work: Work, intent: Intent, erpField: string, link: Link | undefined): readonly LogEntry[] {
  const { loserValue, winnerValue, before, value, kind } = intent.fields[erpField] ?? {};
  // What a plain write takes the place of had been agreed on; what a resync or an undo does may be anybody's.
  const lost = loserValue ?? (kind === 'write' || kind === 'default' ? null : before);
  if (lost === undefined || lost === null) return [];
  return [
    {
      ...nowhere,
      linkId: link?.id ?? null,
      entity: link?.entity ?? null,
      erpField,
      kind: 'notice',
      oldValue: before ?? null,
      newValue: value ?? null,
      loserValue: lost,
      winnerValue: winnerValue ?? null,
      intentId: intent.id,
      message: `${erpNameIn(mappingOf(work, intent.actorType), erpField)} of ${intent.actorType} ${intent.erpKey} may have been overwritten; the write was never confirmed.`,
    },
  ];
}
