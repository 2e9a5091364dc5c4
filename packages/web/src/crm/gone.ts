/**
 * A record that was deleted, or merged into another. Its page stands until the next one is loaded, and would ask for it once more:
 * the hub would answer that there is no such record.
 */
import type { EntityKind } from '@kobling/contract';
import type { Query, QueryClient } from '@tanstack/react-query';
import { crmKey } from '../hub/keys.ts';

const aboutOne: ReadonlySet<unknown> = new Set(['card', 'delete', 'related']);

/** Reads again whatever else it may have been part of; what is about itself is forgotten. */
export async function forgetRecord(cache: QueryClient, kind: EntityKind, id: number): Promise<void> {
  const isAboutIt = ({ queryKey: [, topic, ofKind, ofId] }: Pick<Query, 'queryKey'>): boolean =>
    topic === 'merge' || (aboutOne.has(topic) && ofKind === kind && ofId === id);
  const ofIt = { queryKey: crmKey, predicate: isAboutIt };
  cache.removeQueries({ ...ofIt, type: 'inactive' });
  await cache.invalidateQueries({ ...ofIt, refetchType: 'none' });
  await cache.invalidateQueries({ queryKey: crmKey, predicate: (query) => !isAboutIt(query) });
}
