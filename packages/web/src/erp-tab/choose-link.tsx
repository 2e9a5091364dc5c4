/** What may be done with a record's link: the actors it can be connected to, which leads into Edit; there, Disconnect. */
import type { CrmRecord, ErpTabConnection } from '@kobling/contract';
import { useId } from 'react';
import { Link } from 'react-router';
import { ReasonedButton } from '../form/reasoned-button.tsx';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { recordName } from '../log/record.tsx';
import { actorWord } from './actor-word.ts';
import { useDialogAddress } from './dialog-address.ts';
import type { Pending } from './draft.ts';
import type { ErpDraft } from './use-erp-draft.ts';
import { WhichOne } from './which-one.tsx';

interface Props {
  readonly record: CrmRecord;
  readonly part: ErpTabConnection;
  readonly editing: boolean;
  readonly draft: ErpDraft;
  readonly pending: Pending | undefined;
  readonly onEdit: (() => void) | undefined;
}

export function Choose({ part, editing, pending, onEdit }: Props) {
  const { t } = useErpTabWords();
  const { open } = useDialogAddress();
  const groupId = useId();
  const { connection, link, parent, canConnect, actorTypes } = part;
  const mayNot = canConnect ? undefined : t('tab.mayNotConnect', { connection: connection.name });
  const isFree = link === null || pending?.disconnect !== undefined;
  if (pending?.sent !== undefined) return null;
  if (link !== null && link.asking !== null && pending?.disconnect === undefined)
    return (
      <WhichOne part={part} link={link} asking={link.asking} editing={editing} pending={pending} onEdit={onEdit} />
    );
  if (isFree && parent?.connected === false) return <CompanyFirst part={part} />;
  if (!editing) {
    if (link !== null || pending !== undefined) return null;
    if (onEdit === undefined) return <p className="quiet">{t('tab.howToConnect')}</p>;
  }
  if (!isFree && link !== null)
    return (
      <div className="row">
        <ReasonedButton
          variant="default"
          size="compact-sm"
          reason={mayNot}
          onClick={() => open({ step: 'disconnect', connectionId: connection.id })}
        >
          {`${t('tab.disconnect')} (${actorWord(link.actorType, t)})`}
        </ReasonedButton>
      </div>
    );
  if (pending?.connect !== undefined || pending?.create !== undefined) return null;
  return (
    <div className="row" role="group" aria-labelledby={groupId}>
      <span id={groupId}>
        {t('tab.connectTo')}
        <span className="seen-by-readers"> {connection.name}</span>
      </span>
      {actorTypes.map((actorType) => (
        <ReasonedButton
          key={actorType}
          variant="default"
          size="compact-sm"
          reason={mayNot}
          onClick={() => open({ step: 'search', connectionId: connection.id, actorType })}
        >
          {actorWord(actorType, t)}
        </ReasonedButton>
      ))}
    </div>
  );
}

/** Rule 2: the person's actor belongs to the company's. */
function CompanyFirst({ part: { connection, parent } }: { readonly part: ErpTabConnection }) {
  const { t } = useErpTabWords();
  const company = parent?.company ?? null;
  if (company === null) return <p>{t('tab.noCompany')}</p>;
  const name = recordName(company, t);
  return (
    <p className="row">
      <span>{t('tab.companyFirst', { company: name, connection: connection.name })}</span>
      <Link to={`/company/${company.id}?tab=erp`}>{t('tab.toCompany', { company: name })}</Link>
    </p>
  );
}
