/** Runs: one cycle or request that recorded something. */
import type { LogEntry } from '../model.ts';

export type RunKind =
  | 'cycle'
  | 'resync'
  | 'undo'
  | 'link'
  | 'create'
  | 'syncNow'
  | 'import'
  | 'conflict'
  | 'plan'
  | 'held';
export interface RunCounts {
  readonly crmWrites: number;
  readonly erpWrites: number;
  readonly conflicts: number;
  readonly failures: number;
  readonly drifts: number;
  readonly created: number;
  readonly checked: number;
}
export interface LoggedEntry extends LogEntry {
  readonly id: number;
  readonly at: Date;
}

/** A run in progress. `id` is set by the store at the first commit that records something. */
export interface RunHandle {
  readonly connectionId: number;
  readonly kind: RunKind;
  readonly by: string;
  /** Undo of this run, where it is one. */
  readonly undoes?: number;
  id: number | undefined;
}

export interface RunStore {
  finishRun(run: RunHandle, status: 'done' | 'failed' | 'cancelled', counts: RunCounts, error?: string): Promise<void>;
  /** Log rows of a run, newest first, for undo. */
  logOfRun(runId: number, beforeId: number | null, limit: number): Promise<readonly LoggedEntry[]>;
}
