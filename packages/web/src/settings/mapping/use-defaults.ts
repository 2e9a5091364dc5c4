import type { DefaultChoice, DefaultField } from '@kobling/contract';
import { useMutation } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { useReadAgain } from './use-mapping.ts';

export interface DefaultToSave {
  readonly field: DefaultField;
  readonly to: DefaultChoice;
  /** As it is now; left out: as the field was read. */
  readonly from?: DefaultChoice;
}

export function useSaveDefault(connectionId: number) {
  const hub = useHub();
  const readAgain = useReadAgain(connectionId);
  return useMutation({
    mutationFn: async ({ field, to, from = field.choice }: DefaultToSave) => {
      await hub.call('POST /api/settings/sync/connections/:id/defaults/:fieldId', {
        params: { id: connectionId, fieldId: field.fieldId },
        body: { from, to },
      });
      await readAgain();
    },
    onError: () => void readAgain(),
  });
}
