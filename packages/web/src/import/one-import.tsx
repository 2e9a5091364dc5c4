/** One import from its search to its end: the hub's state says which step it is at. */
import type { Import } from '@kobling/contract';
import { Button, Skeleton } from '@mantine/core';
import { Link, useParams, useSearchParams } from 'react-router';
import { Problem } from '../hub/problem.tsx';
import { useImportWords } from '../language/import/index.ts';
import { NotFound } from '../shell/not-found.tsx';
import { actorWord } from './actor-word.ts';
import { Details } from './details.tsx';
import { Finished } from './finished.tsx';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { Steps } from './steps.tsx';
import { useImport } from './use-import.ts';
import './import.css';

export function OneImportPage() {
  const id = Number(useParams()['id']);
  return Number.isSafeInteger(id) && id > 0 ? <Looked id={id} /> : <NotFound />;
}

function Looked({ id }: { readonly id: number }) {
  const found = useImport(id);
  if (found.data !== undefined) return <Shown found={found.data} />;
  return found.error === null ? (
    <div className="stack" aria-busy="true">
      <Skeleton height={32} width={260} />
      <Skeleton height={240} />
    </div>
  ) : (
    <Problem error={found.error} again={() => void found.refetch()} />
  );
}

function Shown({ found }: { readonly found: Import }) {
  const { t } = useImportWords();
  const [search] = useSearchParams();
  const preview = found.status === 'ready' && search.get('step') === 'preview';
  const at = found.status === 'searching' ? 0 : found.status === 'ready' ? (preview ? 2 : 1) : 3;
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{t('import.title')}</h1>
        <span className="quiet">
          {found.connection.name} · {t(actorWord[found.actorType])}
          {found.search === '' ? '' : ` · “${found.search}”`}
        </span>
        <Steps at={at} />
      </div>
      {found.status === 'searching' || found.status === 'running' ? (
        <Progress found={found} />
      ) : found.status === 'ready' ? (
        found.total === 0 ? (
          <NoHits found={found} />
        ) : preview ? (
          <Preview found={found} />
        ) : (
          <Details found={found} />
        )
      ) : (
        <Finished found={found} />
      )}
    </div>
  );
}

function NoHits({ found }: { readonly found: Import }) {
  const { t, told } = useImportWords();
  return (
    <div className="panel stack">
      <p>{found.message === null ? t('import.noHits', { connection: found.connection.name }) : told(found.message)}</p>
      <div className="row">
        <Button component={Link} to={`/import?connection=${found.connection.id}`}>
          {t('import.searchAgain')}
        </Button>
      </div>
    </div>
  );
}
