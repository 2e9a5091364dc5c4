/** On, Off, how it stands in words, how often, and the way to the log. */
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconListDetails, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useOverview, useSetInterval, useSetRunning } from '../../hub/sync-control.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { intervalsMs, With } from '../../overview/automatic-sync.tsx';

export function AutomaticSync() {
  const { t, format } = useSettingsWords();
  const overview = useOverview().data;
  const setRunning = useSetRunning();
  const setIntervalMs = useSetInterval();
  if (overview === undefined) return <Skeleton height={82} />;
  const { running, intervalMs, lastRunAt, nextRunAt } = overview;
  const choices = intervalsMs.includes(intervalMs) ? intervalsMs : [intervalMs, ...intervalsMs];
  return (
    <section className="panel set-automatic" aria-label={t('overview.automatic')}>
      <div className="row">
        <Button.Group>
          <Button
            variant={running ? 'filled' : 'default'}
            aria-pressed={running}
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            onClick={() => setRunning.mutate(true)}
          >
            {t('on')}
          </Button>
          <Button
            variant={running ? 'default' : 'filled'}
            aria-pressed={!running}
            leftSection={<IconPlayerPause size={14} aria-hidden />}
            onClick={() => setRunning.mutate(false)}
          >
            {t('off')}
          </Button>
        </Button.Group>
        <p role="status">{t(running ? 'automaticSyncOn' : 'automaticSyncOff')}</p>
        <Button
          className="push"
          component={Link}
          to="/sync/log"
          variant="default"
          leftSection={<IconListDetails size={14} aria-hidden />}
        >
          {t('showLog')}
        </Button>
      </div>
      <div className="row">
        <label className="row set-interval">
          <span>{t('overview.interval')}</span>
          <NativeSelect
            size="xs"
            value={intervalMs}
            data={choices.map((ms) => ({ value: String(ms), label: format.span(ms) }))}
            onChange={(event) => setIntervalMs.mutate(Number(event.currentTarget.value))}
          />
        </label>
        <p className="quiet">
          {lastRunAt === null ? t('state.new') : <With at={lastRunAt} message="overview.lastRunAt" />}
          {running && nextRunAt !== null ? (
            <>
              {', '}
              <With at={nextRunAt} message="overview.nextRunAt" future />
            </>
          ) : null}
        </p>
      </div>
    </section>
  );
}
