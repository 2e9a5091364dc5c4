/**
 * Fields from one definition: metadata for the hub, types for the connector's own records, and the way between them.
 *
 *     const customer = defineFields({ Nm: text({ label: 'Name', maxLength: 60, mandatory: true }), Credit: double() });
 *     customer.fields; customer.toWire({ Nm: 'Acme', Credit: '10.50' }); customer.fromWire(actor.fieldValues);
 */
import { canonicalDecimal } from './decimals.ts';
import { done, reason } from './outcome.ts';
import type { FieldMetadata, FieldType, FieldValues, Outcome, Reason } from './types.ts';
import { decodeValue, encodeValue } from './values.ts';

export interface FieldOptions {
  /** May be a multi-language string; the field key when left out. */
  readonly label?: string;
  readonly description?: string;
  /** Characters; 0 or left out: no limit. */
  readonly maxLength?: number;
  readonly mandatory?: boolean;
  readonly readOnly?: boolean;
  /** Wire-encoded. */
  readonly defaultValue?: string;
}

/** A field's type with what its values are in TypeScript: `Read` comes out, `Written` may go in. Null is blank. */
export interface FieldSpec<Read, Written = Read> {
  readonly type: FieldType;
  readonly listName: string;
  readonly options: FieldOptions;
  readonly read: (canonical: string) => Read;
  /** Canonical text. Throws TypeError on a value that is none of the type. */
  readonly write: (native: Written) => string;
}

/** A value that exact text can be made of; numbers are written as JavaScript shows them. */
export type Numeric = string | number | bigint;

export const text = (options: FieldOptions = {}): FieldSpec<string> => spec('text', options, asIs, asIs);
export const password = (options: FieldOptions = {}): FieldSpec<string> => spec('password', options, asIs, asIs);
/** Exact text comes out, since integers of an ERP outgrow a JavaScript number. */
export const integer = (options: FieldOptions = {}): FieldSpec<string, Numeric> =>
  spec('integer', options, asIs, exact);
/** Exact text comes out: amounts never pass through a float. */
export const double = (options: FieldOptions = {}): FieldSpec<string, Numeric> => spec('double', options, asIs, exact);
export const checkbox = (options: FieldOptions = {}): FieldSpec<boolean> =>
  spec(
    'checkbox',
    options,
    (canonical) => canonical === '1',
    (native) => (native ? '1' : '0'),
  );
/** Local ISO text, `2013-12-31T23:59:59`: a JavaScript Date would carry a zone. */
export const datetime = (options: FieldOptions = {}): FieldSpec<string> => spec('datetime', options, asIs, asIs);
/** Item keys of the named list. */
export const list = (listName: string, options: FieldOptions = {}): FieldSpec<string> => ({
  ...spec('list', options, asIs, asIs),
  listName,
});
/** Text between configuration fields; carries no value. */
export const label = (options: FieldOptions = {}): FieldSpec<string> => spec('label', options, asIs, asIs);

const asIs = (value: string): string => value;

function exact(value: Numeric): string {
  const decimal = canonicalDecimal(String(value));
  if (decimal === undefined) throw new TypeError(`Not a number: ${String(value).slice(0, 60)}`);
  return decimal;
}

function spec<Read, Written>(
  type: FieldType,
  options: FieldOptions,
  read: (canonical: string) => Read,
  write: (native: Written) => string,
): FieldSpec<Read, Written> {
  return { type, listName: '', options, read, write };
}

type Specs = Readonly<Record<string, FieldSpec<unknown, never>>>;
/** A record as it comes out: null is blank, absent was not observed. */
export type NativeRecord<S extends Specs> = {
  readonly [K in keyof S]?: (S[K] extends FieldSpec<infer R, never> ? R : never) | null;
};
/** A record as it may go in. */
export type NativeInput<S extends Specs> = {
  readonly [K in keyof S]?: (S[K] extends { write: (native: infer W) => string } ? W : never) | null | undefined;
};

export interface FieldSet<S extends Specs> {
  /** Ranked as defined. */
  readonly fields: readonly FieldMetadata[];
  readonly types: ReadonlyMap<string, FieldType>;
  /** Wire values of the fields asked for, all when undefined. What the record lacks (undefined) is left out; null is ''. */
  toWire(record: NativeInput<S>, fieldKeys?: readonly string[]): FieldValues;
  /** Unknown keys are left out. Rejected with one sentence per field that cannot be read. */
  fromWire(values: FieldValues): Outcome<NativeRecord<S>>;
}

