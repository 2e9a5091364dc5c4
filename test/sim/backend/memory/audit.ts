/** Audits: counts and findings in one go, the newest finished one in place of those before. */
import type { AuditFinding, AuditStore } from '@kobling/engine';
import { holdLease } from './lease.ts';
import type { State } from './state.ts';

interface Audit {
  readonly connectionId: number;
  place: { actorType: AuditFinding['actorType']; afterKey: string } | undefined;
  pairs: number;
  findings: AuditFinding[];
}

export function audits(state: State): AuditStore {
  // By the request that asked for it.
  const kept = new Map<number, Audit>();
  const auditOf = (id: number): Audit => {
    const audit = kept.get(id);
    if (audit === undefined) throw new Error(`There is no audit ${id}.`);
    return audit;
  };
  return {
    async beginAudit(lease, requestId) {
      holdLease(state, lease);
      const audit = kept.get(requestId) ?? {
        connectionId: lease.connectionId,
        place: undefined,
        pairs: 0,
        findings: [],
      };
      kept.set(requestId, audit);
      return { id: requestId, place: audit.place, pairs: audit.pairs };
    },
    async addAuditBatch(lease, auditId, batch) {
      holdLease(state, lease);
      const audit = auditOf(auditId);
      audit.place = { actorType: batch.actorType, afterKey: batch.afterKey };
      audit.pairs += batch.pairs;
      audit.findings.push(...batch.findings);
    },
    async endAudit(lease, auditId, status) {
      holdLease(state, lease);
      for (const [id, audit] of kept)
        if (audit.connectionId === lease.connectionId && (status === 'done' ? id < auditId : id === auditId))
          audit.findings = [];
    },
    async openConflictFields(linkIds) {
      const wanted = new Set(linkIds);
      const found = new Map<number, Set<string>>();
      for (const { status, linkId, erpField } of state.conflicts.values())
        if (status === 'open' && wanted.has(linkId)) found.set(linkId, (found.get(linkId) ?? new Set()).add(erpField));
      return found;
    },
    async auditedLinks(connectionId, auditId, afterLinkId, limit) {
      const audit = kept.get(auditId);
      if (audit?.connectionId !== connectionId) return [];
      const ids = new Set(audit.findings.map(({ linkId }) => linkId).filter((id) => id > afterLinkId));
      return [...ids].sort((a, b) => a - b).slice(0, limit);
    },
  };
}
