/** Runs: one row for each cycle or request that recorded something. */
import type { RunHandle, RunStore } from '@kobling/engine';
import { nextId, type State } from './state.ts';

export const runs = (state: State): RunStore => ({
  async finishRun(run, status, counts, error) {
    const row = run.id === undefined ? undefined : state.runs.get(run.id);
    if (row !== undefined) state.runs.set(row.id, { ...row, status, counts: { ...counts }, error: error ?? null });
  },
  async logOfRun(runId, beforeId, limit) {
    return state.log
      .filter((row) => row.runId === runId && (beforeId === null || row.id < beforeId))
      .toReversed()
      .slice(0, limit)
      .map(({ connectionId: _connection, runId: _run, by: _by, ...entry }) => entry);
  },
});

export function openRun(state: State, { connectionId, kind, by, undoes }: RunHandle): number {
  const id = nextId(state, 'run');
  state.runs.set(id, {
    id,
    connectionId,
    kind,
    by,
    undoes: undoes ?? null,
    status: 'running',
    counts: null,
    error: null,
  });
  return id;
}
