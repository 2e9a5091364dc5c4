/** A configuration value: written down, or `{ env: NAME }`, or `{ file: PATH }`. */
import { isMap } from 'yaml';
import type { FileReader } from './nodes.ts';
import type { Place, Value } from './setup.ts';

export function readValue(
  reader: FileReader,
  node: unknown,
  what: string,
  at: Place,
  alsoAllowed: readonly string[] = [],
): Value | undefined {
  if (!isMap(node)) {
    const text = reader.scalar(node, what, at);
    return text === undefined ? undefined : { kind: 'plain', text, at: reader.place(node, at) };
  }
  const entries = reader.entries(node, what, at, ['env', 'file', ...alsoAllowed]) ?? [];
  const references = entries.filter((entry) => entry.key.name === 'env' || entry.key.name === 'file');
  const reference = references[0];
  if (reference === undefined || references.length > 1) {
    return reader.problem(
      at,
      'setup.badReference',
      `${what} is looked up in one place: { env: NAME } or { file: PATH }.`,
    );
  }
  const name = reader.name(reference, `${what}: ${reference.key.name}`);
  if (name === undefined) return undefined;
  if (reference.key.name === 'file') return { kind: 'file', path: name.name, at };
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.name)) return { kind: 'env', name: name.name, at };
  return reader.problem(
    name.at,
    'setup.badReference',
    `${JSON.stringify(name.name)} is no name of an environment variable.`,
  );
}
