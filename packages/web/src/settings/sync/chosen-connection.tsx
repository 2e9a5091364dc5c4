/** The chosen connection: what it still needs, the way to everything that is set of it, and what is mapped, at a glance. */
import type { ConnectionDetail, SyncConnection } from '@kobling/contract';
import { Alert, Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import type { Refused } from './connection-list.tsx';
import { NextStep } from './next-step.tsx';
import type { Place } from './place.ts';
import { reasonText } from './reason-text.ts';
import { Summary } from './summary.tsx';
import { TestFailed } from './test-failed.tsx';
import { useConnectionDetail } from './use-settings.ts';

interface Props {
  readonly connection: SyncConnection;
  readonly place: Place;
  readonly refused: Refused | undefined;
  readonly activate: () => void;
  readonly busy: boolean;
}

export function ChosenConnection({ connection, place, refused, activate, busy }: Props) {
  const { t } = useSettingsWords();
  const detail = useConnectionDetail(connection.id);
  const { id, name } = connection;
  const room = (to: 'mappings' | 'lists' | 'defaults' | 'rank'): string => `/settings/sync/connections/${id}/${to}`;
  return (
    <section className="panel set-chosen-part" aria-labelledby="set-chosen-name">
      <h3 id="set-chosen-name">{name}</h3>
      <TestFailed connection={connection} />
      {refused === undefined ? null : <Reasons name={name} refused={refused} mappings={room('mappings')} />}
      {detail.data === undefined || refused !== undefined ? null : (
        <NextStep connection={connection} detail={detail.data} place={place} activate={activate} busy={busy} />
      )}
      <nav className="row" aria-label={name}>
        <LinkButton to={room('mappings')}>{t('set.mappings')}</LinkButton>
        <LinkButton to={room('lists')}>{t('set.listMapping')}</LinkButton>
        <LinkButton to={room('defaults')}>{t('set.defaults')}</LinkButton>
        <LinkButton to={room('rank')}>{t('set.rankFields')}</LinkButton>
        <LinkButton to={`/import?connection=${id}`}>{t('set.importFromErp')}</LinkButton>
        <ReasonedButton
          variant="default"
          reason={connection.active ? undefined : t('set.notActive')}
          onClick={() => place.open('resync-crm')}
        >
          {t('set.resyncFromCrm')}
        </ReasonedButton>
      </nav>
      <SummaryPart name={name} detail={detail.data} error={detail.error} />
    </section>
  );
}

const LinkButton = ({ to, children }: { readonly to: string; readonly children: string }) => (
  <Button component={Link} to={to} variant="default">
    {children}
  </Button>
);

function SummaryPart({
  name,
  detail,
  error,
}: {
  readonly name: string;
  readonly detail: ConnectionDetail | undefined;
  readonly error: unknown;
}) {
  if (detail !== undefined) return <Summary name={name} summary={detail.summary} />;
  return error === null ? (
    <div aria-busy="true">
      <Skeleton height={84} />
    </div>
  ) : (
    <Problem error={error} />
  );
}

function Reasons({
  name,
  refused,
  mappings,
}: {
  readonly name: string;
  readonly refused: Refused;
  readonly mappings: string;
}) {
  const { t, told } = useSettingsWords();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t('set.cannotBeActive', { name })}
      classNames={{ root: 'problem' }}
    >
      <ul className="set-reasons">
        {refused.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.actorType} ${reason.field}`}>{reasonText(reason, { t, told })}</li>
        ))}
      </ul>
      {refused.reasons.some(({ values }) => values['test'] === undefined) ? (
        <Button component={Link} to={mappings} variant="default">
          {t('set.toMappings')}
        </Button>
      ) : null}
    </Alert>
  );
}
