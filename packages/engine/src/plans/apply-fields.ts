/** Approved rows of existing links: as planned, or left out with a reason. */
import { limits } from '../limits.ts';
import type { BaseField, LogEntry } from '../model.ts';
import { fieldName, planLink, seenInErp } from '../plan-link.ts';
import type { CrmWrite, LinkUpdate, NewIntent, Plan, PlanRowUpdate, Skip, StoredPlanRow } from '../ports.ts';
import { sendIntents } from '../send/send.ts';
import { commit, type Ended, laterBy, type Work, wellEnded } from '../work.ts';
import { decidedOtherwise, whatChanged } from './changed.ts';
import { gone, type LinkNow, lookAt } from './look.ts';
import { restoreFields } from './restore-fields.ts';
import { erpName } from '../values/names.ts';

/** What becomes of one link's rows. */
export interface FieldsDraft {
  readonly crmWrites: Readonly<Record<string, { readonly expected: string; readonly value: string }>>;
  readonly base: Readonly<Record<string, BaseField>>;
  readonly logs: readonly LogEntry[];
  readonly intent: NewIntent['fields'];
}
interface Judged {
  readonly now: LinkNow;
  readonly rows: readonly StoredPlanRow[];
  readonly draft: FieldsDraft;
}

/** Every row moves on: applied, sent or skipped. Unless the ERP cannot be reached: then those not begun stay approved. */
export async function applyFields(work: Work, plan: Plan, rows: readonly StoredPlanRow[]): Promise<Ended> {
  let todo = rows;
  for (let round = 0; todo.length > 0; round += 1) {
    if (round === limits.rounds) {
      await skip(work, plan, todo, { code: 'moved', message: 'The record was changed while the plan was applied.' });
      return wellEnded;
    }
    const step = await applyOnce(work, plan, todo);
    if (step.end.status !== 'done') return step.end;
    todo = todo.filter((row) => step.moved.has(row.linkId));
  }
  return wellEnded;
}

interface Step {
  readonly end: Ended;
  /** Links of which nothing was written, to be looked at once more. */
  readonly moved: ReadonlySet<number>;
}

async function applyOnce(work: Work, plan: Plan, rows: readonly StoredPlanRow[]): Promise<Step> {
  const { end, links } = await lookAt(
    work,
    rows.map((row) => row.linkId),
  );
  if (end.status !== 'done') return { end, moved: new Set() };
  const updates: PlanRowUpdate[] = [];
  const judged: Judged[] = [];
  for (const [linkId, own] of Map.groupBy(rows, (row) => row.linkId)) {
    const now = links.get(linkId) ?? gone;
    const one =
      'code' in now ? { good: [], skips: own.map((row) => [row, now] as const) } : judge(work, plan, now, own);
    updates.push(...one.skips.map(([row, why]) => skipped(plan, row, why)));
    if ('code' in now || one.good.length === 0) continue;
    const draft = draftOf(work, plan, now, one.good);
    judged.push({ now, rows: one.good, draft });
    updates.push(...one.good.map((row) => carriedOut(plan, row, draft)));
  }
  const result = await commit(work, {
    crmWrites: judged.flatMap(crmWriteOf),
    links: judged.map(linkUpdateOf),
    logs: judged.flatMap(({ draft }) => draft.logs),
    intents: judged.flatMap(intentOf(work)),
    hints: [...new Set(updates.filter(isSkipped).map((row) => row.linkId))].map(hintOf(work)),
    planRows: updates,
  });
  const refused = result.refused ?? new Map();
  for (const [linkId, why] of refused) {
    const own = rows.filter((row) => row.linkId === linkId);
    await skip(work, plan, own, { code: 'refused', message: why.message });
  }
  const sent = await sendIntents(work, result.intents);
  if (sent.again.size > 0) await commit(work, { hints: [...sent.again].map(hintOf(work)) });
  return { end: sent.end, moved: new Set([...result.moved].filter((linkId) => !refused.has(linkId))) };
}

interface Verdict {
  readonly good: readonly StoredPlanRow[];
  readonly skips: readonly (readonly [StoredPlanRow, Skip])[];
}

