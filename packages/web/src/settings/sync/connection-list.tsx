/** List ERP connections: Active, name, connector, description; what is done to the list, then what is done to the chosen one. */
import type { Activation, SyncConnection, SyncSettings } from '@kobling/contract';
import { Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useHub } from '../../hub/hub.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { ChosenConnection } from './chosen-connection.tsx';
import { DeleteOrRestore } from './delete-or-restore.tsx';
import { ListFoot } from './list-foot.tsx';
import { addressWith, type Place } from './place.ts';
import { TestSaved } from './test-saved.tsx';
import { useLookAgain } from './use-settings.ts';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
  readonly refresh: () => void;
  readonly refused: Refused | undefined;
  readonly setRefused: (refused: Refused | undefined) => void;
}

/** What stood against activating one, the test's answer too; until it is tried again. */
export interface Refused {
  readonly id: number;
  readonly reasons: Activation['reasons'];
}

export function ConnectionList({ settings, place, refresh, refused, setRefused }: Props) {
  const { t } = useSettingsWords();
  const rows = settings.connections.filter(({ deleted }) => !deleted || place.showsDeleted);
  const chosen = rows.find(({ id }) => id === place.connection);
  const setActive = useSetActive(setRefused, place);
  const usable = settings.connectors.some(({ deleted }) => !deleted);
  return (
    <section className="set-part" aria-labelledby="set-connections">
      <h2 id="set-connections">{t('erpConnections')}</h2>
      {rows.length === 0 ? (
        <div className="panel nothing set-nothing">
          <IconPlugConnected size={28} aria-hidden />
          <h3>{t('set.noConnections')}</h3>
          <p>{t(usable ? 'set.noConnectionsText' : 'set.noConnectorsText')}</p>
        </div>
      ) : (
        <ConnectionTable rows={rows} chosen={chosen} place={place} setActive={setActive} />
      )}
      <ListFoot
        label={t('erpConnections')}
        count={rows.length}
        deleted={place.showsDeleted}
        showDeleted={(on) => place.set({ deleted: on ? 1 : undefined })}
        refresh={refresh}
        ofChosen={<OfChosen chosen={chosen} place={place} />}
      >
        <ReasonedButton
          variant="default"
          reason={usable ? undefined : t('set.noConnectorsText')}
          onClick={() => place.open('add')}
        >
          {t('set.add')}
        </ReasonedButton>
        <DeleteOrRestore
          what="connections"
          chosen={chosen}
          reason={chosen?.active === true ? t('set.deleteActive') : undefined}
        />
        <ReasonedButton
          variant="default"
          reason={settings.priority.length < 2 ? t('set.oneConnection') : undefined}
          onClick={() => place.open('priority')}
        >
          {t('set.setSyncPriority')}
        </ReasonedButton>
      </ListFoot>
      {chosen === undefined || chosen.deleted ? null : (
        <ChosenConnection
          key={chosen.id}
          connection={chosen}
          place={place}
          refused={refused?.id === chosen.id ? refused : undefined}
          activate={() => setActive.mutate({ connection: chosen, active: true })}
          busy={setActive.isPending}
        />
      )}
    </section>
  );
}

/** What is done to the chosen one: a line of its own, or its last button would stand alone under the others. */
function OfChosen({ chosen, place }: { readonly chosen: SyncConnection | undefined; readonly place: Place }) {
  const { t } = useSettingsWords();
  const needChosen = chosen === undefined ? t('set.chooseFirst') : chosen.deleted ? t('set.isDeleted') : undefined;
  return (
    <>
      <ReasonedButton variant="default" reason={needChosen} onClick={() => place.open('edit')}>
        {t('set.configureErpConnection')}
      </ReasonedButton>
      <TestSaved chosen={chosen} reason={needChosen} />
      <ReasonedButton
        variant="default"
        reason={needChosen ?? (chosen?.active === true ? undefined : t('set.notActive'))}
        onClick={() => place.open('resync-erp')}
      >
        {t('set.resyncFromErpConnection')}
      </ReasonedButton>
    </>
  );
}

type SetActive = ReturnType<typeof useSetActive>;

function useSetActive(setRefused: (refused: Refused | undefined) => void, place: Place) {
  const { t } = useSettingsWords();
  const hub = useHub();
  const lookAgain = useLookAgain();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: async (wish: { readonly connection: SyncConnection; readonly active: boolean }) => {
      const answer = await hub.call('POST /api/settings/sync/connections/:id/active', {
        params: { id: wish.connection.id },
        body: { active: wish.active },
      });
      await lookAgain();
      return answer;
    },
    onSuccess: ({ active, reasons }, { connection: { id, name } }) => {
      place.set({ connection: id });
      setRefused(reasons.length === 0 ? undefined : { id, reasons });
      if (reasons.length === 0)
        notifications.show({ message: t(active ? 'set.nowActive' : 'set.nowInactive', { name }) });
    },
    onError: tellProblem,
  });
}

function ConnectionTable({
  rows,
  chosen,
  place,
  setActive,
}: {
  readonly rows: readonly SyncConnection[];
  readonly chosen: SyncConnection | undefined;
  readonly place: Place;
  readonly setActive: SetActive;
}) {
  const { t } = useSettingsWords();
  const cut = (text: string) => (
    <span className="cut" title={text}>
      {text}
    </span>
  );
  const columns: readonly Column<SyncConnection>[] = [
    {
      key: 'active',
      title: t('set.active'),
      width: '72px',
      cell: (row) => <ActiveBox row={row} setActive={setActive} />,
    },
    {
      key: 'name',
      title: t('name'),
      width: '32%',
      onCard: 'title',
      cell: (row) => (
        <span className="row set-name">
          <Link
            className="cut plain-link"
            to={addressWith({ connection: row.id })}
            replace
            preventScrollReset
            aria-current={row === chosen ? 'true' : undefined}
          >
            {row.name}
          </Link>
          {row.deleted ? <span className="quiet">({t('set.deleted')})</span> : null}
        </span>
      ),
    },
    { key: 'connector', title: t('set.syncConnector'), width: '24%', cell: (row) => cut(row.connector) },
    { key: 'description', title: t('set.description'), cell: (row) => cut(row.description) },
  ];
  return (
    <DataTable
      label={t('erpConnections')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowProps={(row) => ({
        className: row === chosen ? 'set-row set-chosen' : 'set-row',
        onClick: () => place.set({ connection: row.id }),
        onDoubleClick: () => (row.deleted ? undefined : place.open('edit', { connection: row.id })),
      })}
    />
  );
}

/** Shows at once what was wished, until the hub has answered. */
function ActiveBox({ row, setActive }: { readonly row: SyncConnection; readonly setActive: SetActive }) {
  const { t } = useSettingsWords();
  const wish = setActive.isPending && setActive.variables.connection.id === row.id ? setActive.variables : undefined;
  return (
    <Checkbox
      size="xs"
      aria-label={t('set.activeOf', { name: row.name })}
      checked={wish?.active ?? row.active}
      disabled={row.deleted}
      aria-busy={wish !== undefined}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onChange={(event) => {
        if (!setActive.isPending) setActive.mutate({ connection: row, active: event.currentTarget.checked });
      }}
    />
  );
}
