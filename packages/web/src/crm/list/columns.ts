/** Which columns a list shows and in which order: chosen by each person. The name is always first. */
import type { ColumnChoice, EntityKind, FindableField } from '@kobling/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';
import { useTellProblem } from '../../hub/sync-control.tsx';
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
  /** Keys in order; only of fields that there still are. Undefined: not known yet. */
  readonly keys: readonly string[] | undefined;
  readonly choose: (keys: readonly string[]) => void;
  /** In pixels, of those that somebody made wider or narrower; the name's among them. */
  readonly widths: ReadonlyMap<string, number>;
  /** Undefined: as wide as it is by itself. */
  readonly resize: (key: string, width: number | undefined) => void;
  readonly restore: () => void;
}

/** Kept by the hub for each person; shown at once. */
export function useColumns(kind: EntityKind, fields: readonly FindableField[]): Columns {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const list = `crm.${kind}`;
  const key = [...crmKey, 'columns', list];
  const kept = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => hub.call('GET /api/columns/:list', { params: { list } }, { signal }),
    staleTime: 60_000,
  });
  const { mutate } = useMutation({
    mutationFn: (choice: ColumnChoice) => hub.call('POST /api/columns/:list', { params: { list }, body: choice }),
    onMutate: (choice) => cache.setQueryData(key, choice),
    onError: (error) => {
      tellProblem(error);
      void cache.invalidateQueries({ queryKey: key });
    },
  });
  const known = new Set(fields.map((field) => field.key));
  // A list that cannot be asked for is shown with its own columns.
  const chosen = kept.data?.columns ?? (kept.error === null ? undefined : []);
  const names = chosen?.length === 0 ? first[kind] : chosen?.map(({ name }) => name);
  const keys = names?.filter((one) => known.has(one) && one !== nameField[kind]);
  const widths = widthsOf(chosen ?? []);
  const put = (next: readonly string[], nextWidths: ReadonlyMap<string, number>): void => {
    // The name is always shown; it stands among the columns only to keep its width.
    const shown = nextWidths.has(nameField[kind]) ? [nameField[kind], ...next] : next;
    const widthOf = (name: string): string => (nextWidths.has(name) ? `${nextWidths.get(name)}px` : '');
    mutate({ columns: shown.map((name) => ({ name, width: widthOf(name) })), sort: [] });
  };
  return {
    keys,
    widths,
    choose: (next) => put(next, widths),
    resize: (name, width) => {
      const others = [...widths].filter(([one]) => one !== name);
      put(keys ?? [], new Map(width === undefined ? others : [...others, [name, width]]));
    },
    restore: () => put([], new Map()),
  };
}

const widthsOf = (columns: ColumnChoice['columns']): ReadonlyMap<string, number> =>
  new Map(
    columns.flatMap(({ name, width }): [string, number][] => {
      const [, pixels] = /^(\d{1,4})px$/.exec(width) ?? [];
      return pixels === undefined ? [] : [[name, Number(pixels)]];
    }),
  );

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
