/** Finding the actor: by text at once, by criteria, and what is connected already marked. */
import type { ErpHit, ErpSearchForm, TabActorType } from '@kobling/contract';
import { Button, Checkbox, Radio, TextInput, Tooltip } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useDraft } from '../form/use-draft.ts';
import { useHub } from '../hub/hub.tsx';
import { erpTabKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { Value } from '../log/change.tsx';
import { recordName } from '../log/record.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { Criteria, type Criterion, usable } from './criteria.tsx';
import type { Entity } from './draft.ts';

interface Place {
  readonly entity: Entity;
  readonly connectionId: number;
  readonly actorType: TabActorType;
}
interface Typed {
  readonly text: string;
  readonly advanced: boolean;
  readonly criteria: readonly Criterion[];
  /** The search that is shown: what was typed when Search was pressed. */
  readonly asked: { readonly text: string; readonly criteria: readonly Criterion[] };
  readonly limit: number;
  readonly chosen: string;
  readonly cantFind: boolean;
}

const pageSize = 50;
const mostHits = 1_000;

/** @param name searched for at once. */
export function useActorSearch({ entity, connectionId, actorType }: Place, name: string) {
  const hub = useHub();
  const initial: Typed = {
    text: name,
    advanced: false,
    criteria: [],
    asked: { text: name, criteria: [] },
    limit: pageSize,
    chosen: '',
    cantFind: false,
  };
  const draft = useDraft<Typed>(`erp-search.${entity.kind}.${entity.id}.${connectionId}.${actorType}`, initial);
  const { asked, limit } = draft.value;
  const key = [...erpTabKey, entity.kind, entity.id, 'search', connectionId, actorType];
  const form = useQuery({
    queryKey: [...erpTabKey, 'search-form', connectionId, actorType],
    queryFn: ({ signal }) =>
      hub.call('GET /api/erp-tab/search-form', { query: { connection: connectionId, actorType } }, { signal }),
    staleTime: 60_000,
    retry: false,
  });
  const found = useQuery({
    queryKey: [...key, asked, limit],
    queryFn: ({ signal }) =>
      hub.call(
        'POST /api/erp-tab/:kind/:id/search',
        {
          params: entity,
          body: {
            connectionId,
            actorType,
            text: asked.text,
            criteria: asked.criteria.map(({ field, operator, values }) => ({ field, operator, values: [...values] })),
            limit,
          },
        },
        { signal },
      ),
    enabled: name !== '' || draft.changes.asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
  });
  return {
    draft,
    form,
    found,
    search: (part: Partial<Typed> = {}): void => {
      const { text, criteria, advanced } = { ...draft.value, ...part };
      const next = { text: advanced ? '' : text.trim(), criteria: advanced ? criteria.filter(usable) : [] };
      draft.change({ ...part, asked: next, limit: pageSize, chosen: '' });
      if (JSON.stringify(next) === JSON.stringify(asked)) void found.refetch();
    },
    /** How the chosen hit is called. */
    nameOf: (erpKey: string): string | undefined => {
      const hit = found.data?.hits.find((each) => each.erpKey === erpKey);
      const [column] = telling(form.data?.columns, found.data?.hits);
      return hit === undefined || column === undefined ? undefined : hit.values[column.key];
    },
  };
}
type ActorSearch = ReturnType<typeof useActorSearch>;

interface Props {
  readonly search: ActorSearch;
  /** Goes on with a hit at once. */
  readonly take: (erpKey: string) => void;
  readonly connection: string;
  readonly mayNotCreate: string | undefined;
}

export function SearchActors({ search, take, connection, mayNotCreate }: Props) {
  const { t } = useErpTabWords();
  const { draft, form, found } = search;
  const { text, advanced, criteria, cantFind } = draft.value;
  const offered = form.data?.criteria ?? [];
  return (
    <>
      {advanced ? (
        <Criteria
          fields={offered}
          criteria={criteria}
          change={(next) => draft.change({ criteria: next })}
          search={() => search.search()}
        />
      ) : (
        <div className="erp-search">
          <TextInput
            label={t('tab.searchIn', { connection })}
            description={t('tab.emptyShowsAll')}
            value={text}
            data-autofocus
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // Here Enter searches; it does not connect.
              event.preventDefault();
              search.search();
            }}
          />
          <Button variant="default" onClick={() => search.search()}>
            {t('search')}
          </Button>
        </div>
      )}
      {offered.length === 0 ? null : (
        <Button
          className="erp-turn"
          variant="subtle"
          size="compact-sm"
          aria-pressed={advanced}
          onClick={() => draft.change({ advanced: !advanced })}
        >
          {advanced ? t('tab.simpleSearch') : t('tab.advancedSearch')}
        </Button>
      )}
      {found.error !== null ? <Problem error={found.error} again={() => void found.refetch()} /> : null}
      {form.error !== null && found.error === null ? (
        <Problem error={form.error} again={() => void form.refetch()} />
      ) : null}
      <Hits search={search} take={take} connection={connection} />
      <CantFind checked={cantFind} reason={mayNotCreate} change={(checked) => draft.change({ cantFind: checked })} />
    </>
  );
}

