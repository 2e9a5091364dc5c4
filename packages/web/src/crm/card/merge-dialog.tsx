/** Two records become one: which stays, whose values stand, what moves along and what is left over, before it is done (H34). */
import type { CrmCard, CrmForm, CrmMerged, CrmRecord } from '@kobling/contract';
import { Radio, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { DraftKept } from '../../form/draft-kept.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useHub } from '../../hub/hub.tsx';
import { crmKey } from '../../hub/keys.ts';
import { Problem } from '../../hub/problem.tsx';
import { useCrmWords } from '../../language/crm/index.ts';
import { Value } from '../../log/change.tsx';
import { recordName } from '../../log/record.tsx';
import { type Column, DataTable } from '../../table/data-table.tsx';
import { fieldLabel } from '../fields.ts';
import { forgetRecord } from '../gone.ts';
import { cardPath } from '../places.ts';
import { RecordChoice } from '../record-choice.tsx';
import { actorWord } from './heading.tsx';

interface Props {
  readonly card: CrmCard;
  readonly form: CrmForm;
  readonly close: () => void;
}

const nothingChosen = { other: null as CrmRecord | null, otherStays: false };

export function MergeDialog({ card, form, close }: Props) {
  const { t } = useCrmWords();
  const hub = useHub();
  const cache = useQueryClient();
  const goTo = useNavigate();
  const { kind, id } = card.record;
  const draft = useDraft(`merge.${kind}.${id}`, nothingChosen);
  const { other, otherStays } = draft.value;
  const [stays, goes] = otherStays ? [other, card.record] : [card.record, other];
  const body = { from: goes?.id ?? 0, into: stays?.id ?? 0 };
  const preview = useQuery({
    queryKey: [...crmKey, 'merge', kind, body],
    queryFn: ({ signal }) =>
      hub.call('POST /api/crm/:kind/merge', { params: { kind }, body: { ...body, preview: true } }, { signal }),
    enabled: other !== null,
    staleTime: 0,
  });
  const merged = useMutation({
    mutationFn: () => hub.call('POST /api/crm/:kind/merge', { params: { kind }, body: { ...body, preview: false } }),
    onSuccess: async () => {
      if (stays === null || goes === null) return;
      notifications.show({ message: t('crm.merged', { gone: recordName(goes, t), record: recordName(stays, t) }) });
      draft.drop();
      await goTo(cardPath(kind, stays.id), { replace: true });
      await forgetRecord(cache, kind, goes.id);
    },
  });
  return (
    <FormDialog
      opened
      onClose={close}
      title={t('crm.merge.title', { record: recordName(card.record, t) })}
      submit={t('crm.merge.do')}
      reason={other === null ? t('crm.merge.choose') : preview.data === undefined ? t('shell.loading') : undefined}
      busy={merged.isPending}
      error={merged.error}
      onSubmit={() => merged.mutate()}
    >
      <DraftKept draft={draft} />
      <RecordChoice
        label={t('crm.merge.other')}
        kind={kind}
        chosen={other}
        change={(chosen) => draft.change({ other: chosen })}
        without={id}
        autoFocus
      />
      {other === null ? null : (
        <Radio.Group
          label={t('crm.merge.which')}
          value={otherStays ? 'other' : 'this'}
          onChange={(value) => draft.change({ otherStays: value === 'other' })}
        >
          <div className="card-clash">
            <Radio value="this" size="xs" label={`${recordName(card.record, t)} · ${id}`} />
            <Radio value="other" size="xs" label={`${recordName(other, t)} · ${other.id}`} />
          </div>
        </Radio.Group>
      )}
      {preview.error === null ? null : <Problem error={preview.error} />}
      {other === null ? null : preview.data === undefined ? (
        <Skeleton height={120} />
      ) : (
        <Outcome merged={preview.data} kind={kind} form={form} />
      )}
    </FormDialog>
  );
}

type Differing = CrmMerged['values'][number];

function Outcome({
  merged,
  kind,
  form,
}: {
  readonly merged: CrmMerged;
  readonly kind: CrmRecord['kind'];
  readonly form: CrmForm;
}) {
  const { t } = useCrmWords();
  const fieldOf = (row: Differing) => form.fields.find(({ key }) => key === row.field);
  const value = (row: Differing, text: string) => {
    const field = fieldOf(row);
    const item = form.lists[field?.list ?? '']?.find(({ id }) => String(id) === text);
    return <Value text={item?.name ?? text} type={field?.type ?? 'text'} />;
  };
  const columns: readonly Column<Differing>[] = [
    {
      key: 'field',
      title: t('field'),
      width: '32%',
      onCard: 'title',
      cell: (row) => fieldLabel(kind, fieldOf(row) ?? { key: row.field, label: row.field }, t),
    },
    { key: 'into', title: t('crm.merge.stands'), cell: (row) => value(row, row.into) },
    { key: 'from', title: t('crm.merge.goes'), cell: (row) => <s>{value(row, row.from)}</s> },
  ];
  return (
    <>
      {merged.values.length === 0 ? (
        <p>{t('crm.merge.same')}</p>
      ) : (
        <DataTable label={t('crm.merge.values')} columns={columns} rows={merged.values} rowKey={(row) => row.field} />
      )}
      <ul className="card-ends">
        {merged.links.map((link) => {
          const parts = { connection: link.connection, actor: t(actorWord(link.actorType)), key: link.erpKey ?? '' };
          return (
            <li key={`${link.connection} ${link.actorType}`}>
              {link.becomes === 'follows'
                ? t('crm.merge.follows', parts)
                : t('crm.merge.ends', { ...parts, kept: link.keptKey ?? '' })}
            </li>
          );
        })}
        {merged.persons === 0 ? null : <li>{t('crm.merge.persons', { count: merged.persons })}</li>}
        {merged.waiting === 0 ? null : <li>{t('crm.merge.waiting', { count: merged.waiting })}</li>}
        {merged.memberships === 0 ? null : <li>{t('crm.merge.memberships', { count: merged.memberships })}</li>}
      </ul>
    </>
  );
}
