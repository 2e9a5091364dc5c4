/** Persons of a company or a project, projects of a person or a company. */
import type { CrmRecord, CrmRelatedRow } from '@kobling/contract';
import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { recordName } from '../../log/record.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { cardPath } from '../places.ts';
import { RecordChoice } from '../record-choice.tsx';

interface Props {
  readonly record: CrmRecord;
  readonly related: 'persons' | 'projects';
}

export function Related({ record, related }: Props) {
  const { t } = useCrmWords();
  const hub = useHub();
  const { kind, id } = record;
  const list = useQuery({
    queryKey: [...crmKey, 'related', kind, id, related],
    queryFn: ({ signal }) =>
      hub.call('GET /api/crm/:kind/:id/related/:related', { params: { kind, id, related } }, { signal }),
  });
  const members = useMembers(id);
  const isProject = kind === 'project';
  const columns = useColumns(related, isProject ? members.remove : undefined);
  if (list.error !== null && list.data === undefined)
    return <Problem error={list.error} again={() => void list.refetch()} />;
  const rows = list.data?.rows;
  return (
    <div className="stack">
      {related === 'projects' ? null : isProject ? (
        <div className="card-adder">
          <RecordChoice
            key={rows?.length ?? 0}
            label={t('crm.members.add')}
            kind="person"
            chosen={null}
            change={(person) => (person === null ? undefined : members.add(person.id))}
          />
        </div>
      ) : (
        <Button
          className="card-adder"
          component={Link}
          to={`/person/new?company=${id}&companyName=${encodeURIComponent(record.name)}`}
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('crm.new.person')}
        </Button>
      )}
      {rows?.length === 0 ? (
        <p className="quiet">{t(related === 'persons' ? 'crm.persons.none' : 'crm.projects.none')}</p>
      ) : (
        <DataTable
          label={t(`crm.tab.${related}`)}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.record.id}
          skeletonRows={3}
        />
      )}
      {list.data?.more === true ? (
        <p className="quiet">{t('crm.related.more', { count: list.data.rows.length })}</p>
      ) : null}
    </div>
  );
}

/** Taken out at once; the toast puts it back. */
function useMembers(projectId: number) {
  const { t } = useCrmWords();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const params = { id: projectId };
  const again = {
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: [...crmKey, 'related'] }),
  };
  const add = useMutation({
    mutationFn: (personId: number) => hub.call('POST /api/crm/project/:id/members', { params, body: { personId } }),
    ...again,
  });
  const remove = useMutation({
    mutationFn: (person: CrmRecord) =>
      hub.call('POST /api/crm/project/:id/members/remove', { params, body: { personId: person.id } }),
    onSuccess: (_ok, person) => {
      const toast = notifications.show({
        message: (
          <span className="row">
            {t('crm.members.removed', { record: recordName(person, t) })}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                notifications.hide(toast);
                add.mutate(person.id);
              }}
            >
              {t('crm.undo')}
            </Button>
          </span>
        ),
        autoClose: 10_000,
      });
    },
    ...again,
  });
  return { add: (id: number) => add.mutate(id), remove: (person: CrmRecord) => remove.mutate(person) };
}

function useColumns(
  related: Props['related'],
  remove: ((person: CrmRecord) => void) | undefined,
): readonly Column<CrmRelatedRow>[] {
  const { t } = useCrmWords();
  const name: Column<CrmRelatedRow> = {
    key: 'name',
    title: t('name'),
    ...(related === 'projects' ? {} : { width: '26%' }),
    onCard: 'title',
    cell: ({ record }) => (
      <Link className="cut" to={cardPath(record.kind, record.id)}>
        {recordName(record, t)}
      </Link>
    ),
  };
  const number: Column<CrmRelatedRow> = {
    key: 'number',
    title: t('crm.f.number'),
    width: '120px',
    cell: (row) => row.number,
  };
  if (related === 'projects')
    return [name, number, { key: 'status', title: t('crm.f.status'), width: '30%', cell: (row) => row.note }];
  const columns: readonly Column<CrmRelatedRow>[] = [
    name,
    { key: 'position', title: t('crm.f.position'), width: '18%', cell: (row) => <div className="cut">{row.note}</div> },
    { key: 'phone', title: t('crm.f.phone'), width: '150px', cell: (row) => row.phone },
    {
      key: 'email',
      title: t('crm.f.email'),
      cell: (row) => (
        <div className="cut" title={row.email}>
          {row.email}
        </div>
      ),
    },
  ];
  if (remove === undefined) return columns;
  return [
    ...columns,
    {
      key: 'company',
      title: t('crm.f.company'),
      width: '18%',
      cell: ({ company }) =>
        company === null ? null : (
          <Link className="cut" to={cardPath('company', company.id)}>
            {company.name}
          </Link>
        ),
    },
    {
      key: 'remove',
      title: '',
      width: '56px',
      onCard: 'corner',
      cell: ({ record }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('crm.members.remove', { record: recordName(record, t) })}
          onClick={() => remove(record)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      ),
    },
  ];
}
