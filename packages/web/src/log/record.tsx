import type { CrmRecord, FieldName } from '@kobling/contract';
import { IconBuilding, IconFolder, type IconProps, IconUser } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Link } from 'react-router';
import { type LanguageState, useLanguage } from '../language/language.tsx';
import './change.css';

export const kinds = {
  company: { icon: IconBuilding, word: 'company' },
  person: { icon: IconUser, word: 'contact' },
  project: { icon: IconFolder, word: 'project' },
} as const satisfies Record<CrmRecord['kind'], { readonly icon: ComponentType<IconProps>; readonly word: string }>;

export function recordName(record: CrmRecord | null, t: LanguageState['t']): string {
  return record === null ? '' : record.name === '' ? t('log.unnamed') : record.name;
}
export function fieldName(field: FieldName, told: LanguageState['told']): string {
  return (
    (field.crmLabel === null ? null : told(field.crmLabel)) ?? field.erpLabel ?? field.crmField ?? field.erpField ?? ''
  );
}

export function RecordIcon({ kind, size = 16 }: { readonly kind: CrmRecord['kind']; readonly size?: number }) {
  const { t } = useLanguage();
  const { icon: Icon, word } = kinds[kind];
  return <Icon size={size} aria-label={t(word)} role="img" />;
}

/** A record by name; leads to its page. */
export function RecordLink({ record }: { readonly record: CrmRecord }) {
  const { t } = useLanguage();
  const name = recordName(record, t);
  return (
    <span className="record">
      <RecordIcon kind={record.kind} />
      <Link
        className="two-lines"
        to={`/record/${record.kind}/${record.id}`}
        title={`${name} · ${t(kinds[record.kind].word)} ${record.id}`}
      >
        {name}
      </Link>
    </span>
  );
}

/** The field by its CRM label; the ERP's name for it where it differs. `whole`: where a row has room for more than two lines. */
export function FieldWords({ field, whole = false }: { readonly field: FieldName; readonly whole?: boolean }) {
  const { told } = useLanguage();
  const name = fieldName(field, told);
  const erp = field.erpLabel ?? field.erpField;
  return (
    <div className={whole ? undefined : 'two-lines'} title={erp === null || erp === name ? name : `${name} ⇄ ${erp}`}>
      {name}
      {erp === null || erp === name ? null : <span className="quiet"> {erp}</span>}
    </div>
  );
}
