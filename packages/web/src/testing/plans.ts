/** Plans of the scenes, and the fake hub's answers about them. */
import type { KnownRoute, Plan, PlanDetail, PlanRow, PlanRowStatus, RequestOf, ResponseOf } from '@kobling/contract';
import { Refusal, type World } from './answers.ts';
import { ago, demo, fields, records, sweden } from './scene-parts.ts';

export interface PlanScene {
  readonly plan: Omit<PlanDetail, 'progress' | 'skips' | 'summary' | 'rows' | 'records'>;
  readonly rows: readonly PlanRow[];
}

const names = [records.acme, records.nordic, records.bakeri, records.berg];
const row = (rowNo: number, from: Partial<PlanRow>): PlanRow => ({
  rowNo,
  record: names[rowNo % names.length] ?? records.acme,
  field: fields.phone,
  action: 'writeCrm',
  reason: 'firstAgreement',
  side: 'crm',
  before: `22 33 44 ${rowNo}`,
  after: `+47 22 33 44 ${rowNo}`,
  message: null,
  status: 'open',
  skip: null,
  ...from,
});
const mapped: readonly PlanRow[] = Array.from({ length: 120 }, (_, index) => {
  const rowNo = index + 1;
  if (rowNo % 7 === 0)
    return row(rowNo, { field: fields.credit, action: 'writeErp', side: 'erp', before: '', after: '125000.5' });
  if (rowNo % 11 === 0)
    return row(rowNo, {
      field: fields.group,
      action: 'fail',
      reason: 'failed',
      side: null,
      before: 'Retail',
      after: null,
      message: 'The list item "Retail" has no counterpart in the CRM. Map it in the list mapping.',
    });
  return row(rowNo, {});
});
const applied: readonly PlanRow[] = [
  row(1, { status: 'applied', reason: 'resync' }),
  row(2, { status: 'applied', reason: 'resync', field: fields.name, before: 'Acme', after: 'Acme AS' }),
  row(3, {
    status: 'skipped',
    reason: 'resync',
    skip: {
      code: 'erpChanged',
      message: 'The ERP value changed from "22 33 44 3" to "40 50 60 70".',
      from: '22 33 44 3',
      to: '40 50 60 70',
    },
  }),
  row(4, {
    status: 'skipped',
    reason: 'resync',
    action: 'writeErp',
    side: 'erp',
    skip: { code: 'notSent', message: 'Customer 10023 is locked by another user.', from: null, to: null },
  }),
];
const about = {
  connection: demo,
  by: 'ann',
  createdAt: ago(4_000),
  expiresAt: ago(-600_000),
  decidedBy: null,
  runId: null,
  waiting: 0,
} as const;
export const planScene: readonly PlanScene[] = [
  { plan: { ...about, id: 12, of: 'mapping', status: 'open', waiting: 3 }, rows: mapped },
  {
    plan: { ...about, id: 11, of: 'resyncFromErp', status: 'applied', connection: sweden, decidedBy: 'ann', runId: 41 },
    rows: applied,
  },
  {
    plan: { ...about, id: 10, of: 'sync', status: 'expired', createdAt: ago(900_000), expiresAt: ago(300_000) },
    rows: [],
  },
];

const statuses = ['open', 'approved', 'sent', 'applied', 'skipped', 'rejected'] as const;

function detail({ plan, rows }: PlanScene): PlanDetail {
  const writing = rows.filter((each) => each.side !== null);
  const count = (status: PlanRowStatus): number => writing.filter((each) => each.status === status).length;
  const kinds = Map.groupBy(rows, (each) => `${each.action} ${each.reason} ${each.field.erpField}`);
  const skipped = Map.groupBy(
    rows.filter((each) => each.skip !== null),
    (each) => each.skip?.code ?? 'moved',
  );
  return {
    ...plan,
    rows: rows.length,
    records: new Set(rows.map((each) => each.rowNo)).size,
    progress: Object.fromEntries(statuses.map((status) => [status, count(status)])) as PlanDetail['progress'],
    skips: [...skipped].map(([code, own]) => ({ code, rows: own.length })),
    summary: [...kinds.values()].flatMap((own) => {
      const first = own[0];
      if (first === undefined) return [];
      const { action, reason, side, field } = first;
      return [{ action, reason, side, field, rows: own.length, records: own.length }];
    }),
  };
}
const listed = (scene: PlanScene): Plan => {
  const { summary: _summary, progress: _progress, skips: _skips, ...plan } = detail(scene);
  return plan;
};

