/** What became of a contract: which operations came, went, or look otherwise than before. */
import { isDeepStrictEqual } from 'node:util';
import type { Profile } from './profile.ts';

/** Undefined: the same. Otherwise a sentence. */
export function difference(before: Profile, after: Profile): string | undefined {
  const names = new Set([...Object.keys(before.operations), ...Object.keys(after.operations)]);
  const came: string[] = [];
  const went: string[] = [];
  const other: string[] = [];
  for (const name of names) {
    const [was, is] = [before.operations[name], after.operations[name]];
    if (was === undefined) came.push(name);
    else if (is === undefined) went.push(name);
    // A stored profile has been through JSON, which leaves out what is undefined.
    else if (!isDeepStrictEqual(plain(was), plain(is))) other.push(name);
  }
  const all = other.length === names.size ? ['all operations'] : other;
  const said = [
    ...(came.length > 0 ? [`new: ${came.join(', ')}`] : []),
    ...(went.length > 0 ? [`gone: ${went.join(', ')}`] : []),
    ...(all.length > 0 ? [`described otherwise: ${all.join(', ')}`] : []),
  ];
  if (said.length === 0) return undefined;
  return `The connector has changed its contract (${said.join('; ')}); the new one is used from now on.`;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
