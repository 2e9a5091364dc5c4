import type { ConnectionDetail, SyncSettings } from '@kobling/contract';
import { NativeSelect } from '@mantine/core';
import { useSettingsWords } from '../../language/settings/index.ts';
import type { ConnectionForm } from './connection-form.ts';

/** Which connector a connection is made with; one that is there keeps its own. */
export function ConnectorChoice({
  form,
  usable,
  stored,
  changed,
}: {
  readonly form: ConnectionForm;
  readonly usable: SyncSettings['connectors'];
  readonly stored: ConnectionDetail | undefined;
  readonly changed: () => void;
}) {
  const { t } = useSettingsWords();
  const { value, change } = form.draft;
  return (
    <NativeSelect
      label={t('set.syncConnector')}
      required
      disabled={stored !== undefined}
      description={stored === undefined ? undefined : t('set.connectorFixed')}
      value={value.connectorId}
      data={[
        ...(value.connectorId === 0 ? [{ value: '0', label: t('set.chooseConnector') }] : []),
        ...usable.map((each) => ({
          value: String(each.id),
          label: each.reachable ? each.name : `${each.name} (${t('set.notReachable')})`,
        })),
      ]}
      onChange={(event) => {
        change({ connectorId: Number(event.currentTarget.value) });
        changed();
      }}
    />
  );
}
