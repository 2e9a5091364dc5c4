/** Delete only hides, and can be taken back for a while in the toast; what is deleted is brought back with the same button's place. */
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { UndoToast } from './undo-toast.tsx';
import { useLookAgain } from './use-settings.ts';

interface Named {
  readonly id: number;
  readonly name: string;
  readonly deleted: boolean;
}
interface Props {
  readonly what: 'connectors' | 'connections';
  readonly chosen: Named | undefined;
  /** Why the chosen one may not be deleted. */
  readonly reason: string | undefined;
}

export function DeleteOrRestore({ what, chosen, reason }: Props) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const lookAgain = useLookAgain();
  const tellProblem = useTellProblem();
  const restore = useMutation({
    mutationFn: async ({ id }: Named) => {
      await hub.call(`POST /api/settings/sync/${what}/:id/restore`, { params: { id } });
      await lookAgain();
    },
    onSuccess: (_ok, { name }) => notifications.show({ message: t('set.wasRestored', { name }) }),
    onError: tellProblem,
  });
  const remove = useMutation({
    mutationFn: async ({ id }: Named) => {
      await hub.call(`POST /api/settings/sync/${what}/:id/delete`, { params: { id } });
      await lookAgain();
    },
    onSuccess: (_ok, deleted) => {
      const undo = (): void => {
        notifications.hide(id);
        restore.mutate(deleted);
      };
      const text = t('set.wasDeleted', { name: deleted.name });
      const id = notifications.show({
        autoClose: 10_000,
        message: <UndoToast text={text} words={t('set.undo')} undo={undo} />,
      });
    },
    onError: tellProblem,
  });
  const busy = restore.isPending || remove.isPending;
  if (chosen?.deleted === true)
    return (
      <ReasonedButton variant="default" busy={busy} onClick={() => restore.mutate(chosen)}>
        {t('set.restoreDeleted')}
      </ReasonedButton>
    );
  return (
    <ReasonedButton
      variant="default"
      busy={busy}
      reason={chosen === undefined ? t('set.chooseFirst') : reason}
      onClick={() => {
        if (chosen !== undefined) remove.mutate(chosen);
      }}
    >
      {t('set.delete')}
    </ReasonedButton>
  );
}
