/** What waits for Save on a connection, is under way, or was refused at the last one. */
import { Button } from '@mantine/core';
import { IconClockHour4, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { Value } from '../log/change.tsx';
import { actorWord } from './actor-word.ts';
import { useDialogAddress } from './dialog-address.ts';
import type { Pending, PendingKind, ShownValue } from './draft.ts';
import type { ErpDraft } from './use-erp-draft.ts';

interface Props {
  readonly pending: Pending;
  readonly draft: ErpDraft;
  readonly editing: boolean;
}

export function PendingNote({ pending, draft, editing }: Props) {
  const { t, told } = useErpTabWords();
  const { open } = useDialogAddress();
  const { connection, disconnect, connect, create, sent, refused } = pending;
  const line = { connection, draft, isSent: sent !== undefined };
  const connectionId = connection.id;
  return (
    <div className="erp-pending">
      {refused === undefined ? null : (
        <div role="alert" className="erp-told">
          <strong>{t(`tab.failed.${kindOf(pending)}`, { connection: connection.name })}</strong> {told(refused.message)}{' '}
          {told(refused.remedy)}
        </div>
      )}
      {disconnect === undefined ? null : (
        <Line {...line} kind="disconnect">
          {t('tab.willDisconnect', { actor: named(actorWord(disconnect.actorType, t), disconnect.erpKey) })}
        </Line>
      )}
      {connect === undefined ? null : (
        <Line
          {...line}
          kind="connect"
          edit={
            editing
              ? () => open({ step: 'choose', connectionId, actorType: connect.actorType, erpKey: connect.erpKey })
              : undefined
          }
        >
          {t(sent === undefined ? 'tab.willConnect' : 'tab.connecting', {
            actor: named(`${actorWord(connect.actorType, t)} ${connect.erpKey}`, connect.name),
          })}
        </Line>
      )}
      {create === undefined ? null : (
        <Line
          {...line}
          kind="create"
          edit={editing ? () => open({ step: 'create', connectionId, actorType: create.actorType }) : undefined}
        >
          {t(sent === undefined ? 'tab.willCreate' : 'tab.creating', { actor: actorWord(create.actorType, t) })}
        </Line>
      )}
      {sent === undefined ? null : <p className="quiet">{t('tab.underWay')}</p>}
      <Shown values={connect?.shown ?? create?.shown ?? []} />
    </div>
  );
}

interface LineProps {
  readonly connection: Pending['connection'];
  readonly draft: ErpDraft;
  readonly kind: PendingKind;
  /** Handed to the hub: it cannot be taken back here. */
  readonly isSent: boolean;
  readonly edit?: (() => void) | undefined;
  readonly children: ReactNode;
}

function Line({ connection, draft, kind, isSent, edit, children }: LineProps) {
  const { t } = useErpTabWords();
  return (
    <div className="row">
      <Mark busy={isSent} />
      <span>{children}</span>
      {isSent || edit === undefined ? null : (
        <Button variant="default" size="compact-sm" onClick={edit}>
          {t('tab.changeValues')}
        </Button>
      )}
      {isSent ? null : (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('tab.undo')}: ${connection.name}`}
          onClick={() => draft.unwish(connection.id, kind)}
        >
          {t('tab.undo')}
        </Button>
      )}
    </div>
  );
}

const named = (first: string, second: string | null): string =>
  second === null || second === '' ? first : `${first} ${second}`;

const kindOf = ({ connect, create }: Pending): PendingKind =>
  create !== undefined ? 'create' : connect !== undefined ? 'connect' : 'disconnect';

/** A shape for each, not colour alone. */
const Mark = ({ busy }: { readonly busy: boolean }) =>
  busy ? (
    <span className="state tone-busy">
      <IconRefresh size={16} aria-hidden />
    </span>
  ) : (
    <span className="state tone-warn">
      <IconClockHour4 size={16} aria-hidden />
    </span>
  );

function Shown({ values }: { readonly values: readonly ShownValue[] }) {
  if (values.length === 0) return null;
  return (
    <dl className="erp-shown">
      {values.map(({ label, text, type }) => (
        <div key={label}>
          <dt className="quiet">{label}</dt>
          <dd>
            <Value text={text} type={type} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
