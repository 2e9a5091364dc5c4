/** Sync now for this record on this connection, with what it did, in place. */
import type { ErpRequest } from '@kobling/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useHub } from '../hub/hub.tsx';
import { Problem } from '../hub/problem.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { Change, Way } from '../log/change.tsx';
import { fieldName } from '../log/record.tsx';
import type { Entity } from './draft.ts';
import { untilEnded } from './follow.ts';

interface Props {
  readonly entity: Entity;
  readonly connection: { readonly id: number; readonly name: string };
}

export function SyncNow({ entity, connection }: Props) {
  const hub = useHub();
  const cache = useQueryClient();
  const { t } = useErpTabWords();
  const sync = useMutation({
    mutationFn: async (): Promise<ErpRequest | undefined> => {
      const body = { connectionId: connection.id };
      const { requests } = await hub.call('POST /api/erp-tab/:kind/:id/sync', { params: entity, body });
      const id = requests[0]?.requestId;
      return id === undefined ? undefined : untilEnded(hub, id, new AbortController().signal);
    },
    // The sync may have written the record itself, which the card shows.
    onSettled: () => cache.invalidateQueries(),
  });
  return (
    <>
      <ReasonedButton
        className="push"
        variant="default"
        size="compact-sm"
        busy={sync.isPending}
        aria-label={`${t('syncNow')}: ${connection.name}`}
        onClick={() => sync.mutate()}
      >
        {sync.isPending ? t('tab.syncing') : t('syncNow')}
      </ReasonedButton>
      <div className="erp-result" role="status">
        {sync.error !== null ? (
          <Problem error={sync.error} />
        ) : sync.data === undefined ? null : (
          <Result of={sync.data} />
        )}
      </div>
    </>
  );
}

function Result({ of: { status, message, changes, connection } }: { readonly of: ErpRequest }) {
  const { t, told } = useErpTabWords();
  if (status === 'failed')
    return (
      <p className="erp-told">
        {t('sync.wentWrong', { connection: connection.name })} {message}
      </p>
    );
  if (changes.length === 0) return <p className="quiet">{t('sync.nothing', { connection: connection.name })}</p>;
  return (
    <ul className="erp-changes">
      {changes.map((row) => (
        <li key={row.id}>
          <strong>{row.field === null ? '' : fieldName(row.field, told)}</strong>
          <Way row={row} />
          <span>
            <Change row={row} />
          </span>
        </li>
      ))}
    </ul>
  );
}
