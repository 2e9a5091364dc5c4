/** Plans: the list, one plan with its rows, and what people decide about it. */
import {
  type Plan,
  type PlanDetail,
  type PlanOf,
  type PlanReason,
  planReasonSchema,
  type PlanRow,
} from '@kobling/contract';
import type { Outcome } from '@kobling/sdk';
import {
  addRequest,
  connectionNames,
  erpFieldNames,
  planRowViews,
  plans,
  type PlanListRow,
  type PlanRowView,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { decidePlan, type PlanReport, readPlan, rejectPlan, renewPlan, startPlan } from '../services/index.ts';
import { type Labels, readLabels, toField } from './shapes.ts';

const pageSize = 50;

type Deciding = `POST /api/sync/plans/:id/${'decide' | 'apply' | 'reject' | 'renew'}`;
type Reading = `GET /api/sync/plans${'' | '/:id' | '/:id/rows'}`;
export type PlanRoutes = Reading | Deciding | 'POST /api/sync/plans';

export const planRoutes = (hub: Hub): Pick<Handlers, PlanRoutes> => ({ ...reading(hub), ...deciding(hub) });

const reading = (hub: Hub): Pick<Handlers, Reading> => ({
  async 'GET /api/sync/plans'({ query }) {
    const limit = query.limit ?? pageSize;
    const { connection: connectionId, beforeId } = query;
    const found = await plans(hub.db, { connectionId, beforeId, limit: limit + 1 }, new Date());
    const rows = found.slice(0, limit).map(toPlan);
    return { rows, nextBeforeId: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
  },
  async 'GET /api/sync/plans/:id'({ params }, call) {
    const { language } = personOf(call);
    const plan = await readPlan(hub, params.id);
    if (plan.status !== 'done') return refuse('notFound');
    const labels = await readLabels(hub.db);
    return toDetail(plan.value, await erpFieldNames(hub.db, plan.value.connectionId), labels, language);
  },
  async 'GET /api/sync/plans/:id/rows'({ params, query }, call) {
    const { language } = personOf(call);
    const limit = query.limit ?? pageSize;
    const { field, action, reason, status } = query;
    const found = await planRowViews(hub.db, {
      planId: params.id,
      field,
      action,
      reason,
      status,
      afterRow: query.afterRow ?? 0,
      limit: limit + 1,
    });
    const labels = await readLabels(hub.db);
    const rows = found.slice(0, limit).map((row) => toRow(row, labels, language));
    return { rows, nextAfterRow: found.length > limit ? (rows.at(-1)?.rowNo ?? null) : null };
  },
});

const deciding = (hub: Hub): Pick<Handlers, Deciding | 'POST /api/sync/plans'> => ({
  async 'POST /api/sync/plans'({ body }, call) {
    const connection = (await connectionNames(hub.db)).find((item) => item.id === body.connectionId);
    if (connection?.active !== true) return refuse('connectionInactive');
    const wish =
      body.of === 'sync'
        ? ({ kind: 'cycle', dryRun: true } as const)
        : ({
            kind: 'resync',
            from: body.of === 'resyncFromErp' ? 'erp' : 'crm',
            noBlanks: body.noBlanks === true,
            dryRun: true,
          } as const);
    const requestId = await addRequest(hub.db, connection.id, wish, personOf(call).name);
    await hub.wake([connection.id]);
    return { requestId };
  },
  async 'POST /api/sync/plans/:id/decide'({ params, body }, call) {
    const { approve, ...select } = body;
    return answer(await decidePlan(hub, { planId: params.id, approve, select }, personOf(call).name));
  },
  async 'POST /api/sync/plans/:id/apply'({ params }, call) {
    return request(await startPlan(hub, params.id, personOf(call).name));
  },
  async 'POST /api/sync/plans/:id/reject'({ params }, call) {
    return request(await rejectPlan(hub, params.id, personOf(call).name));
  },
  async 'POST /api/sync/plans/:id/renew'({ params }, call) {
    return request(await renewPlan(hub, params.id, personOf(call).name));
  },
});

const answer = <T>(outcome: Outcome<T>) => {
  if (outcome.status === 'done') return outcome.value;
  return refuse(outcome.reason.code === 'plan.unknown' ? 'notFound' : 'planClosed');
};
const request = (outcome: Outcome<{ readonly requestId: number | null }>) => {
  const given = answer(outcome);
  return 'requestId' in given ? { requestId: given.requestId } : given;
};

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0);

const toPlan = (plan: PlanListRow): Plan => ({
  id: plan.id,
  connection: plan.connection,
  of: ofWhat(plan),
  status: plan.status,
  rows: sum(plan.counts),
  records: plan.records,
  by: plan.by,
  createdAt: plan.createdAt.toISOString(),
  expiresAt: plan.expiresAt.toISOString(),
  decidedBy: plan.decidedBy,
  runId: plan.runId,
  waiting: plan.waiting,
});

function ofWhat({ scope }: PlanListRow): PlanOf {
  if (scope.fields !== undefined) return 'mapping';
  return scope.mode === 'merge' ? 'sync' : scope.mode;
}

const known = new Set<string>(planReasonSchema.options);
const toReason = (word: string): PlanReason => (known.has(word) ? (word as PlanReason) : 'write');

function toDetail(
  plan: PlanReport,
  names: Awaited<ReturnType<typeof erpFieldNames>>,
  labels: Labels,
  language: string,
): PlanDetail {
  return {
    ...toPlan(plan),
    summary: plan.summary.map((line) => {
      const name = names.find((each) => each.erpField === line.erpField);
      const field = { erpField: line.erpField, erpLabel: null, erpType: null, ...name, crmField: line.crmField };
      return {
        action: line.action,
        reason: toReason(line.reason),
        side: line.target,
        field: toField(field, name?.kind, labels, language),
        rows: line.rows,
        records: line.records,
      };
    }),
    progress: plan.progress,
    skips: plan.skips.map(({ code, rows }) => ({ code, rows })),
  };
}

const toRow = (row: PlanRowView, labels: Labels, language: string): PlanRow => ({
  rowNo: row.rowNo,
  record: row.record,
  field: toField(row.field, row.record.kind, labels, language),
  action: row.action,
  reason: toReason(row.reason),
  side: row.target,
  before: row.target === 'crm' ? row.crmValue : row.erpValue,
  after: row.target === null ? row.crmValue : row.newValue,
  message: row.target === null && row.reason !== 'drift' ? row.why : null,
  status: row.status,
  skip:
    row.skip === null
      ? null
      : {
          code: row.skip.code,
          message: row.skip.message,
          from: row.skip.from ?? null,
          to: row.skip.to ?? null,
        },
});
