/**
 * What a command asks of the running hub: name, body, answer. One table serves both ends, so that the command and the
 * hub cannot disagree. Every call is `POST /api/cli/NAME` with JSON, answered by 200 or by { code, message, remedy }.
 */
import { auditEverySchema, auditReasonSchema, logKindSchema } from '@kobling/contract';
import { entityKinds, heldReasons, planActions } from '@kobling/engine';
import type { Outcome } from '@kobling/sdk';
import { done } from '@kobling/sdk';
import { planRowStatuses } from '@kobling/store';
import { z } from 'zod';
import {
  activateConnection,
  approveProposal,
  answerHeldBy,
  changeRecord,
  checkConnection,
  confirmSame,
  createRecord,
  deactivateConnection,
  explain,
  decidePlan,
  deleteRecord,
  filterHeldRows,
  findRecords,
  getRecord,
  hubKeys,
  keepWinner,
  listApplications,
  listConflicts,
  listConnections,
  listProposals,
  listPlans,
  listMappingChanges,
  readConnectionCard,
  readLog,
  readPlan,
  readPlanRows,
  readStatus,
  readUndo,
  mergeRecords,
  planWaiting,
  rejectPlan,
  rejectProposal,
  removeLink,
  renewPlan,
  readFindings,
  readScore,
  requestStates,
  scheduleAudits,
  startAudit,
  startRepairs,
  startLink,
  startMatch,
  startResume,
  startPlan,
  startSync,
  startMappingUndo,
  startRecordUndo,
  startUndo,
  testConnection,
  testConnectorUrl,
  useOtherValue,
} from '../services/index.ts';
import { applySetup, ConnectionBusy, exportSetup, readSetup } from '../setup-file/index.ts';
import type { CliHub } from './cli-hub.ts';

interface Call<Body extends z.ZodType, Answer> {
  readonly body: Body;
  readonly answer: (hub: CliHub, body: z.output<Body>, by: string) => Promise<Outcome<Answer>>;
}
const call = <Body extends z.ZodType, Answer>(
  body: Body,
  answer: Call<Body, Answer>['answer'],
): Call<Body, Answer> => ({ body, answer });

const id = z.int().min(1).max(2_147_483_647);
const name = z.string().min(1).max(300);
const kind = z.enum(entityKinds);
const entity = z.strictObject({ kind, id });
/** What references lead to: a WSDL is the longest. */
const values = z.record(z.string().max(1_023), z.string().max(2_000_000));
const link = { connection: name, actorType: name };
const undoHow = { both: z.boolean().optional(), dryRun: z.boolean().optional() };
const heldFilter = {
  connection: name.optional(),
  field: name.optional(),
  why: z.enum(heldReasons).optional(),
  value: z.string().max(100_000).optional(),
};

