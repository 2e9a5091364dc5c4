/**
 * Settings and maintenance › Quote/Sync › Sync. From top to bottom as one sets up: automatic sync on and off, the connectors, the
 * connections with what is done to the chosen one, and what that one still needs.
 */
import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import '../../form/styles.ts';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { AutomaticSync } from './automatic-sync.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectorDialog } from './connector-dialog.tsx';
import { ConnectionList, type Refused } from './connection-list.tsx';
import { ConnectorList } from './connector-list.tsx';
import { usePlace } from './place.ts';
import { PriorityDialog } from './priority-dialog.tsx';
import { ResyncDialog } from './resync-dialog.tsx';
import './sync-settings.css';
import { useLookAgain, useSyncSettings } from './use-settings.ts';

export function SyncSettingsPage() {
  const { t } = useSettingsWords();
  const place = usePlace();
  const settings = useSyncSettings();
  const lookAgain = useLookAgain();
  const refresh = (): void => void lookAgain();
  const [refused, setRefused] = useState<Refused>();
  return (
    <div className="stack">
      <title>{`${t('quoteSync')} · Kobling`}</title>
      <div className="page-head">
        <h1>
          {t('quoteSync')} <span className="quiet">› {t('set.syncTab')}</span>
        </h1>
      </div>
      <AutomaticSync />
      {settings.data === undefined ? (
        settings.error === null ? (
          <div className="stack" aria-busy="true">
            <Skeleton height={168} />
            <Skeleton height={232} />
          </div>
        ) : (
          <Problem error={settings.error} again={() => void settings.refetch()} />
        )
      ) : (
        <>
          <ConnectorList settings={settings.data} place={place} refresh={refresh} />
          <ConnectionList
            settings={settings.data}
            place={place}
            refresh={refresh}
            refused={refused}
            setRefused={setRefused}
          />
          <ConnectorDialog settings={settings.data} place={place} />
          <ConnectionDialog settings={settings.data} place={place} setRefused={setRefused} />
          <PriorityDialog settings={settings.data} place={place} />
          <ResyncDialog settings={settings.data} place={place} />
        </>
      )}
    </div>
  );
}
