/** Asks the ERP again for its fields, and tells what is new and what vanished. */
import type { FieldsTaken } from '@kobling/contract';
import { Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { useReadAgain } from './use-mapping.ts';
import type { Words } from './why-words.ts';

const mostNames = 8;

export function RefreshFields({ id }: { readonly id: number }) {
  const { t } = useMappingWords();
  const hub = useHub();
  const readAgain = useReadAgain(id);
  const tellProblem = useTellProblem();
  const refresh = useMutation({
    mutationFn: async () => {
      const taken = await hub.call('POST /api/settings/sync/connections/:id/fields', { params: { id } });
      await readAgain();
      return taken;
    },
    onSuccess: (taken) => {
      for (const message of sentences(taken, t)) notifications.show({ message, autoClose: 12_000 });
    },
    onError: tellProblem,
  });
  return (
    <Tooltip label={t('mapping.refreshHint')} multiline maw={320}>
      <span>
        <ReasonedButton
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          busy={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {refresh.isPending ? t('mapping.refreshing') : t('refresh')}
        </ReasonedButton>
      </span>
    </Tooltip>
  );
}

function sentences({ added, missing }: FieldsTaken, t: Words['t']): readonly string[] {
  if (added.length + missing.length === 0) return [t('mapping.refreshed.nothing')];
  const names = (fields: FieldsTaken['added']): string =>
    fields
      .slice(0, mostNames)
      .map(({ name, actorType }) => `${name} (${t(`mapping.actor.${actorType}`)})`)
      .join(', ') + (fields.length > mostNames ? ' …' : '');
  return [
    ...(added.length > 0 ? [t('mapping.refreshed.added', { count: added.length, names: names(added) })] : []),
    ...(missing.length > 0 ? [t('mapping.refreshed.missing', { count: missing.length, names: names(missing) })] : []),
  ];
}
