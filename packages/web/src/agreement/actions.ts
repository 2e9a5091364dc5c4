/** What an administrator does here: compare now, say how often, make a plan of what differs. */
import type { Audit, AuditEvery } from '@kobling/contract';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useHub } from '../hub/hub.tsx';
import { agreementKey, plansKey } from '../hub/keys.ts';
import { useTellProblem } from '../hub/sync-control.tsx';
import { useLanguage } from '../language/language.tsx';
import { useCarryOut } from '../plans/carry-out.ts';

export function useAudit() {
  const { t } = useLanguage();
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  const carryOut = useCarryOut();
  return useMutation({
    mutationFn: async () => {
      const { requestIds } = await hub.call('POST /api/sync/agreement/audit', { body: {} });
      notifications.show({ message: t('agreement.started') });
      await cache.invalidateQueries({ queryKey: agreementKey });
      await Promise.all(requestIds.map((requestId) => carryOut({ requestId })));
    },
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: agreementKey }),
  });
}

export function useSchedule() {
  const hub = useHub();
  const cache = useQueryClient();
  const tellProblem = useTellProblem();
  return useMutation({
    mutationFn: (every: AuditEvery) => hub.call('POST /api/sync/agreement/schedule', { body: { every } }),
    onSuccess: (score) => cache.setQueryData(agreementKey, score),
    onError: tellProblem,
  });
}

/** Leads to the plan once it is made. */
export function useRepair(audit: Audit) {
  const hub = useHub();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const tellProblem = useTellProblem();
  const carryOut = useCarryOut();
  return useMutation({
    mutationFn: async (from: 'crm' | 'erp' | undefined) => {
      const asked = await hub.call('POST /api/sync/agreement/:id/repair', {
        params: { id: audit.id },
        body: from === undefined ? {} : { from },
      });
      await carryOut(asked);
      const newest = await hub.call('GET /api/sync/plans', { query: { connection: audit.connection.id, limit: 1 } });
      return newest.rows[0]?.id;
    },
    onSuccess: (planId) => navigate(planId === undefined ? '/sync/plans' : `/sync/plans/${planId}`),
    onError: tellProblem,
    onSettled: () => cache.invalidateQueries({ queryKey: plansKey }),
  });
}
