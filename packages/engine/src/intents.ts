/** What send, settle and recover ask of an intent. */
import type { Actor } from '@kobling/sdk';
import type { FieldMapping, Intent, IntentField, Link } from './model.ts';
import { seenInErp } from './plan-link.ts';
import { isNormalisationOf, sameErp } from './values/equality.ts';
import { mappingOf, type Work } from './work.ts';

export const fieldMapping = (work: Work, intent: Intent, erpField: string): FieldMapping | undefined =>
  mappingOf(work, intent.actorType)?.fields.find((field) => field.erpField === erpField);

/** Undo's intents are never decided again: what moved since is left as it is (H06). */
export const isUndo = (intent: Intent): boolean =>
  Object.values(intent.fields).every((field) => field.undoes !== undefined && field.undoes !== null);

/** What a person asked for against what both sides hold: deciding again would find nothing to do, so it is sent again (H14). */
export const isAskedFor = ({ kind }: IntentField): boolean => kind === 'undo' || kind === 'resync';

/** Does the ERP hold what was sent, as it was or in the ERP's own form (H03)? */
export type Holding = 'sent' | 'other' | 'unseen';
export function holdsSent(work: Work, intent: Intent, erpField: string, actor: Actor): Holding {
  const mapping = fieldMapping(work, intent, erpField);
  const field = intent.fields[erpField];
  if (mapping === undefined || field === undefined) return 'unseen';
  const now = seenInErp(work.setup, mapping, actor);
  if (!('value' in now)) return 'unseen';
  if (sameErp(mapping.erpType, now.value, field.value, work.setup.card)) return 'sent';
  const unmoved = field.before !== null && sameErp(mapping.erpType, now.value, field.before, work.setup.card);
  return !unmoved && isNormalisationOf(mapping, field.value, now.value, work.setup.card) ? 'sent' : 'other';
}

/** Is the field in the ERP as it was before the intent? */
export function holdsBefore(work: Work, intent: Intent, erpField: string, actor: Actor): boolean {
  const mapping = fieldMapping(work, intent, erpField);
  const before = intent.fields[erpField]?.before ?? null;
  const now = mapping === undefined ? undefined : seenInErp(work.setup, mapping, actor);
  if (mapping === undefined || now === undefined || before === null) return false;
  return 'value' in now && sameErp(mapping.erpType, now.value, before, work.setup.card);
}

/** Links of the intents, those that are still what the intents were made for (H17). */
export async function standingLinks(work: Work, intents: readonly Intent[]): Promise<ReadonlyMap<number, Link>> {
  const generation = new Map(intents.map((intent) => [intent.linkId, intent.generation]));
  const links = await work.world.store.linksByIds([...generation.keys()]);
  return new Map(
    links
      .filter((link) => link.state !== 'broken' && link.generation === generation.get(link.id))
      .map((link) => [link.id, link]),
  );
}
