/** What people ask for, carried out by the lease holder (H24, H25): one function a kind, each with its own run. */
import { createInErp } from './create/create-in-erp.ts';
import { fetchActors } from './fetch.ts';
import { limits } from './limits.ts';
import { matchInBulk } from './match.ts';
import { mergeLinks, plainMerge } from './merge.ts';
import type { EntityRef, Link } from './model.ts';
import type { PlanRow, RequestBody, RunKind, SyncRequest } from './ports.ts';
import { compareAll, type Place } from './resync.ts';
import { undoRun } from './undo.ts';
import { useOther } from './use-other.ts';
import { cycle } from './cycle.ts';
import { stopping, type Work } from './work.ts';

/** What a request came to; shown to the one who asked. `again`: it was interrupted and stays queued. */
export type Served =
  | { readonly status: 'done' | 'failed' | 'cancelled'; readonly message?: string; readonly result?: unknown }
  | { readonly status: 'again' };

export const runKindOf: Readonly<Record<RequestBody['kind'], RunKind>> = {
  cycle: 'cycle',
  syncNow: 'syncNow',
  resync: 'resync',
  undo: 'undo',
  link: 'link',
  match: 'link',
  create: 'create',
  useOther: 'conflict',
};

/** `work.plan` is set for a dry run: see `planned`. */
export async function serve(work: Work, request: SyncRequest, intervalMs: number): Promise<Served> {
  const { body } = request;
  switch (body.kind) {
    case 'cycle':
      return body.dryRun === true ? compare(work, request, 'merge', false) : wholeCycle(work, intervalMs);
    case 'syncNow':
      return syncNow(work, body.entity);
    case 'resync':
      return compare(work, request, body.from === 'erp' ? 'resyncFromErp' : 'resyncFromCrm', body.noBlanks);
    case 'undo': {
      const { end, report } = await undoRun(work, body.runId);
      if (end.status !== 'done') return { status: 'failed', message: end.reason.message, result: report };
      return stopping(work) ? { status: 'again' } : { status: 'done', result: report };
    }
    case 'link':
      return linkByHand(work, body);
    case 'match': {
      const answer = await matchInBulk(work, {
        requestId: request.id,
        actorType: body.actorType,
        by: body.by,
        dryRun: body.dryRun === true,
      });
      if (answer.status === 'unreachable')
        return { status: 'failed', message: answer.end.status === 'done' ? '' : answer.end.reason.message };
      return answer.status === 'refused'
        ? { status: 'failed', message: answer.message }
        : { status: 'done', result: { byField: answer.byField } };
    }
    case 'create': {
      const answer = await createInErp(work, body, {
        linkId: begunLink(request.position),
        remember: async (linkId) => {
          await work.world.store.updateRequest(work.lease, request.id, { position: { linkId } });
        },
      });
      if (answer.status === 'created') return { status: 'done', result: { erpKey: answer.erpKey } };
      return {
        status: answer.status === 'refused' ? 'failed' : 'done',
        message: answer.message,
        result: { status: answer.status, fields: answer.fields },
      };
    }
    case 'useOther': {
      const answer = await useOther(work, body.conflict, request.by, {
        begun: request.position !== null && request.position !== undefined,
        remember: async () => {
          await work.world.store.updateRequest(work.lease, request.id, { position: { begun: true } });
        },
      });
      return answer.status === 'refused'
        ? { status: 'failed', message: answer.message }
        : { status: 'done', ...('message' in answer && { message: answer.message }) };
    }
  }
}

function begunLink(position: unknown): number | undefined {
  if (typeof position !== 'object' || position === null || !('linkId' in position)) return undefined;
  return typeof position.linkId === 'number' ? position.linkId : undefined;
}

async function wholeCycle(work: Work, intervalMs: number): Promise<Served> {
  for (;;) {
    const { end, more } = await cycle(work, intervalMs);
    if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
    if (stopping(work)) return { status: 'again' };
    if (!more) return { status: 'done' };
  }
}

/** One entity and its links, whether automatic sync is on or off (domain rule 17). */
async function syncNow(work: Work, entity: EntityRef): Promise<Served> {
  const links = await work.world.store.linksByEntities(work.setup.id, entity.kind, [entity.id]);
  if (links.length === 0)
    return {
      status: 'failed',
      message: `The ${entity.kind} ${entity.id} has no link on ${work.setup.name}. Connect it first.`,
    };
  const end = await mergeLinks(work, links, new Map(), { ...plainMerge, retry: new Set(links.map((link) => link.id)) });
  if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
  const after = await work.world.store.linksByIds(links.map((link) => link.id));
  return {
    status: 'done',
    result: { states: after.map((link: Link) => ({ erpKey: link.erpKey, state: link.state, reason: link.reason })) },
  };
}

