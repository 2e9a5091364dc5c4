/** The parts of what was typed that differ from what is there. */
export function changesFrom<T extends object>(initial: T, typed: Partial<T>): Partial<T> {
  const differing = Object.entries(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(initial[name as keyof T]),
  );
  return Object.fromEntries(differing) as Partial<T>;
}
