/** A card's frame: heading, tabs, and one Save for all of it. Which tab and whether it is edited stand in the address. */
import type { CrmCard, CrmForm } from '@kobling/contract';
import { Button, Skeleton, Tabs } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type ErpDraft, useErpDraft } from '../../erp-tab/use-erp-draft.ts';
import { useAfterPaint } from '../../form/after-paint.ts';
import { DraftKept } from '../../form/draft-kept.tsx';
import { Still } from '../../form/still.tsx';
import { useSession } from '../../hub/hub.tsx';
import { Problem } from '../../hub/problem.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { recordName } from '../../log/record.tsx';
import { type CardDraft, draftName, useCardDraft } from './card-draft.ts';
import { fetched } from '../../shell/lazy-page.ts';
import { Clash } from './clash.tsx';
import { DetailsEdit } from './details-edit.tsx';
import { DetailsView } from './details-view.tsx';
import { Heading } from './heading.tsx';
import { MoreMenu } from './more-menu.tsx';
import { Related } from './related.tsx';
import { SaveBar } from './save-bar.tsx';
import { shownTabs, useTab } from './tabs.ts';
import { useCardKeys } from './use-card-keys.ts';
import { type Others, type Saving, useSaving } from './use-saving.ts';

const ErpTab = fetched(() => import('../../erp-tab/index.tsx').then((part) => part.ErpTab));

const ahead = { onPointerEnter: ErpTab.fetch, onFocus: ErpTab.fetch };

export function Card({ card, form }: { readonly card: CrmCard; readonly form: CrmForm }) {
  const { t } = useCrmWords();
  const { record } = card;
  const { editing, at, setEditing, toErpTab } = useEditing();
  const draft = useCardDraft(draftName(card), card.values, card.version);
  const erpDraft = useErpDraft({ kind: record.kind, id: record.id });
  const saving = useSaving({
    card,
    form,
    draft,
    others: othersOf(erpDraft),
    done: () => setEditing(false),
    halfDone: toErpTab,
  });
  const isChanged = draft.isChanged || erpDraft.isChanged;
  const drop = (): void => {
    draft.drop();
    erpDraft.drop();
  };
  useCardKeys(editing, setEditing, saving.save);
  const editButton = useFocusBack(editing);
  const name = recordName(record, t);
  return (
    <div className="stack">
      <title>{`${name} · Kobling`}</title>
      <Heading card={card}>
        <Link to={`/record/${record.kind}/${record.id}`}>{t('crm.history')}</Link>
        {editing ? null : (
          <>
            <Button
              ref={editButton}
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('crm.edit')}
            </Button>
            <MoreMenu card={card} form={form} />
          </>
        )}
      </Heading>
      {editing ? (
        <DraftKept draft={{ isRestored: draft.isRestored, drop }} />
      ) : (
        <Unsaved isChanged={isChanged} drop={drop} goOn={() => setEditing(true)} />
      )}
      {saving.clash.length === 0 ? null : (
        <Clash
          card={card}
          form={form}
          draft={draft}
          fields={saving.clash}
          busy={saving.busy}
          again={(theirs) => saving.saveChosen(card.version, theirs)}
        />
      )}
      {saving.error === null ? null : <Problem error={saving.error} />}
      <CardTabs
        card={card}
        form={form}
        editing={editing}
        draft={draft}
        saving={saving}
        erpDraft={erpDraft}
        at={at}
        edit={(field) => setEditing(true, field)}
      />
      {editing ? <SaveBar saving={saving} leave={() => setEditing(false)} /> : null}
    </div>
  );
}

interface PartProps {
  readonly card: CrmCard;
  readonly form: CrmForm;
  readonly editing: boolean;
  readonly draft: CardDraft;
  readonly saving: Saving;
  readonly erpDraft: ErpDraft;
  readonly at: string;
  readonly edit: (field?: string) => void;
}

function CardTabs({ card, form, editing, draft, saving, erpDraft, at, edit }: PartProps) {
  const { t } = useCrmWords();
  const { record } = card;
  const [tab, setTab] = useTab(record.kind);
  const seesErp = useSession().data?.erpTab === true;
  // Its many fields come after Save and Cancel, which answer the press.
  const typing = useAfterPaint(editing, true);
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false}>
      <Tabs.List aria-label={t('crm.tabs')}>
        {shownTabs(record.kind, tab, seesErp).map((each) => (
          <Tabs.Tab key={each.key} value={each.key} {...(each.key === 'erp' && ahead)}>
            {t(each.title)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="details" pt="md">
        {typing ? (
          <Still busy={saving.busy}>
            <DetailsEdit
              kind={record.kind}
              form={form}
              draft={draft}
              problems={saving.problems}
              items={card.items}
              company={card.company}
              at={at}
              save={saving.save}
            />
          </Still>
        ) : (
          <DetailsView card={card} form={form} edit={edit} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="persons" pt="md">
        <Related record={record} related="persons" />
      </Tabs.Panel>
      <Tabs.Panel value="projects" pt="md">
        <Related record={record} related="projects" />
      </Tabs.Panel>
      <Tabs.Panel value="erp" pt="md">
        <Suspense fallback={<Skeleton height={160} aria-busy />}>
          <ErpTab
            entity={{ kind: record.kind, id: record.id }}
            editing={editing}
            draft={erpDraft}
            onEdit={() => edit()}
          />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

function useEditing() {
  const [search, setSearch] = useSearchParams();
  return {
    editing: search.get('edit') !== null,
    /** The field to begin with; '': the first. */
    at: search.get('edit') ?? '',
    setEditing: (on: boolean, field = '1'): void => {
      const next = new URLSearchParams(search);
      if (on) next.set('edit', field);
      else next.delete('edit');
      // Back from a card that was saved leads to where one came from, not into the form again.
      setSearch(next, { replace: !on });
    },
    /** What was refused stays to be corrected; a dialog that was opened meanwhile stays open. */
    toErpTab: (): void => {
      const next = new URLSearchParams(window.location.search);
      if (next.get('tab') === 'erp') return;
      next.set('tab', 'erp');
      setSearch(next, { replace: true });
    },
  };
}

/** Connect, choose and create are wishes until the card is saved. */
const othersOf = (draft: ErpDraft): Others => ({
  isChanged: draft.isChanged,
  apply: async () => (await draft.apply()).every(({ status }) => status !== 'failed'),
});

interface UnsavedProps {
  readonly isChanged: boolean;
  readonly drop: () => void;
  readonly goOn: () => void;
}

function Unsaved({ isChanged, drop, goOn }: UnsavedProps) {
  const { t } = useCrmWords();
  if (!isChanged) return null;
  return (
    <div className="form-kept" role="status">
      <span>{t('crm.unsaved')}</span>
      <Button size="compact-sm" onClick={goOn}>
        {t('crm.goOn')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={drop}>
        {t('crm.discard')}
      </Button>
    </div>
  );
}

/** The keyboard comes back to Edit when the form is left. */
function useFocusBack(editing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(editing);
  useEffect(() => {
    if (was.current && !editing) button.current?.focus();
    was.current = editing;
  }, [editing]);
  return button;
}
