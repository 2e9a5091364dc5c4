/** On the overview: what the last full compare said, how that went over the days, and the way to what differs. */
import { Link } from 'react-router';
import { useLanguage } from '../language/language.tsx';
import { newestAt, scoreWords, useScore } from './score.ts';
import { Trend } from './trend.tsx';
import { When } from './when.tsx';
import './agreement.css';

export function LastAudit() {
  const language = useLanguage();
  const { t } = language;
  const score = useScore().data;
  if (score === undefined) return null;
  const at = newestAt(score);
  return (
    <p className="agreement-audit quiet">
      {at === undefined ? (
        <Link to="/sync/agreement">{t('agreement.never')}</Link>
      ) : (
        <>
          <span className="figures">
            <When at={at} message="agreement.at" />: <Link to="/sync/agreement">{scoreWords(score, language)}</Link>
          </span>
          <Trend trend={score.trend} />
        </>
      )}
    </p>
  );
}
