/** One undo: as a preview with its counts and the button that carries it out, then its progress, its result and every row. */
import type { Undo } from '@kobling/contract';
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { HubError } from '../hub/client.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { UndoRows } from './rows.tsx';
import { undoLimits, undoTitle } from './scope.ts';
import { useStartUndo } from './start-undo.ts';
import { UndoMark } from './undo-state.tsx';
import { isUnderWay, useUndo } from './use-undo.ts';
import './undo.css';

export function UndoPage() {
  const { t } = useRecordWords();
  const undo = useUndo(Number(useParams()['id']));
  if (undo.data === undefined)
    return undo.error === null ? (
      <div aria-busy="true">
        <Skeleton height={180} />
      </div>
    ) : (
      <Problem error={undo.error} again={() => void undo.refetch()} />
    );
  const { data } = undo;
  const title = undoTitle(data, t);
  return (
    <div className="stack">
      <title>{`${title} · Kobling`}</title>
      <Head undo={data} title={title} />
      {data.error === null ? null : <Problem error={new HubError(200, data.error)} />}
      {isUnderWay(data) ? <Progress undo={data} /> : <Result undo={data} />}
      {data.counts.total === 0 ? null : <UndoRows key={data.requestId} undo={data} />}
    </div>
  );
}

function Head({ undo, title }: { readonly undo: Undo; readonly title: string }) {
  const { t } = useRecordWords();
  const { scope } = undo;
  const limits = undoLimits(undo, t);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {undo.preview ? <span className="undo-preview">{t('undo.preview')}</span> : <UndoMark status={undo.status} />}
      </div>
      <p className="quiet undo-about">
        {[undo.connection.name, ...limits, ...(undo.by === '' ? [] : [undo.by])].join(' · ')} · <Ago at={undo.at} />
        {scope.kind === 'run' ? (
          <>
            {' · '}
            <Link to={`/sync/log?run=${scope.runId}`}>{t('plans.inLog')}</Link>
          </>
        ) : null}
        {scope.kind === 'record' ? (
          <>
            {' · '}
            <Link to={`/record/${scope.entity.kind}/${scope.entity.id}`}>{t('log.record')}</Link>
          </>
        ) : null}
      </p>
    </>
  );
}

function Progress({ undo: { progress, status } }: { readonly undo: Undo }) {
  const { t, format } = useRecordWords();
  const { done = 0, total = null } = progress ?? {};
  const share = total === null || total === 0 ? 0 : (100 * done) / total;
  return (
    <section className="panel undo-result" aria-label={t('undo.progress')}>
      <div
        className="undo-bar"
        role="progressbar"
        aria-label={t('undo.progress')}
        aria-valuemin={0}
        aria-valuemax={total ?? 0}
        aria-valuenow={done}
      >
        <div style={{ inlineSize: `${share}%` }} />
      </div>
      <p role="status">
        {t(`undo.status.${status}`)}
        {total === null ? null : ` · ${format.number(done)} / ${format.number(total)}`}
      </p>
    </section>
  );
}

function Result({ undo }: { readonly undo: Undo }) {
  const { t } = useRecordWords();
  const { total, restored, skipped, underWay } = undo.counts;
  if (total === 0 && undo.status === 'done')
    return <section className="panel undo-result">{t('undo.nothing')}</section>;
  if (undo.preview) return undo.status === 'done' ? <Preview undo={undo} /> : null;
  return (
    <section className="panel undo-result" aria-label={t('plans.outcome')}>
      <p role="status">
        <strong>{t('undo.restored', { count: restored })}</strong>
        {skipped > 0 ? ` · ${t('undo.left', { count: skipped })}` : null}
        {underWay > 0 ? ` · ${t('undo.sent', { count: underWay })}` : null}
        {undo.runId === null ? null : (
          <>
            {' · '}
            <Link to={`/sync/log?run=${undo.runId}`}>{t('plans.inLog')}</Link>
          </>
        )}
      </p>
      {undo.runId === null || restored + underWay === 0 ? null : <UndoAgain runId={undo.runId} />}
    </section>
  );
}

function Preview({ undo }: { readonly undo: Undo }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  const administrator = useIsAdministrator();
  const { scope, both, connection, counts } = undo;
  const would = counts.total - counts.skipped;
  const ask = (how: { readonly both: boolean; readonly preview: boolean }): void => {
    if (!start.isPending) start.mutate({ scope, connectionId: connection.id, inPlace: how.preview, ...how });
  };
  return (
    <section className="panel undo-result" aria-label={t('undo.preview')}>
      <p role="status">
        <strong>{t('undo.would', { count: would })}</strong>
        {counts.skipped > 0 ? ` · ${t('undo.wouldLeave', { count: counts.skipped })}` : null}
        {'. '}
        <span className="quiet">{t('undo.previewSays')}</span>
      </p>
      {!administrator ? (
        <p className="quiet">{t('overview.onlyAdmin')}</p>
      ) : (
        <>
          <Checkbox
            size="xs"
            label={t('undo.both')}
            description={t('undo.bothHint')}
            checked={both}
            onChange={(event) => ask({ both: event.currentTarget.checked, preview: true })}
          />
          {would === 0 ? null : (
            <div className="row">
              <Button
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                aria-disabled={start.isPending}
                onClick={() => ask({ both, preview: false })}
              >
                {t('undo.do', { count: would })}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function UndoAgain({ runId }: { readonly runId: number }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  if (!useIsAdministrator()) return null;
  return (
    <div className="row">
      <Button
        variant="default"
        aria-disabled={start.isPending}
        onClick={() => {
          if (!start.isPending) start.mutate({ scope: { kind: 'run', runId } });
        }}
      >
        {t('undo.again')}
      </Button>
    </div>
  );
}
