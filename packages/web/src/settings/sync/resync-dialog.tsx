/**
 * Resync from an ERP connection, or from the CRM: first what it would change, as a plan that writes nothing; then its progress, which
 * can be left, stopped and gone on with. Plan and request stand in the address, so that a reload finds them.
 */
import type { PlanDetail, SyncConnection, SyncSettings } from '@kobling/contract';
import { Button, Radio } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { Dialog } from '../../form/dialog.tsx';
import { ReasonedButton } from '../../form/reasoned-button.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useFocusBack } from '../../form/use-focus-back.ts';
import { Problem } from '../../hub/problem.tsx';
import { useSettingsWords } from '../../language/settings/index.ts';
import { usePlan } from '../../plans/plan-page.tsx';
import type { Place } from './place.ts';
import { ProgressBar } from './progress-bar.tsx';
import { type Resync, type ResyncWish, useResync } from './use-resync.ts';

interface Props {
  readonly settings: SyncSettings;
  readonly place: Place;
}

export function ResyncDialog({ settings, place }: Props) {
  const of =
    place.dialog === 'resync-erp' ? 'resyncFromErp' : place.dialog === 'resync-crm' ? 'resyncFromCrm' : undefined;
  const connection = settings.connections.find(({ id }) => id === place.connection);
  if (of === undefined || connection?.active !== true) return null;
  return <ResyncPart key={`${of} ${connection.id}`} of={of} connection={connection} place={place} />;
}

const allValues = { noBlanks: false };

function ResyncPart({
  of,
  connection,
  place,
}: {
  readonly of: ResyncWish['of'];
  readonly connection: SyncConnection;
  readonly place: Place;
}) {
  const { t } = useSettingsWords();
  useFocusBack(true);
  const narrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false });
  // With the plan in the address: a reload must not show the one choice beside the other's plan.
  const draft = useDraft(`resync.${of}.${connection.id}`, allValues);
  const { noBlanks } = draft.value;
  const close = (): void => {
    draft.drop();
    place.close();
  };
  const wish = { connectionId: connection.id, of, noBlanks };
  // From the press on: the plan shown is of the other choice and must not be carried out any more.
  const [isOutdated, setOutdated] = useState(false);
  const asked = useResync(place, wish);
  const resync = { ...asked, isUnderWay: asked.isUnderWay || isOutdated };
  const { look } = resync;
  // Whatever was not heard meanwhile: it is done.
  const isOver = usePlan(place.plan ?? 0, place.plan !== undefined).data?.status === 'applied';
  return (
    <Dialog
      opened
      onClose={close}
      title={`${t(of === 'resyncFromErp' ? 'set.resyncFromErpConnection' : 'set.resyncFromCrmTitle')}: ${connection.name}`}
      size={640}
      fullScreen={narrow}
      closeOnClickOutside={false}
    >
      <div className="form-body">
        <p>{t(of === 'resyncFromErp' ? 'set.resyncErpText' : 'set.resyncCrmText', { name: connection.name })}</p>
        <p className="quiet">{t(of === 'resyncFromErp' ? 'set.backupHub' : 'set.backupErp')}</p>
        <Radio.Group
          value={noBlanks ? 'noBlanks' : 'all'}
          onChange={(value) => {
            draft.change({ noBlanks: value === 'noBlanks' });
            setOutdated(true);
            look.mutate({ ...wish, noBlanks: value === 'noBlanks' }, { onSettled: () => setOutdated(false) });
          }}
        >
          <div className="set-scope">
            <Radio value="all" label={t('set.allValues')} disabled={resync.isUnderWay} />
            <Radio value="noBlanks" label={t('set.noBlanks')} disabled={resync.isUnderWay} />
          </div>
        </Radio.Group>
        {look.error === null ? null : <Problem error={look.error} again={() => look.mutate(wish)} />}
        {resync.run.error === null || isOver ? null : <Problem error={resync.run.error} />}
        {place.plan === undefined ? (
          <Looking resync={resync} again={() => look.mutate(wish)} />
        ) : (
          <PlanPart id={place.plan} connection={connection} resync={resync} again={() => look.mutate(wish)} />
        )}
      </div>
      <Foot id={place.plan} close={close} resync={resync} />
    </Dialog>
  );
}

/** Stopped before there was a plan: it can be asked for again. */
function Looking({ resync: { look, stop, progress }, again }: { readonly resync: Resync; readonly again: () => void }) {
  const { t } = useSettingsWords();
  if (look.error !== null) return null;
  if (look.isSuccess)
    return (
      <Button variant="default" onClick={again}>
        {t('set.lookAgain')}
      </Button>
    );
  return <ProgressBar label={t(stop.isSuccess ? 'set.stopping' : 'set.looking')} progress={progress} />;
}

