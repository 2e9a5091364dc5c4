/** The buttons of a plan: approve all, what was chosen, none; apply; reject; make it anew. */
import type { PlanDetail } from '@kobling/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { overviewKey, plansKey } from '../hub/keys.ts';
import { useIsAdministrator, useTellProblem } from '../hub/sync-control.tsx';
import { usePlansWords } from '../language/plans/index.ts';
import { useCarryOut } from './carry-out.ts';

interface Props {
  readonly plan: PlanDetail;
  readonly chosen: readonly number[];
  readonly onDecided: () => void;
}

export function Decisions({ plan, chosen, onDecided }: Props) {
  const { t } = usePlansWords();
  const decide = useDecide(plan.id, onDecided);
  const end = useEnd(plan);
  const busy = decide.isPending || end.isPending;
  if (!useIsAdministrator()) return null;
  const { approved, open } = plan.progress;
  const button = (words: string, press: () => void, primary = false) => (
    <Button
      key={words}
      variant={primary ? 'filled' : 'default'}
      size="compact-sm"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) press();
      }}
    >
      {words}
    </Button>
  );
  const decidable = plan.status === 'open' || plan.status === 'approved';
  const buttons = [
    ...(decidable && chosen.length > 0
      ? [
          button(t('plans.approveChosen', { count: chosen.length }), () =>
            decide.mutate({ approve: true, rows: [...chosen] }),
          ),
          button(t('plans.takeBackChosen', { count: chosen.length }), () =>
            decide.mutate({ approve: false, rows: [...chosen] }),
          ),
        ]
      : []),
    ...(decidable && open > 0
      ? [
          button(
            t('plans.approveAll', { count: open + approved }),
            () => decide.mutate({ approve: true }),
            approved === 0,
          ),
        ]
      : []),
    ...(decidable && approved > 0 ? [button(t('plans.approveNone'), () => decide.mutate({ approve: false }))] : []),
    ...(decidable || (plan.status === 'expired' && plan.waiting > 0)
      ? [button(t('plans.reject'), () => end.mutate('reject'))]
      : []),
    ...(plan.of !== 'undo' && plan.of !== 'create' && plan.status !== 'building' && plan.status !== 'applying'
      ? [button(t('plans.renew'), () => end.mutate('renew'))]
      : []),
    ...(plan.status === 'approved'
      ? [button(t('plans.apply', { count: approved }), () => end.mutate('apply'), true)]
      : []),
  ];
  return buttons.length === 0 ? null : <div className="row plan-buttons">{buttons}</div>;
}

interface Choice {
  readonly approve: boolean;
  readonly rows?: number[];
  readonly field?: string;
  readonly action?: PlanDetail['summary'][number]['action'];
  readonly reason?: PlanDetail['summary'][number]['reason'];
}

export function useDecide(id: number, onDecided: () => void) {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (choice: Choice) => hub.call('POST /api/sync/plans/:id/decide', { params: { id }, body: choice }),
    onSuccess: onDecided,
    onError: tellProblem,
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: plansKey });
      await cache.invalidateQueries({ queryKey: overviewKey });
    },
  });
}

/** The page shows how far it is; a toast says what stood in the way. */
function useEnd({ id, connection }: PlanDetail) {
  const { t } = usePlansWords();
  const hub = useHub();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const tellProblem = useTellProblem();
  const carryOut = useCarryOut();
  const refresh = async (): Promise<void> => {
    await cache.invalidateQueries({ queryKey: plansKey });
    await cache.invalidateQueries({ queryKey: overviewKey });
  };
  return useMutation({
    mutationFn: async (what: 'apply' | 'reject' | 'renew') => {
      const asked = await hub.call(`POST /api/sync/plans/:id/${what}`, { params: { id } });
      const soon = setInterval(() => void cache.invalidateQueries({ queryKey: [...plansKey, id] }), 1_000);
      await carryOut(asked).finally(() => clearInterval(soon));
      if (what !== 'renew') return undefined;
      const newest = await hub.call('GET /api/sync/plans', { query: { connection: connection.id, limit: 1 } });
      return newest.rows[0]?.id;
    },
    onSuccess: (newest, what) => {
      if (newest !== undefined) return navigate(`/sync/plans/${newest}`);
      if (what === 'reject') notifications.show({ message: t('plans.rejected') });
      return undefined;
    },
    onError: tellProblem,
    onSettled: refresh,
  });
}
