/**
 * Before deciding: links whose two records may not be compared now. A person whose company is linked elsewhere waits for its
 * parent (H33); an actor whose key may have been given to another record waits for a person (H10).
 */
import type { Actor } from '@kobling/sdk';
import type { Link, LogEntry } from './model.ts';
import type { LinkUpdate } from './ports.ts';
import type { Work } from './work.ts';

export interface ScreenedLinks {
  /** To be decided on. */
  readonly links: readonly Link[];
  /** What becomes of the others. */
  readonly updates: readonly LinkUpdate[];
  readonly logs: readonly LogEntry[];
}

export async function screenLinks(
  _work: Work,
  links: readonly Link[],
  _actors: ReadonlyMap<number, Actor>,
): Promise<ScreenedLinks> {
  return { links, updates: [], logs: [] };
}
