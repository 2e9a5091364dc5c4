/**
 * The sync overview: does everything agree, what moved in the last hour, how each connection stands, and what is being
 * carried across right now. The page that the operator leaves open.
 */
import { Button, Skeleton } from '@mantine/core';
import { IconListDetails, IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { HeldPanel } from '../held/overview-panel.tsx';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator, useOverview, useSyncNow } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { Activity } from './activity.tsx';
import { AgreementPanel } from './agreement.tsx';
import { AutomaticSync } from './automatic-sync.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { LiveTicker } from './live-ticker.tsx';
import { NoConnections } from './no-connections.tsx';
import './overview.css';

export function OverviewPage() {
  const { t } = useLanguage();
  const { data, error, refetch } = useOverview();
  const administrator = useIsAdministrator();
  const syncNow = useSyncNow();
  const runnable = data?.connections.some((each) => each.active) === true;
  return (
    <div className="stack">
      <title>{`${t('nav.overview')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.overview')}</h1>
        <div className="row push">
          <Button
            component={Link}
            to="/sync/log"
            variant="default"
            leftSection={<IconListDetails size={16} aria-hidden />}
          >
            {t('showLog')}
          </Button>
          {administrator ? (
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              disabled={!runnable}
              aria-disabled={syncNow.isPending}
              onClick={() => {
                if (!syncNow.isPending) syncNow.mutate(undefined);
              }}
            >
              {t('syncNow')}
            </Button>
          ) : null}
        </div>
      </div>
      {data === undefined && error !== null ? <Problem error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? <OverviewSkeleton /> : null}
      {data === undefined ? null : data.connections.length === 0 ? (
        <NoConnections />
      ) : (
        <>
          <div className="overview-top">
            <AgreementPanel overview={data} />
            <AutomaticSync overview={data} />
          </div>
          <HeldPanel overview={data} />
          <ConnectionTable connections={data.connections} />
          <Activity minutes={data.activity} />
          <LiveTicker />
        </>
      )}
    </div>
  );
}

function OverviewSkeleton() {
  return (
    <div className="stack" aria-busy="true">
      <div className="overview-top">
        <Skeleton height={128} />
        <Skeleton height={128} />
      </div>
      <Skeleton height={164} />
      <Skeleton height={148} />
      <Skeleton height={308} />
    </div>
  );
}
