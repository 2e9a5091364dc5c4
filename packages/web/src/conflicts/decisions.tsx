/**
 * A decision waits a moment before it is sent, so that Undo in the toast can take it back: once sent, the sync has
 * carried it into the ERP. Closing the toast, leaving the page or closing the tab sends it.
 */
import type { Conflict, ResponseOf } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useHub } from '../hub/hub.tsx';
import { conflictsKey, overviewKey } from '../hub/keys.ts';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';

const undoForMs = 6_000;
type ConflictPage = ResponseOf<'GET /api/sync/conflicts'>;
export type Decision = 'useOther' | 'keep';
type Cached = InfiniteData<ConflictPage>;

export function useDecide(): (conflict: Conflict, decision: Decision, words: string) => void {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const waiting = useRef(new Map<number, () => void>());
  useEffect(() => {
    const map = waiting.current;
    const sendAll = (): void => {
      for (const send of map.values()) send();
    };
    window.addEventListener('pagehide', sendAll);
    return () => {
      window.removeEventListener('pagehide', sendAll);
      sendAll();
    };
  }, []);

  return useCallback(
    (conflict, decision, words) => {
      const before = cache.getQueriesData<Cached>({ queryKey: conflictsKey });
      cache.setQueriesData<Cached>({ queryKey: conflictsKey }, (old) => without(old, conflict.id));
      let over = false;
      const finish = (): boolean => {
        if (over) return false;
        over = true;
        waiting.current.delete(conflict.id);
        notifications.hide(toast);
        return true;
      };
      const send = (): void => {
        if (!finish()) return;
        const params = { id: conflict.id };
        const sent: Promise<unknown> =
          decision === 'keep'
            ? hub.call('POST /api/sync/conflicts/:id/keep', { params }, { keepalive: true })
            : hub.call('POST /api/sync/conflicts/:id/use-other', { params }, { keepalive: true });
        void sent.catch(tellProblem).then(() => {
          void cache.invalidateQueries({ queryKey: overviewKey });
          void cache.invalidateQueries({ queryKey: conflictsKey });
        });
      };
      const undo = (): void => {
        if (!finish()) return;
        for (const [key, data] of before) {
          if (data !== undefined) cache.setQueryData<Cached>(key, (now) => withAgain(now, data, conflict.id));
        }
      };
      const message = (
        <span className="row">
          <span>{words}</span>
          <Button variant="default" size="compact-sm" onClick={undo}>
            {t('conflicts.undo')}
          </Button>
        </span>
      );
      const toast = notifications.show({ message, autoClose: undoForMs, onClose: send, closeButtonProps: { 'aria-label': t('close') } });
      waiting.current.set(conflict.id, send);
    },
    [cache, hub, t, tellProblem],
  );
}

function without(data: Cached | undefined, id: number): Cached | undefined {
  return data === undefined
    ? data
    : {
        ...data,
        pages: data.pages.map((page) => {
          const rows = page.rows.filter((row) => row.id !== id);
          return { ...page, rows, total: page.total - (page.rows.length - rows.length) };
        }),
      };
}
/** Puts the one row back where it was; decisions taken since stay taken. */
function withAgain(now: Cached | undefined, before: Cached, id: number): Cached {
  if (now === undefined) return before;
  return {
    ...now,
    pages: now.pages.map((page, index) => {
      const back = before.pages[index]?.rows.find((row) => row.id === id);
      if (back === undefined || page.rows.some((row) => row.id === id)) return page;
      return { ...page, rows: [...page.rows, back].sort((a, b) => b.id - a.id), total: page.total + 1 };
    }),
  };
}
