/** One record chosen by typing a part of its name: a person's company, the other half of a merge, a project's member. */
import type { CrmRecord, EntityKind } from '@kobling/contract';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHub } from '../hub/hub.tsx';
import { crmKey } from '../hub/keys.ts';
import { useCrmWords } from '../language/crm/index.ts';
import { wordsOf } from './quick-search.ts';

interface Props {
  readonly label: string;
  readonly kind: EntityKind;
  readonly chosen: CrmRecord | null;
  readonly change: (record: CrmRecord | null) => void;
  /** Not offered: a record cannot be merged with itself. */
  readonly without?: number | undefined;
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean;
}
const offered = 12;
const patienceMs = 150;

export function RecordChoice({ label, kind, chosen, change, without, problem, autoFocus = false }: Props) {
  const { t } = useCrmWords();
  const hub = useHub();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [text] = useDebouncedValue(typed === chosen?.name ? '' : typed.trim(), patienceMs);
  const found = useQuery({
    queryKey: [...crmKey, 'choice', kind, text],
    queryFn: ({ signal }) =>
      hub.call(
        'POST /api/find',
        { body: { kind, criteria: wordsOf(text), columns: ['number'], pageSize: offered } },
        { signal },
      ),
    enabled: open,
    placeholderData: (before) => before,
  });
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== without);
  const names = new Map(rows.map((row) => [String(row.id), row.name]));
  const numbers = new Map(rows.map(({ id, cells }) => [String(id), cells['number']?.display || String(id)]));
  const data = rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const kept =
    chosen === null || names.has(String(chosen.id)) ? [] : [{ value: String(chosen.id), label: chosen.name }];
  return (
    <Select
      label={label}
      size="xs"
      data-field="company"
      error={problem ?? false}
      placeholder={t('crm.choose.type')}
      data={[...kept, ...data]}
      value={chosen === null ? null : String(chosen.id)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('crm.choose.clear') }}
      // The hub has found them already, also by what the label does not show.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      onChange={(value) =>
        change(value === null ? null : { kind, id: Number(value), name: names.get(value) ?? chosen?.name ?? '' })
      }
      renderOption={({ option }) => (
        <span className="choice">
          <span>{option.label}</span>
          <span className="quiet">{numbers.get(option.value)}</span>
        </span>
      )}
      nothingFoundMessage={t('crm.choose.none')}
      data-autofocus={autoFocus || undefined}
    />
  );
}
