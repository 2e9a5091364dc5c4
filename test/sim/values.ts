/** What people type: mostly values that occur once, so that one can say of each where it came from; sometimes the awkward ones. */
import type { Dice } from './dice.ts';
import { crmItems, erpFields, erpLists, pairings, type SimActorType } from './catalogue.ts';

/** `number`: distinguishes this edit from all others of the history. */
export interface Typing {
  readonly dice: Dice;
  readonly number: number;
  readonly by: string;
  /** Values that the ERP refuses may be typed. */
  readonly poison: boolean;
}

export const poisoned = (value: string): boolean => value.includes('#refused');

const day = (number: number): string => new Date(Date.UTC(2020, 0, 1 + (number % 3_000))).toISOString().slice(0, 10);
const time = (number: number): string => new Date(Date.UTC(2020, 5, 1) + number * 3_601_000).toISOString().slice(0, 19);

/** A canonical value for an ERP field, as a user of the ERP enters it. */
export function erpValue(type: SimActorType, field: string, typing: Typing): string {
  const meta = erpFields[type].find(({ fieldKey }) => fieldKey === field);
  const { dice, number } = typing;
  switch (meta?.type) {
    case 'double':
      return amount(typing);
    case 'checkbox':
      return dice.oneOf('0', '1');
    case 'list':
      return dice.pick(['', ...Object.keys(erpLists.CustGr)]) ?? '';
    case 'datetime': {
      if (dice.chance(0.1)) return '';
      return field === 'Since' && !dice.chance(0.05) ? `${day(number)}T00:00:00` : time(number);
    }
    default:
      return words(typing, meta?.maxLength ?? 0, meta?.access === 'mandatory');
  }
}

/** A canonical value for a CRM field, as its users enter it; always one that the CRM takes. */
export function crmValue(type: SimActorType, field: string, typing: Typing): string {
  const pair = pairings[type].find(({ crm }) => crm === field);
  const { dice, number } = typing;
  switch (pair?.crmType) {
    case 'decimal':
      return amount(typing);
    case 'checkbox':
      return dice.oneOf('0', '1');
    case 'list':
      return dice.pick(['', ...crmItems]) ?? '';
    case 'date':
      return dice.chance(0.1) ? '' : day(number);
    case 'datetime':
      return dice.chance(0.1) ? '' : `${time(number)}Z`;
    default:
      return words(typing, pair?.crmMaxLength ?? 0, pair?.crmMandatory === true || field === 'lastName');
  }
}

function amount({ dice, number }: Typing): string {
  if (dice.chance(0.1)) return '';
  return dice.oneOf(String(number), `${number}.5`, `${number}.005`, `-${number}.25`, `${number}.123456`);
}

function words({ dice, number, by, poison }: Typing, maxLength: number, mandatory: boolean): string {
  const plain = `v${number} ${by}`;
  if (poison && dice.chance(0.15)) return `${plain} #refused`;
  switch (
    dice.oneOf('plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'blank', 'spaces', 'lines', 'long', 'same')
  ) {
    case 'blank':
      return mandatory ? plain : '';
    case 'spaces':
      return ` v${number}  ${by} `;
    case 'lines':
      return `v${number}\r\n${by}`;
    case 'long':
      return `${plain} ${'x'.repeat(Math.max(0, Math.min(maxLength === 0 ? 80 : maxLength, 80) - plain.length - 1))}`;
    case 'same':
      return mandatory ? plain : 'the same';
    default:
      return plain;
  }
}
