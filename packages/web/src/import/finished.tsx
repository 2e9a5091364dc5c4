/** What came of an import: what was added, what was updated, and what was left out with its reason. */
import type { Import, ImportOutcome } from '@kobling/contract';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useSetRunning } from '../hub/sync-control.tsx';
import { useImportWords } from '../language/import/index.ts';
import { RowTable } from './row-table.tsx';
import { useImportStep, useSources } from './use-import.ts';

const lists = [
  ['added', 'import.listAdded'],
  ['updated', 'import.listUpdated'],
  ['refused', 'import.listRefused'],
] as const;

export function Finished({ found }: { readonly found: Import }) {
  const { t, format } = useImportWords();
  const start = useImportStep(found.id, 'start');
  const stopped = found.status === 'cancelled';
  return (
    <>
      <div className="panel stack">
        {stopped ? <p role="status">{t('import.cancelled')}</p> : null}
        <p className="figures">
          {(['added', 'updated', 'unchanged', 'refused'] as const)
            .map((outcome) => `${t(`import.outcome.${outcome}`)} ${format.number(found.outcomes[outcome] ?? 0)}`)
            .join(' · ')}
        </p>
        <SyncAgain />
        <div className="row">
          {stopped ? (
            <Button aria-disabled={start.isPending} onClick={() => start.mutate()}>
              {t('import.goOn')}
            </Button>
          ) : null}
          <Button variant="default" component={Link} to={`/import?connection=${found.connection.id}`}>
            {t('import.another')}
          </Button>
        </div>
      </div>
      {lists.map(([outcome, title]) =>
        outcome === 'refused' && (found.outcomes.refused ?? 0) === 0 ? null : (
          <List key={outcome} found={found} outcome={outcome} title={t(title)} />
        ),
      )}
    </>
  );
}

/** The import was why it was off. */
function SyncAgain() {
  const { t } = useImportWords();
  const sources = useSources();
  const setRunning = useSetRunning();
  if (sources.data?.syncRunning !== false) return null;
  return (
    <div className="row">
      <span>{t('import.turnOn')}</span>
      <Button
        variant="default"
        aria-disabled={setRunning.isPending}
        onClick={() => setRunning.mutate(true, { onSettled: () => void sources.refetch() })}
      >
        {t('on')}
      </Button>
    </div>
  );
}

interface ListProps {
  readonly found: Import;
  readonly outcome: ImportOutcome;
  readonly title: string;
}
function List({ found, outcome, title }: ListProps) {
  const { t } = useImportWords();
  const selection = outcome === 'added' || outcome === 'updated' ? found.selections[outcome] : null;
  return (
    <section className="stack" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        {selection === null ? null : (
          <Button variant="default" size="compact-sm" component={Link} to={`/selections/${selection}`}>
            {t('import.openSelection')}
          </Button>
        )}
      </div>
      <RowTable found={found} filter={{ outcome }} />
    </section>
  );
}
