/**
 * When two values of one side are the same, by that side's type (H02), and when an ERP's answer is merely our value put
 * in the ERP's own form (H03).
 */
import { type CapabilityCard, compareDecimals, type FieldType, type Normaliser, sameBinary64 } from '@kobling/sdk';
import type { CrmFieldType, FieldMapping } from '../model.ts';

const lineEnds = (text: string): string =>
  text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;

const number = /^-?\d+(\.\d+)?$/;

export function sameErp(type: FieldType, a: string, b: string, card: CapabilityCard): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return false;
  switch (type) {
    case 'text':
    case 'password':
    case 'label':
      return lineEnds(a) === lineEnds(b);
    case 'integer':
      return number.test(a) && number.test(b) && compareDecimals(a, b) === 0;
    case 'double':
      return number.test(a) && number.test(b) && sameBinary64(a, b);
    case 'datetime':
      return sameInstant(a, b, card.dateGrainMs);
    case 'checkbox':
    case 'list':
      return false;
  }
}

export function sameCrm(type: CrmFieldType, a: string, b: string): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return false;
  switch (type) {
    case 'text':
      return lineEnds(a) === lineEnds(b);
    case 'integer':
    case 'decimal':
      return number.test(a) && number.test(b) && compareDecimals(a, b) === 0;
    case 'checkbox':
    case 'date':
    case 'datetime':
    case 'list':
      return false;
  }
}

/** Local date-times without zone, cut down to the grain: both are read as if UTC, only their difference matters. */
function sameInstant(a: string, b: string, grainMs: number): boolean {
  const first = Date.parse(`${a}Z`);
  const second = Date.parse(`${b}Z`);
  if (Number.isNaN(first) || Number.isNaN(second)) return false;
  return Math.floor(first / grainMs) === Math.floor(second / grainMs) && (grainMs > 1 || a === b);
}

/** Is `answer` what the ERP makes of `sent`, or another person's value? Known normalisers only (H03). */
export function isNormalisationOf(mapping: FieldMapping, sent: string, answer: string, card: CapabilityCard): boolean {
  if (sameErp(mapping.erpType, sent, answer, card)) return true;
  if (mapping.erpType === 'double' || mapping.erpType === 'integer')
    return card.normalisers.includes('round') && roundsTo(sent, answer);
  if (mapping.erpType === 'datetime') return card.normalisers.includes('dateGrain') && grainsTo(sent, answer);
  if (mapping.erpType !== 'text') return false;
  return normalised(sent, answer, card.normalisers) === normalised(answer, answer, card.normalisers);
}

/** A text as the ERP will keep it, as far as its known normalisers say so beforehand: what to look for once it was sent (H09). */
export function textAsKept(text: string, { normalisers }: CapabilityCard): string {
  const trimmed = normalisers.includes('trim') ? text.trim() : text;
  return normalisers.includes('whitespace') ? trimmed.replaceAll(/\s+/gu, ' ') : trimmed;
}

function normalised(text: string, answer: string, by: readonly Normaliser[]): string {
  let value = lineEnds(text);
  if (by.includes('trim')) value = value.trim();
  if (by.includes('whitespace')) value = value.replaceAll(/\s+/gu, ' ');
  if (by.includes('case')) value = value.toLocaleLowerCase('en');
  // A cut shows as an answer that is a true beginning of what was sent.
  if (by.includes('cut') && text !== answer && answer !== '') {
    const length = Array.from(answer).length;
    if (length < Array.from(value).length) value = Array.from(value).slice(0, length).join('').trimEnd();
  }
  return value;
}

/** The answer is the sent number rounded or cut to the answer's own count of fraction digits. */
function roundsTo(sent: string, answer: string): boolean {
  if (!number.test(sent) || !number.test(answer)) return false;
  const digits = (text: string): number => text.split('.')[1]?.length ?? 0;
  const kept = digits(answer);
  if (kept >= digits(sent)) return false;
  const scale = 10n ** BigInt(digits(sent));
  const scaled = (text: string): bigint => {
    const [whole, fraction = ''] = text.split('.');
    return BigInt(`${whole}${fraction.padEnd(digits(sent), '0')}`.replace(/^(-?)0*(?=\d)/, '$1'));
  };
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const unit = scale / 10n ** BigInt(kept);
  const off = size(scaled(sent) - scaled(answer));
  const isCut = size(scaled(answer)) <= size(scaled(sent)) && off < unit;
  return isCut || off * 2n <= unit;
}

/** The answer keeps the sent moment at a coarser grain: whole seconds, minutes, or the day. */
function grainsTo(sent: string, answer: string): boolean {
  const gap = Date.parse(`${sent}Z`) - Date.parse(`${answer}Z`);
  if (Number.isNaN(gap)) return false;
  if (answer.endsWith('T00:00:00')) return sent.slice(0, 10) === answer.slice(0, 10);
  if (answer.endsWith(':00')) return gap >= 0 && gap < 60_000;
  return Math.abs(gap) < 1_000;
}
