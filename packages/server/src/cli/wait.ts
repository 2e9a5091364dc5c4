/** Waiting for requests: progress for people, an end even when no worker serves them. */
import type { AnswerOf } from './calls.ts';
import type { Client } from './client.ts';
import { CommandFailed, must, type Context } from './context.ts';

export type RequestState = AnswerOf<'requests'>[number];

const lookMs = 5_000;
/** Nothing moved for this long: no worker runs, or the ERP hangs. The request itself stays and is served later. */
const patienceMs = 5 * 60_000;

export async function waitFor(
  context: Context,
  client: Client,
  ids: readonly number[],
): Promise<readonly RequestState[]> {
  if (ids.length === 0) return [];
  let seen = '';
  let movedAt = performance.now();
  for (;;) {
    const states = must(await client.call('requests', { ids: [...ids], waitMs: lookMs }));
    const open = states.filter((state) => state.status === 'queued' || state.status === 'running');
    if (open.length === 0) return states;
    const now = JSON.stringify(states.map((state) => [state.status, state.progress]));
    if (now !== seen) {
      seen = now;
      movedAt = performance.now();
      if (context.terminal.isPerson) context.terminal.err(`${open.map(progressLine).join('; ')}\n`);
    } else if (performance.now() - movedAt > patienceMs) {
      throw new CommandFailed({
        code: 'request.stalled',
        message: `Request ${open.map((state) => state.id).join(', ')} has not moved for ${patienceMs / 60_000} minutes. It stays queued; see "kobling status" whether the ERP answers and a worker runs.`,
      });
    }
  }
}

function progressLine(state: RequestState): string {
  if (state.progress === null) return `${state.kind} ${state.id}: ${state.status}`;
  const { done, total } = state.progress;
  return `${state.kind} ${state.id}: ${done}${total === null ? '' : ` of ${total}`}`;
}

/** A part of what a request left. */
export function partOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
export const numberIn = (value: unknown, name: string): number => {
  const found = partOf(value, name);
  return typeof found === 'number' ? found : 0;
};
export const listIn = (value: unknown, name: string): readonly unknown[] => {
  const found = partOf(value, name);
  return Array.isArray(found) ? found : [];
};
