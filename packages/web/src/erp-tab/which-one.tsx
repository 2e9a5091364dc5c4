/** A create that waits for a person (H09): it may be there already. One that was found is taken, or a new one made all the same. */
import type { ErpTabConnection } from '@kobling/contract';
import { Button } from '@mantine/core';
import { useId } from 'react';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { isTabActorType } from './actor-types.ts';
import { actorWord } from './actor-word.ts';
import { useDialogAddress } from './dialog-address.ts';
import type { Pending } from './draft.ts';

type Link = NonNullable<ErpTabConnection['link']>;
interface Props {
  readonly part: ErpTabConnection;
  readonly link: Link;
  readonly asking: NonNullable<Link['asking']>;
  readonly editing: boolean;
  readonly pending: Pending | undefined;
  readonly onEdit: (() => void) | undefined;
}

export function WhichOne(props: Props) {
  const { part, link, asking, editing, pending, onEdit } = props;
  const { t } = useErpTabWords();
  const textId = useId();
  const { found, sent } = asking;
  // What was chosen stands above, with its Undo.
  if (pending !== undefined) return null;
  const why = sent ? (found.length === 0 ? 'lost' : 'lostFound') : 'there';
  const words = { connection: part.connection.name, actor: actorWord(link.actorType, t), keys: found.join(', ') };
  return (
    <div className="erp-pending" role="group" aria-labelledby={textId}>
      <p id={textId} className="erp-question">
        {t(`tab.ask.${why}`, words)}
      </p>
      {editing ? (
        <Ways {...props} />
      ) : onEdit === undefined ? null : (
        <div className="row">
          <Button variant="default" size="compact-sm" onClick={onEdit}>
            {t('tab.ask.decide')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Ways({ part: { connection, canConnect, canCreate }, link: { actorType }, asking: { found } }: Props) {
  const { t } = useErpTabWords();
  const { open } = useDialogAddress();
  if (!isTabActorType(actorType)) return null;
  const place = { connectionId: connection.id, actorType };
  const mayNotConnect = canConnect ? undefined : t('tab.mayNotConnect', { connection: connection.name });
  const mayNotCreate = canCreate ? undefined : t('tab.mayNotCreate', { connection: connection.name });
  const plain = { variant: 'default', size: 'compact-sm' } as const;
  return (
    <div className="row">
      {found.map((erpKey) => (
        <ReasonedButton
          key={erpKey}
          size="compact-sm"
          reason={mayNotConnect}
          onClick={() => open({ step: 'choose', ...place, erpKey })}
        >
          {t('tab.ask.take', { actor: `${actorWord(actorType, t)} ${erpKey}` })}
        </ReasonedButton>
      ))}
      <ReasonedButton {...plain} reason={mayNotConnect} onClick={() => open({ step: 'search', ...place })}>
        {t('tab.ask.search')}
      </ReasonedButton>
      <ReasonedButton {...plain} reason={mayNotCreate} onClick={() => open({ step: 'create', ...place })}>
        {t('tab.ask.anew')}
      </ReasonedButton>
      <ReasonedButton
        {...plain}
        reason={mayNotConnect}
        onClick={() => open({ step: 'disconnect', connectionId: connection.id })}
      >
        {t('tab.ask.giveUp')}
      </ReasonedButton>
    </div>
  );
}
