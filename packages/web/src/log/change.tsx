import type { LogRow, ValueType } from '@kobling/contract';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useLanguage } from '../language/language.tsx';
import './change.css';

/** A value as people read it; a blank is said, not left out. */
export function Value({ text, type }: { readonly text: string | null; readonly type: ValueType }) {
  const { t, format } = useLanguage();
  if (text === null || text === '') return <span className="quiet">{t('log.blank')}</span>;
  return (
    <span className={type === 'text' || type === 'list' ? '' : 'figures'}>
      {format.value(text, type, { yes: t('yes'), no: t('log.no') })}
    </span>
  );
}

/** What happened to the field: which way, from which value to which; or the sentence that explains the row. */
export function Change({ row }: { readonly row: LogRow }) {
  const { t, told } = useLanguage();
  const said = row.message === null ? undefined : told(row.message);
  const type = row.field?.type ?? 'text';
  const moved = row.side !== null && (row.oldValue !== null || row.newValue !== null);
  if (!moved) return <span title={said}>{said}</span>;
  return (
    <>
      <span className="old-value">
        <Value text={row.oldValue} type={type} />
      </span>{' '}
      <IconArrowNarrowRight size={16} className="quiet arrow" aria-label={t('log.became')} role="img" />{' '}
      <Value text={row.newValue} type={type} />
      {said === undefined ? null : <span className="quiet"> {said}</span>}
    </>
  );
}

/** "ERP demo → CRM": where the value came from and where it was written. Without a write, the connection alone. */
export function Way({ row }: { readonly row: LogRow }) {
  const { t } = useLanguage();
  const crm = t('crm');
  const { name } = row.connection;
  if (row.side === null) return <div className="two-lines">{name}</div>;
  const [from, to] = row.side === 'crm' ? [name, crm] : [crm, name];
  return (
    <div className="two-lines" title={t(row.side === 'crm' ? 'directionErpToCrm' : 'directionCrmToErp')}>
      {from} <IconArrowNarrowRight size={16} className="quiet arrow" aria-label={t('log.to')} role="img" /> {to}
    </div>
  );
}