/** Throws TypeError when one definition contradicts itself: a connector's own bug, found when it loads. */
export function defineFields<const S extends Specs>(specs: S): FieldSet<S> {
  const entries: [string, FieldSpec<unknown, never>][] = Object.entries(specs);
  const fields = entries.map(([fieldKey, field], index) => metadata(fieldKey, field, index + 1));
  const types = new Map(fields.map((field) => [field.fieldKey, field.type]));
  return {
    fields,
    types,
    toWire(record, fieldKeys) {
      const values: Record<string, string> = {};
      const natives: Readonly<Record<string, unknown>> = record;
      for (const [key, { type, write }] of entries) {
        const native = natives[key];
        if (native === undefined || (fieldKeys !== undefined && !fieldKeys.includes(key))) continue;
        // The mapped type NativeInput guarantees that this value is what the field's spec takes.
        values[key] = native === null ? '' : encodeValue(type, write(native as never));
      }
      return values;
    },
    fromWire(values) {
      const record: Record<string, unknown> = {};
      const refused: Record<string, string> = {};
      for (const [key, { type, read }] of entries) {
        const wire = values[key];
        if (wire === undefined) continue;
        const decoded = decodeValue(type, wire);
        if (!decoded.ok) refused[key] = decoded.reason.message;
        else record[key] = decoded.value === '' ? null : read(decoded.value);
      }
      const why = fieldsReason('fields.invalid', refused);
      return why === undefined ? done(record as NativeRecord<S>) : { status: 'rejected', reason: why };
    },
  };
}

function metadata(fieldKey: string, field: FieldSpec<unknown, never>, rank: number): FieldMetadata {
  const { label: displayName, description, maxLength, mandatory, readOnly, defaultValue } = field.options;
  if (mandatory && readOnly) throw new TypeError(`Field ${fieldKey} cannot be both mandatory and read-only.`);
  return {
    fieldKey,
    rank,
    displayName: displayName ?? fieldKey,
    description: description ?? '',
    type: field.type,
    listName: field.listName,
    defaultValue: defaultValue ?? '',
    maxLength: maxLength ?? 0,
    access: mandatory ? 'mandatory' : readOnly ? 'readOnly' : 'normal',
  };
}

/** Field keys with their types, as restrictions.ts takes them. */
export const typesOf = (fields: readonly FieldMetadata[]): ReadonlyMap<string, FieldType> =>
  new Map(fields.map((field) => [field.fieldKey, field.type]));

/**
 * Are these values fit for the fields: mandatory ones given, types right, none too long? For a connection's
 * configuration and for records alike. One sentence per field in `reason.fields`, which never shows a password.
 */
export function checkConfig(fields: readonly FieldMetadata[], values: FieldValues): Outcome {
  const refused: Record<string, string> = {};
  for (const field of fields) {
    const problem = problemOf(field, values[field.fieldKey] ?? '');
    if (problem !== undefined) refused[field.fieldKey] = problem;
  }
  const why = fieldsReason('config.invalid', refused);
  return why === undefined ? done(undefined) : { status: 'rejected', reason: why };
}

/** Why a wire value does not fit a field, as a sentence; undefined when it does. List items are not looked up. */
export function problemOf(field: FieldMetadata, wire: string): string | undefined {
  if (field.type === 'label') return undefined;
  const decoded = decodeValue(field.type, wire);
  if (!decoded.ok) return `${field.fieldKey}: ${decoded.reason.message}`;
  if (decoded.value === '')
    return field.access === 'mandatory' ? `${field.fieldKey} is mandatory. Give it a value.` : undefined;
  const isText = field.type === 'text' || field.type === 'password';
  const { length } = decoded.value;
  return isText && field.maxLength > 0 && length > field.maxLength
    ? `${field.fieldKey} has ${length} characters, but only ${field.maxLength} fit. Shorten it.`
    : undefined;
}

/** One reason for several fields; undefined when there are none. */
export function fieldsReason(code: string, fields: Readonly<Record<string, string>>): Reason | undefined {
  const sentences = Object.values(fields);
  return sentences.length === 0 ? undefined : reason(code, sentences.join(' '), { fields });
}
