/** Who may use a connection: users and groups, and for each whether they may connect and create. */
import type { AccessEntry } from '@kobling/contract';
import { Checkbox, Skeleton, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { FormDialog } from '../../form/form-dialog.tsx';
import { Meanwhile } from '../../form/meanwhile.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { usePeople } from './use-settings.ts';

interface Props {
  /** Of its draft. */
  readonly name: string;
  readonly access: readonly AccessEntry[];
  readonly onClose: () => void;
  readonly onChosen: (access: readonly AccessEntry[]) => void;
}

interface Principal {
  readonly kind: 'user' | 'group';
  readonly id: number;
  readonly name: string;
}

export function ScopeDialog({ name, access, onClose, onChosen }: Props) {
  const { t } = useSettingsWords();
  const people = usePeople(true);
  const initial = useMemo(() => ({ access }), [access]);
  const draft = useDraft(name, initial);
  const [filter, setFilter] = useState('');
  const all: readonly Principal[] = [
    ...(people.data?.groups ?? []).map((group) => ({ kind: 'group' as const, ...group })),
    ...(people.data?.users ?? []).map((user) => ({
      kind: 'user' as const,
      id: user.id,
      name: user.fullName || user.name,
    })),
  ];
  const inWords = (entries: readonly AccessEntry[]): string =>
    entries.map(({ kind, id }) => all.find((one) => one.kind === kind && one.id === id)?.name ?? '').join(', ');
  const wanted = filter.trim().toLowerCase();
  const shown = all.filter((each) => each.name.toLowerCase().includes(wanted));
  const rows = (kind: Principal['kind']): readonly Principal[] => shown.filter((each) => each.kind === kind);
  return (
    <FormDialog
      opened
      title={`${t('set.scope')}: ${t('set.specificUsersGroups')}`}
      onClose={onClose}
      onSubmit={() => {
        onChosen(draft.value.access);
        draft.drop();
        onClose();
      }}
      submit={t('set.ok')}
      reason={Object.keys(draft.meanwhile).length === 0 ? undefined : t('set.scopeMeanwhile')}
    >
      <Meanwhile draft={draft} parts={{ access: { label: t('set.scope'), shown: inWords } }} error={null} />
      <TextInput
        label={t('set.filterPeople')}
        data-autofocus
        type="search"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {people.error !== null && people.data === undefined ? (
        <Problem error={people.error} again={() => void people.refetch()} />
      ) : people.data === undefined ? (
        <div aria-busy="true">
          <Skeleton height={160} />
        </div>
      ) : shown.length === 0 ? (
        <p className="quiet">{t('set.noPeople')}</p>
      ) : (
        (['group', 'user'] as const).map((kind) =>
          rows(kind).length === 0 ? null : (
            <Rights
              key={kind}
              title={t(kind === 'group' ? 'set.userGroups' : 'set.users')}
              rows={rows(kind)}
              access={draft.value.access}
              change={(next) => draft.change({ access: next })}
            />
          ),
        )
      )}
    </FormDialog>
  );
}

function Rights({
  title,
  rows,
  access,
  change,
}: {
  readonly title: string;
  readonly rows: readonly Principal[];
  readonly access: readonly AccessEntry[];
  readonly change: (access: readonly AccessEntry[]) => void;
}) {
  const { t } = useSettingsWords();
  const is = (row: Principal) => (entry: AccessEntry) => entry.kind === row.kind && entry.id === row.id;
  const rightsOf = (row: Principal): AccessEntry | undefined => access.find(is(row));
  const set = (row: Principal, canConnect: boolean, canCreate: boolean): void => {
    const others = access.filter((entry) => !is(row)(entry));
    change(canConnect || canCreate ? [...others, { kind: row.kind, id: row.id, canConnect, canCreate }] : others);
  };
  const columns: readonly Column<Principal>[] = [
    { key: 'name', title, onCard: 'title', cell: (row) => <span className="cut">{row.name}</span> },
    {
      key: 'connect',
      title: t('set.mayConnect'),
      width: '120px',
      cell: (row) => (
        <Checkbox
          size="xs"
          aria-label={t('set.mayConnectOf', { name: row.name })}
          checked={rightsOf(row)?.canConnect ?? false}
          // Who may not connect cannot create: what is created is connected.
          onChange={(event) =>
            set(row, event.currentTarget.checked, event.currentTarget.checked && (rightsOf(row)?.canCreate ?? true))
          }
        />
      ),
    },
    {
      key: 'create',
      title: t('set.mayCreate'),
      width: '120px',
      cell: (row) => (
        <Checkbox
          size="xs"
          aria-label={t('set.mayCreateOf', { name: row.name })}
          checked={rightsOf(row)?.canCreate ?? false}
          onChange={(event) =>
            set(row, event.currentTarget.checked || (rightsOf(row)?.canConnect ?? false), event.currentTarget.checked)
          }
        />
      ),
    },
  ];
  return <DataTable label={title} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
