import type { Overview } from '@kobling/contract';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useIsAdministrator, useSetInterval, useSetRunning } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { Ago } from '../language/time.tsx';

export const intervalsMs = [5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];

/** On, Off, how often; in words too. */
export function AutomaticSync({ overview }: { readonly overview: Overview }) {
  const { t, format } = useLanguage();
  const administrator = useIsAdministrator();
  const setRunning = useSetRunning();
  const setIntervalMs = useSetInterval();
  const choices = intervalsMs.includes(overview.intervalMs) ? intervalsMs : [overview.intervalMs, ...intervalsMs];
  return (
    <section className="panel automatic" aria-label={t('overview.automatic')}>
      <div className="row">
        <SegmentedControl
          size="xs"
          aria-label={t('overview.automatic')}
          {...(overview.running && { color: 'sea' })}
          readOnly={!administrator}
          value={overview.running ? 'on' : 'off'}
          data={[
            { value: 'on', label: t('on') },
            { value: 'off', label: t('off') },
          ]}
          onChange={(value) => setRunning.mutate(value === 'on')}
        />
        <NativeSelect
          className="push"
          size="xs"
          aria-label={t('overview.interval')}
          disabled={!administrator}
          value={overview.intervalMs}
          data={choices.map((ms) => ({ value: String(ms), label: format.span(ms) }))}
          onChange={(event) => setIntervalMs.mutate(Number(event.currentTarget.value))}
        />
      </div>
      <p>{t(overview.running ? 'automaticSyncOn' : 'automaticSyncOff')}</p>
      <p className="quiet">
        {overview.lastRunAt === null ? t('state.new') : <With at={overview.lastRunAt} message="overview.lastRunAt" />}
        {overview.running && overview.nextRunAt !== null ? (
          <>
            {', '}
            <With at={overview.nextRunAt} message="overview.nextRunAt" future />
          </>
        ) : null}
      </p>
      {administrator ? null : <p className="quiet">{t('overview.onlyAdmin')}</p>}
    </section>
  );
}

/** A sentence with a time in it: each language puts it elsewhere. */
export function With({
  at,
  message,
  future = false,
}: {
  readonly at: string;
  readonly message: 'overview.lastRunAt' | 'overview.nextRunAt' | 'overview.retryAt';
  readonly future?: boolean;
}) {
  const { t } = useLanguage();
  const [before, after] = t(message).split('{when}');
  return (
    <>
      {before}
      <Ago at={at} future={future} />
      {after}
    </>
  );
}
