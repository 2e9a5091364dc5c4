/** Create in ERP: the form filled from the CRM and the defaults; what the ERP refused at the last Save stands at its field. */
import type { ErpTabConnection, TabActorType } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DraftKept } from '../form/draft-kept.tsx';
import { FormDialog } from '../form/form-dialog.tsx';
import { useDraft } from '../form/use-draft.ts';
import { useHub } from '../hub/hub.tsx';
import { erpTabKey } from '../hub/keys.ts';
import { useErpTabWords } from '../language/erp-tab/index.ts';
import { actorWord } from './actor-word.ts';
import { AskedInput } from './asked-input.tsx';
import { problemOf } from './asked-values.ts';
import { shownText } from './choose-values.tsx';
import type { Entity, Pending, PendingCreate } from './draft.ts';
import type { ErpDraft } from './use-erp-draft.ts';

interface Props {
  readonly entity: Entity;
  readonly part: ErpTabConnection;
  readonly draft: ErpDraft;
  readonly pending: Pending | undefined;
  readonly actorType: TabActorType;
  readonly close: () => void;
}
type Answers = Readonly<Record<string, string>>;

export function CreateDialog(props: Props) {
  const { t, told } = useErpTabWords();
  const { part, draft, pending, actorType, close } = props;
  const { connection, canCreate } = part;
  const { form, fields, typed, valueOf, wished } = useAnswers(props);
  const [tried, setTried] = useState(false);
  const refused = pending?.create === undefined ? undefined : pending.refused;
  const submit = (): void => {
    setTried(true);
    if (fields.some((field) => problemOf(field, valueOf(field.key)) !== undefined)) return;
    const { connect: _other, create: _old, refused: _refused, ...kept } = pending ?? { connection };
    const despite = part.link?.asking?.found;
    draft.wish({ ...kept, create: { actorType, ...wished(), ...(despite !== undefined && { despite }) } });
    typed.drop();
    close();
  };
  const mayNot = canCreate ? undefined : t('tab.mayNotCreate', { connection: connection.name });
  return (
    <FormDialog
      opened
      title={`${t('tab.createInErp')}: ${connection.name} · ${actorWord(actorType, t)}`}
      submit={t('tab.create')}
      reason={mayNot ?? (form.data === undefined ? t('tab.readingValues') : undefined)}
      error={form.error}
      onClose={close}
      onSubmit={submit}
    >
      <DraftKept draft={typed} />
      {refused === undefined ? null : (
        <p className="erp-told" role="alert">
          {told(refused.message)}
        </p>
      )}
      {form.data === undefined && form.error === null ? (
        <div className="stack" aria-busy="true">
          <Skeleton height={52} />
          <Skeleton height={52} />
          <Skeleton height={52} />
        </div>
      ) : null}
      {fields.map((field) => (
        <AskedInput
          key={field.key}
          field={field}
          value={valueOf(field.key)}
          tried={tried}
          refused={told(refused?.fields[field.key] ?? field.problem ?? '') || undefined}
          change={(value) => typed.change({ [field.key]: value })}
        />
      ))}
    </FormDialog>
  );
}

/** The form with what was typed over it. */
function useAnswers({ entity, part: { connection, link }, pending, actorType }: Props) {
  const form = useNewActorForm(entity, connection.id, actorType);
  const fields = form.data?.fields ?? [];
  const filled: Answers = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
  const asked = link?.actorType === actorType ? link.asking?.answers : undefined;
  const before = pending?.create?.actorType === actorType ? pending.create.answers : (asked ?? {});
  const name = `erp-create.${entity.kind}.${entity.id}.${connection.id}.${actorType}`;
  const typed = useDraft<Answers>(name, { ...filled, ...before });
  const valueOf = (key: string): string => typed.value[key] ?? '';
  return {
    form,
    fields,
    typed,
    valueOf,
    /** Only what differs: the rest follows the record as it is when it is saved. */
    wished: (): Pick<PendingCreate, 'answers' | 'shown'> => ({
      answers: Object.fromEntries(
        fields.flatMap(({ key }) => (valueOf(key) === filled[key] ? [] : [[key, valueOf(key)] as const])),
      ),
      shown: fields.map((field) => ({
        label: field.label,
        text: shownText(field, valueOf(field.key)),
        type: field.type,
      })),
    }),
  };
}

function useNewActorForm({ kind, id }: Entity, connectionId: number, actorType: TabActorType) {
  const hub = useHub();
  return useQuery({
    queryKey: [...erpTabKey, kind, id, 'new', connectionId, actorType],
    queryFn: ({ signal }) =>
      hub.call(
        'GET /api/erp-tab/:kind/:id/new',
        { params: { kind, id }, query: { connection: connectionId, actorType } },
        { signal },
      ),
    retry: false,
    staleTime: 0,
  });
}
