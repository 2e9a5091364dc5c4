import type { LogPage, LogRow } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useHub } from '../hub/hub.tsx';
import { logKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import { useLanguage } from '../language/language.tsx';
import { Change } from '../log/change.tsx';
import { KindMark } from '../log/kind-mark.tsx';
import { fieldName, recordName } from '../log/record.tsx';

const kept = 8;
const tickerKey = [...logKey, 'ticker'] as const;

/** The newest rows of the log as they are written. Moving text can be stopped; the newest stand on top. */
export function LiveTicker() {
  const { t } = useLanguage();
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  const [paused, setPaused] = useState(false);
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  const { data } = useQuery({
    queryKey: tickerKey,
    queryFn: ({ signal }) => hub.call('GET /api/sync/log', { query: { limit: kept } }, { signal }),
  });
  useEffect(() => {
    if (paused) return undefined;
    return live.listen((event) => {
      if (event.type !== 'log') return;
      setFresh(new Set(event.rows.map((row) => row.id)));
      cache.setQueryData<LogPage>(tickerKey, (old) => ({
        rows: newest(event.rows, old?.rows ?? []),
        nextBeforeId: null,
      }));
    });
  }, [paused, live, cache]);
  const resume = (): void => {
    setPaused(!paused);
    if (paused) void cache.invalidateQueries({ queryKey: tickerKey });
  };
  return (
    <section className="panel" aria-label={t('overview.live')}>
      <div className="row">
        <h2>{t('overview.live')}</h2>
        <Button
          className="push"
          variant="subtle"
          size="compact-xs"
          leftSection={paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
          onClick={resume}
        >
          {t(paused ? 'overview.resume' : 'overview.pause')}
        </Button>
      </div>
      <ul className="ticker-list">
        {data?.rows.length === 0 ? <li className="quiet">{t('overview.liveEmpty')}</li> : null}
        {data?.rows.map((row) => (
          <TickerRow key={row.id} row={row} fresh={fresh.has(row.id)} />
        ))}
      </ul>
    </section>
  );
}

function newest(come: readonly LogRow[], had: readonly LogRow[]): LogRow[] {
  const byId = new Map([...had, ...come].map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, kept);
}

function TickerRow({ row, fresh }: { readonly row: LogRow; readonly fresh: boolean }) {
  const { t, told, format } = useLanguage();
  return (
    <li className={fresh ? 'fresh' : ''}>
      <span className="quiet figures" title={format.exact(row.at)}>
        {format.clock(row.at)}
      </span>
      <KindMark kind={row.kind} wordless />
      {row.record === null ? null : (
        <span className="cut">
          {recordName(row.record, t)}
          {row.field === null ? '' : ` · ${fieldName(row.field, told)}`}
        </span>
      )}
      <span className="ticker-change cut">
        <Change row={row} />
      </span>
    </li>
  );
}
