/** One more look at the ERP just before it is written to (H05, H27). */
import type { Actor } from '@kobling/sdk';
import { askByKey } from '../fetch.ts';
import { fieldMapping, isUndo } from '../intents.ts';
import type { Intent, IntentField } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import { sameErp } from '../values/equality.ts';
import { type Ended, mappingOf, type Work } from '../work.ts';

/** An intent ready to go, with what the ERP was seen to hold where a whole record must be sent (H05). */
export interface Ready {
  readonly intent: Intent;
  readonly seen: Actor | undefined;
}

/** One more read of the fields concerned, or of all where whole records are sent (H05, H27). `dropped`: something moved. */
export async function lookAgain(
  work: Work,
  intents: readonly Intent[],
): Promise<{ readonly ready: Ready[]; readonly dropped: readonly Intent[] } | { readonly end: Ended }> {
  const { card } = work.setup;
  const first = intents[0];
  if (first === undefined || (card.comparesExpected && card.partialSave))
    return { ready: intents.map((intent) => ({ intent, seen: undefined })), dropped: [] };
  const fields = card.partialSave
    ? [...new Set(intents.flatMap((intent) => Object.keys(intent.fields)))]
    : (mappingOf(work, first.actorType)?.fields.map((field) => field.erpField) ?? []);
  const answer = await askByKey(
    work,
    first.actorType,
    intents.map((intent) => intent.erpKey ?? ''),
    fields,
  );
  if (!(answer instanceof Map)) return { end: answer };
  const ready: Ready[] = [];
  const dropped: Intent[] = [];
  for (const intent of intents) {
    const seen = answer.get(intent.erpKey ?? '');
    const standing = seen === undefined ? {} : fieldsThatStand(work, intent, seen);
    if (seen !== undefined && Object.keys(standing).length === Object.keys(intent.fields).length)
      ready.push({ intent, seen });
    else if (seen !== undefined && isUndo(intent) && Object.keys(standing).length > 0)
      ready.push({ intent: { ...intent, fields: standing }, seen });
    else dropped.push(intent);
  }
  return { ready, dropped };
}

function fieldsThatStand(work: Work, intent: Intent, seen: Actor): Record<string, IntentField> {
  return Object.fromEntries(
    Object.entries(intent.fields).filter(([erpField, field]) => {
      const mapping = fieldMapping(work, intent, erpField);
      if (mapping === undefined) return false;
      const now = seenInErp(work.setup, mapping, seen);
      return (
        field.before === null ||
        'unseen' in now ||
        ('value' in now && sameErp(mapping.erpType, now.value, field.before, work.setup.card))
      );
    }),
  );
}
