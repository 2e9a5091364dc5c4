/** A resync's way: a plan is made, approved as a whole and applied; whatever is under way can be stopped by its request. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { type Hub, HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { overviewKey, plansKey, syncSettingsKey } from '../../hub/keys.ts';
import { useLive } from '../../hub/live.tsx';
import { untilFinished } from '../../hub/sync-control.tsx';
import { unknownError } from '../../plans/carry-out.ts';
import type { Place } from './place.ts';

export interface ResyncWish {
  readonly connectionId: number;
  readonly of: 'resyncFromErp' | 'resyncFromCrm';
  readonly noBlanks: boolean;
}
export type Resync = ReturnType<typeof useResync>;

export function useResync(place: Place, wish: ResyncWish) {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  const isShown = useIsShown();
  const { asked } = place;
  /** Whoever has closed the dialog gets no address of it back. */
  const set: Place['set'] = (parts) => {
    if (isShown()) place.set(parts);
  };
  const ended = async (id: number): Promise<boolean> => {
    const { status, error } = await untilFinished(hub, live, id);
    if (status === 'failed') throw new HubError(200, error ?? unknownError);
    return status === 'done';
  };
  const refresh = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: plansKey });
    await cache.invalidateQueries({ queryKey: overviewKey });
  };
  const look = useMutation({
    mutationFn: async ({ id, ...wanted }: ResyncWish & { readonly id?: number }) => {
      const requestId = id ?? (await hub.call('POST /api/sync/plans', { body: wanted })).requestId;
      if (requestId === null) return undefined;
      set({ asked: requestId, plan: undefined });
      return (await ended(requestId)) ? await newestPlan(hub, wanted) : undefined;
    },
    onMutate: () => stop.reset(),
    onSuccess: (plan) => set({ plan, asked: undefined }),
    onError: () => set({ asked: undefined }),
    onSettled: refresh,
  });
  const run = useMutation({
    mutationFn: async ({ planId, id, isApproved }: Run) => {
      const requestId = id ?? (await startPlan(hub, planId, isApproved));
      if (requestId === null) return;
      set({ asked: requestId });
      await cache.invalidateQueries({ queryKey: [...plansKey, planId] });
      await ended(requestId);
    },
    onMutate: () => stop.reset(),
    onSettled: async () => {
      set({ asked: undefined });
      await refresh();
    },
  });
  const stop = useMutation({
    mutationFn: async () => {
      if (asked !== undefined) await hub.call('POST /api/sync/requests/:id/cancel', { params: { id: asked } });
    },
  });
  useBeginning({ place, wish, look: look.mutate, run: run.mutate });
  return {
    look,
    run,
    stop,
    progress: useProgress(asked),
    isUnderWay: look.isPending || run.isPending,
    canStop: asked !== undefined && !stop.isSuccess,
  };
}

/** Opened: look at what would change. Opened again in the middle: wait for what was asked for. */
function useBeginning({
  place: { plan, asked },
  wish,
  look,
  run,
}: {
  readonly place: Place;
  readonly wish: ResyncWish;
  readonly look: (wish: ResyncWish & { readonly id?: number }) => void;
  readonly run: (run: Run) => void;
}): void {
  const begin = useEffectEvent(() => {
    if (plan === undefined) look({ ...wish, ...(asked !== undefined && { id: asked }) });
    else if (asked !== undefined) run({ planId: plan, id: asked, isApproved: true });
  });
  useEffect(() => begin(), []);
}

function useProgress(asked: number | undefined) {
  const hub = useHub();
  const request = useQuery({
    queryKey: [...syncSettingsKey, 'request', asked],
    queryFn: ({ signal }) => hub.call('GET /api/sync/requests/:id', { params: { id: asked ?? 0 } }, { signal }),
    enabled: asked !== undefined,
    refetchInterval: 1_000,
  });
  return request.data?.progress ?? null;
}

interface Run {
  readonly planId: number;
  /** Asked for already. */
  readonly id?: number;
  /** It was stopped: the rest keeps its approval. */
  readonly isApproved: boolean;
}

async function startPlan(hub: Hub, id: number, isApproved: boolean): Promise<number | null> {
  if (!isApproved) await approve(hub, id);
  return (await hub.call('POST /api/sync/plans/:id/apply', { params: { id } })).requestId;
}

const isBegun = (error: unknown): boolean =>
  error instanceof HubError && (error.code === 'plan.applying' || error.code === 'plan.applied');

/** Pressed again after an answer was lost, it may be under way or over: asked for once more, the hub says by which request. */
async function approve(hub: Hub, id: number): Promise<void> {
  try {
    await hub.call('POST /api/sync/plans/:id/decide', { params: { id }, body: { approve: true } });
  } catch (error) {
    if (!isBegun(error)) throw error;
  }
}

function useIsShown(): () => boolean {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return () => shown.current;
}

async function newestPlan(hub: Hub, { connectionId, of }: ResyncWish): Promise<number | undefined> {
  const { rows } = await hub.call('GET /api/sync/plans', { query: { connection: connectionId, limit: 10 } });
  return rows.find((plan) => plan.of === of)?.id;
}
