/** Sync now, On, Off, interval: used by the overview and by Find-or-do. */
import type { HubEvent, Overview, SyncRequest } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language/language.tsx';
import { useHub, useSession } from './hub.tsx';
import type { Hub } from './client.ts';
import { overviewKey } from './keys.ts';
import { type Live, useLive } from './live.tsx';
import { formChanged, isMoved, problemText } from './problem.tsx';

export function useOverview() {
  const hub = useHub();
  return useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => hub.call('GET /api/sync/overview', {}, { signal }),
    // Events bring changes; this is for a stream that a proxy holds back.
    refetchInterval: 30_000,
  });
}
export function useIsAdministrator(): boolean {
  return useSession().data?.user?.role === 'administrator';
}

/** Says in a toast why something a person asked for did not happen. */
export function useTellProblem(): (error: unknown) => void {
  const words = useLanguage();
  return (error) => {
    const { message, remedy } = problemText(error, words);
    // Said once, of however many orders that were on their way.
    const id = isMoved(error) ? { id: formChanged } : {};
    notifications.show({ ...id, color: 'red', title: message, message: remedy, autoClose: 10_000, role: 'alert' });
  };
}

const askAgainMs = 2_000;
const finished = (request: SyncRequest): boolean => request.status !== 'queued' && request.status !== 'running';

/** Waits for a request's end by its event; asks now and then, should the event be lost. */
export async function untilFinished(hub: Hub, live: Live, id: number): Promise<SyncRequest> {
  for (;;) {
    const request = await hub.call('GET /api/sync/requests/:id', { params: { id } });
    if (finished(request)) return request;
    await new Promise<void>((resolve) => {
      const stop = live.listen((event: HubEvent) => {
        if (event.type === 'request' && event.request.id === id && finished(event.request)) end();
      });
      const timer = setTimeout(end, askAgainMs);
      function end(): void {
        stop();
        clearTimeout(timer);
        resolve();
      }
    });
  }
}

export function useSyncNow() {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  const { t, told } = useLanguage();
  const tellProblem = useTellProblem();
  const tellResult = (request: SyncRequest): void => {
    const connection =
      cache.getQueryData<Overview>(overviewKey)?.connections.find((each) => each.id === request.connectionId)?.name ??
      '';
    if (request.status !== 'done' || request.counts === null) {
      const why = request.error === null ? '' : `${told(request.error.message)} ${told(request.error.remedy)}`;
      notifications.show({ color: 'red', title: t('sync.wentWrong', { connection }), message: why, autoClose: 10_000 });
      return;
    }
    const { crmWrites, erpWrites } = request.counts;
    const nothing = crmWrites + erpWrites === 0;
    notifications.show({
      message: nothing ? t('sync.nothing', { connection }) : t('sync.wrote', { connection, crmWrites, erpWrites }),
    });
  };
  return useMutation({
    mutationFn: async (connectionId: number | undefined) => {
      const { requestIds } = await hub.call('POST /api/sync/now', {
        body: connectionId === undefined ? {} : { connectionId },
      });
      const told = notifications.show({ message: t('sync.started'), autoClose: 4_000 });
      const ends = await Promise.all(requestIds.map((id) => untilFinished(hub, live, id)));
      notifications.hide(told);
      for (const end of ends) tellResult(end);
    },
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: overviewKey }),
  });
}

/** Shown at once, put back if the hub refuses. */
function useSetting<V>(
  send: (hub: Hub, value: V) => Promise<unknown>,
  change: (overview: Overview, value: V) => Overview,
) {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (value: V) => send(hub, value),
    onMutate: async (value: V) => {
      await cache.cancelQueries({ queryKey: overviewKey });
      const before = cache.getQueryData<Overview>(overviewKey);
      if (before !== undefined) cache.setQueryData(overviewKey, change(before, value));
      return { before };
    },
    onError: (error, _value, context) => {
      if (context?.before !== undefined) cache.setQueryData(overviewKey, context.before);
      tellProblem(error);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: overviewKey }),
  });
}
export const useSetRunning = () =>
  useSetting<boolean>(
    (hub, running) => hub.call('POST /api/sync/running', { body: { running } }),
    (overview, running) => ({ ...overview, running, nextRunAt: running ? overview.nextRunAt : null }),
  );
export const useSetInterval = () =>
  useSetting<number>(
    (hub, intervalMs) => hub.call('POST /api/sync/interval', { body: { intervalMs } }),
    (overview, intervalMs) => ({ ...overview, intervalMs }),
  );
