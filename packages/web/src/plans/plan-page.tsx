/** One plan: what it would change by kind, every row before and after, and all, some or none of it approved and applied. */
import type { PlanDetail } from '@kobling/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { plansKey } from '../hub/keys.ts';
import { Problem } from '../hub/problem.tsx';
import { type PlansKey, usePlansWords } from '../language/plans/index.ts';
import type { RoomLanguage } from '../language/room.ts';
import { Ago } from '../language/time.tsx';
import { Decisions } from './decisions.tsx';
import { PlanState } from './plan-state.tsx';
import { PlanRows } from './rows.tsx';
import { PlanSummary } from './summary.tsx';
import './plans.css';

export function PlanPage() {
  const { t } = usePlansWords();
  const id = Number(useParams()['id']);
  const plan = usePlan(id);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  if (plan.data === undefined)
    return plan.error === null ? (
      <div aria-busy="true">
        <Skeleton height={180} />
      </div>
    ) : (
      <Problem error={plan.error} again={() => void plan.refetch()} />
    );
  const decidable = plan.data.status === 'open' || plan.data.status === 'approved';
  return (
    <div className="stack">
      <title>{`${t('plans.plan')} ${id} · Kobling`}</title>
      <Head plan={plan.data} />
      <Decisions plan={plan.data} chosen={[...chosen]} onDecided={() => setChosen(new Set())} />
      <Outcome plan={plan.data} />
      {plan.data.rows === 0 ? null : (
        <>
          <PlanSummary plan={plan.data} decidable={decidable} />
          <PlanRows
            plan={plan.data}
            decidable={decidable}
            chosen={chosen}
            choose={(rowNo, on) =>
              setChosen((old) => new Set(on ? [...old, rowNo] : [...old].filter((each) => each !== rowNo)))
            }
          />
        </>
      )}
    </div>
  );
}

export function usePlan(id: number, enabled = true) {
  const hub = useHub();
  return useQuery({
    queryKey: [...plansKey, id],
    queryFn: ({ signal }) => hub.call('GET /api/sync/plans/:id', { params: { id } }, { signal }),
    enabled,
    // Progress, while it is being worked on.
    refetchInterval: ({ state }) =>
      state.data?.status === 'applying' || state.data?.status === 'building' ? 1_000 : 30_000,
  });
}

const over: ReadonlySet<PlanDetail['status']> = new Set(['applied', 'rejected', 'expired', 'void']);

function leadOf(plan: PlanDetail, t: RoomLanguage<PlansKey>['t'], format: RoomLanguage<PlansKey>['format']): string {
  if (plan.rows === 0) return t('plans.nothing');
  return over.has(plan.status)
    ? `${t('plans.records')}: ${format.number(plan.records)}.`
    : t('plans.willChange', { count: plan.records });
}

function Head({ plan }: { readonly plan: PlanDetail }) {
  const { t, format } = usePlansWords();
  return (
    <>
      <div className="page-head">
        <h1>{t('plans.titleOf', { number: String(plan.id), what: t(`plans.of.${plan.of}`) })}</h1>
        <PlanState status={plan.status} />
      </div>
      <p className="plan-lead">
        <strong>{leadOf(plan, t, format)}</strong>{' '}
        <span className="quiet">
          {plan.connection.name} · {plan.by === '' ? '' : `${plan.by}, `}
          <Ago at={plan.createdAt} />
          {plan.status === 'open' || plan.status === 'approved'
            ? ` · ${t('plans.until', { when: format.exact(plan.expiresAt) })}`
            : null}
          {plan.decidedBy === null ? null : ` · ${t('plans.decidedBy', { by: plan.decidedBy })}`}
        </span>
      </p>
      {plan.waiting > 0 ? <p className="plan-waiting">{t('plans.waiting', { count: plan.waiting })}</p> : null}
    </>
  );
}

/** How far it is while it is applied, and what it came to: so many written, so many left out and why. */
function Outcome({ plan }: { readonly plan: PlanDetail }) {
  const { t, format } = usePlansWords();
  const { applied, skipped, sent, approved } = plan.progress;
  const all = applied + skipped + sent + approved;
  if (plan.status !== 'applying' && applied + skipped + sent === 0) return null;
  const done = applied + skipped;
  return (
    <section className="panel plan-outcome" aria-label={t('plans.outcome')}>
      {plan.status === 'applying' ? (
        <div
          className="plan-bar"
          role="progressbar"
          aria-label={t('plans.status.applying')}
          aria-valuemin={0}
          aria-valuemax={all}
          aria-valuenow={done}
        >
          <div style={{ inlineSize: `${all === 0 ? 0 : (100 * done) / all}%` }} />
        </div>
      ) : null}
      <p role="status">
        <strong>{t('plans.appliedCount', { count: applied })}</strong>
        {skipped > 0 ? ` · ${t('plans.skippedCount', { count: skipped })}` : null}
        {sent > 0 ? ` · ${t('plans.sentCount', { count: sent })}` : null}
        {plan.status === 'applying' ? ` · ${format.number(done)} / ${format.number(all)}` : null}
        {plan.runId === null ? null : (
          <>
            {' · '}
            <Link to={`/sync/log?run=${plan.runId}`}>{t('plans.inLog')}</Link>
          </>
        )}
      </p>
      {plan.skips.length === 0 ? null : (
        <ul className="plan-skips quiet">
          {plan.skips.map(({ code, rows }) => (
            <li key={code}>
              <span className="figures">{format.number(rows)}</span> {t(`plans.skipped.${code}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
