/** A card that does not exist yet: typed like any other, added once however often it is sent. */
import type { CrmForm, CrmRecord, EntityKind } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DraftKept } from '../../form/draft-kept.tsx';
import { Still } from '../../form/still.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { HubError } from '../../hub/client.ts';
import { useHub } from '../../hub/hub.tsx';
import { newKey } from '../../hub/once.ts';
import { Problem } from '../../hub/problem.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { locales } from '../../language/load.ts';
import { recordName } from '../../log/record.tsx';
import { checkForm, type Values } from '../check.ts';
import { cardPath, listOf } from '../places.ts';
import { useForm, useTakeCard } from '../use-card.ts';
import { useCardDraft } from './card-draft.ts';
import { decimalMarkOf, DetailsEdit } from './details-edit.tsx';
import { CardSkeleton } from './index.tsx';
import { SaveBar } from './save-bar.tsx';
import { useCardKeys } from './use-card-keys.ts';
import { focusField, storedOf } from './use-saving.ts';

export function NewCard({ kind }: { readonly kind: EntityKind }) {
  const form = useForm(kind);
  if (form.data !== undefined) return <Filled kind={kind} form={form.data} />;
  return form.error === null ? <CardSkeleton /> : <Problem error={form.error} again={() => void form.refetch()} />;
}

/** Drawn with the first letter and kept with it: a form that is sent again after a reload is still the same one. */
function useFormKey(kind: EntityKind) {
  const nothing = useMemo((): { readonly key: string } => ({ key: '' }), []);
  const draft = useDraft(`new-key.${kind}`, nothing);
  return {
    key: (): string => {
      if (draft.value.key !== '') return draft.value.key;
      const key = newKey();
      draft.change({ key });
      return key;
    },
    drop: draft.drop,
  };
}

/** The company in the address is a new person's. */
function useBlank(kind: EntityKind, form: CrmForm) {
  const [search] = useSearchParams();
  const company = search.get('company') ?? '';
  const companyName = search.get('companyName') ?? company;
  const blank = useMemo(
    (): Values => ({
      ...Object.fromEntries(form.fields.map(({ key }) => [key, ''])),
      ...(kind === 'person' && { company }),
    }),
    [form.fields, kind, company],
  );
  const chosen: CrmRecord | null = company === '' ? null : { kind: 'company', id: Number(company), name: companyName };
  return { blank, company: chosen };
}

function Filled({ kind, form }: { readonly kind: EntityKind; readonly form: CrmForm }) {
  const { t, language } = useCrmWords();
  const hub = useHub();
  const goTo = useNavigate();
  const take = useTakeCard();
  const { blank, company } = useBlank(kind, form);
  const draft = useCardDraft(`new.${kind}`, blank, 0);
  const formKey = useFormKey(kind);
  const [tried, setTried] = useState(false);
  const drop = (): void => {
    draft.drop();
    formKey.drop();
  };
  const added = useMutation({
    mutationFn: (key: string) =>
      hub.call('POST /api/crm/:kind', {
        params: { kind },
        body: { key, values: filledOf(storedOf(form, draft.values)) },
      }),
    onSuccess: async (card) => {
      drop();
      take(card);
      notifications.show({ message: t('crm.added', { record: recordName(card.record, t) }) });
      // Back leads to where New was pressed, not to an empty form.
      await goTo(cardPath(kind, card.record.id), { replace: true });
    },
  });
  const problems = checkForm(kind, form.fields, draft.values, t, decimalMarkOf(locales[language]));
  const save = (): void => {
    if (added.isPending) return;
    setTried(true);
    if (Object.keys(problems).length > 0) focusField(Object.keys(problems));
    else added.mutate(formKey.key());
  };
  const leave = (): void => void goTo(-1);
  useCardKeys(true, leave, save);
  const refused = added.error instanceof HubError ? added.error.fields : {};
  const shown = { ...refused, ...(tried ? problems : {}) };
  return (
    <div className="stack">
      <title>{`${t(`crm.new.${kind}`)} · Kobling`}</title>
      <div className="page-head">
        <h1>{t(`crm.new.${kind}`)}</h1>
      </div>
      <DraftKept draft={{ isRestored: draft.isRestored, drop }} />
      {added.error === null ? null : <Problem error={added.error} />}
      <Still busy={added.isPending}>
        <DetailsEdit kind={kind} form={form} draft={draft} problems={shown} items={{}} company={company} save={save} />
      </Still>
      <SaveBar
        saving={{ save, busy: added.isPending, problems: shown }}
        leave={() => void (window.history.length > 1 ? leave() : goTo(listOf[kind].path))}
      />
    </div>
  );
}

const filledOf = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
