/** List Sync Connectors: name, URL; add, delete, configure, bring back. */
import type { SyncConnector, SyncSettings } from '@kobling/contract';
import { Button } from '@mantine/core';
import { IconPlug, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { DeleteOrRestore } from './delete-or-restore.tsx';
import { ListFoot } from './list-foot.tsx';
import { addressWith, type Place } from './place.ts';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
  readonly refresh: () => void;
}

export function ConnectorList({ settings, place, refresh }: Props) {
  const { t } = useSettingsWords();
  const rows = settings.connectors.filter(({ deleted }) => !deleted || place.showsDeletedConnectors);
  const chosen = rows.find(({ id }) => id === place.connector);
  const used = chosen?.connections ?? [];
  return (
    <section className="set-part" aria-labelledby="set-connectors">
      <h2 id="set-connectors">{t('set.syncConnectors')}</h2>
      {rows.length === 0 ? (
        <div className="panel nothing set-nothing">
          <IconPlug size={28} aria-hidden />
          <h3>{t('set.noConnectors')}</h3>
          <p>{t('set.noConnectorsText')}</p>
        </div>
      ) : (
        <ConnectorTable rows={rows} chosen={chosen} place={place} />
      )}
      <ListFoot
        label={t('set.syncConnectors')}
        count={rows.length}
        deleted={place.showsDeletedConnectors}
        showDeleted={(on) => place.set({ deletedConnectors: on ? 1 : undefined })}
        refresh={refresh}
      >
        <Button variant="default" onClick={() => place.open('add-connector')}>
          {t('set.add')}
        </Button>
        <DeleteOrRestore
          what="connectors"
          chosen={chosen}
          reason={used.length === 0 ? undefined : t('set.usedBy', { names: used.join(', ') })}
        />
        <ReasonedButton
          variant="default"
          reason={chosen === undefined ? t('set.chooseFirst') : chosen.deleted ? t('set.isDeleted') : undefined}
          onClick={() => place.open('connector')}
        >
          {t('set.configureSyncConnector')}
        </ReasonedButton>
      </ListFoot>
    </section>
  );
}

function ConnectorTable({
  rows,
  chosen,
  place,
}: {
  readonly rows: readonly SyncConnector[];
  readonly chosen: SyncConnector | undefined;
  readonly place: Place;
}) {
  const { t } = useSettingsWords();
  const columns: readonly Column<SyncConnector>[] = [
    {
      key: 'name',
      title: t('name'),
      width: '40%',
      onCard: 'title',
      cell: (row) => (
        <span className="row set-name">
          <Link
            className="cut plain-link"
            to={addressWith({ connector: row.id })}
            replace
            preventScrollReset
            aria-current={row === chosen ? 'true' : undefined}
          >
            {row.name}
          </Link>
          {row.deleted ? <span className="quiet">({t('set.deleted')})</span> : null}
          {row.reachable ? null : (
            <span className="state tone-bad">
              <IconPlugConnectedX size={16} aria-hidden />
              {t('set.notReachable')}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'url',
      title: t('set.url'),
      cell: (row) => (
        <span className="cut" title={row.url}>
          {row.url}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('set.syncConnectors')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowProps={(row) => ({
        className: row === chosen ? 'set-row set-chosen' : 'set-row',
        onClick: () => place.set({ connector: row.id }),
        onDoubleClick: () => (row.deleted ? undefined : place.open('connector', { connector: row.id })),
      })}
    />
  );
}
