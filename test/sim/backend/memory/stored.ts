/**
 * A value as a jsonb column would give it back: without undefined, keys in PostgreSQL's order (shorter first, then by
 * character), and frozen, so that nobody changes what is stored through a reference. What is stored already is not copied
 * again: a base of eighty fields of which one moved copies that one.
 */
const known = new WeakSet<object>();

export function stored<T>(value: T): T;
export function stored(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || known.has(value)) return value;
  if (value instanceof Date) return value.toJSON();
  const copy = Array.isArray(value) ? value.map((item: unknown) => stored(item ?? null)) : sorted(value);
  known.add(Object.freeze(copy));
  return copy;
}

function sorted(value: object): object {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of entries) copy[key] = stored(item);
  return copy;
}
