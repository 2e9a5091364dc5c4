import type { LogQuery } from '@kobling/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useOverview } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { entities, type FilterName, fromLocalInput, kinds, localInput } from './filters.ts';
import { kinds as records } from './record.tsx';

interface Props {
  readonly filters: LogQuery;
  /** An empty text takes the filter away. */
  readonly change: (name: FilterName, value: string) => void;
  readonly clear: () => void;
}

/** Where it is narrow the rows come first: the filters unfold. */
export function FilterBar(props: Props) {
  const { filters } = props;
  const { t } = useLanguage();
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  const narrow = useMediaQuery('(max-width: 600px)') ?? false;
  const [open, setOpen] = useState(false);
  return (
    <search className="filters" aria-label={t('log.filters')}>
      {narrow ? (
        <Button
          className="filters-turn"
          variant={count > 0 ? 'light' : 'default'}
          size="xs"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {count === 0 ? t('log.filters') : `${t('log.filters')} (${count})`}
        </Button>
      ) : null}
      {narrow && !open ? null : <Filters {...props} set={count > 0} />}
    </search>
  );
}

function Filters({ filters, change, clear, set }: Props & { readonly set: boolean }) {
  const { t } = useLanguage();
  const connections = useOverview().data?.connections ?? [];
  const any = { value: '', label: t('log.all') };
  return (
    <>
      <TypedFilter label={t('log.text')} value={filters.text ?? ''} change={(value) => change('text', value)} />
      <NativeSelect
        label={t('erpConnection')}
        size="xs"
        value={filters.connection ?? ''}
        data={[any, ...connections.map((each) => ({ value: String(each.id), label: each.name }))]}
        onChange={(event) => change('connection', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('log.entity')}
        size="xs"
        value={filters.entity ?? ''}
        data={[any, ...entities.map((entity) => ({ value: entity, label: t(records[entity].word) }))]}
        onChange={(event) => change('entity', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('log.kind')}
        size="xs"
        value={filters.kind ?? ''}
        data={[any, ...kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))]}
        onChange={(event) => change('kind', event.currentTarget.value)}
      />
      <NativeSelect
        label={t('direction')}
        size="xs"
        value={filters.side ?? ''}
        data={[any, { value: 'crm', label: t('directionErpToCrm') }, { value: 'erp', label: t('directionCrmToErp') }]}
        onChange={(event) => change('side', event.currentTarget.value)}
      />
      <TypedFilter label={t('field')} value={filters.field ?? ''} change={(value) => change('field', value)} />
      <TextInput
        type="datetime-local"
        label={t('log.from')}
        size="xs"
        value={localInput(filters.from)}
        onChange={(event) => change('from', fromLocalInput(event.currentTarget.value))}
      />
      <TextInput
        type="datetime-local"
        label={t('log.until')}
        size="xs"
        value={localInput(filters.to)}
        onChange={(event) => change('to', fromLocalInput(event.currentTarget.value))}
      />
      <Button
        variant="default"
        size="xs"
        disabled={!set}
        leftSection={<IconFilterOff size={16} aria-hidden />}
        onClick={clear}
      >
        {t('log.clear')}
      </Button>
    </>
  );
}

/** Filters as one types, without an address for every letter. */
function TypedFilter({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // The address changed from elsewhere (Clear, Back): the field follows.
    setShown(value);
    setTyped(value);
  }
  const later = useDebouncedCallback(change, 250);
  return (
    <TextInput
      label={label}
      size="xs"
      type="search"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
