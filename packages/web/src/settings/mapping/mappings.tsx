/** Mappings of a connection: a tab per actor type, its fields, and what is to be saved. */
import type { ActorMapping, MappingSetup } from '@kobling/contract';
import { Checkbox, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { IconPencil, IconTableOff } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { DraftKept } from '../../form/draft-kept.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { kinds } from '../../log/record.tsx';
import { ActorTabs } from './actor-tabs.tsx';
import { ConnectionFrame } from './connection-frame.tsx';
import { attention } from './directions.ts';
import { MappingFoot } from './mapping-foot.tsx';
import { type MappingRow, MappingTable, rowsOf } from './mapping-table.tsx';
import { RefreshFields } from './refresh-fields.tsx';
import { useConnectionId, useMappingSetup } from './use-mapping.ts';
import { draftOf, type MappingDraft, useMappingDrafts } from './use-mapping-draft.ts';

export function MappingsPage() {
  const id = useConnectionId();
  const setup = useMappingSetup(id);
  return (
    <ConnectionFrame
      id={id}
      part="mappings"
      connection={setup.data?.connection}
      error={setup.error}
      again={() => void setup.refetch()}
      actions={<RefreshFields id={id} />}
    >
      {setup.data === undefined ? (
        <div className="stack" aria-busy="true">
          <Skeleton height={36} width={420} />
          <Skeleton height={360} />
        </div>
      ) : setup.data.mappings.length === 0 ? (
        <Unknown id={id} />
      ) : (
        <ActorTypes setup={setup.data} />
      )}
    </ConnectionFrame>
  );
}

function Unknown({ id }: { readonly id: number }) {
  const { t } = useMappingWords();
  return (
    <section className="panel nothing">
      <IconTableOff size={32} aria-hidden />
      <h2>{t('mapping.none.title')}</h2>
      <p>{t('mapping.none')}</p>
      <RefreshFields id={id} />
    </section>
  );
}

function ActorTypes({ setup }: { readonly setup: MappingSetup }) {
  const drafts = useMappingDrafts(setup);
  return (
    <ActorTabs
      of={setup.mappings}
      beside={(mapping) => <Mapped mapping={mapping} draft={draftOf(drafts, mapping)} />}
      panel={(mapping) => <ActorPanel setup={setup} mapping={mapping} draft={draftOf(drafts, mapping)} />}
    />
  );
}

interface OfActor {
  readonly mapping: ActorMapping;
  readonly draft: MappingDraft;
}

/** So many of so many are mapped; a pen where something is not saved. */
function Mapped({ mapping, draft }: OfActor) {
  const { t, format } = useMappingWords();
  const mapped = mapping.fields.filter(({ choice }) => choice.crmField !== null).length;
  return (
    <>
      <span className="quiet figures">
        {format.number(mapped)}/{format.number(mapping.fields.length)}
      </span>
      {draft.count > 0 ? (
        <IconPencil size={14} role="img" aria-label={t('mapping.changes', { count: draft.count })} />
      ) : null}
    </>
  );
}

const shows = ['all', 'mapped', 'unmapped', 'attention'] as const;
type Show = (typeof shows)[number];

function isShown({ pair, choice }: MappingRow, show: Show, text: string): boolean {
  const words = [pair.field.name, pair.field.fieldKey, pair.crm?.label ?? ''].join(' ').toLocaleLowerCase();
  if (!words.includes(text.toLocaleLowerCase())) return false;
  switch (show) {
    case 'all':
      return true;
    case 'mapped':
      return choice.crmField !== null;
    case 'unmapped':
      return choice.crmField === null;
    case 'attention':
      return attention(pair, choice) !== undefined;
  }
}

function ActorPanel({ setup, mapping, draft }: OfActor & { readonly setup: MappingSetup }) {
  const { t } = useMappingWords();
  const [search] = useSearchParams();
  const all = rowsOf(setup, mapping, draft);
  const show = shows.find((each) => each === search.get('show')) ?? 'all';
  const text = search.get('text') ?? '';
  const rows = all.filter((row) => isShown(row, show, text));
  return (
    <div className="stack">
      <DraftKept draft={draft} />
      <div className="row mapping-bar">
        <ActiveBox mapping={mapping} draft={draft} />
        <Filter show={show} text={text} />
      </div>
      {rows.length === 0 ? (
        <p className="panel quiet" role="status">
          {t('mapping.noneFit')}
        </p>
      ) : (
        <MappingTable setup={setup} mapping={mapping} all={all} rows={rows} choose={draft.choose} />
      )}
      <MappingFoot setup={setup} mapping={mapping} rows={all} draft={draft} />
    </div>
  );
}

function ActiveBox({ mapping, draft }: OfActor) {
  const { t } = useMappingWords();
  return (
    <Checkbox
      label={t('mapping.syncActor', {
        actor: t(`mapping.actor.${mapping.actorType}`),
        entity: t(kinds[mapping.kind].word),
      })}
      checked={draft.active}
      onChange={(event) => draft.setActive(event.currentTarget.checked)}
    />
  );
}

function Filter({ show, text }: { readonly show: Show; readonly text: string }) {
  const { t } = useMappingWords();
  const [, setSearch] = useSearchParams();
  const put = (name: string, value: string): void =>
    setSearch(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className="row push">
      <TextInput
        size="xs"
        type="search"
        aria-label={t('mapping.filter')}
        placeholder={t('mapping.filter')}
        value={text}
        onChange={(event) => put('text', event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('mapping.show')}
        value={show}
        data={shows.map((value) => ({ value, label: t(`mapping.show.${value}`) }))}
        onChange={(event) => put('show', event.currentTarget.value === 'all' ? '' : event.currentTarget.value)}
      />
    </div>
  );
}
