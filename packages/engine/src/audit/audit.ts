/**
 * The drift audit: a full compare of all linked pairs, in key order, batch by batch, that writes to neither side. In step means
 * that both sides equal their own half of the base and nothing is flagged (H02, H21). What differs is stored with its reason;
 * repair.ts makes a plan of it. An audit that was interrupted goes on where it stood.
 */
import type { ErpActorType } from '@kobling/sdk';
import { limits } from '../limits.ts';
import type { AuditBatch, AuditFinding, AuditReason, SyncRequest } from '../ports.ts';
import type { Served } from '../requests/served.ts';
import { stopping, type Work } from '../work.ts';
import { comparePairs } from './compare-pairs.ts';

type Outcome = 'done' | 'cancelled' | 'interrupted' | { readonly unreachable: string };

export async function audit(work: Work, request: SyncRequest): Promise<Served> {
  const { store } = work.world;
  const begun = await store.beginAudit(work.lease, request.id, request.by);
  const walk = { request, auditId: begun.id, total: await store.countLinks(work.setup.id), pairs: begun.pairs };
  let from = begun.place;
  let reached = from === undefined;
  for (const { actorType } of work.setup.mappings) {
    if (!reached && actorType !== from?.actorType) continue;
    reached = true;
    const outcome = await auditType(work, walk, actorType, from?.afterKey ?? '');
    from = undefined;
    if (outcome === 'done') continue;
    if (outcome === 'interrupted') return { status: 'again' };
    await store.endAudit(work.lease, begun.id, outcome === 'cancelled' ? 'cancelled' : 'failed');
    return outcome === 'cancelled'
      ? { status: 'cancelled' }
      : { status: 'failed', message: outcome.unreachable, result: { auditId: begun.id } };
  }
  await store.endAudit(work.lease, begun.id, 'done');
  return { status: 'done', result: { auditId: begun.id } };
}

interface Walk {
  readonly request: SyncRequest;
  readonly auditId: number;
  readonly total: number;
  pairs: number;
}

async function auditType(work: Work, walk: Walk, actorType: ErpActorType, from: string): Promise<Outcome> {
  const { store, progress } = work.world;
  for (let afterKey = from; ; ) {
    const links = await store.linksInKeyOrder(work.setup.id, actorType, afterKey, limits.batch);
    const last = links.at(-1)?.erpKey;
    if (last === undefined || last === null) return 'done';
    const compared = await comparePairs(work, links);
    // A stop ends the call in hand: that is no answer of the ERP's.
    if (stopping(work)) return 'interrupted';
    if (compared.end.status !== 'done') return { unreachable: compared.end.reason.message };
    afterKey = last;
    await store.addAuditBatch(work.lease, walk.auditId, {
      actorType,
      afterKey,
      pairs: links.length,
      byHash: compared.byHash,
      ...gravest(links.length, compared.findings),
      findings: compared.findings,
    });
    walk.pairs += links.length;
    work.counts.checked += links.length;
    const done = { done: walk.pairs, total: Math.max(walk.total, walk.pairs) };
    const { cancelAsked } = await store.updateRequest(work.lease, walk.request.id, { progress: done });
    progress.report({ type: 'step', connectionId: work.setup.id, step: 'audit', ...done });
    if (cancelAsked) return 'cancelled';
    if (stopping(work)) return 'interrupted';
    await work.between();
  }
}

/** Each pair counts once, under the first of its reasons: findings of a pair come with the gravest first. */
function gravest(pairs: number, findings: readonly AuditFinding[]): Pick<AuditBatch, 'agreeing' | 'reasons'> {
  const ofLink = new Map<number, AuditReason>();
  for (const { linkId, reason } of findings) if (!ofLink.has(linkId)) ofLink.set(linkId, reason);
  const reasons: Partial<Record<AuditReason, number>> = {};
  for (const reason of ofLink.values()) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { agreeing: pairs - ofLink.size, reasons };
}
