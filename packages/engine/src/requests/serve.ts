/** What people ask for, carried out by the lease holder (H24, H25): one entry a kind, each with its own run. */
import { audit } from '../audit/audit.ts';
import { repair } from '../audit/repair.ts';
import { createInErp } from '../create/create-in-erp.ts';
import { carryOutImport } from '../import/carry-out-import.ts';
import { stageImport } from '../import/stage-import.ts';
import { matchInBulk } from '../match.ts';
import { fieldName } from '../plan-link.ts';
import { applyPlan, rejectPlan } from '../plans/apply.ts';
import { planCreate } from '../plans/plan-create.ts';
import type { RequestBody, RunKind, SyncRequest } from '../ports.ts';
import { renumber, restored, resume, sameActor } from '../restored/answers.ts';
import { useOther } from '../use-other.ts';
import type { Work } from '../work.ts';
import { answerHeld } from './answer-held.ts';
import { compare } from './compare.ts';
import { resync } from './resync.ts';
import { linkByHand } from './link-by-hand.ts';
import { previewMapping } from './preview-mapping.ts';
import { rejectPage } from './reject-held.ts';
import { releasePage } from './release-held.ts';
import type { Serve, Served } from './served.ts';
import { syncNow, wholeCycle } from './sync.ts';
import { serveUndo } from './undo.ts';

export const runKindOf: Readonly<Record<RequestBody['kind'], RunKind>> = {
  cycle: 'cycle',
  syncNow: 'syncNow',
  resync: 'resync',
  undo: 'undo',
  undoRecord: 'undo',
  undoMapping: 'undo',
  link: 'link',
  match: 'link',
  create: 'create',
  useOther: 'conflict',
  release: 'held',
  reject: 'held',
  planFields: 'cycle',
  previewMapping: 'cycle',
  applyPlan: 'plan',
  rejectPlan: 'plan',
  restored: 'cycle',
  resume: 'cycle',
  sameActor: 'link',
  renumber: 'link',
  audit: 'cycle',
  repair: 'cycle',
  stageImport: 'link',
  import: 'link',
};

const match: Serve<'match'> = async (work, { id, body }) => {
  const answer = await matchInBulk(work, {
    requestId: id,
    actorType: body.actorType,
    by: body.by,
    dryRun: body.dryRun === true,
  });
  if (answer.status === 'unreachable')
    return { status: 'failed', message: answer.end.status === 'done' ? '' : answer.end.reason.message };
  return answer.status === 'refused'
    ? { status: 'failed', message: answer.message }
    : { status: 'done', result: { byField: answer.byField } };
};

const create: Serve<'create'> = async (work, { id, body, position }) => {
  if (work.plan !== undefined) return planCreate(work, body);
  const answer = await createInErp(work, body, {
    linkId: begunLink(position),
    remember: async (linkId) => {
      await work.world.store.updateRequest(work.lease, id, { position: { linkId } });
    },
  });
  if (answer.status === 'created') return { status: 'done', result: { erpKey: answer.erpKey } };
  return {
    status: answer.status === 'refused' ? 'failed' : 'done',
    message: answer.message,
    result: { status: answer.status, fields: answer.fields },
  };
};

function begunLink(position: unknown): number | undefined {
  if (typeof position !== 'object' || position === null || !('linkId' in position)) return undefined;
  return typeof position.linkId === 'number' ? position.linkId : undefined;
}

const chooseOther: Serve<'useOther'> = async (work, { id, body, by, position }) => {
  const answer = await useOther(work, body.conflict, by, {
    begun: position !== null && position !== undefined,
    remember: async () => {
      await work.world.store.updateRequest(work.lease, id, { position: { begun: true } });
    },
  });
  return answer.status === 'refused'
    ? { status: 'failed', message: answer.message }
    : { status: 'done', ...('message' in answer && { message: answer.message }) };
};

const kinds: { readonly [Kind in RequestBody['kind']]: Serve<Kind> } = {
  cycle: (work, request, intervalMs) =>
    request.body.dryRun === true ? compare(work, request, 'merge', false) : wholeCycle(work, intervalMs),
  syncNow: (work, { body }) => syncNow(work, body.entity),
  resync,
  undo: (work, request) => serveUndo(work, request, request.body),
  undoRecord: (work, request) => serveUndo(work, request, request.body),
  undoMapping: (work, request) => serveUndo(work, request, request.body),
  link: linkByHand,
  match,
  create,
  useOther: chooseOther,
  release: (work, request) => answerHeld(work, request, releasePage(request.body.take)),
  reject: (work, request) => answerHeld(work, request, rejectPage),
  planFields: (work, request) =>
    compare(
      work,
      request,
      'merge',
      false,
      new Set(request.body.fields.map((field) => fieldName(field.actorType, field.erpField))),
    ),
  previewMapping,
  applyPlan,
  rejectPlan,
  restored,
  resume,
  sameActor,
  renumber,
  audit,
  repair,
  stageImport,
  import: carryOutImport,
};

export function serve(work: Work, request: SyncRequest, intervalMs: number): Promise<Served> {
  // The table gives every kind its own body; TypeScript cannot follow that through the look-up.
  return (kinds[request.body.kind] as Serve<RequestBody['kind']>)(work, request, intervalMs);
}
