/** The time zone of the ERP's date-times, which name none themselves; found by typing a part of its name. */
import type { ConnectionDetail } from '@kobling/contract';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useSettingsWords } from '../../language/settings/index.ts';

interface Props {
  readonly zone: string;
  readonly choose: (zone: string) => void;
  readonly stored: ConnectionDetail | undefined;
  /** The connection is active: it can be read, not changed (rule 7). */
  readonly locked: boolean;
}

const mostShown = 50;
const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The chosen one and the reader's own first: most people need no other. */
const choices = (zone: string): string[] => [...new Set([zone, own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

export function ZoneChoice({ zone, choose, stored, locked }: Props) {
  const { t } = useSettingsWords();
  const data = useMemo(() => choices(zone), [zone]);
  const isOther = stored !== undefined && stored.zone !== zone && (stored.links > 0 || stored.summary.length > 0);
  return (
    <Select
      label={t('set.zone')}
      description={isOther ? t('set.zoneChanged', { zone: stored.zone }) : t('set.zoneHelp')}
      searchable
      allowDeselect={false}
      limit={mostShown}
      nothingFoundMessage={t('set.noZone')}
      disabled={locked}
      data={data}
      value={zone}
      onChange={(name) => choose(name ?? zone)}
      name="zone"
    />
  );
}
