/** While the ERP is searched, and while records are made: how far, and a way to stop. The page may be left. */
import type { Import } from '@kobling/contract';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { HubError } from '../hub/client.ts';
import { Problem } from '../hub/problem.tsx';
import { useImportWords } from '../language/import/index.ts';
import { useImportStep } from './use-import.ts';

export function Progress({ found }: { readonly found: Import }) {
  return found.failure === null ? <AtWork found={found} /> : <Stopped found={found} reason={found.failure} />;
}

function AtWork({ found }: { readonly found: Import }) {
  const { t, format } = useImportWords();
  const cancel = useImportStep(found.id, 'cancel');
  const { done, total } = found.progress ?? { done: 0, total: null };
  const all = found.status === 'running' ? (total ?? found.selected) : null;
  const words =
    all === null
      ? t('import.found', { count: Math.max(done, found.total) })
      : t('import.running', { done: format.number(done), total: format.number(all) });
  return (
    <div className="panel stack" role="status">
      <h2>
        {found.status === 'running' ? t('import.title') : t('import.searching', { connection: found.connection.name })}
      </h2>
      <progress
        className="import-bar"
        aria-label={words}
        {...(all === null ? {} : { value: done, max: Math.max(all, 1) })}
      />
      <p className="figures">{words}</p>
      <div className="row">
        <span className="quiet">{t('import.mayLeave')}</span>
        <Button
          className="push"
          variant="default"
          aria-disabled={cancel.isPending}
          onClick={() => {
            if (!cancel.isPending) cancel.mutate();
          }}
        >
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

/** The request failed or was stopped: what was done stays, and it may go on. */
function Stopped({ found, reason }: { readonly found: Import; readonly reason: string }) {
  const { t } = useImportWords();
  const start = useImportStep(found.id, 'start');
  return (
    <div className="stack">
      <Problem error={new HubError(409, { code: 'import.stopped', message: reason, remedy: '' })} />
      <div className="row">
        {found.status === 'running' ? (
          <Button aria-disabled={start.isPending} onClick={() => start.mutate()}>
            {t('import.goOn')}
          </Button>
        ) : null}
        <Button variant="default" component={Link} to={`/import?connection=${found.connection.id}`}>
          {t('import.searchAgain')}
        </Button>
      </div>
    </div>
  );
}
