/** A value as people read it: what can be called, written to or opened is a link. */
import type { CrmCard, CrmField } from '@kobling/contract';
import { Link } from 'react-router';
import { useCrmWords } from '../../language/crm/index.ts';

/** Undefined: not an address that a browser should open. */
function safeUrl(text: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined;
}
const phones: ReadonlySet<string> = new Set(['phone', 'mobile', 'privatePhone', 'otherPhone']);

export function FieldValue({ field, card }: { readonly field: CrmField; readonly card: CrmCard }) {
  const { t, format } = useCrmWords();
  const value = card.values[field.key] ?? '';
  if (field.key === 'company' && card.company !== null)
    return <Link to={`/company/${card.company.id}`}>{card.company.name}</Link>;
  if (field.list !== null) return <span>{card.items[value] ?? value}</span>;
  if (field.key === 'email') return <a href={`mailto:${encodeURIComponent(value)}`}>{value}</a>;
  if (phones.has(field.key)) return <a href={`tel:${value.replaceAll(/[^\d+*#]/g, '')}`}>{value}</a>;
  const url = field.key === 'website' ? safeUrl(value) : undefined;
  if (url !== undefined)
    return (
      <a href={url} target="_blank" rel="noreferrer">
        {value}
      </a>
    );
  return <span>{format.value(value, field.type, { yes: t('yes'), no: t('log.no') })}</span>;
}
