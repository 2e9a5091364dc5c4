import type { ActivityMinute } from '@kobling/contract';
import { Link } from 'react-router';
import { useLanguage } from '../language/language.tsx';

const barWidth = 10;
const gap = 2;
const height = 64;
const minuteMs = 60_000;
const total = (minute: ActivityMinute): number => minute.crmWrites + minute.erpWrites;

function logAddress(minute: ActivityMinute): string {
  const to = new Date(Date.parse(minute.at) + minuteMs).toISOString();
  return `/sync/log?${new URLSearchParams({ from: minute.at, to })}`;
}

/** Fields written per minute as bars, and as a table for who cannot see or reach them. */
export function Activity({ minutes }: { readonly minutes: readonly ActivityMinute[] }) {
  const { t, format } = useLanguage();
  const busy = minutes.filter((minute) => total(minute) > 0);
  const first = minutes[0];
  const last = minutes.at(-1);
  const sum = minutes.reduce((all, minute) => all + total(minute), 0);
  return (
    <section className="panel activity" aria-label={t('overview.activity')}>
      <div className="row">
        <h2>{t('overview.activity')}</h2>
        <span className="quiet figures push">
          {busy.length === 0 ? t('overview.activityNone') : t('overview.activityTotal', { count: sum })}
        </span>
      </div>
      <Bars minutes={minutes} />
      {first === undefined || last === undefined ? null : (
        <div className="activity-axis figures" aria-hidden>
          <span>{format.minute(first.at)}</span>
          <span className="row">
            <span className="swatch" style={{ background: 'var(--accent)' }} /> {t('directionErpToCrm')}
            <span className="swatch" style={{ background: 'var(--erp-fill)' }} /> {t('directionCrmToErp')}
          </span>
          <span>{format.minute(last.at)}</span>
        </div>
      )}
      {busy.length === 0 ? null : (
        <details>
          <summary>{t('overview.asTable')}</summary>
          <MinuteTable minutes={busy.toReversed()} />
        </details>
      )}
    </section>
  );
}

/** A click on a bar opens its minute in the log. Out of the tab order: sixty stops would be in the way, the table has them. */
function Bars({ minutes }: { readonly minutes: readonly ActivityMinute[] }) {
  const { t, format } = useLanguage();
  const most = Math.max(1, ...minutes.map(total));
  const size = (writes: number): number => (writes / most) * height;
  return (
    <svg
      className="activity-chart"
      viewBox={`0 0 ${minutes.length * (barWidth + gap)} ${height + 2}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {minutes.map((minute, index) => {
        const crm = size(minute.crmWrites);
        const erp = size(minute.erpWrites);
        const x = index * (barWidth + gap);
        if (total(minute) === 0)
          return <rect key={minute.at} className="bar-none" x={x} y={height} width={barWidth} height={2} />;
        return (
          <Link key={minute.at} to={logAddress(minute)} tabIndex={-1}>
            <title>{`${format.minute(minute.at)}: ${t('directionErpToCrm')} ${minute.crmWrites}, ${t('directionCrmToErp')} ${minute.erpWrites}`}</title>
            <rect className="bar-erp" x={x} y={height + 2 - crm - erp} width={barWidth} height={erp} />
            <rect className="bar-crm" x={x} y={height + 2 - crm} width={barWidth} height={crm} />
          </Link>
        );
      })}
    </svg>
  );
}

function MinuteTable({ minutes }: { readonly minutes: readonly ActivityMinute[] }) {
  const { t, format } = useLanguage();
  return (
    <div className="activity-table">
      <table>
        <caption className="seen-by-readers">{t('overview.activity')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('overview.minute')}</th>
            <th scope="col">{t('directionErpToCrm')}</th>
            <th scope="col">{t('directionCrmToErp')}</th>
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute) => (
            <tr key={minute.at}>
              <th scope="row">
                <Link to={logAddress(minute)}>{format.minute(minute.at)}</Link>
              </th>
              <td>{format.number(minute.crmWrites)}</td>
              <td>{format.number(minute.erpWrites)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