/** First whether anything differs from the plan, then whether `decide` says the same. */
function judge(work: Work, plan: Plan, now: LinkNow, rows: readonly StoredPlanRow[]): Verdict {
  const differs = (row: StoredPlanRow): Skip | undefined => {
    const mapping = now.mapping.fields.find((field) => field.erpField === row.erpField);
    if (mapping === undefined) return { code: 'mappingChanged', message: `${row.erpField} is no longer synced.` };
    if (now.underWay?.has(row.erpField) === true)
      return {
        code: 'underWay',
        message: `Another write of ${erpName(mapping)} to the ERP is under way. Try again when it has ended.`,
      };
    const erp = seenInErp(work.setup, mapping, now.actor);
    return whatChanged(row, { setup: work.setup, mapping, link: now.link, erp, row: now.row });
  };
  const first = split(rows, differs);
  if (plan.scope.mode === 'undo') return first;
  const decided = new Map(decide(work, plan, now, first.good).rows.map((row) => [row.erpField, row]));
  const second = split(first.good, (row) => decidedOtherwise(row, decided.get(row.erpField), now.mapping));
  return { good: second.good, skips: [...first.skips, ...second.skips] };
}

function split(rows: readonly StoredPlanRow[], why: (row: StoredPlanRow) => Skip | undefined): Verdict {
  const good: StoredPlanRow[] = [];
  const skips: (readonly [StoredPlanRow, Skip])[] = [];
  for (const row of rows) {
    const reason = why(row);
    if (reason === undefined) good.push(row);
    else skips.push([row, reason]);
  }
  return { good, skips };
}

function decide(work: Work, plan: Plan, now: LinkNow, rows: readonly StoredPlanRow[]) {
  const { mode, keepOverBlank } = plan.scope;
  return planLink({
    setup: work.setup,
    mapping: now.mapping,
    link: now.link,
    actor: now.actor,
    row: now.row,
    underWay: undefined,
    mode: mode === 'undo' || mode === 'create' ? 'merge' : mode,
    keepOverBlank,
    retryRefused: false,
    only: new Set(rows.map((row) => fieldName(now.link.actorType, row.erpField))),
  });
}

const draftOf = (work: Work, plan: Plan, now: LinkNow, rows: readonly StoredPlanRow[]): FieldsDraft =>
  plan.scope.mode === 'undo' ? restoreFields(now, rows) : decide(work, plan, now, rows);

/** A write to the ERP is `sent` until its answer; one to the CRM happens with this transaction. */
const carriedOut = (plan: Plan, row: StoredPlanRow, draft: FieldsDraft): PlanRowUpdate => ({
  planId: plan.id,
  rowNo: row.rowNo,
  linkId: row.linkId,
  status: row.target === 'erp' && draft.intent[row.erpField] !== undefined ? 'sent' : 'applied',
});

const skipped = (plan: Plan, row: StoredPlanRow, why: Skip): PlanRowUpdate => ({
  planId: plan.id,
  rowNo: row.rowNo,
  linkId: row.linkId,
  status: 'skipped',
  skip: why,
});
const isSkipped = (update: PlanRowUpdate): boolean => update.status === 'skipped' && update.linkId !== 0;

const skip = async (work: Work, plan: Plan, rows: readonly StoredPlanRow[], why: Skip): Promise<void> => {
  const links = new Set(rows.map((row) => row.linkId).filter((linkId) => linkId !== 0));
  await commit(work, {
    planRows: rows.map((row) => skipped(plan, row, why)),
    hints: [...links].map(hintOf(work)),
  });
};

const hintOf = (work: Work) => (linkId: number) => ({ linkId, why: 'plan', dueAt: laterBy(work, 0) });

/** Who approved wrote it: a person (H28). */
const crmWriteOf = ({ now, draft }: Judged): CrmWrite[] =>
  Object.keys(draft.crmWrites).length === 0
    ? []
    : [{ linkId: now.link.id, ref: now.link.entity, fields: draft.crmWrites, writer: 0 }];

const linkUpdateOf = ({ now, draft }: Judged): LinkUpdate => ({
  id: now.link.id,
  generation: now.link.generation,
  base: draft.base,
});

const intentOf =
  (work: Work) =>
  ({ now: { link }, draft }: Judged): NewIntent[] =>
    Object.keys(draft.intent).length === 0
      ? []
      : [
          {
            linkId: link.id,
            generation: link.generation,
            actorType: link.actorType,
            erpKey: link.erpKey,
            kind: 'save',
            fields: draft.intent,
            mappingVersion: work.setup.mappingVersion,
          },
        ];
