/** The pairs of one list: an item of the ERP, its item in the CRM, and who waits for one. */
import type { ListedField } from '@kobling/contract';
import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { DraftKept } from '../../form/draft-kept.tsx';
import { Meanwhile, type PartWords } from '../../form/meanwhile.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { isMoved, Problem } from '../../hub/problem.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { type Pairs, useAddItems, useListDraft, useSaveItems, useTwice } from './use-list.ts';

type ErpItem = ListedField['erpItems'][number];
const pageSize = 200;

export function ListPairs({ connectionId, list }: { readonly connectionId: number; readonly list: ListedField }) {
  const { t } = useMappingWords();
  const draft = useListDraft(connectionId, list);
  const [shown, setShown] = useState(pageSize);
  const twice = useTwice(list, draft.value);
  return (
    <section className="stack" aria-labelledby={`list-${list.fieldId}`}>
      <h2 id={`list-${list.fieldId}`}>{t('mapping.list.pairs', { field: list.name })}</h2>
      <DraftKept draft={draft} />
      {list.erpItems.length === 0 ? (
        <p className="panel quiet">{t('mapping.list.empty')}</p>
      ) : (
        <PairTable list={list} draft={draft} twice={twice} shown={shown} />
      )}
      {list.erpItems.length > shown ? (
        <Button className="older" variant="default" onClick={() => setShown(shown + pageSize)}>
          {t('plans.more')}
        </Button>
      ) : null}
      <Foot connectionId={connectionId} list={list} draft={draft} twice={twice} />
      <FreeItems list={list} draft={draft} />
    </section>
  );
}

interface OfDraft {
  readonly list: ListedField;
  readonly draft: ReturnType<typeof useListDraft>;
}

