/** Import from ERP, first step: which connection and actor type, and what to look for there. */
import type { ImportSearch, ImportSources } from '@kobling/contract';
import { Alert, Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { DraftKept } from '../form/draft-kept.tsx';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useStill } from '../form/still.tsx';
import { type Draft, useDraft } from '../form/use-draft.ts';
import type { Hub } from '../hub/client.ts';
import { useHub } from '../hub/hub.tsx';
import { importKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useSetRunning } from '../hub/sync-control.tsx';
import { useImportWords } from '../language/import/index.ts';
import { actorWord } from './actor-word.ts';
import { Criteria } from './criteria.tsx';
import { Latest } from './latest.tsx';
import { Steps } from './steps.tsx';
import { useSources } from './use-import.ts';
import './import.css';

export function ImportPage() {
  const { t } = useImportWords();
  const sources = useSources();
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{t('import.title')}</h1>
        <Steps at={0} />
      </div>
      {sources.data === undefined ? (
        sources.error === null ? (
          <Skeleton height={180} aria-busy />
        ) : (
          <Problem error={sources.error} again={() => void sources.refetch()} />
        )
      ) : (
        <Source sources={sources.data} />
      )}
      <Latest />
    </div>
  );
}

function Source({ sources }: { readonly sources: ImportSources }) {
  const { t } = useImportWords();
  const usable = sources.sources.filter(({ active, actorTypes }) => active && actorTypes.length > 0);
  if (usable.length === 0)
    return (
      <div className="panel stack">
        <p>{t('import.noSource')}</p>
        <div className="row">
          <Button component={Link} to="/settings/sync">
            {t('import.toSettings')}
          </Button>
        </div>
      </div>
    );
  return (
    <>
      {sources.syncRunning ? <SyncIsOn /> : null}
      <Search sources={usable} off={!sources.syncRunning} />
    </>
  );
}

/** Rule 13. */
function SyncIsOn() {
  const { t } = useImportWords();
  const cache = useQueryClient();
  const setRunning = useSetRunning();
  return (
    <Alert color="yellow" variant="outline" title={t('automaticSyncOn')}>
      <div className="row">
        <span>{t('import.syncOn')}</span>
        <Button
          variant="default"
          aria-disabled={setRunning.isPending}
          onClick={() =>
            setRunning.mutate(false, { onSettled: () => void cache.invalidateQueries({ queryKey: importKey }) })
          }
        >
          {t('import.turnOff')}
        </Button>
      </div>
    </Alert>
  );
}

type Sources = ImportSources['sources'];

function Search({ sources, off }: { readonly sources: Sources; readonly off: boolean }) {
  const { t } = useImportWords();
  const [address] = useSearchParams();
  const named = sources.find(({ connection }) => String(connection.id) === address.get('connection'));
  const first = named ?? sources[0];
  const draft = useDraft<ImportSearch>('import.source', {
    connectionId: first?.connection.id ?? 0,
    actorType: first?.actorTypes[0]?.actorType ?? 'Customer',
    text: '',
    criteria: [],
  });
  const source = sources.find(({ connection }) => connection.id === draft.value.connectionId) ?? first;
  const type = source?.actorTypes.find(({ actorType }) => actorType === draft.value.actorType) ?? source?.actorTypes[0];
  const { begin, still } = useBegin(draft);
  if (source === undefined || type === undefined) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (off && !begin.isPending)
      begin.mutate({ ...draft.value, connectionId: source.connection.id, actorType: type.actorType });
  };
  return (
    <form
      className="panel stack"
      onSubmit={submit}
      aria-label={t('import.selectSource')}
      ref={still}
      aria-busy={begin.isPending}
    >
      <h2>{t('import.connector')}</h2>
      <DraftKept draft={draft} />
      {begin.error === null ? null : <Problem error={begin.error} />}
      <div className="import-form">
        <NativeSelect
          label={t('import.selectConnection')}
          value={source.connection.id}
          data={sources.map(({ connection }) => ({ value: String(connection.id), label: connection.name }))}
          onChange={(event) => draft.change({ connectionId: Number(event.currentTarget.value), criteria: [] })}
        />
        <NativeSelect
          label={t('import.actorType')}
          value={type.actorType}
          data={source.actorTypes.map(({ actorType }) => ({ value: actorType, label: t(actorWord[actorType]) }))}
          onChange={(event) => {
            const chosen = source.actorTypes.find(({ actorType }) => actorType === event.currentTarget.value);
            if (chosen !== undefined) draft.change({ actorType: chosen.actorType, criteria: [] });
          }}
        />
        {draft.value.criteria.length > 0 ? null : (
          <TextInput
            label={t('import.searchLabel')}
            description={t('import.searchHint')}
            value={draft.value.text}
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
          />
        )}
      </div>
      <Criteria
        connectionId={source.connection.id}
        actorType={type.actorType}
        criteria={draft.value.criteria}
        onChange={(criteria) => draft.change({ criteria })}
      />
      <div className="row push">
        <ReasonedButton type="submit" busy={begin.isPending} reason={off ? undefined : t('import.syncOn')}>
          {t('import.searchErp')}
        </ReasonedButton>
      </div>
    </form>
  );
}

/** What was searched for with a lost answer, and then for something else: the first search is given up. */
function searchFor(hub: Hub, draft: string, body: ImportSearch, earlier?: number): Promise<{ readonly id: number }> {
  const again = { draft, made: ({ id }: { readonly id: number }) => searchFor(hub, draft, body, id) };
  return earlier === undefined
    ? hub.call('POST /api/imports', { body }, again)
    : hub.call('POST /api/imports/:id/instead', { params: { id: earlier }, body }, again);
}

function useBegin({ name, drop }: Pick<Draft<ImportSearch>, 'name' | 'drop'>) {
  const hub = useHub();
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: (body: ImportSearch) => searchFor(hub, name, body),
    onSuccess: async ({ id }) => {
      drop();
      await navigate(`/import/${id}`);
    },
  });
  return { begin, still: useStill<HTMLFormElement>(begin.isPending) };
}
