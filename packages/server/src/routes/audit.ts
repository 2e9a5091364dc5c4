/** The agreement score in the pages: scores, findings, a new audit, a plan of what differs. */
import type { Audit, Finding } from '@kobling/contract';
import { auditFindings, type AuditFindingView, type AuditView } from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import { refuse } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { readScore, scheduleAudits, type ScoreReport, startAudits, startRepair } from '../services/index.ts';
import { type Labels, readLabels, toField } from './shapes.ts';

const pageSize = 50;

export type AuditRoutes =
  | 'GET /api/sync/agreement'
  | 'GET /api/sync/agreement/:id/findings'
  | 'POST /api/sync/agreement/audit'
  | 'POST /api/sync/agreement/schedule'
  | 'POST /api/sync/agreement/:id/repair';

export const auditRoutes = (hub: Hub): Pick<Handlers, AuditRoutes> => ({
  async 'GET /api/sync/agreement'() {
    const score = await readScore(hub);
    return score.status === 'done' ? toScore(score.value) : refuse('notFound');
  },
  async 'GET /api/sync/agreement/:id/findings'({ params, query }, call) {
    const { language } = personOf(call);
    const limit = query.limit ?? pageSize;
    const found = await auditFindings(hub.db, {
      auditId: params.id,
      reason: query.reason,
      afterNo: query.afterNo ?? 0,
      limit: limit + 1,
    });
    const labels = await readLabels(hub.db);
    const findings = found.slice(0, limit).map((row) => toFinding(row, labels, language));
    return { findings, nextAfterNo: found.length > limit ? (findings.at(-1)?.no ?? null) : null };
  },
  async 'POST /api/sync/agreement/audit'({ body }, call) {
    const started = await startAudits(hub, body.connection, personOf(call).name);
    if (started.status !== 'done') return refuse('connectionInactive');
    return { requestIds: started.value.map(({ requestId }) => requestId) };
  },
  async 'POST /api/sync/agreement/schedule'({ body }, call) {
    const score = await scheduleAudits(hub, body.every, personOf(call).name);
    return score.status === 'done' ? toScore(score.value) : refuse('notFound');
  },
  async 'POST /api/sync/agreement/:id/repair'({ params, body }, call) {
    const started = await startRepair(hub, { auditId: params.id, from: body.from }, personOf(call).name);
    return started.status === 'done' ? { requestId: started.value.requestId } : refuse('notFound');
  },
});

const toScore = ({ audits, running, nextAt, trend, ...rest }: ScoreReport) => ({
  ...rest,
  audits: audits.map(toAudit),
  running: running.map(({ connection, pairs }) => ({ connection, pairs })),
  trend: [...trend],
  nextAt: nextAt?.toISOString() ?? null,
});

const toAudit = ({ id, connection, endedAt, startedAt, pairs, agreeing, reasons, findings }: AuditView): Audit => ({
  id,
  connection,
  at: (endedAt ?? startedAt).toISOString(),
  pairs,
  agreeing,
  reasons,
  findings,
});

const toFinding = (row: AuditFindingView, labels: Labels, language: string): Finding => ({
  no: row.no,
  record: row.record,
  erpKey: row.erpKey,
  field: row.field === null ? null : toField(row.field, row.record.kind, labels, language),
  reason: row.reason,
  crmValue: row.crmValue,
  erpValue: row.erpValue,
});