/** All links; with progress, resumable by place, cancelled between batches. */
async function compare(
  work: Work,
  request: SyncRequest,
  mode: 'merge' | 'resyncFromErp' | 'resyncFromCrm',
  noBlanks: boolean,
): Promise<Served> {
  const { store } = work.world;
  const total = await store.countLinks(work.setup.id);
  const start = work.plan === undefined ? placeOf(request.position) : undefined;
  let cancelled = false;
  const end = await compareAll(work, {
    mode,
    keepOverBlank: noBlanks,
    ...(start !== undefined && { from: start.place }),
    onBatch: async (place, done) => {
      const progress = { done: (start?.done ?? 0) + done, total };
      const { cancelAsked } = await store.updateRequest(work.lease, request.id, {
        position: { place, done: progress.done },
        progress,
      });
      work.world.progress.report({ type: 'step', connectionId: work.setup.id, step: request.body.kind, ...progress });
      cancelled = cancelAsked;
      return !cancelAsked;
    },
  });
  if (end.status !== 'done') return { status: 'failed', message: end.reason.message };
  if (cancelled) return { status: 'cancelled' };
  return stopping(work) ? { status: 'again' } : { status: 'done' };
}

function placeOf(position: unknown): { readonly place: Place; readonly done: number } | undefined {
  if (typeof position !== 'object' || position === null || !('place' in position)) return undefined;
  return position as { place: Place; done: number };
}

/** A link by hand: the actor must be there; a create that waits for a person on this record gives way (H09). */
async function linkByHand(work: Work, wish: Extract<RequestBody, { kind: 'link' }>): Promise<Served> {
  const { store } = work.world;
  const mapping = work.setup.mappings.find((candidate) => candidate.actorType === wish.actorType);
  if (mapping === undefined || mapping.entity !== wish.entity.kind)
    return {
      status: 'failed',
      message: `${wish.actorType} is not mapped to ${wish.entity.kind} on ${work.setup.name}.`,
    };
  const links = await store.linksByEntities(work.setup.id, wish.entity.kind, [wish.entity.id]);
  // Made by a worker that died before it could say so, or asked for twice: the wish is fulfilled.
  const standing = links.find(({ actorType, erpKey }) => actorType === wish.actorType && erpKey === wish.erpKey);
  if (standing !== undefined) return firstLook(work, standing);
  for (const link of links) {
    if (link.erpKey === null && link.state === 'held')
      await store.breakLinks(work.lease, [link.id], 'Connected to an existing record instead.');
  }
  const probe = {
    id: 0,
    connectionId: work.setup.id,
    actorType: wish.actorType,
    erpKey: wish.erpKey,
    entity: wish.entity,
    generation: 0,
    state: 'active',
    base: {},
    lastModified: null,
    rowHash: null,
    parentKey: null,
    attempts: 0,
    reason: null,
  } as const;
  const fetched = await fetchActors(work, [probe]);
  if (fetched.end.status !== 'done') return { status: 'failed', message: fetched.end.reason.message };
  const actor = fetched.actors.get(0);
  if (actor === undefined)
    return { status: 'failed', message: `${work.setup.name} has no ${wish.actorType} ${wish.erpKey}.` };
  const made = await store.createLink(work.lease, work.run, {
    actorType: wish.actorType,
    erpKey: wish.erpKey,
    entity: wish.entity,
    parentKey: actor.parentErpKey ?? null,
    state: 'active',
    lastModified: null,
  });
  if (made.status !== 'linked') return { status: 'failed', message: linkRefusals[made.status] };
  return firstLook(work, made.link);
}

async function firstLook(work: Work, link: Link): Promise<Served> {
  const end = await mergeLinks(work, [link], new Map(), plainMerge);
  return end.status === 'done'
    ? { status: 'done', result: { linkId: link.id } }
    : { status: 'done', message: `Linked; the values follow when the ERP answers. ${end.reason.message}` };
}

const linkRefusals = {
  taken: 'The record or the ERP key already has a link on this connection. Disconnect it first.',
  parent: 'A person can be connected when its company is connected there, to a person of that company.',
  gone: 'The record was deleted in the CRM.',
} as const;

/** Collects a dry run's rows into a stored plan, with counts by action. */
export async function planned(work: Work, request: SyncRequest, run: (work: Work) => Promise<Served>): Promise<Served> {
  const { store } = work.world;
  const counts: Record<string, number> = {};
  const planId = await store.newPlan(work.setup.id, request.body.kind, work.setup.mappingVersion, request.by);
  const sink = async (rows: readonly PlanRow[]): Promise<void> => {
    const shown = rows.filter((row) => row.action !== 'adopt');
    for (const row of shown) counts[row.action] = (counts[row.action] ?? 0) + 1;
    for (let at = 0; at < shown.length; at += limits.batch)
      await store.addPlanRows(planId, shown.slice(at, at + limits.batch));
  };
  const served = await run({ ...work, plan: sink });
  await store.closePlan(planId, counts);
  return served.status === 'done'
    ? {
        status: 'done',
        result: {
          planId,
          counts,
          ...(typeof served.result === 'object' && served.result !== null && { report: served.result }),
        },
      }
    : served;
}
