/** Name, number and where the record is linked. */
import type { CrmCard, CrmLink } from '@kobling/contract';
import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCrmWords } from '../../language/crm/index.ts';
import { RecordIcon, recordName } from '../../log/record.tsx';
import { StateMark } from '../../look/state-mark.tsx';
import type { CrmKey } from '../../language/crm/index.ts';

export function Heading({ card, children }: { readonly card: CrmCard; readonly children: ReactNode }) {
  const { t } = useCrmWords();
  const { record, company } = card;
  const number = card.values['number'] ?? '';
  return (
    <div className="page-head">
      <h1 className="record record-title">
        <RecordIcon kind={record.kind} size={20} />
        <span>{recordName(record, t)}</span>
      </h1>
      {number === '' ? null : <span className="quiet figures">{number}</span>}
      {company === null ? null : <Link to={`/company/${company.id}`}>{company.name}</Link>}
      <div className="row">
        {card.links.map((link) => (
          <LinkMark key={link.connection.id} link={link} />
        ))}
      </div>
      <div className="row push">{children}</div>
    </div>
  );
}

export const actorWord = (actorType: string): CrmKey => {
  switch (actorType) {
    case 'Supplier':
      return 'crm.actor.Supplier';
    case 'Partner':
      return 'crm.actor.Partner';
    case 'Person':
      return 'crm.actor.Person';
    case 'Project':
      return 'crm.actor.Project';
    default:
      return 'crm.actor.Customer';
  }
};

/** A link that is well is told quietly; one that is not says so, and leads to where it can be mended. */
function LinkMark({ link }: { readonly link: CrmLink }) {
  const { t } = useCrmWords();
  const { connection, actorType, erpKey, state } = link;
  const actor = t(actorWord(actorType));
  const words = t('crm.linkedTo', { connection: connection.name, actor, key: erpKey ?? '' });
  const well = state === 'active' || state === 'creating';
  return (
    <Link
      className="card-link plain-link"
      to={{ search: '?tab=erp' }}
      title={well ? words : `${words}. ${t('crm.linkTrouble')}`}
    >
      {well ? (
        <span className="state">
          <IconLink size={16} aria-hidden className="quiet" />
          <span className="seen-by-readers">{words}</span>
          <span aria-hidden>
            {connection.name} {erpKey}
          </span>
        </span>
      ) : (
        <>
          <span className="seen-by-readers">{words}</span>
          <StateMark look="failed" words={`${connection.name} ${erpKey ?? ''}`.trim()} />
        </>
      )}
    </Link>
  );
}