/** Turns Connect into Create. */
function CantFind(props: {
  readonly checked: boolean;
  readonly reason: string | undefined;
  readonly change: (checked: boolean) => void;
}) {
  const { t } = useErpTabWords();
  const id = useId();
  const { checked, reason, change } = props;
  const box = (
    <Checkbox
      label={t('tab.cantFindMatch')}
      checked={checked}
      aria-disabled={reason !== undefined}
      aria-describedby={reason === undefined ? undefined : id}
      className={reason === undefined ? undefined : 'erp-dimmed'}
      onChange={(event) => {
        if (reason === undefined) change(event.currentTarget.checked);
      }}
    />
  );
  if (reason === undefined) return box;
  return (
    <>
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <div>{box}</div>
      </Tooltip>
      <span id={id} className="seen-by-readers">
        {reason}
      </span>
    </>
  );
}

function Hits({ search: { draft, form, found }, take, connection }: Omit<Props, 'mayNotCreate'>) {
  const { t } = useErpTabWords();
  const group = useId();
  const { chosen, cantFind, limit } = draft.value;
  const hits = found.data?.hits;
  if (found.error !== null) return null;
  if (hits?.length === 0 && !found.isFetching)
    return <p className="quiet erp-none">{t('tab.noHits', { connection })}</p>;
  const columns = hitColumns(
    telling(form.data?.columns, hits),
    (hit, name) => (
      <Radio
        name={group}
        label={name}
        aria-label={`${name} ${hit.erpKey}`}
        checked={chosen === hit.erpKey && !cantFind}
        disabled={hit.linkedTo !== null}
        onChange={() => draft.change({ chosen: hit.erpKey, cantFind: false })}
      />
    ),
    t,
  );
  return (
    <>
      <DataTable
        label={t('tab.hits')}
        columns={columns}
        rows={form.data === undefined && form.error === null ? undefined : hits}
        rowKey={({ erpKey }) => erpKey}
        rowProps={({ erpKey, linkedTo }) =>
          linkedTo === null
            ? {
                className: 'erp-hit',
                onClick: () => draft.change({ chosen: erpKey, cantFind: false }),
                onDoubleClick: () => take(erpKey),
              }
            : {}
        }
      />
      {hits === undefined ? null : (
        <p className="row quiet" role="status">
          {t(found.data?.more === true ? 'tab.firstHits' : 'tab.countHits', { count: hits.length })}
          {found.data?.more === true && limit < mostHits ? (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => draft.change({ limit: Math.min(limit + pageSize, mostHits) })}
            >
              {t('tab.moreHits')}
            </Button>
          ) : null}
        </p>
      )}
    </>
  );
}

/** A column that only repeats the key has its own already. */
const telling = (columns: ErpSearchForm['columns'] = [], hits: readonly ErpHit[] = []): ErpSearchForm['columns'] =>
  columns.filter(({ key }) => hits.length === 0 || hits.some(({ erpKey, values }) => values[key] !== erpKey));

function hitColumns(
  shown: ErpSearchForm['columns'],
  choose: (hit: ErpHit, name: string) => React.ReactNode,
  t: ReturnType<typeof useErpTabWords>['t'],
): readonly Column<ErpHit>[] {
  const [first, ...rest] = shown;
  return [
    {
      key: 'name',
      title: first?.label ?? t('id'),
      // What one chooses by; the others share the rest.
      ...(rest.length > 0 && { width: '30%' }),
      onCard: 'bare',
      cell: (hit) => choose(hit, (first === undefined ? '' : hit.values[first.key]) || hit.erpKey),
    },
    { key: 'key', title: t('id'), width: '96px', cell: ({ erpKey }) => <span className="figures">{erpKey}</span> },
    ...rest.map(
      ({ key, label, type }): Column<ErpHit> => ({
        key: `field ${key}`,
        title: label,
        ...((type === 'integer' || type === 'decimal') && { align: 'right' as const }),
        cell: (hit) =>
          (hit.values[key] ?? '') === '' ? null : (
            <div className="cut" title={hit.values[key]}>
              <Value text={hit.values[key] ?? ''} type={type} />
            </div>
          ),
      }),
    ),
    {
      key: 'linked',
      title: t('tab.connectedTo'),
      width: '20%',
      cell: ({ linkedTo }) => (linkedTo === null ? null : <div className="cut">{recordName(linkedTo, t)}</div>),
    },
  ];
}
