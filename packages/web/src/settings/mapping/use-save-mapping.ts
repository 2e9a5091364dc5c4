import type { ActorMapping } from '@kobling/contract';
import { useMutation } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { useReadAgain } from './use-mapping.ts';
import type { MappingDraft } from './use-mapping-draft.ts';

/** Sends what changed and nothing else. The draft goes only when what was saved is what is shown. */
export function useSaveMapping(connectionId: number, { actorType }: ActorMapping, draft: MappingDraft) {
  const hub = useHub();
  const readAgain = useReadAgain(connectionId);
  return useMutation({
    mutationFn: async ({ plan }: { readonly plan: boolean }) => {
      const { active, fields, over } = draft;
      const { requestId } = await hub.call(
        'POST /api/settings/sync/connections/:id/mapping/:actorType',
        { params: { id: connectionId, actorType }, body: { active, fields: [...fields], plan } },
        { over },
      );
      await readAgain();
      draft.saved();
      return { requestId, fields: fields.length };
    },
    // Somebody else may have been quicker: what they chose is shown under the draft.
    onError: () => void readAgain(),
  });
}