type PlanRoutes = Extract<KnownRoute, `${string} /api/sync/plans${string}`>;
type Answers = { readonly [K in PlanRoutes]: (request: RequestOf<K>) => ResponseOf<K> };

export function planAnswers({ state }: World): Answers {
  const find = (id: number): PlanScene => {
    const found = state.scene.plans.find((each) => each.plan.id === id);
    if (found === undefined) throw new Refusal('notFound');
    return found;
  };
  const put = (scene: PlanScene): void => {
    state.scene.plans = state.scene.plans.map((each) => (each.plan.id === scene.plan.id ? scene : each));
  };
  const fits = (each: PlanRow, by: { readonly field?: string | undefined; readonly action?: string | undefined }) =>
    (by.field === undefined || each.field.erpField === by.field || each.field.crmField === by.field) &&
    (by.action === undefined || each.action === by.action);
  return {
    'GET /api/sync/plans': ({ query }) => ({
      rows: state.scene.plans
        .filter(({ plan }) => query.connection === undefined || plan.connection.id === query.connection)
        .map(listed),
      nextBeforeId: null,
    }),
    'GET /api/sync/plans/:id': ({ params }) => detail(find(params.id)),
    'GET /api/sync/plans/:id/rows': ({ params, query }) => {
      const limit = query.limit ?? 50;
      const rows = find(params.id).rows.filter(
        (each) =>
          fits(each, query) &&
          (query.status === undefined || each.status === query.status) &&
          each.rowNo > (query.afterRow ?? 0),
      );
      return {
        rows: rows.slice(0, limit),
        nextAfterRow: rows.length > limit ? (rows[limit - 1]?.rowNo ?? null) : null,
      };
    },
    'POST /api/sync/plans': () => ({ requestId: 1 }),
    'POST /api/sync/plans/:id/decide': ({ params, body }) => {
      const scene = find(params.id);
      if (scene.plan.status !== 'open' && scene.plan.status !== 'approved') throw new Refusal('planClosed');
      const rows = scene.rows.map(
        (each): PlanRow =>
          each.side !== null && fits(each, body) && (body.rows === undefined || body.rows.includes(each.rowNo))
            ? { ...each, status: body.approve ? 'approved' : 'open' }
            : each,
      );
      const approved = rows.filter((each) => each.status === 'approved').length;
      put({ plan: { ...scene.plan, status: approved > 0 ? 'approved' : 'open', decidedBy: 'ann' }, rows });
      return { approved, open: rows.filter((each) => each.status === 'open' && each.side !== null).length };
    },
    'POST /api/sync/plans/:id/apply': ({ params }) => {
      const scene = find(params.id);
      const rows = scene.rows.map(
        (each): PlanRow =>
          each.side === null ? each : { ...each, status: each.status === 'approved' ? 'applied' : 'rejected' },
      );
      put({ plan: { ...scene.plan, status: 'applied', runId: 42, waiting: 0 }, rows });
      return { requestId: scene.plan.connection.id };
    },
    'POST /api/sync/plans/:id/reject': ({ params }) => {
      const scene = find(params.id);
      const rows = scene.rows.map((each): PlanRow => (each.side === null ? each : { ...each, status: 'rejected' }));
      put({ plan: { ...scene.plan, status: 'rejected', waiting: 0 }, rows });
      return { requestId: null };
    },
    'POST /api/sync/plans/:id/renew': ({ params }) => ({ requestId: find(params.id).plan.connection.id }),
  };
}
