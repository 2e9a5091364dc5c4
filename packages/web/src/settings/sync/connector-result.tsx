/** What came of trying a connector: who answered, what it can do, what is missing. */
import type { ConnectorAnswers } from '@kobling/contract';
import { IconCircleCheckFilled, IconTriangleFilled } from '@tabler/icons-react';
import { InSight } from '../../form/in-sight.tsx';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';

export interface ConnectorTried {
  /** For what it was tried. */
  readonly url: string;
  readonly wsdl: string | undefined;
  /** Undefined: it did not answer, and `error` says why. */
  readonly answers: ConnectorAnswers | undefined;
  readonly error: unknown;
}

export const ConnectorResult = ({ tried }: { readonly tried: ConnectorTried }) => (
  <InSight of={tried}>
    <Result {...tried} />
  </InSight>
);

function Result({ answers, error }: ConnectorTried) {
  const { t } = useSettingsWords();
  if (answers === undefined)
    return (
      <>
        <Problem error={error} />
        <p className="quiet">{t('set.saveAnywayHint')}</p>
      </>
    );
  const { name, operations, problems, changed } = answers;
  return (
    <div className="set-result" role="status">
      <p className={`state ${problems.length === 0 ? 'tone-ok' : 'tone-warn'}`}>
        {problems.length === 0 ? (
          <IconCircleCheckFilled size={16} aria-hidden />
        ) : (
          <IconTriangleFilled size={16} aria-hidden />
        )}
        <span>{t('set.answered', { name })}</span>
      </p>
      {operations === null ? null : <p className="quiet">{t('set.operations', { names: operations.join(', ') })}</p>}
      {problems.length === 0 ? null : (
        <>
          <p>{t('set.problems')}</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      {changed ? <p>{t('set.contractChanged')}</p> : null}
    </div>
  );
}