function PairTable({
  list,
  draft,
  twice,
  shown,
}: OfDraft & { readonly twice: ReadonlyMap<string, string>; readonly shown: number }) {
  const { t, told } = useMappingWords();
  // One for all rows: a list may have hundreds.
  const options = useMemo(
    () => [
      { value: '', label: t('mapping.noSelection') },
      ...list.crmItems.map(({ id, name, hidden }) => ({
        value: String(id),
        label: hidden ? `${name} (${t('mapping.list.hidden')})` : name,
        disabled: hidden,
      })),
    ],
    [list, t],
  );
  const columns: readonly Column<ErpItem>[] = [
    {
      key: 'erp',
      title: t('mapping.list.erpItem', { list: list.erpList }),
      onCard: 'title',
      cell: (item) => <ItemName item={item} />,
    },
    {
      key: 'crm',
      title: t('mapping.list.crmItem', { list: told(list.crmListLabel) }),
      width: '52%',
      cell: (item) => (
        <Select
          size="xs"
          aria-label={t('mapping.list.pairFor', { item: item.name })}
          placeholder={t('mapping.noSelection')}
          data={options}
          value={draft.value[item.key] === null ? null : String(draft.value[item.key])}
          searchable
          openOnFocus={false}
          allowDeselect={false}
          nothingFoundMessage={t('mapping.noFieldFits')}
          error={twice.get(item.key)}
          comboboxProps={{ keepMounted: false }}
          onChange={(id) => draft.change({ [item.key]: id === null || id === '' ? null : Number(id) })}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={t('mapping.list.pairs', { field: list.name })}
      columns={columns}
      rows={list.erpItems.slice(0, shown)}
      rowKey={({ key }) => key}
    />
  );
}

function ItemName({ item }: { readonly item: ErpItem }) {
  const { t } = useMappingWords();
  return (
    <span title={item.key}>
      {item.name} <span className="quiet">{item.missing ? t('mapping.list.missing') : ''}</span>
      {item.waiting > 0 ? <Waiting count={item.waiting} /> : null}
    </span>
  );
}

function Waiting({ count }: { readonly count: number }) {
  const { t } = useMappingWords();
  return (
    <span className="state tone-warn">
      <IconAlertTriangle size={14} aria-hidden /> {t('mapping.list.waiting', { count })}
    </span>
  );
}

function Foot({
  connectionId,
  list,
  draft,
  twice,
}: OfDraft & { readonly connectionId: number; readonly twice: ReadonlyMap<string, string> }) {
  const { t } = useMappingWords();
  const save = useSaveItems(connectionId, list, draft);
  const add = useAddItems(connectionId, list);
  const count = Object.keys(draft.changes).length;
  const used = new Set(Object.values(draft.value));
  const suggested = list.erpItems.filter(
    ({ key, suggested: to }) => draft.value[key] === null && to !== null && !used.has(to),
  );
  const lacking = list.erpItems.filter(({ crmItem, missing }) => crmItem === null && !missing);
  const reason = count === 0 ? t('mapping.nothingChanged') : [...twice.values()][0];
  return (
    <div className="mapping-foot">
      {save.error === null || isMoved(save.error) ? null : <Problem error={save.error} />}
      <PairsMeanwhile list={list} draft={draft} error={count === 0 ? null : save.error} />
      {add.error === null ? null : <Problem error={add.error} />}
      <div className="row">
        {suggested.length === 0 ? null : (
          <>
            <span className="quiet">{t('mapping.suggested', { count: suggested.length })}</span>
            <Button
              variant="default"
              onClick={() => draft.change(Object.fromEntries(suggested.map((item) => [item.key, item.suggested])))}
            >
              {t('mapping.useSuggestions')}
            </Button>
          </>
        )}
        {lacking.length === 0 ? null : (
          <ReasonedButton
            variant="default"
            reason={count > 0 ? t('mapping.list.saveFirst') : undefined}
            busy={add.isPending}
            onClick={() =>
              add.mutate(
                lacking.map(({ key }) => key),
                {
                  onSuccess: ({ added }) => notifications.show({ message: t('mapping.list.added', { count: added }) }),
                },
              )
            }
          >
            {t('mapping.list.addMissing', { count: lacking.length })}
          </ReasonedButton>
        )}
        <div className="row push">
          {count === 0 ? null : (
            <>
              <span className="quiet">{t('mapping.changes', { count })}</span>
              <Button variant="default" onClick={draft.drop}>
                {t('mapping.discard')}
              </Button>
            </>
          )}
          <ReasonedButton reason={reason} busy={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </ReasonedButton>
        </div>
      </div>
      <p role="status" className="mapping-saved">
        {save.isSuccess && count === 0 ? t('mapping.list.saved', { count: save.data }) : null}
      </p>
    </div>
  );
}

/** Another window paired the same items: both choices beside each other. */
function PairsMeanwhile({ list, draft, error }: OfDraft & { readonly error: unknown }) {
  const { t } = useMappingWords();
  const shown = (id: number | null): string =>
    list.crmItems.find((item) => item.id === id)?.name ?? t('mapping.noSelection');
  const parts: Record<string, PartWords<number | null>> = Object.fromEntries(
    list.erpItems.map(({ key, name }) => [key, { label: name, shown }]),
  );
  return <Meanwhile<Pairs> draft={draft} parts={parts} error={error} />;
}

/** Items of the CRM that no item of the ERP leads to; records may wait for one. */
function FreeItems({ list, draft }: OfDraft) {
  const { t } = useMappingWords();
  const used = new Set(Object.values(draft.value));
  const free = list.crmItems.filter(({ id, hidden }) => !hidden && !used.has(id));
  if (free.length === 0) return null;
  return (
    <section aria-labelledby={`free-${list.fieldId}`}>
      <h2 id={`free-${list.fieldId}`}>{t('mapping.list.crmFree')}</h2>
      <ul className="free-items">
        {free.map(({ id, name, waiting }) => (
          <li key={id}>
            {name} {waiting > 0 ? <Waiting count={waiting} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
