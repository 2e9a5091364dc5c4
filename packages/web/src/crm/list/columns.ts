/** Which columns a list shows and in which order: chosen by each person. The name is always first. */
import type { EntityKind, FindableField } from '@kobling/contract';
import { useState } from 'react';
import { useSession } from '../../hub/hub.tsx';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { useCrmWords } from '../../language/crm/index.ts';
import { fieldLabel } from '../fields.ts';
import { nameField } from './question.ts';

const first: Readonly<Record<EntityKind, readonly string[]>> = {
  company: ['number', 'postalAddress.city', 'phone', 'category', 'erp.connections'],
  person: ['company.name', 'position', 'phone', 'email', 'erp.connections'],
  project: ['number', 'type', 'status', 'endDate', 'erp.connections'],
};

export interface Columns {
  /** Keys in order; only of fields that there still are. */
  readonly keys: readonly string[];
  readonly choose: (keys: readonly string[]) => void;
  readonly restore: () => void;
}

export function useColumns(kind: EntityKind, fields: readonly FindableField[]): Columns {
  const userId = useSession().data?.user?.id ?? 0;
  const place = `kobling.columns.${userId}.${kind}`;
  const [kept, setKept] = useState(() => read(place));
  const known = new Set(fields.map(({ key }) => key));
  const put = (keys: readonly string[] | undefined): void => {
    setKept(keys);
    try {
      if (keys === undefined) localStorage.removeItem(place);
      else localStorage.setItem(place, JSON.stringify(keys));
    } catch {
      // Storage is full or blocked: the choice lasts as long as the page.
    }
  };
  return {
    keys: (kept ?? first[kind]).filter((key) => known.has(key) && key !== nameField[kind]),
    choose: put,
    restore: () => put(undefined),
  };
}

function read(place: string): readonly string[] | undefined {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : undefined;
  } catch {
    return undefined;
  }
}

const ofCompany = 'company.';

/** A field's name in the user's language; what people defined goes by its own label. */
export function useColumnLabel(kind: EntityKind): (field: Pick<FindableField, 'key' | 'label'>) => string {
  const { t } = useCrmListWords();
  const crm = useCrmWords().t;
  return ({ key, label }) => {
    switch (key) {
      case 'nameDepartment':
        return t('list.f.nameDepartment');
      case 'fullName':
        return t('list.f.fullName');
      case 'search':
        return t('list.f.search');
      case 'registered':
        return t('list.f.registered');
      case 'updated':
        return t('list.f.updated');
      case 'erp.linked':
        return t('list.f.linked');
      case 'erp.connections':
        return t('list.f.connections');
      case 'selection':
        return t('list.f.selection');
    }
    if (kind !== 'person' || !key.startsWith(ofCompany)) return fieldLabel(kind, { key, label }, crm);
    const own = key.slice(ofCompany.length);
    // The hub's label begins with the company as well.
    const field = fieldLabel('company', { key: own, label: label.replace(/^[^:]*: /, '') }, crm);
    return own === 'name' ? crm('crm.f.company') : t('list.f.ofCompany', { field });
  };
}
