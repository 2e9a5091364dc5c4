/** A record: per connection its link and each synced field on both sides, in step or not, with Why? and its history. */
import type { EntityKind, RecordPage as Facts } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { recordKey } from '../hub/keys.ts';
import { useLive } from '../hub/live.tsx';
import { Problem } from '../hub/problem.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { kinds, RecordIcon, recordName } from '../log/record.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { ConnectionPart } from './connection-part.tsx';
import './record.css';

const kindOf = (text: string | undefined): EntityKind | undefined =>
  (Object.keys(kinds) as EntityKind[]).find((kind) => kind === text);

export function RecordPage() {
  const params = useParams();
  const kind = kindOf(params['kind']);
  const id = Number(params['id']);
  return kind === undefined || !Number.isSafeInteger(id) || id < 1 ? (
    <NotFound />
  ) : (
    <Looked key={`${kind} ${id}`} kind={kind} id={id} />
  );
}

function Looked({ kind, id }: { readonly kind: EntityKind; readonly id: number }) {
  const record = useRecord(kind, id);
  if (record.data !== undefined) return <Shown facts={record.data} />;
  return record.error === null ? (
    <div className="stack" aria-busy="true">
      <Skeleton height={32} width={260} />
      <Skeleton height={240} />
    </div>
  ) : (
    <Problem error={record.error} again={() => void record.refetch()} />
  );
}

/** Read again when the sync wrote something of it. */
function useRecord(kind: EntityKind, id: number) {
  const hub = useHub();
  const live = useLive();
  const cache = useQueryClient();
  useEffect(
    () =>
      live.listen((event) => {
        if (event.type === 'log' && event.rows.some(({ record }) => record?.kind === kind && record.id === id))
          void cache.invalidateQueries({ queryKey: [...recordKey, kind, id] });
      }),
    [live, cache, kind, id],
  );
  return useQuery({
    queryKey: [...recordKey, kind, id],
    queryFn: ({ signal }) => hub.call('GET /api/records/:kind/:id', { params: { kind, id } }, { signal }),
    refetchInterval: 30_000,
    // It hears of changes only while it is open: what came meanwhile is asked for at once.
    staleTime: 0,
  });
}

function Shown({ facts: { record, deleted, survivor, connections } }: { readonly facts: Facts }) {
  const { t } = useRecordWords();
  const name = recordName(record, t);
  return (
    <div className="stack">
      <title>{`${name} · Kobling`}</title>
      <div className="page-head">
        <h1 className="record record-title">
          <RecordIcon kind={record.kind} size={20} />
          <span>{name}</span>
        </h1>
        <span className="quiet">
          {t(kinds[record.kind].word)} {record.id}
        </span>
        {deleted && survivor === null ? <strong className="tone-warn">{t('record.deleted')}</strong> : null}
        {survivor === null ? null : (
          <strong className="tone-warn">
            {t('record.mergedInto')}{' '}
            <Link to={`/record/${survivor.kind}/${survivor.id}`}>{recordName(survivor, t)}</Link>
          </strong>
        )}
        <Link className="push" to={`/sync/log?entity=${record.kind}&entityId=${record.id}`}>
          {t('record.log')}
        </Link>
      </div>
      {connections.length === 0 ? <p className="quiet">{t('record.none')}</p> : null}
      {connections.map((part) => (
        <ConnectionPart key={part.connection.id} record={record} part={part} />
      ))}
    </div>
  );
}
