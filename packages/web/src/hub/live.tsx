/**
 * What happens in the hub, as it happens: one event stream a tab. After a break the hub says what was missed;
 * when it cannot, all lists are read again. While the line is down, `contact` says so and the page keeps what it had.
 */
import type { HubEvent, Overview } from '@kobling/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { sessionKey } from './hub.tsx';
import { failuresKey, overviewKey } from './keys.ts';

export interface Live {
  /** Returns the way to stop listening. */
  readonly listen: (listener: (event: HubEvent) => void) => () => void;
  readonly contact: () => boolean;
  readonly whenContactChanges: (listener: () => void) => () => void;
}
const Context = createContext<Live | undefined>(undefined);

/** A blink of the line is not worth a banner. */
const patienceMs = 2_500;
const firstWaitMs = 1_000;
const longestWaitMs = 15_000;

interface Line extends Live {
  open(): () => void;
}

function createLine(cache: QueryClient): Line {
  const listeners = new Set<(event: HubEvent) => void>();
  const watchers = new Set<() => void>();
  let contact = true;
  const setContact = (value: boolean): void => {
    if (contact === value) return;
    contact = value;
    for (const watcher of watchers) watcher();
  };
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    contact: () => contact,
    whenContactChanges: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    open: () => {
      let source: EventSource | undefined;
      let again: ReturnType<typeof setTimeout> | undefined;
      let doubt: ReturnType<typeof setTimeout> | undefined;
      let waitMs = firstWaitMs;
      let broken = false;
      let heard = '';
      const connect = (): void => {
        source = new EventSource(heard === '' ? '/api/events' : `/api/events?after=${encodeURIComponent(heard)}`);
        source.onopen = () => {
          clearTimeout(doubt);
          doubt = undefined;
          waitMs = firstWaitMs;
          setContact(true);
          // What failed while the line was down is asked again; of the rest the hub says what is new.
          if (broken && heard === '') void cache.invalidateQueries();
          else if (broken) void cache.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
          broken = false;
        };
        source.onmessage = (message: MessageEvent<string>) => {
          const event = JSON.parse(message.data) as HubEvent;
          heard = message.lastEventId;
          if (event.type === 'lost') void cache.invalidateQueries();
          for (const listener of listeners) listener(event);
        };
        // The browser's own retries stop for good after an HTTP error, so every break is mended here.
        source.onerror = () => {
          source?.close();
          broken = true;
          doubt ??= setTimeout(() => setContact(false), patienceMs);
          void cache.invalidateQueries({ queryKey: sessionKey });
          again = setTimeout(connect, waitMs);
          waitMs = Math.min(waitMs * 2, longestWaitMs);
        };
      };
      connect();
      return () => {
        clearTimeout(again);
        clearTimeout(doubt);
        source?.close();
      };
    },
  };
}

/** Moves a connection's progress without asking the hub again: steps come many times a second. */
function showStep(cache: QueryClient, event: Extract<HubEvent, { type: 'step' }>): void {
  cache.setQueryData<Overview>(overviewKey, (old) =>
    old === undefined
      ? old
      : {
          ...old,
          connections: old.connections.map((each) =>
            each.id === event.connectionId
              ? { ...each, state: 'syncing', progress: { done: event.done, total: event.total } }
              : each,
          ),
        },
  );
}

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient();
  const [line] = useState(() => createLine(cache));
  useEffect(() => {
    const stop = line.listen((event) => {
      if (event.type === 'overviewChanged')
        for (const queryKey of [overviewKey, failuresKey]) void cache.invalidateQueries({ queryKey });
      if (event.type === 'step') showStep(cache, event);
    });
    const close = line.open();
    return () => {
      stop();
      close();
    };
  }, [cache, line]);
  return <Context value={line}>{children}</Context>;
}

export function useLive(): Live {
  const live = useContext(Context);
  if (live === undefined) throw new Error('useLive outside of LiveProvider');
  return live;
}
/** False once the line has been down for a while. */
export function useContact(): boolean {
  const live = useLive();
  return useSyncExternalStore(live.whenContactChanges, live.contact);
}
