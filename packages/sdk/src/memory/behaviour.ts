/** What the ERP in memory does with the values it is given, and how it shows them: each is known of real ERPs. */
import { canonicalDecimal, roundDecimal } from '../decimals.ts';
import type { ErpActorType, FieldMetadata, FieldValues, Normaliser, Reason } from '../types.ts';

/** Form of LastModified. `ticks` are numbers too large for a float, as .NET makes them (H22). */
export type StampKind = 'decimal' | 'ticks' | 'dateTime' | 'ordinal';

export interface MemoryBehaviour {
  /** Applied to what connectors send; what `world` edits stays as it is. Text: trim, case (upper), whitespace, cut. Double: round to 2. Date-time: dateGrain to whole seconds. */
  normalise: readonly Normaliser[];
  /** Blank fields are left out of answers (H05). */
  omitBlanks: boolean;
  /** Numbers and dates are answered without encoding. */
  plainWire: boolean;
  /** Name of the culture in which numbers and dates are answered; undefined: none. */
  writesAs: string | undefined;
  /** getChangedActors shows the world as it was this many stamps ago (H15). */
  pollLag: number;
  /** Searches do not find the newest so many stamps (H09). */
  searchLag: number;
  /** A save blanks the fields it was not given (H05). */
  rewritesWholeRecords: boolean;
  comparesExpected: boolean;
  /** A save raises LastModified even when nothing changed (H27). */
  stampsEverySave: boolean;
  /** So many following changes share one LastModified. */
  stampGrain: number;
  /** The ERP's own rules: a reason refuses the write. Values are canonical. */
  reject: ((write: MemoryWrite) => Reason | undefined) | undefined;
}
export interface MemoryWrite {
  readonly kind: 'create' | 'save';
  readonly actorType: ErpActorType;
  /** Undefined when creating. */
  readonly erpKey: string | undefined;
  readonly values: FieldValues;
}

/** A well-behaved ERP. */
export const plainBehaviour: MemoryBehaviour = {
  normalise: [],
  omitBlanks: false,
  plainWire: false,
  writesAs: undefined,
  pollLag: 0,
  searchLag: 0,
  rewritesWholeRecords: false,
  comparesExpected: true,
  stampsEverySave: false,
  stampGrain: 1,
  reject: undefined,
};

/** A canonical value as this ERP would store it. Applying it twice changes nothing (invariant 18). */
export function normaliseValue(field: FieldMetadata, value: string, normalisers: readonly Normaliser[]): string {
  return normalisers.reduce((stored, normaliser) => apply(field, stored, normaliser), value);
}

function apply(field: FieldMetadata, value: string, normaliser: Normaliser): string {
  switch (normaliser) {
    case 'trim':
      return field.type === 'text' ? value.trim() : value;
    case 'case':
      return field.type === 'text' ? value.toUpperCase() : value;
    case 'whitespace':
      return field.type === 'text' ? value.replace(/\s+/g, ' ') : value;
    case 'cut':
      return field.type === 'text' && field.maxLength > 0 ? value.slice(0, field.maxLength) : value;
    case 'round':
      return field.type === 'double' && canonicalDecimal(value) !== undefined ? roundDecimal(value, 2) : value;
    case 'dateGrain':
      return field.type === 'datetime' ? value.slice(0, 'YYYY-MM-DDTHH:mm:ss'.length) : value;
  }
}

const firstTick = 638_700_000_000_000_000n;
/** A date-time LastModified of the counter 0. */
export const firstMs = Date.UTC(2024, 0, 1);
const ordinalDigits = 12;

/** A counter as LastModified text. */
export function stampText(kind: StampKind, counter: number): string {
  switch (kind) {
    case 'decimal':
      return String(counter);
    case 'ticks':
      return String(firstTick + BigInt(counter));
    case 'dateTime':
      return new Date(firstMs + counter * 1000).toISOString().slice(0, 19);
    case 'ordinal':
      return counter.toString(16).toUpperCase().padStart(ordinalDigits, '0');
  }
}

/** The counter of a LastModified text; undefined when it is not one of this ERP's. */
export function stampCounter(kind: StampKind, text: string): number | undefined {
  switch (kind) {
    case 'decimal':
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'ticks':
      return /^\d{1,30}$/.test(text) ? Math.max(0, Number(BigInt(text) - firstTick)) : undefined;
    case 'dateTime': {
      const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
      return Number.isNaN(ms) ? undefined : Math.max(0, (ms - firstMs) / 1000);
    }
    case 'ordinal':
      return /^[0-9A-F]{12}$/.test(text) ? Number.parseInt(text, 16) : undefined;
  }
}
