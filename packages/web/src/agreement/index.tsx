/** Agreement: how many linked records are the same on both sides, what differs and why, and a plan to repair it. */
import type { AgreementScore } from '@kobling/contract';
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { useAudit, useSchedule } from './actions.ts';
import { newestAt, scoreWords, useScore } from './score.ts';
import { Trend } from './trend.tsx';
import { When } from './when.tsx';
import './agreement.css';

export function AgreementPage() {
  const { t } = useLanguage();
  const { data, error, refetch } = useScore();
  return (
    <div className="stack">
      <title>{`${t('nav.agreement')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('nav.agreement')}</h1>
        {data === undefined ? null : <Controls score={data} />}
      </div>
      {data === undefined && error !== null ? <Problem error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? (
        <div aria-busy="true">
          <Skeleton height={128} />
        </div>
      ) : null}
      {data === undefined ? null : <Score score={data} />}
      {data?.audits.map((audit) => (
        <AuditPanel key={audit.connection.id} audit={audit} />
      ))}
    </div>
  );
}

function Controls({ score }: { readonly score: AgreementScore }) {
  const { t } = useLanguage();
  const audit = useAudit();
  const schedule = useSchedule();
  if (!useIsAdministrator()) return null;
  const busy = audit.isPending || score.running.length > 0;
  return (
    <div className="row push">
      <NativeSelect
        aria-label={t('agreement.every')}
        value={score.every}
        data={(['day', 'week', 'off'] as const).map((value) => ({ value, label: t(`agreement.every.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          schedule.mutate(value === 'day' || value === 'week' ? value : 'off')
        }
      />
      <Button
        leftSection={<IconScale size={16} aria-hidden />}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) audit.mutate();
        }}
      >
        {t('agreement.audit')}
      </Button>
    </div>
  );
}

function Score({ score }: { readonly score: AgreementScore }) {
  const language = useLanguage();
  const { t } = language;
  const at = newestAt(score);
  return (
    <section className="panel agreement-score" aria-label={t('agreement.result')}>
      {at === undefined ? (
        <>
          <h2>{t('agreement.never')}</h2>
          <p className="quiet">{t('agreement.empty')}</p>
        </>
      ) : (
        <>
          <div className="agreement-score-head">
            <h2 className="agreement-share">{scoreWords(score, language)}</h2>
            <Trend trend={score.trend} />
          </div>
          <p className="quiet">
            <When at={at} message="agreement.at" />
            {score.nextAt === null ? null : (
              <>
                {', '}
                <When at={score.nextAt} message="agreement.nextAt" future />
              </>
            )}
          </p>
        </>
      )}
      {score.running.map(({ connection, pairs }) => (
        <p key={connection.id} role="status">
          {connection.name}: {t('agreement.running', { count: pairs })}
        </p>
      ))}
    </section>
  );
}
