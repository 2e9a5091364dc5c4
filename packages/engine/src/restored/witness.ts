/**
 * How an actor is known again: by the values that its match fields had when both sides last agreed. A key that was missing or
 * went back may have been given to another record meanwhile (H10); one that vanished may go on under another key (H34).
 */
import type { Actor } from '@kobling/sdk';
import type { ActorMapping, FieldMapping, Link } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { Work } from '../work.ts';
import { erpName } from '../values/names.ts';

/** ERP field to its canonical value at the last agreement; blank ones tell nothing and are left out. */
export type Fingerprint = ReadonlyMap<string, string>;

/** Of all match fields; undefined when one of them was never agreed on: then nothing is alike enough. */
export function fingerprintOf(mapping: ActorMapping, link: Link): Fingerprint | undefined {
  const fields = mapping.matchFields.map((key) => mapping.fields.find((field) => field.erpField === key));
  const known = new Map<string, string>();
  for (const field of fields) {
    const value = field === undefined ? undefined : link.base[field.erpField]?.e;
    if (field === undefined || value === undefined || value === null || value === '') return undefined;
    known.set(field.erpField, value);
  }
  return known.size === 0 ? undefined : known;
}

export interface Disagreement {
  readonly field: string;
  readonly was: string;
  readonly now: string;
}

/** The first witness that speaks against this actor; undefined: it is the same, or nothing is known of it. */
export function disagreement(work: Work, mapping: ActorMapping, link: Link, actor: Actor): Disagreement | undefined {
  for (const field of witnesses(mapping, link)) {
    const seen = seenInErp(work.setup, field, actor);
    const base = link.base[field.erpField];
    if (!('value' in seen) || base === undefined) continue;
    // A value that failed or waits was seen too, although nothing was agreed on it.
    const known = [base.e, base.fail?.e, base.hold?.e].flatMap((value) => value ?? []);
    if (!known.some((value) => folded(value) === folded(seen.value)))
      return { field: erpName(field), was: base.e ?? '', now: seen.value };
  }
  return undefined;
}

/** The match fields that were agreed on, else the first text field that was. */
function witnesses(mapping: ActorMapping, link: Link): readonly FieldMapping[] {
  const told = (field: FieldMapping): boolean => (link.base[field.erpField]?.e ?? '') !== '';
  const chosen = mapping.fields.filter((field) => mapping.matchFields.includes(field.erpField) && told(field));
  if (chosen.length > 0) return chosen;
  const first = mapping.fields.find((field) => field.erpType === 'text' && told(field)) ?? mapping.fields.find(told);
  return first === undefined ? [] : [first];
}

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en');

/** Does the actor hold all of it? */
export const bears = (work: Work, mapping: ActorMapping, print: Fingerprint, actor: Actor): boolean =>
  [...print].every(([erpField, value]) => {
    const field = mapping.fields.find((candidate) => candidate.erpField === erpField);
    const seen = field && seenInErp(work.setup, field, actor);
    return seen !== undefined && 'value' in seen && folded(seen.value) === folded(value);
  });
