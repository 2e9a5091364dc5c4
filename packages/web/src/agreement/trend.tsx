/** The score of the last thirty days as a line. Its scale begins at the lowest day, and is said in words. */
import type { AgreementScore } from '@kobling/contract';
import { useLanguage } from '../language/language.tsx';

const width = 160;
const height = 32;
const pad = 3;

export function Trend({ trend }: { readonly trend: AgreementScore['trend'] }) {
  const { t, format } = useLanguage();
  if (trend.length < 2) return null;
  const share = ({ pairs, agreeing }: AgreementScore['trend'][number]): number => (pairs === 0 ? 1 : agreeing / pairs);
  const lowest = trend.reduce((low, point) => (share(point) < share(low) ? point : low));
  const span = Math.max(1 - share(lowest), 0.0001);
  const x = (index: number): number => pad + (index / (trend.length - 1)) * (width - 2 * pad);
  const y = (point: AgreementScore['trend'][number]): number => pad + ((1 - share(point)) / span) * (height - 2 * pad);
  const last = trend.at(-1);
  const words = t('agreement.trend', { lowest: format.percent(lowest.agreeing, lowest.pairs) });
  return (
    <svg className="agreement-trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      <title>{words}</title>
      <polyline points={trend.map((point, index) => `${x(index).toFixed(1)},${y(point).toFixed(1)}`).join(' ')} />
      {last === undefined ? null : <circle cx={x(trend.length - 1)} cy={y(last)} r={2.5} />}
    </svg>
  );
}