const over: ReadonlySet<PlanDetail['status']> = new Set(['rejected', 'expired', 'void']);
const written = ({ progress }: PlanDetail): number => progress.applied;

function PlanPart({
  id,
  connection,
  resync,
  again,
}: {
  readonly id: number;
  readonly connection: SyncConnection;
  readonly resync: Resync;
  readonly again: () => void;
}) {
  const { t } = useSettingsWords();
  const plan = usePlan(id);
  if (plan.data === undefined)
    return plan.error === null ? (
      <ProgressBar label={t('set.looking')} progress={null} />
    ) : (
      <Problem error={plan.error} again={again} />
    );
  const { status, progress } = plan.data;
  const link = <Link to={`/sync/plans/${id}`}>{t('set.seePlan')}</Link>;
  if (over.has(status))
    return (
      <div className="row">
        <span>{t('set.planOver')}</span>
        <Button variant="default" onClick={again}>
          {t('set.lookAgain')}
        </Button>
      </div>
    );
  if (status === 'applied')
    return (
      <p role="status">
        {t('set.resyncDone', { done: written(plan.data), skipped: progress.skipped })} {link}
      </p>
    );
  if (status === 'applying' || resync.run.isPending) {
    const done = progress.applied + progress.skipped;
    const total = done + progress.approved + progress.sent;
    return (
      <ProgressBar
        label={t(resync.stop.isSuccess ? 'set.stopping' : 'set.resyncing')}
        progress={total === 0 ? null : { done, total }}
      />
    );
  }
  if (progress.applied + progress.skipped > 0)
    return (
      <p role="status">
        {t('set.stopped', { done: written(plan.data), left: progress.approved })} {link}
      </p>
    );
  return <Counts plan={plan.data} name={connection.name} link={link} />;
}

const sum = (rows: readonly { readonly rows: number }[]): number => rows.reduce((all, row) => all + row.rows, 0);

function Counts({ plan, name, link }: { readonly plan: PlanDetail; readonly name: string; readonly link: ReactNode }) {
  const { t } = useSettingsWords();
  const to = (side: 'crm' | 'erp'): number => sum(plan.summary.filter((row) => row.side === side));
  const told = sum(plan.summary.filter((row) => row.side === null && row.action === 'fail'));
  if (to('crm') + to('erp') + told === 0) return <p role="status">{t('set.wouldNothing')}</p>;
  return (
    <div className="set-result" role="status">
      <p>
        <strong>{t('set.willChange', { records: plan.records, crmRows: to('crm'), erpRows: to('erp'), name })}</strong>
      </p>
      {told === 0 ? null : <p className="tone-warn">{t('set.wouldSay', { count: told })}</p>}
      <p>{link}</p>
    </div>
  );
}

function Foot({
  id,
  close,
  resync,
}: {
  readonly id: number | undefined;
  readonly close: () => void;
  readonly resync: Resync;
}) {
  const { t } = useSettingsWords();
  const plan = usePlan(id ?? 0, id !== undefined).data;
  const running = plan?.status === 'applying' || resync.isUnderWay;
  const rest = plan === undefined ? 0 : plan.progress.open + plan.progress.approved;
  const isStopped = plan?.status === 'approved' && plan.progress.applied + plan.progress.skipped > 0;
  const decidable = plan?.status === 'open' || plan?.status === 'approved';
  return (
    <div className="form-foot">
      {running ? (
        <div className="form-foot-left">
          <ReasonedButton
            variant="default"
            busy={resync.stop.isPending}
            reason={resync.canStop ? undefined : t('set.stopping')}
            onClick={() => resync.stop.mutate()}
          >
            {t('set.stop')}
          </ReasonedButton>
        </div>
      ) : null}
      <Button variant="default" onClick={close}>
        {t('close')}
      </Button>
      {plan?.status === 'applied' ? null : (
        <ReasonedButton
          busy={running}
          reason={
            running || plan === undefined
              ? undefined
              : !decidable
                ? t('set.planOver')
                : rest === 0
                  ? t('set.wouldNothing')
                  : undefined
          }
          onClick={() => {
            if (id !== undefined && plan !== undefined) resync.run.mutate({ planId: id, isApproved: isStopped });
          }}
        >
          {isStopped ? t('set.goOn') : rest === 0 ? t('set.resyncBegin') : t('set.resyncDo', { count: rest })}
        </ReasonedButton>
      )}
    </div>
  );
}
