/** All links of a connection in key order: a resync (one-way, timestamps ignored), a full compare, or the dry run of either. */
import type { ErpActorType } from '@kobling/sdk';
import { limits } from './limits.ts';
import type { MergeMode } from './decide.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import { type Ended, stopping, type Work, wellEnded } from './work.ts';

export interface CompareOptions {
  readonly mode: MergeMode;
  readonly keepOverBlank: boolean;
  /** Only these fields, `actorType erpField` (H19). */
  readonly only?: ReadonlySet<string>;
  /** Only links of this type. */
  readonly actorType?: ErpActorType;
  /** Where an interrupted one goes on. */
  readonly from?: Place;
  /** Called after each batch; false ends it. */
  readonly onBatch?: (place: Place, done: number) => Promise<boolean>;
}
export interface Place {
  readonly actorType: ErpActorType;
  readonly after: string;
}

export async function compareAll(work: Work, options: CompareOptions): Promise<Ended> {
  let started = options.from === undefined;
  let compared = 0;
  for (const { actorType } of work.setup.mappings) {
    if (options.actorType !== undefined && actorType !== options.actorType) continue;
    if (!started && actorType !== options.from?.actorType) continue;
    let after = started ? '' : (options.from?.after ?? '');
    started = true;
    for (;;) {
      const links = await work.world.store.linksInKeyOrder(work.setup.id, actorType, after, limits.batch);
      const last = links.at(-1)?.erpKey;
      if (last === undefined || last === null) break;
      const end = await mergeLinks(work, links, new Map(), {
        ...plainMerge,
        mode: options.mode,
        keepOverBlank: options.keepOverBlank,
        ...(options.only !== undefined && { only: options.only }),
      });
      if (end.status !== 'done') return end;
      after = last;
      compared += links.length;
      if (stopping(work) || (options.onBatch !== undefined && !(await options.onBatch({ actorType, after }, compared))))
        return wellEnded;
      await work.between();
    }
  }
  return wellEnded;
}
