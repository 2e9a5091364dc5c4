/** What the log tells of one field, newest first; each write can be put back. */
import type { CrmRecord, FieldName, LogRow } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useHub } from '../hub/hub.tsx';
import { recordKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { useIsAdministrator } from '../hub/sync-control.tsx';
import { useRecordWords } from '../language/record/index.ts';
import { Ago } from '../language/time.tsx';
import { Change, Way } from '../log/change.tsx';
import { KindMark } from '../log/kind-mark.tsx';
import { fieldName } from '../log/record.tsx';
import { useStartUndo } from '../undo/start-undo.ts';

const pageSize = 20;

interface Props {
  readonly record: CrmRecord;
  readonly field: FieldName;
}

export function FieldHistory({ record, field }: Props) {
  const { t, told } = useRecordWords();
  const list = useHistory(record, field);
  const rows = list.data?.pages.flatMap((page) => page.rows).filter((row) => speaksOf(row, field));
  return (
    <section className="why-history" aria-label={t('record.historyOf', { field: fieldName(field, told) })}>
      <h3>{t('record.history')}</h3>
      {rows === undefined && list.error !== null ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : rows?.length === 0 && !list.hasNextPage ? (
        <p className="quiet">{t('record.noHistory')}</p>
      ) : (
        <ul aria-busy={rows === undefined}>
          {rows?.map((row) => (
            <Entry key={row.id} record={record} row={row} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button variant="subtle" size="compact-sm" onClick={() => void list.fetchNextPage()}>
          {t('log.older')}
        </Button>
      ) : null}
    </section>
  );
}

/** The log knows parts of names only: what it answers too much is left out. */
const speaksOf = ({ field: other }: LogRow, field: FieldName): boolean =>
  other !== null && (field.crmField === null ? other.erpField === field.erpField : other.crmField === field.crmField);

function useHistory(record: CrmRecord, field: FieldName) {
  const hub = useHub();
  const named = field.crmField ?? field.erpField ?? '';
  return useInfiniteQuery({
    // Under the record's key: read again with it.
    staleTime: 0,
    queryKey: [...recordKey, record.kind, record.id, 'history', named],
    queryFn: ({ pageParam, signal }) =>
      hub.call(
        'GET /api/sync/log',
        {
          query: {
            entity: record.kind,
            entityId: record.id,
            field: named,
            limit: pageSize,
            ...(pageParam === null ? {} : { beforeId: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.nextBeforeId,
  });
}

function Entry({ record, row }: { readonly record: CrmRecord; readonly row: LogRow }) {
  return (
    <li>
      <span className="why-when">
        <Ago at={row.at} />
      </span>
      <KindMark kind={row.kind} wordless />
      <span className="why-way">
        <Way row={row} />
      </span>
      <span className="why-change">
        <Change row={row} />
        {row.by === '' || row.by === row.connection.name ? null : <span className="quiet"> · {row.by}</span>}
      </span>
      <PutBack record={record} row={row} />
    </li>
  );
}

/** This write and all later ones of the field on the same connection. */
function PutBack({ record, row }: { readonly record: CrmRecord; readonly row: LogRow }) {
  const { t } = useRecordWords();
  const start = useStartUndo();
  const administrator = useIsAdministrator();
  const erpField = row.field?.erpField ?? null;
  if (!administrator || row.side === null || row.oldValue === null || erpField === null) return null;
  const entity = { kind: record.kind, id: record.id };
  return (
    <Button
      className="why-undo"
      variant="subtle"
      size="compact-xs"
      aria-label={t('record.putBackFrom', { row: String(row.id) })}
      aria-disabled={start.isPending}
      onClick={() => {
        if (start.isPending) return;
        start.mutate({
          scope: { kind: 'record', entity, since: row.id, fields: [erpField] },
          connectionId: row.connection.id,
        });
      }}
    >
      {t('record.putBack')}
    </Button>
  );
}
