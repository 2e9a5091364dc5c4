import type { Agreement, Overview } from '@kobling/contract';
import { Link } from 'react-router';
import { LastAudit } from '../agreement/overview-line.tsx';
import { useLanguage } from '../language/language.tsx';
import { staleSince, useTimes, WhatWaits } from './what-waits.tsx';

const parts = ['inStep', 'waiting', 'differ', 'conflicts', 'failed'] as const;
type Part = (typeof parts)[number];

/** How many links agree, as a number, a bar and words; the parts that do not lead to where they are mended. */
export function AgreementPanel({ overview }: { readonly overview: Overview }) {
  const { t, format } = useLanguage();
  const { agreement } = overview;
  const { time } = useTimes();
  const compared = agreement.total - agreement.waiting;
  const comparedAt = compared === 0 ? undefined : staleSince(overview);
  return (
    <section className="panel agreement" aria-label={t('overview.agreement')}>
      <h2 className="seen-by-readers">{t('overview.agreement')}</h2>
      {agreement.total === 0 ? (
        <p className="agreement-share">{t('overview.noLinks')}</p>
      ) : (
        <div className="agreement-head">
          <span className="agreement-share">
            {comparedAt === undefined
              ? t('overview.inStepShare', { share: format.percent(agreement.inStep, agreement.total) })
              : t('overview.comparedShare', {
                  share: format.percent(agreement.inStep, compared),
                  time: time(comparedAt),
                })}
          </span>
          <span className="quiet figures">{t('overview.ofLinks', { count: agreement.total })}</span>
        </div>
      )}
      <AgreementBar agreement={agreement} />
      <ul className="agreement-legend figures">
        {parts
          .filter((part) => part === 'inStep' || agreement[part] > 0)
          .map((part) => (
            <li key={part}>
              <span className={`swatch part-${part}`} aria-hidden />
              <PartWords part={part} count={agreement[part]} />
            </li>
          ))}
      </ul>
      {agreement.total === 0 ? null : <WhatWaits overview={overview} />}
      {agreement.total === 0 ? null : <LastAudit />}
    </section>
  );
}

/** Even one failed link of a million gets its sliver: `min-width` in the style. */
function AgreementBar({ agreement }: { readonly agreement: Agreement }) {
  return (
    <div className="agreement-bar" aria-hidden>
      {agreement.total === 0 ? <span className="part-differ" style={{ flexGrow: 1, opacity: 0.3 }} /> : null}
      {parts
        .filter((part) => agreement[part] > 0)
        .map((part) => (
          <span key={part} className={`part-${part}`} style={{ flexGrow: agreement[part] / agreement.total }} />
        ))}
    </div>
  );
}

function PartWords({ part, count }: { readonly part: Part; readonly count: number }) {
  const { t } = useLanguage();
  switch (part) {
    case 'inStep':
      return <span>{t('overview.inStepCount', { count })}</span>;
    case 'waiting':
      return <span>{t('overview.waitCount', { count })}</span>;
    case 'differ':
      return <Link to="/sync/log?kind=drift">{t('overview.differ', { count })}</Link>;
    case 'conflicts':
      return <Link to="/sync/conflicts">{t('state.conflicts', { count })}</Link>;
    case 'failed':
      return <Link to="/sync/failures">{t('state.failed', { count })}</Link>;
  }
}
