/** What deleting ends, before it is done. A company that has persons says so and leads to them. */
import type { CrmCard, CrmDeletePlan } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';
import { useCrmWords } from '../../language/crm/index.ts';
import { recordName } from '../../log/record.tsx';
import { forgetRecord } from '../gone.ts';
import { listOf } from '../places.ts';
import { actorWord } from './heading.tsx';

export function DeleteDialog({ card, close }: { readonly card: CrmCard; readonly close: () => void }) {
  const { t } = useCrmWords();
  const hub = useHub();
  const cache = useQueryClient();
  const goTo = useNavigate();
  const { kind, id } = card.record;
  const record = recordName(card.record, t);
  const plan = useQuery({
    queryKey: [...crmKey, 'delete', kind, id],
    queryFn: ({ signal }) => hub.call('GET /api/crm/:kind/:id/delete', { params: { kind, id } }, { signal }),
    staleTime: 0,
  });
  const deleted = useMutation({
    mutationFn: () => hub.call('POST /api/crm/:kind/:id/delete', { params: { kind, id } }),
    onSuccess: async () => {
      notifications.show({ message: t('crm.deleted', { record }) });
      await goTo(listOf[kind].path, { replace: true });
      await forgetRecord(cache, kind, id);
    },
  });
  const persons = plan.data?.persons ?? 0;
  const reason =
    plan.data === undefined
      ? t('shell.loading')
      : persons > 0
        ? t('crm.delete.persons', { record, count: persons })
        : undefined;
  return (
    <FormDialog
      opened
      onClose={close}
      title={t('crm.delete.title', { record })}
      submit={t('crm.delete')}
      reason={reason}
      busy={deleted.isPending}
      error={deleted.error ?? plan.error}
      size={520}
      onSubmit={() => deleted.mutate()}
    >
      {plan.data === undefined ? (
        <Skeleton height={72} />
      ) : persons > 0 ? (
        <>
          <p>{reason}</p>
          <Link to={{ search: '?tab=persons' }} replace>
            {t('crm.delete.seePersons')}
          </Link>
        </>
      ) : (
        <Ends plan={plan.data} />
      )}
    </FormDialog>
  );
}

function Ends({ plan }: { readonly plan: CrmDeletePlan }) {
  const { t } = useCrmWords();
  const { links, memberships, selections } = plan;
  return (
    <>
      {links.length === 0 ? (
        <p>{t('crm.delete.noLinks')}</p>
      ) : (
        <div>
          <p>{t('crm.delete.links', { count: links.length })}</p>
          <ul className="card-ends">
            {links.map(({ connection, actorType, erpKey }) => (
              <li key={connection.id}>
                {connection.name}: {t(actorWord(actorType))} {erpKey}
              </li>
            ))}
          </ul>
        </div>
      )}
      {memberships === 0 ? null : <p>{t('crm.delete.memberships', { count: memberships })}</p>}
      {selections === 0 ? null : <p>{t('crm.delete.selections', { count: selections })}</p>}
      <p>{t('crm.delete.final')}</p>
    </>
  );
}
