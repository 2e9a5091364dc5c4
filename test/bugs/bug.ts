/** A deliberate bug: a few characters of the source replaced while it is loaded, in a process of its own. Never on disk. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Bug {
  readonly id: string;
  /** What goes wrong, in one line. */
  readonly title: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Invariants of docs/invariants.md, any of which may show it. */
  readonly invariants: readonly number[];
  /** It must be found within so many histories. */
  readonly seeds: number;
}

export const root = path.resolve(import.meta.dirname, '..', '..');

/** Throws when the source has moved on and the bug no longer fits it. */
export function withBug(bug: Bug, source: string): string {
  const parts = source.split(bug.find);
  if (parts.length !== 2) {
    throw new Error(
      `${bug.id}: what it replaces occurs ${parts.length - 1} times in ${bug.file}, not once. Fit the bug to the code.`,
    );
  }
  return parts.join(bug.replace);
}

export const sourceOf = (bug: Bug): string => readFileSync(path.join(root, bug.file), 'utf8');
