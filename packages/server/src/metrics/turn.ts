/** What a turn did, added to the connection's counters when it ends. A turn that is killed is not counted. */
import type { LogEntry, ProgressEvent } from '@kobling/engine';
import { bumpMetrics, type Database, type MetricBump } from '@kobling/store';
import type { Log } from '../http/log.ts';

/** Upper ends of the histogram's buckets, seconds: a quiet cycle of a workbook to an hour of first sync. */
export const turnBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800] as const;

export type TurnStatus = 'done' | 'unreachable' | 'stopped' | 'lost';
export interface Tally {
  note(event: ProgressEvent): void;
  end(status: TurnStatus, ms: number): Promise<void>;
}

export function startTally(db: Database, log: Log, connectionId: number): Tally {
  const counts = new Map<string, MetricBump>();
  const add = (name: string, label: string, by = 1): void => {
    const key = `${name} ${label}`;
    counts.set(key, { name, label, by: (counts.get(key)?.by ?? 0) + by });
  };
  return {
    note(event) {
      if (event.type === 'log') for (const entry of event.entries) count(entry, add);
    },
    async end(status, ms) {
      const seconds = ms / 1_000;
      add('turns', status);
      add('turn_seconds_sum', '', seconds);
      add('turn_seconds', String(turnBuckets.find((end) => seconds <= end) ?? '+Inf'));
      try {
        await bumpMetrics(db, connectionId, [...counts.values()]);
      } catch (error) {
        log.debug('The figures of a turn could not be kept.', { connection: connectionId, error });
      }
    },
  };
}

function count({ kind, target }: LogEntry, add: (name: string, label: string) => void): void {
  if (kind === 'conflict') add('conflicts', '');
  if (kind === 'failure') add('failures', '');
  if (kind === 'held') add('held', '');
  if (target !== null && kind !== 'failure' && kind !== 'held') add('writes', target);
}
