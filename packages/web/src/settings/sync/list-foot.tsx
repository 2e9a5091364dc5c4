/** Under a list, as the help pages have it: how many there are, read again, show deleted ones. */
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSettingsWords } from '../../language/settings/index.ts';

interface Props {
  /** Of the list, for those who hear the buttons without seeing it. */
  readonly label: string;
  readonly count: number;
  readonly deleted: boolean;
  readonly showDeleted: (deleted: boolean) => void;
  readonly refresh: () => void;
  /** What is done to the list. */
  readonly children: ReactNode;
  /** What is done to the chosen one, where that is more than the first line holds. */
  readonly ofChosen?: ReactNode;
}

export function ListFoot({ label, count, deleted, showDeleted, refresh, children, ofChosen }: Props) {
  const { t, format } = useSettingsWords();
  return (
    <div className="set-foot" role="group" aria-label={label}>
      <div className="row">{children}</div>
      {ofChosen === undefined ? null : <div className="row set-foot-chosen">{ofChosen}</div>}
      <div className="row set-foot-end">
        <Checkbox
          size="xs"
          label={t('set.deleted')}
          checked={deleted}
          onChange={(event) => showDeleted(event.currentTarget.checked)}
        />
        <span className="quiet figures">
          {t('set.count')}: {format.number(count)}
        </span>
        <Tooltip label={t('refresh')}>
          <ActionIcon variant="default" size={28} aria-label={t('refresh')} onClick={refresh}>
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
