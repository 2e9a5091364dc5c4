import { useSyncExternalStore } from 'react';
import { useLanguage } from './language.tsx';

/** One clock for all "2 min ago" of the page; ticks only while something listens. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of listeners) each();
  }, 5_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}

/** "2 min ago", exact on hover. Times from the hub may lie ahead of the tick: what is past never reads as future. */
export function Ago({ at, future = false }: { readonly at: string; readonly future?: boolean }) {
  const now = useNow();
  const { format } = useLanguage();
  const reference = future ? Math.min(now, Date.parse(at)) : Math.max(now, Date.parse(at));
  return (
    <time dateTime={at} title={format.exact(at)} className="figures">
      {format.ago(at, reference)}
    </time>
  );
}
