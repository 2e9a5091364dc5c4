/** What a person has typed, and what each part stood at when they began on it. */
export interface Kept<T extends object> {
  readonly typed: Partial<T>;
  readonly over: Partial<T>;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
type Entry = readonly [string, unknown];
const only = <T extends object>(parts: Partial<T>, wanted: (entry: Entry) => boolean): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(wanted)) as Partial<T>;
const valueIn = (of: object, name: string): unknown => (of as Readonly<Record<string, unknown>>)[name];

/** The parts of what was typed that differ from what is there. */
export const changesFrom = <T extends object>(initial: T, typed: Partial<T>): Partial<T> =>
  only(typed, ([name, value]) => !same(value, valueIn(initial, name)));

/** A part that is typed back to what is there is not typed any more. */
export function withTyped<T extends object>({ typed, over }: Kept<T>, initial: T, part: Partial<T>): Kept<T> {
  const left = changesFrom(initial, { ...typed, ...part });
  const begun = Object.keys(left).map((name) => [name, valueIn(name in typed ? over : initial, name)] as const);
  return { typed: left, over: Object.fromEntries(begun) as Partial<T> };
}

/** These parts follow the hub again. */
export const withoutParts = <T extends object>({ typed, over }: Kept<T>, parts: readonly string[]): Kept<T> => ({
  typed: only(typed, ([name]) => !parts.includes(name)),
  over: only(over, ([name]) => !parts.includes(name)),
});

/**
 * After a save: what was sent follows the hub; what was typed since stands over it.
 * @param last what was typed last of each part: what was typed back since to what stood before differs from what is saved now.
 */
export function afterSave<T extends object>(
  { typed, over }: Kept<T>,
  sent: Partial<T>,
  last: Partial<T> = {},
): Kept<T> {
  const back = only(last, ([name]) => name in sent && !(name in typed));
  const left = only({ ...back, ...typed }, ([name, value]) => !(name in sent) || !same(value, valueIn(sent, name)));
  return { typed: left, over: only({ ...over, ...sent }, ([name]) => name in left) };
}

/** What is there now of the parts that somebody else changed since they were typed over, to something else than was typed. */
export const changedMeanwhile = <T extends object>(initial: T, { typed, over }: Kept<T>): Partial<T> =>
  only(initial, ([name, now]) => name in typed && !same(now, valueIn(typed, name)) && !same(now, valueIn(over, name)));

/** What is there now has been seen: what was typed stands over it. Left out: of all parts. */
export const seen = <T extends object>({ typed, over }: Kept<T>, initial: T, parts?: readonly string[]): Kept<T> => ({
  typed,
  over: { ...over, ...only(initial, ([name]) => name in typed && parts?.includes(name) !== false) },
});

/** Of the whole, the parts that are there in `like`. */
export const partsLike = <T extends object>(whole: T, like: Partial<T>): Partial<T> =>
  only(whole, ([name]) => name in like);
