/**
 * What the vendor's carriers are made of. A request may leave any property out, name it in any case, and send null: it then
 * has the vendor's default. What has the wrong type is refused with the property's name. Answers have every property.
 */
import { z } from 'zod';

const given =
  (otherwise: unknown) =>
  (value: unknown): unknown =>
    value ?? otherwise;

export const text = z.preprocess(given(''), z.string());
export const int = z.preprocess(given(0), z.int().min(-2_147_483_648).max(2_147_483_647));
export const bool = z.preprocess(given(false), z.boolean());
/** ISO 8601; null: never. */
export const instant = z.preprocess(given(null), z.iso.datetime({ local: true, offset: true }).nullable());
/** ISO 8601, such as `PT10S`; an answer has the same form. */
export const duration = z.preprocess(given(''), z.string());
/** Keys are the caller's own: their case stays. */
export const dictionary = z.preprocess(given({}), z.record(z.string(), text));

/** By name in any case, or by number as older clients send it; left out: the first. */
export function choice<const Names extends readonly [string, ...string[]]>(
  names: Names,
  numbers?: Readonly<Record<number, Names[number]>>,
) {
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]));
  return z.preprocess((value) => {
    if (value === undefined || value === null) return names[0];
    if (typeof value === 'number') return numbers?.[value] ?? names[value] ?? value;
    return typeof value === 'string' ? (byName.get(value.toLowerCase()) ?? value) : value;
  }, z.enum(names));
}

export const list = <T extends z.ZodType>(item: T) => z.preprocess(given([]), z.array(item));
/** Another carrier, or null. */
export const maybe = <T extends z.ZodType>(carrier: T) => z.preprocess(given(null), carrier.nullable());

type Shape = Readonly<Record<string, z.ZodType>>;
type Carrier<S extends Shape> = z.ZodType<{ readonly [Name in keyof S]: z.output<S[Name]> }>;

/** An object of the vendor's; what it does not know is left out, as the vendor does. */
export function carrier<S extends Shape>(shape: S): Carrier<S> {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  const read = (value: unknown): unknown => {
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const known: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const name = names.get(key.toLowerCase());
      // Written twice in two cases: the exact one counts.
      if (name !== undefined && (key === name || !(name in known))) known[name] = item;
    }
    return known;
  };
  return z.preprocess(read, z.object(shape)) as unknown as Carrier<S>;
}

const noRights = z.preprocess(() => null, z.null());
const noProperties = z.preprocess(() => ({}), z.object({}));

/** A carrier that says what of it may be changed. The hub limits by rights of its own, so both parts are always empty. */
export const entity = <S extends Shape>(shape: S): Carrier<S> =>
  carrier({ ...shape, TableRight: noRights, FieldProperties: noProperties });

/** The answer of a method that has none. */
export const nothing: z.ZodType<void> = z.undefined();

/** An id behind the question mark: text in a URL. */
export const idInQuery = z.preprocess((value) => (typeof value === 'string' ? Number(value) : (value ?? 0)), z.int());
