/** What Find-or-do offers for each connection: itself, "mappings ERP demo", "log ERP demo", "resync ERP demo". */
import type { Overview } from '@kobling/contract';
import {
  IconAdjustments,
  IconArrowsExchange,
  IconListDetails,
  IconListTree,
  IconPlugConnected,
  IconRotateClockwise,
  IconSortAscending,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useMappingWords } from '../language/mapping/index.ts';
import { useSettingsWords } from '../language/settings/index.ts';
import { partPath } from '../settings/mapping/connection-path.ts';
import type { Command } from './commands.ts';

type Place = Pick<Command, 'id' | 'words' | 'icon'> & { readonly path: string };

export function useConnectionCommands(overview: Overview | undefined, administrator: boolean): readonly Command[] {
  const goTo = useNavigate();
  return usePlaces(overview, administrator).map(({ path, ...rest }) => ({
    ...rest,
    kind: 'command',
    run: () => void goTo(path),
    typedOnly: true,
  }));
}

/** Addresses under their names. Everybody may read the log; the rest belongs to the settings. */
function usePlaces(overview: Overview | undefined, administrator: boolean): readonly Place[] {
  const { t } = useSettingsWords();
  const mapping = useMappingWords().t;
  const connections = overview?.connections ?? [];
  const logs = connections.map(({ id, name }) => ({
    id: `log-${id}`,
    words: `${t('syncLog')}: ${name}`,
    icon: IconListDetails,
    path: `/sync/log?connection=${id}`,
  }));
  if (!administrator) return logs;
  const settings = connections.flatMap(({ id, name, active }): readonly Place[] => {
    const place = (part: string, title: string, icon: Command['icon'], path: string): Place => ({
      id: `${part}-${id}`,
      words: `${title}: ${name}`,
      icon,
      path,
    });
    const dialog = (wanted: string): string => `/settings/sync?connection=${id}&dialog=${wanted}`;
    return [
      place('connection', t('erpConnection'), IconPlugConnected, `/settings/sync?connection=${id}`),
      place('mappings', mapping('mapping.mappings'), IconArrowsExchange, partPath(id, 'mappings')),
      place('lists', mapping('mapping.lists'), IconListTree, partPath(id, 'lists')),
      place('defaults', mapping('mapping.defaults'), IconAdjustments, partPath(id, 'defaults')),
      place('rank', mapping('mapping.rank'), IconSortAscending, partPath(id, 'rank')),
      place('edit', t('set.editErpConnection'), IconPlugConnected, dialog('edit')),
      ...(active
        ? [
            place('resync-erp', t('set.resyncFromErpConnection'), IconRotateClockwise, dialog('resync-erp')),
            place('resync-crm', t('set.resyncFromCrmTitle'), IconRotateClockwise, dialog('resync-crm')),
          ]
        : []),
    ];
  });
  return [
    ...logs,
    ...settings,
    {
      id: 'add-connection',
      words: t('set.defineNewErpConnection'),
      icon: IconPlugConnected,
      path: '/settings/sync?dialog=add',
    },
    {
      id: 'priority',
      words: t('set.setSyncPriority'),
      icon: IconSortAscending,
      path: '/settings/sync?dialog=priority',
    },
  ];
}
