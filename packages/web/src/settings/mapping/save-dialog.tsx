/** What saving would change, counted before it is saved; then saved at once, or saved with a plan that is decided on first. */
import type { ActorMapping, MappingPreview, MappingSetup } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { FormDialog } from '../../form/form-dialog.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { isMoved, Problem } from '../../hub/problem.tsx';
import { useTellProblem } from '../../hub/sync-control.tsx';
import { useMappingWords } from '../../language/mapping/index.ts';
import { RecordLink } from '../../log/record.tsx';
import type { MappingDraft } from './use-mapping-draft.ts';
import { useNewestPlan } from './use-newest-plan.ts';
import { usePreview } from './use-preview.ts';
import type { useSaveMapping } from './use-save-mapping.ts';

interface Props {
  readonly setup: MappingSetup;
  readonly mapping: ActorMapping;
  readonly draft: MappingDraft;
  readonly save: ReturnType<typeof useSaveMapping>;
  readonly onClose: () => void;
}

export function SaveDialog({ setup, mapping, draft, save, onClose }: Props) {
  const { t } = useMappingWords();
  const navigate = useNavigate();
  const tellProblem = useTellProblem();
  const newestPlan = useNewestPlan(setup.connection.id);
  const preview = usePreview(setup.connection.id, mapping.actorType, draft);
  const found = preview.state?.preview ?? undefined;
  // Another window was quicker: the page behind shows both.
  const told = { onError: (error: unknown) => (isMoved(error) ? onClose() : undefined) };
  /** The plan is made while the person may do something else; then it is opened. */
  const saveAndPlan = async (): Promise<void> => {
    const { requestId } = await save.mutateAsync({ plan: true }, told);
    onClose();
    notifications.show({ message: t('mapping.savedAndPlanned') });
    const planId = await newestPlan(requestId);
    if (planId !== undefined) await navigate(`/sync/plans/${planId}`);
  };
  return (
    <FormDialog
      title={t('mapping.plan.title')}
      opened
      onClose={onClose}
      onSubmit={() => save.mutate({ plan: false }, { ...told, onSuccess: onClose })}
      submit={t('save')}
      busy={save.isPending}
      error={save.error}
      actions={
        found?.records === 0 ? undefined : (
          <ReasonedButton
            variant="default"
            busy={save.isPending}
            onClick={() =>
              void saveAndPlan().catch((error: unknown) => (save.isError ? undefined : tellProblem(error)))
            }
          >
            {t('mapping.plan.saveAndPlan')}
          </ReasonedButton>
        )
      }
    >
      {preview.error === null ? null : <Problem error={preview.error} />}
      {preview.nothing ? (
        <p role="status">{t('mapping.plan.none')}</p>
      ) : found === undefined ? (
        <Counting state={preview.state} />
      ) : (
        <Found preview={found} />
      )}
      {found?.records === 0 || preview.nothing ? null : (
        <p className="quiet">
          {t('mapping.plan.saveHint')} {t('mapping.plan.planHint')}
        </p>
      )}
    </FormDialog>
  );
}

function Counting({ state }: { readonly state: MappingPreview | undefined }) {
  const { t, told } = useMappingWords();
  if (state?.status === 'failed' || state?.status === 'cancelled')
    return (
      <p role="alert">
        {t('mapping.plan.failed')} {told(state.message ?? '')}
      </p>
    );
  const { done = 0, total = null } = state?.progress ?? {};
  return (
    <div role="status" className="stack">
      <span>{total === null ? t('mapping.plan.starting') : t('mapping.plan.counting', { done, total })}</span>
      <progress className="preview-bar" aria-label={t('mapping.plan.starting')} max={total ?? 1} value={done} />
    </div>
  );
}

function Found({
  preview: { records, lines, examples },
}: {
  readonly preview: NonNullable<MappingPreview['preview']>;
}) {
  const { t } = useMappingWords();
  const shown = (value: string): string => (value === '' ? t('mapping.plan.blank') : value);
  return (
    <>
      <p role="status">
        <strong>{records === 0 ? t('mapping.plan.none') : t('mapping.plan.changes', { count: records })}</strong>
      </p>
      <ul className="preview-lines">
        {lines.map(({ field, what, rows }) => (
          <li key={`${field} ${what}`}>{t(`mapping.plan.${what}`, { field, count: rows })}</li>
        ))}
      </ul>
      {examples.length === 0 ? null : (
        <details>
          <summary>{t('mapping.plan.examples')}</summary>
          <ul className="preview-lines">
            {examples.map(({ record, field, side, before, after }) => (
              <li key={`${record.kind} ${record.id} ${field} ${side}`}>
                <RecordLink record={record} />{' '}
                <span>
                  {field} ({t(side === 'crm' ? 'directionErpToCrm' : 'directionCrmToErp')}):{' '}
                  {t('mapping.plan.was', { old: shown(before), new: shown(after) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
