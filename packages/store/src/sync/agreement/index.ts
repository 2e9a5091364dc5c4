/** Audits: write.ts is what the engine stores of one while it goes through the pairs, read.ts what people see of it. */
import type { AuditStore } from '@kobling/engine';
import type { Database } from '../../database.ts';
import { addAuditBatch, beginAudit, endAudit } from './write.ts';
import { auditedLinks, openConflictFields } from './read.ts';

export type { AuditFindingView, AuditView, AuditScore, FindingQuery } from './read.ts';
export { auditFindings, latestAudits, scoreTrend } from './read.ts';
export { queueAudits } from './queue.ts';

export const auditStore = (db: Database, now: () => Date): AuditStore => ({
  beginAudit: (lease, requestId, by) => beginAudit(db, lease, { requestId, by }, now()),
  addAuditBatch: (lease, auditId, batch) => addAuditBatch(db, lease, auditId, batch),
  endAudit: (lease, auditId, status) => endAudit(db, lease, { auditId, status }, now()),
  openConflictFields: (linkIds) => openConflictFields(db, linkIds),
  auditedLinks: (connectionId, auditId, afterLinkId, limit) =>
    auditedLinks(db, { connectionId, auditId, afterLinkId, limit }),
});
