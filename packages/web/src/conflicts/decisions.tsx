/**
 * A decision waits a moment before it is sent, so that Undo in the toast can take it back: once sent, the sync carries
 * it into the other system. Closing the toast, leaving the page or closing the tab sends it.
 */
import type { Conflict } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useHub } from '../hub/hub.tsx';
import { conflictsKey, overviewKey } from '../hub/keys.ts';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';

const undoForMs = 6_000;
export type Decision = 'useOther' | 'keep';
export type Decide = (conflict: Conflict, decision: Decision, words: string) => void;

/** `decided`: conflicts that the list no longer shows, though the hub may still hold them. */
export function useDecisions(): { readonly decided: ReadonlySet<number>; readonly decide: Decide } {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const [decided, setDecided] = useState<ReadonlySet<number>>(new Set());
  const [waiting] = useState(() => new Map<number, () => void>());
  useEffect(() => {
    const sendAll = (): void => {
      for (const send of waiting.values()) send();
    };
    window.addEventListener('pagehide', sendAll);
    return () => {
      window.removeEventListener('pagehide', sendAll);
      sendAll();
    };
  }, [waiting]);

  const showAgain = (id: number): void => setDecided((old) => new Set([...old].filter((each) => each !== id)));
  const send = async ({ id }: Conflict, decision: Decision): Promise<void> => {
    const request = { params: { id } };
    try {
      if (decision === 'keep') await hub.call('POST /api/sync/conflicts/:id/keep', request, { keepalive: true });
      else await hub.call('POST /api/sync/conflicts/:id/use-other', request, { keepalive: true });
    } catch (error) {
      showAgain(id);
      tellProblem(error);
    }
    await Promise.all([
      cache.invalidateQueries({ queryKey: overviewKey }),
      cache.invalidateQueries({ queryKey: conflictsKey }),
    ]);
  };

  const decide: Decide = (conflict, decision, words) => {
    const { id } = conflict;
    setDecided((old) => new Set(old).add(id));
    /** True once: Undo, the toast's end and leaving the page may all come. */
    const finish = (): boolean => {
      const first = waiting.delete(id);
      if (first) notifications.hide(toast);
      return first;
    };
    const sendIt = (): void => {
      if (finish()) void send(conflict, decision);
    };
    const undo = (): void => {
      if (finish()) showAgain(id);
    };
    const message = (
      <span className="row">
        <span>{words}</span>
        <Button variant="default" size="compact-sm" onClick={undo}>
          {t('conflicts.undo')}
        </Button>
      </span>
    );
    waiting.set(id, sendIt);
    const toast = notifications.show({
      message,
      autoClose: undoForMs,
      onClose: sendIt,
      closeButtonProps: { 'aria-label': t('close') },
    });
  };
  return { decided, decide };
}
