/** Set Sync Priority: the connections in order, the CRM being one line of it. */
import type { PriorityMember, SyncSettings } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { IconDatabase } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { moved, SortableList } from '../../form/sortable-list.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import type { Place } from './place.ts';
import { useLookAgain } from './use-settings.ts';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
}

export function PriorityDialog({ settings, place }: Props) {
  return place.dialog === 'priority' ? <Order settings={settings} place={place} /> : null;
}

function Order({ settings: { priority, connections }, place }: Props) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const lookAgain = useLookAgain();
  const initial = useMemo(() => ({ order: priority }), [priority]);
  const draft = useDraft('priority', initial);
  const save = useMutation({
    mutationFn: async () => {
      await hub.call('POST /api/settings/sync/priority', { body: { order: [...order] } }, { over: draft.over });
      await lookAgain();
    },
    onSuccess: () => {
      draft.drop();
      notifications.show({ message: t('set.prioritySaved') });
      place.close();
    },
  });
  // A connection that came or went since it was typed must neither be lost nor stay.
  const order = withAll(draft.value.order, priority);
  const nameOf = (member: PriorityMember): string =>
    member === 'crm' ? t('nav.crm') : (connections.find(({ id }) => id === member)?.name ?? '');
  return (
    <FormDialog
      opened
      size={520}
      title={t('set.setSyncPriority')}
      onClose={place.close}
      onSubmit={() => save.mutate()}
      submit={t('save')}
      reason={draft.isChanged ? undefined : t('set.nothingChanged')}
      busy={save.isPending}
      error={save.error}
    >
      <DraftKept draft={draft} />
      <Meanwhile
        draft={draft}
        error={save.error}
        parts={{ order: { label: t('set.setSyncPriority'), shown: (all) => all.map(nameOf).join(', ') } }}
      />
      <p className="quiet">{t('set.priorityText')}</p>
      <SortableList
        label={t('set.setSyncPriority')}
        items={order.map((member) => ({
          id: String(member),
          name: nameOf(member),
          content: (
            <span className="row">
              {member === 'crm' ? <IconDatabase size={16} aria-hidden /> : null}
              {member === 'crm' ? <strong>{nameOf(member)}</strong> : nameOf(member)}
            </span>
          ),
        }))}
        move={(from, to) => draft.change({ order: moved(order, from, to) })}
        words={{
          up: (name) => t('set.moveUp', { name }),
          down: (name) => t('set.moveDown', { name }),
          drag: (name) => t('set.drag', { name }),
          how: t('set.dragHow'),
          place: (name, at, count) => t('set.placeOf', { name, place: at, count }),
        }}
      />
    </FormDialog>
  );
}

const withAll = (typed: readonly PriorityMember[], present: readonly PriorityMember[]): readonly PriorityMember[] => [
  ...typed.filter((member) => present.includes(member)),
  ...present.filter((member) => !typed.includes(member)),
];
