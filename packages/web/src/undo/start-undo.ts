/** An undo begins as a preview; carrying it out is asked for on the preview's page. */
import type { RequestOf, UndoScope } from '@kobling/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { undoKey } from '../hub/keys.ts';
import { useTellProblem } from '../hub/sync-control.tsx';

export interface UndoWish {
  readonly scope: UndoScope;
  /** Needed for a record. */
  readonly connectionId?: number;
  readonly both?: boolean;
  /** Default: yes. */
  readonly preview?: boolean;
  /** The page takes the place of the present one. */
  readonly inPlace?: boolean;
}

/** Leads to the undo's page. */
export function useStartUndo() {
  const hub = useHub();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: ({ scope, connectionId, both = false, preview = true }: UndoWish) => {
      const body: RequestOf<'POST /api/sync/undo'>['body'] = {
        scope,
        both,
        preview,
        ...(connectionId !== undefined && { connectionId }),
      };
      return hub.call('POST /api/sync/undo', { body });
    },
    onSuccess: async ({ requestId }, { inPlace = false }) => {
      await cache.invalidateQueries({ queryKey: [...undoKey, 'latest'] });
      await navigate(`/sync/undo/${requestId}`, { replace: inPlace });
    },
    onError: tellProblem,
  });
}
