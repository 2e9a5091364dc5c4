/** A cycle, or one record, because somebody asked. */
import { cycle } from '../cycle.ts';
import { mergeLinks, plainMerge } from '../merge.ts';
import type { EntityRef, Link } from '../model.ts';
import { stopping, type Work } from '../work.ts';
import type { Served } from './served.ts';

export async function wholeCycle(work: Work, intervalMs: number): Promise<Served> {
  for (;;) {
    const { end, more } = await cycle(work, intervalMs);
    if (end.status !== 'done') return { status: 'failed', message: end.reason.message, unreachable: true };
    if (stopping(work)) return { status: 'again' };
    if (!more) return { status: 'done' };
  }
}

/** One entity and its links, whether automatic sync is on or off (domain rule 17). */
export async function syncNow(work: Work, entity: EntityRef): Promise<Served> {
  const links = await work.world.store.linksByEntities(work.setup.id, entity.kind, [entity.id]);
  if (links.length === 0)
    return {
      status: 'failed',
      message: `The ${entity.kind} ${entity.id} has no link on ${work.setup.name}. Connect it first.`,
    };
  const end = await mergeLinks(work, links, new Map(), { ...plainMerge, retry: new Set(links.map((link) => link.id)) });
  if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
  const after = await work.world.store.linksByIds(links.map((link) => link.id));
  return {
    status: 'done',
    result: { states: after.map((link: Link) => ({ erpKey: link.erpKey, state: link.state, reason: link.reason })) },
  };
}
