/** Save: checked here, merged by the hub; what both changed comes back to be chosen (H12). Nothing is sent twice. */
import type { CrmCard, CrmForm } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { locales } from '../../language/load.ts';
import { recordName } from '../../log/record.tsx';
import { asStored, checkForm, type Problems, type Values } from '../check.ts';
import { cardKey, useTakeCard } from '../use-card.ts';
import type { CardDraft } from './card-draft.ts';
import { decimalMarkOf } from './details-edit.tsx';

/** What else on the card waits for its Save. */
export interface Others {
  readonly isChanged: boolean;
  /** False: some of it failed, and says so where it stands. */
  readonly apply: () => Promise<boolean>;
}
export interface Saving {
  readonly save: () => void;
  readonly busy: boolean;
  /** By field. */
  readonly problems: Problems;
  /** Fields that somebody else changed too. */
  readonly clash: readonly string[];
  /** What the hub said that is about no field. */
  readonly error: unknown;
  /** After a choice: whose values stand, over the version shown. */
  readonly saveChosen: (version: number, theirs: Values) => void;
}

interface Wish {
  readonly card: CrmCard;
  readonly form: CrmForm;
  readonly draft: CardDraft;
  readonly others: Others;
  readonly done: () => void;
  /** The record is saved, some of the others are not. */
  readonly halfDone: () => void;
}

export function useSaving({ card, form, draft, others, done, halfDone }: Wish): Saving {
  const hub = useHub();
  const cache = useQueryClient();
  const take = useTakeCard();
  const { t, language } = useCrmWords();
  const [tried, setTried] = useState(false);
  const { kind, id } = card.record;
  const mark = decimalMarkOf(locales[language]);
  const sent = useMutation({
    mutationFn: async ({ version, typed }: { readonly version: number; readonly typed: Values }) => {
      const values = storedOf(form, typed);
      let kept = card;
      if (Object.keys(values).length > 0) {
        kept = await hub.call('POST /api/crm/:kind/:id', { params: { kind, id }, body: { version, values } });
        take(kept);
        draft.drop();
      }
      return { kept, whole: !others.isChanged || (await others.apply()) };
    },
    onSuccess: ({ kept, whole }) => {
      setTried(false);
      // Connecting it has changed its marks.
      if (others.isChanged) void cache.invalidateQueries({ queryKey: cardKey(kind, id) });
      notifications.show({ message: t('crm.saved', { record: recordName(kept.record, t) }) });
      if (whole) done();
      else halfDone();
    },
    // What they saved is shown beside what was typed.
    onError: (error) => {
      if (isChanged(error)) void cache.invalidateQueries({ queryKey: cardKey(kind, id) });
    },
  });
  const send = (version: number, typed: Values, values: Values): void => {
    if (sent.isPending) return;
    setTried(true);
    const found = checkForm(kind, form.fields, values, t, mark);
    if (Object.keys(found).length === 0) sent.mutate({ version, typed });
    else focusField(Object.keys(found));
  };
  const error: unknown = sent.error;
  const clash = isChanged(error) ? Object.keys(error.fields) : [];
  const refused = error instanceof HubError && clash.length === 0 ? error.fields : {};
  return {
    busy: sent.isPending,
    save: () => {
      sent.reset();
      if (draft.isChanged || others.isChanged) send(draft.version, draft.typed, draft.values);
      else done();
    },
    saveChosen: (version, theirs) => {
      draft.rebase(version, theirs);
      const typed = Object.fromEntries(Object.entries(draft.typed).filter(([key]) => !(key in theirs)));
      send(version, typed, { ...draft.values, ...theirs });
    },
    problems: { ...refused, ...(tried ? checkForm(kind, form.fields, draft.values, t, mark) : {}) },
    clash,
    error: clash.length === 0 ? error : null,
  };
}

const isChanged = (error: unknown): error is HubError => error instanceof HubError && error.code === 'record.changed';

/** As the hub stores them. */
export function storedOf(form: CrmForm, typed: Values): Values {
  return Object.fromEntries(
    Object.entries(typed).map(([key, value]) => {
      const field = form.fields.find((one) => one.key === key);
      return [key, field === undefined ? value : asStored(field, value)];
    }),
  );
}

/** The first field with something wrong takes the keyboard. */
export function focusField(keys: readonly string[]): void {
  const inputs = [...document.querySelectorAll<HTMLElement>('[data-field]')];
  inputs.find((input) => keys.includes(input.dataset['field'] ?? ''))?.focus();
}
