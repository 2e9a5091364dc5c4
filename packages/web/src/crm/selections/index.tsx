/** Selections: sets of records that somebody put together. `selection-page.tsx` shows one as a list. */
import type { EntityKind, Selection } from '@kobling/contract';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { type Place, usePlace } from '../../form/place.ts';
import { useDraft } from '../../form/use-draft.ts';
import { HubError } from '../../hub/client.ts';
import { Problem } from '../../hub/problem.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { Ago } from '../../language/time.tsx';
import { kinds, RecordIcon } from '../../log/record.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { listOf } from '../places.ts';
import { DeleteSelection, RenameSelection } from './dialogs.tsx';
import { useFillSelection, useSelections } from './use-selections.ts';

export function SelectionsPage() {
  const { t } = useCrmListWords();
  const list = useSelections();
  const place = usePlace();
  const { dialog, close } = place;
  const columns = useColumns(place.open);
  const selections = list.data?.selections;
  const chosen = selections?.find(({ id }) => String(id) === place.of);
  return (
    <div className="stack">
      <title>{`${t('sel.title')} · Kobling`}</title>
      <div className="page-head">
        <h1>{t('sel.title')}</h1>
        <Button className="push" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => place.open('new')}>
          {t('sel.new')}
        </Button>
      </div>
      {list.error !== null && selections === undefined ? (
        <Problem error={list.error} again={() => void list.refetch()} />
      ) : selections?.length === 0 ? (
        <div className="panel nothing">
          <h2>{t('sel.none')}</h2>
          <p>{t('sel.none.text')}</p>
          <Link to={listOf.company.path}>{t(listOf.company.title)}</Link>
        </div>
      ) : (
        <DataTable label={t('sel.title')} columns={columns} rows={selections} rowKey={(row) => row.id} />
      )}
      {dialog === 'new' ? <NewSelection close={close} /> : null}
      {dialog === 'rename' && chosen !== undefined ? (
        <RenameSelection key={chosen.id} selection={chosen} close={close} />
      ) : null}
      {dialog === 'delete' && chosen !== undefined ? <DeleteSelection selection={chosen} close={close} /> : null}
    </div>
  );
}

function useColumns(open: Place['open']): readonly Column<Selection>[] {
  const { t, format } = useCrmListWords();
  return [
    {
      key: 'name',
      title: t('name'),
      onCard: 'title',
      cell: (row) => (
        <span className="record">
          <RecordIcon kind={row.kind} />
          <Link className="cut" to={`/selections/${row.id}`} title={row.name}>
            {row.name}
          </Link>
        </span>
      ),
    },
    {
      key: 'members',
      title: t('sel.members'),
      width: '120px',
      align: 'right',
      cell: (row) => format.number(row.members),
    },
    { key: 'by', title: t('sel.by'), width: '18%', cell: (row) => row.by },
    { key: 'changed', title: t('sel.changed'), width: '160px', cell: (row) => <Ago at={row.changedAt} /> },
    {
      key: 'do',
      title: '',
      width: '96px',
      onCard: 'bare',
      cell: (selection) => (
        <span className="row">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('sel.renameOf', { name: selection.name })}
            title={t('sel.rename')}
            onClick={() => open('rename', selection.id)}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('sel.deleteOf', { name: selection.name })}
            title={t('sel.delete')}
            onClick={() => open('delete', selection.id)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </span>
      ),
    },
  ];
}

const blank = { name: '', kind: 'company' as EntityKind };

function NewSelection({ close }: { readonly close: () => void }) {
  const { t, told } = useCrmListWords();
  const goTo = useNavigate();
  const draft = useDraft('selection.new', blank);
  const { name, kind } = draft.value;
  const fill = useFillSelection();
  const all = Object.keys(kinds) as EntityKind[];
  return (
    <FormDialog
      opened
      onClose={close}
      onSubmit={() =>
        fill.mutate(
          { kind, into: { name }, draft: draft.name },
          {
            onSuccess: ({ selection }) => {
              draft.drop();
              void goTo(`/selections/${selection.id}`, { replace: true });
            },
          },
        )
      }
      title={t('sel.new')}
      submit={t('sel.add')}
      reason={name.trim() === '' ? t('sel.needsName') : undefined}
      busy={fill.isPending}
      error={fill.error}
      size={480}
    >
      <DraftKept draft={draft} />
      <TextInput
        label={t('name')}
        size="xs"
        data-autofocus
        value={name}
        error={fill.error instanceof HubError ? told(fill.error.fields['name'] ?? '') || false : false}
        onChange={(event) => draft.change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('sel.of')}
        size="xs"
        value={kind}
        data={all.map((value) => ({ value, label: t(kinds[value].word) }))}
        onChange={(event) => draft.change({ kind: all.find((one) => one === event.currentTarget.value) ?? 'company' })}
      />
    </FormDialog>
  );
}
