/** Defaults of a connection: what a new or newly connected actor is given, fixed or asked for. */
import type { DefaultField, Defaults } from '@kobling/contract';
import { Button, Skeleton } from '@mantine/core';
import { IconForms, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { ConnectionFrame } from './connection-frame.tsx';
import { partPath } from './connection-path.ts';
import { DefaultDialog } from './default-dialog.tsx';
import { isSet, noDefault } from './default-form.ts';
import { tellWithUndo } from './undo-toast.tsx';
import { useSaveDefault } from './use-defaults.ts';
import { useConnectionId, useDefaultValues } from './use-mapping.ts';

export function DefaultsPage() {
  const { t } = useMappingWords();
  const id = useConnectionId();
  const defaults = useDefaultValues(id);
  return (
    <ConnectionFrame
      id={id}
      part="defaults"
      connection={defaults.data?.connection}
      error={defaults.error}
      again={() => void defaults.refetch()}
    >
      {defaults.data === undefined ? (
        <div aria-busy="true">
          <Skeleton height={240} />
        </div>
      ) : defaults.data.fields.length === 0 ? (
        <section className="panel nothing">
          <IconForms size={32} aria-hidden />
          <h2>{t('mapping.none.title')}</h2>
          <p>
            <Link to={partPath(id, 'mappings')}>{t('mapping.list.toMappings')}</Link>
          </p>
        </section>
      ) : (
        <DefaultList defaults={defaults.data} />
      )}
    </ConnectionFrame>
  );
}

/** The open dialog stands in the address: a reload comes back to it, and the way back closes it. */
function DefaultList({ defaults }: { readonly defaults: Defaults }) {
  const { t } = useMappingWords();
  const [search, setSearch] = useSearchParams();
  const { connection, fields } = defaults;
  const remove = useDelete(connection.id);
  const set = fields.filter(isSet);
  const edited = set.find(({ fieldId }) => String(fieldId) === search.get('edit'));
  const adding = search.get('edit') === 'new';
  const canAdd = fields.some((field) => !field.readOnly && !isSet(field));
  const open = (edit: string): void => setSearch({ edit });
  return (
    <div className="stack">
      <div className="row">
        <p className="quiet">{t('mapping.default.intro')}</p>
        <ReasonedButton
          className="push"
          leftSection={<IconPlus size={16} aria-hidden />}
          reason={canAdd ? undefined : t('mapping.default.allHave', { actor: connection.name })}
          onClick={() => open('new')}
        >
          {t('mapping.addDefault')}
        </ReasonedButton>
      </div>
      {set.length === 0 ? (
        <section className="panel nothing">
          <IconForms size={32} aria-hidden />
          <h2>{t('mapping.default.none.title')}</h2>
          <p>{t('mapping.default.none')}</p>
        </section>
      ) : (
        <DefaultTable defaults={defaults} rows={set} edit={(field) => open(String(field.fieldId))} remove={remove} />
      )}
      {adding || edited !== undefined ? (
        <DefaultDialog
          key={edited?.fieldId ?? 'new'}
          connectionId={connection.id}
          defaults={defaults}
          field={edited}
          onClose={() => setSearch({}, { replace: true })}
        />
      ) : null}
    </div>
  );
}

interface TableProps {
  readonly defaults: Defaults;
  readonly rows: readonly DefaultField[];
  readonly edit: (field: DefaultField) => void;
  readonly remove: ReturnType<typeof useDelete>;
}

function DefaultTable({ defaults, rows, edit, remove }: TableProps) {
  const { t, told } = useMappingWords();
  const columns: readonly Column<DefaultField>[] = [
    {
      key: 'field',
      title: t('mapping.erpField'),
      onCard: 'title',
      cell: (field) => (
        <span className="mapping-field" title={field.fieldKey}>
          {field.name}{' '}
          <span className="quiet">
            {[
              t(`mapping.actor.${field.actorType}`),
              ...(field.crmLabel === null ? [] : [t('mapping.default.mappedTo', { field: told(field.crmLabel) })]),
            ].join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'value',
      title: t('mapping.default.value'),
      width: '26%',
      cell: (field) => <ShownValue defaults={defaults} field={field} />,
    },
    {
      key: 'asks',
      title: t('mapping.default.asks'),
      width: '120px',
      cell: ({ choice }) => (choice.promptUser ? t('yes') : t('mapping.default.no')),
    },
    {
      key: 'mandatory',
      title: t('mapping.default.isMandatory'),
      width: '110px',
      cell: ({ choice, alwaysMandatory }) => (choice.mandatory || alwaysMandatory ? t('yes') : t('mapping.default.no')),
    },
    {
      key: 'actions',
      title: t('mapping.default.actions'),
      width: '104px',
      align: 'right',
      onCard: 'bare',
      cell: (field) => <Actions field={field} edit={edit} remove={remove} />,
    },
  ];
  return (
    <DataTable label={t('mapping.default.table')} columns={columns} rows={rows} rowKey={({ fieldId }) => fieldId} />
  );
}

function ShownValue({ defaults, field }: { readonly defaults: Defaults; readonly field: DefaultField }) {
  const { t, format } = useMappingWords();
  const { choice, type, list } = field;
  if (!choice.hasDefault) return <span className="quiet">–</span>;
  if (type === 'list')
    return (defaults.lists[list ?? ''] ?? []).find(({ key }) => key === choice.value)?.name ?? choice.value;
  const words = { yes: t('yes'), no: t('mapping.default.no') };
  const shownAs = type === 'double' ? 'decimal' : type === 'password' || type === 'label' ? 'text' : type;
  return <span className="figures">{format.value(choice.value, shownAs, words)}</span>;
}

function Actions({ field, edit, remove }: { readonly field: DefaultField } & Pick<TableProps, 'edit' | 'remove'>) {
  const { t } = useMappingWords();
  return (
    <span className="default-actions">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('mapping.default.editOf', { field: field.name })}
        title={t('mapping.edit')}
        onClick={() => edit(field)}
      >
        <IconPencil size={16} aria-hidden />
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('mapping.default.deleteOf', { field: field.name })}
        title={t('mapping.delete')}
        aria-disabled={remove.busy}
        onClick={() => remove.field(field)}
      >
        <IconTrash size={16} aria-hidden />
      </Button>
    </span>
  );
}

/** Done at once; Undo in the toast brings it back, also when its row is gone. */
function useDelete(connectionId: number) {
  const { t } = useMappingWords();
  const save = useSaveDefault(connectionId);
  const tellProblem = useTellProblem();
  const carryOut = async (field: DefaultField): Promise<void> => {
    await save.mutateAsync({ field, to: noDefault });
    const again = { field, from: noDefault, to: field.choice };
    tellWithUndo(
      `default-${field.fieldId}`,
      t('mapping.default.deleted', { field: field.name }),
      t('mapping.default.undo'),
      () => void save.mutateAsync(again).catch(tellProblem),
    );
  };
  return {
    busy: save.isPending,
    field: (field: DefaultField): void => {
      if (!save.isPending) void carryOut(field).catch(tellProblem);
    },
  };
}