export const calls = {
  apply: call(
    z.strictObject({ text: z.string().max(1_000_000), values, dryRun: z.boolean(), plan: z.boolean().optional() }),
    async (hub, body, by) => {
      const read = readSetup(body.text);
      if (!read.ok) return done(read);
      try {
        return done(
          await applySetup(hub, read.setup, { dryRun: body.dryRun, plan: body.plan === true, by, values: body.values }),
        );
      } catch (error) {
        if (error instanceof ConnectionBusy)
          return { status: 'retry', reason: { code: error.code, message: error.message } };
        throw error;
      }
    },
  ),
  export: call(z.strictObject({}), async (hub) => done({ text: await exportSetup(hub) })),
  sync: call(
    z.strictObject({
      connection: name.optional(),
      entity: entity.optional(),
      resync: z.enum(['crm', 'erp']).optional(),
      noBlanks: z.boolean().optional(),
      dryRun: z.boolean().optional(),
    }),
    startSync,
  ),
  requests: call(
    z.strictObject({ ids: z.array(id).min(1).max(1_000), waitMs: z.int().min(0).max(60_000) }),
    (hub, body) => requestStates(hub, body.ids, body.waitMs),
  ),
  plans: call(
    z.strictObject({ connection: name.optional(), beforeId: id.optional(), limit: z.int().min(1).max(1_000) }),
    listPlans,
  ),
  plan: call(z.strictObject({ planId: id }), (hub, body) => readPlan(hub, body.planId)),
  planRows: call(
    z.strictObject({
      planId: id,
      field: name.optional(),
      action: z.enum(planActions).optional(),
      status: z.enum(planRowStatuses).optional(),
      afterRow: z.int().min(0),
      limit: z.int().min(1).max(1_000),
    }),
    readPlanRows,
  ),
  planDecide: call(
    z.strictObject({
      planId: id,
      approve: z.boolean(),
      select: z.strictObject({
        field: name.optional(),
        action: z.enum(planActions).optional(),
        rows: z.array(id).max(100_000).optional(),
      }),
    }),
    decidePlan,
  ),
  planReject: call(z.strictObject({ planId: id }), (hub, body, by) => rejectPlan(hub, body.planId, by)),
  planApply: call(z.strictObject({ planId: id }), (hub, body, by) => startPlan(hub, body.planId, by)),
  planMake: call(z.strictObject({ connection: name }), (hub, body, by) => planWaiting(hub, body.connection, by)),
  planRenew: call(z.strictObject({ planId: id }), (hub, body, by) => renewPlan(hub, body.planId, by)),
  crmFind: call(
    z.strictObject({
      kind,
      text: z.string().max(500).optional(),
      where: values.optional(),
      limit: z.int().min(1).max(1_000).optional(),
      after: z.string().max(2_000).optional(),
    }),
    (hub, body) => findRecords(hub, body.kind, body),
  ),
  crmGet: call(entity, (hub, body) => getRecord(hub, body.kind, body.id)),
  crmCreate: call(z.strictObject({ kind, values }), (hub, body, by) => createRecord(hub, body.kind, body.values, by)),
  crmSet: call(z.strictObject({ kind, id, values }), (hub, body, by) =>
    changeRecord(hub, body.kind, body.id, body.values, by),
  ),
  crmDelete: call(z.strictObject({ kind, id, withPersons: z.boolean() }), (hub, body, by) =>
    deleteRecord(hub, body.kind, body.id, body.withPersons, by),
  ),
  crmMerge: call(z.strictObject({ kind, from: id, into: id, dryRun: z.boolean() }), mergeRecords),
  link: call(z.strictObject({ ...link, erpKey: z.string().min(1).max(254), crmId: id }), startLink),
  match: call(z.strictObject({ ...link, fields: z.array(name).max(20), dryRun: z.boolean() }), startMatch),
  unlink: call(
    z.strictObject({ ...link, erpKey: z.string().min(1).max(254).optional(), crmId: id.optional() }),
    removeLink,
  ),
  log: call(
    z.strictObject({
      connection: name.optional(),
      entity: entity.optional(),
      kinds: z.array(logKindSchema).max(20).optional(),
      runId: id.optional(),
      beforeId: z.int().min(1).optional(),
      limit: z.int().min(1).max(1_000),
    }),
    readLog,
  ),
  status: call(z.strictObject({}), (hub) => readStatus(hub)),
  undo: call(z.strictObject({ runId: id, ...undoHow }), startUndo),
  undoRecord: call(
    z.strictObject({
      entity,
      connection: name.optional(),
      since: z.int().min(1).optional(),
      fields: z.array(name).max(100).optional(),
      ...undoHow,
    }),
    startRecordUndo,
  ),
  undoMapping: call(z.strictObject({ change: id, ...undoHow }), startMappingUndo),
  undone: call(
    z.strictObject({
      requestId: id,
      afterNo: z.int().min(0),
      only: z.enum(['restored', 'skipped', 'underWay', 'waiting']).optional(),
    }),
    readUndo,
  ),
  mappingChanges: call(
    z.strictObject({ connection: name.optional(), limit: z.int().min(1).max(1_000) }),
    listMappingChanges,
  ),
  why: call(z.strictObject({ entity, field: name.optional(), connection: name.optional() }), explain),
  conflicts: call(z.strictObject({ limit: z.int().min(1).max(1_000) }), (hub, body) => listConflicts(hub, body)),
  useOther: call(z.strictObject({ conflict: id }), (hub, body, by) => useOtherValue(hub, body.conflict, by)),
  audit: call(z.strictObject({ connection: name.optional() }), startAudit),
  auditSchedule: call(z.strictObject({ every: auditEverySchema }), (hub, body, by) =>
    scheduleAudits(hub, body.every, by),
  ),
  score: call(z.strictObject({}), (hub) => readScore(hub)),
  findings: call(
    z.strictObject({
      connection: name.optional(),
      reason: auditReasonSchema.optional(),
      limit: z.int().min(1).max(1_000),
    }),
    (hub, body) => readFindings(hub, body),
  ),
  repair: call(z.strictObject({ connection: name.optional(), from: z.enum(['crm', 'erp']).optional() }), startRepairs),
  held: call(z.strictObject(heldFilter), (hub, body) => filterHeldRows(hub, body)),
  heldAnswer: call(
    z.strictObject({
      ...heldFilter,
      answer: z.enum(['approve', 'reject']),
      take: z.enum(['erp', 'crm']).optional(),
      ids: z.array(z.int().min(1)).min(1).max(10_000).optional(),
    }),
    answerHeldBy,
  ),
  keep: call(z.strictObject({ conflict: id }), (hub, body, by) => keepWinner(hub, body.conflict, by)),
  connections: call(z.strictObject({}), (hub) => listConnections(hub)),
  connectorTest: call(
    z.strictObject({ url: z.string().min(1).max(1_023), wsdl: z.string().max(2_000_000).optional() }),
    (hub, body) => testConnectorUrl(hub, body.url, body.wsdl),
  ),
  connectionCheck: call(z.strictObject({ connection: name, write: z.boolean() }), checkConnection),
  connectionCard: call(z.strictObject({ connection: name }), (hub, body) => readConnectionCard(hub, body.connection)),
  connectionTest: call(z.strictObject({ connection: name }), (hub, body) => testConnection(hub, body.connection)),
  activate: call(z.strictObject({ connection: name }), (hub, body, by) => activateConnection(hub, body.connection, by)),
  deactivate: call(z.strictObject({ connection: name }), (hub, body, by) =>
    deactivateConnection(hub, body.connection, by),
  ),
  resume: call(z.strictObject({ connection: name, originalStopped: z.boolean() }), startResume),
  proposals: call(z.strictObject({}), (hub) => listProposals(hub)),
  proposalApprove: call(z.strictObject({ proposal: id }), (hub, body, by) => approveProposal(hub, body.proposal, by)),
  proposalReject: call(z.strictObject({ proposal: id }), (hub, body, by) => rejectProposal(hub, body.proposal, by)),
  sameRecord: call(z.strictObject({ link: id }), (hub, body, by) => confirmSame(hub, body.link, by)),
  applications: call(z.strictObject({}), (hub) => listApplications(hub)),
  hubKey: call(z.strictObject({ wish: z.enum(['show', 'next', 'use']) }), (hub, body, by) =>
    hubKeys(hub, body.wish, by),
  ),
  keysRotate: call(z.strictObject({}), (hub) => hub.secrets.rotateKeys()),
} as const;

export type CallName = keyof typeof calls;
export type BodyOf<K extends CallName> = z.input<(typeof calls)[K]['body']>;
/** What arrives at the command: dates as ISO text. */
export type AnswerOf<K extends CallName> =
  (typeof calls)[K] extends Call<z.ZodType, infer Answer>
    ? AsJson<Answer>
    : Awaited<ReturnType<(typeof calls)[K]['answer']>> extends Outcome<infer A>
      ? AsJson<A>
      : never;
export type AsJson<T> = T extends Date
  ? string
  : T extends ReadonlyMap<unknown, unknown>
    ? never
    : T extends readonly (infer Item)[]
      ? readonly AsJson<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: AsJson<T[K]> }
        : T;
