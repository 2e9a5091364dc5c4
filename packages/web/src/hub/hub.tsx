import type { Session } from '@kobling/contract';
import {
  MutationCache,
  notifyManager,
  QueryClient,
  QueryClientProvider,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { createHub, type Hub, HubError } from './client.ts';

const Context = createContext<Hub | undefined>(undefined);
export const sessionKey = ['session'] as const;
/** How the last session of this page ended: who did not log out is told why they are asked to log in. */
type SessionEnd = 'byItself' | 'loggedOut';
const endKey = ['sessionEnd'] as const;

// That something is under way is drawn before the next press: else two quick ones would both be taken.
notifyManager.setScheduler(queueMicrotask);

/** Lists show at once from the cache and refresh in place; a refusal is not repeated, a lost line is, twice. */
function createCache(): QueryClient {
  const cache: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      // What another window saved, or this one without hearing of it, is shown before anybody decides.
      onError: (error) => {
        if (error instanceof HubError && ['form.changed', 'made'].includes(error.code)) void cache.invalidateQueries();
      },
    }),
    defaultOptions: {
      // The hub may be on this very machine, or away while the network is there: only asking it tells. A change that waited for the
      // line by itself would leave its form without a word.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => count < 2 && error instanceof HubError && (error.status === 0 || error.status >= 502),
        retryDelay: (count) => 500 * 2 ** count,
      },
    },
  });
  return cache;
}

/** Undefined where the browser gives pages none. */
function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

export function HubProvider({ children }: { readonly children: ReactNode }) {
  const [{ cache, hub }] = useState(() => {
    const cache = createCache();
    const hub = createHub(() => {
      const user = cache.getQueryData<Session>(sessionKey)?.user ?? null;
      if (user !== null && cache.getQueryData(endKey) === undefined)
        cache.setQueryData(endKey, 'byItself' satisfies SessionEnd);
      void cache.invalidateQueries({ queryKey: sessionKey });
    }, tabStorage());
    return { cache, hub };
  });
  return (
    <Context value={hub}>
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </Context>
  );
}

export function useHub(): Hub {
  const hub = useContext(Context);
  if (hub === undefined) throw new Error('useHub outside of HubProvider');
  return hub;
}

export function useSession() {
  const hub = useHub();
  return useQuery({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      const session = await hub.call('GET /api/session', {}, { signal });
      hub.useCsrf(session);
      return session;
    },
    staleTime: 60_000,
  });
}

/** It ran out, or was ended elsewhere, under somebody's hands. */
export const useSessionEndedByItself = (): boolean =>
  useQuery<SessionEnd>({ queryKey: endKey, queryFn: skipToken }).data === 'byItself';

/** Takes over the session that login, set-up and logout answer; what another user saw is forgotten. */
export function useTakeSession(): (session: Session) => void {
  const hub = useHub();
  const cache = useQueryClient();
  return (session) => {
    hub.useCsrf(session);
    cache.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    cache.setQueryData(sessionKey, session);
  };
}

export function useLogOut() {
  const hub = useHub();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => hub.call('POST /api/logout', {}),
    // Out here already: who logged in at a provider is logged out there too, where the operator wants that.
    onSuccess: ({ leaveTo }) => {
      if (leaveTo !== null) window.location.assign(leaveTo);
    },
    onMutate: () => cache.setQueryData(endKey, 'loggedOut' satisfies SessionEnd),
    onSettled: async () => {
      cache.removeQueries({ predicate: ({ queryKey: [first] }) => first !== sessionKey[0] && first !== endKey[0] });
      await cache.invalidateQueries({ queryKey: sessionKey });
    },
  });
}
