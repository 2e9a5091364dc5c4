/**
 * Rows that were not approved. For a field that waited for its plan nothing may flow afterwards: the base pair becomes the
 * present values, flagged, and the log says so (H19). For any other plan the row is only closed.
 */
import type { LogEntry } from '../model.ts';
import { seenInErp } from '../plan-link.ts';
import type { LinkUpdate, Plan, PlanRowUpdate, StoredPlanRow } from '../ports.ts';
import { commit, type Ended, type Work, wellEnded } from '../work.ts';
import { type LinkNow, lookAt } from './look.ts';
import { erpNameIn } from '../values/names.ts';

export async function keepAsIs(work: Work, plan: Plan, rows: readonly StoredPlanRow[]): Promise<Ended> {
  const planRows = rows.map(
    (row): PlanRowUpdate => ({
      planId: plan.id,
      rowNo: row.rowNo,
      linkId: row.linkId,
      status: 'rejected',
    }),
  );
  if (plan.scope.fields === undefined) {
    await commit(work, { planRows: planRows.map((row) => ({ ...row, linkId: 0 })) });
    return wellEnded;
  }
  const { end, links } = await lookAt(
    work,
    rows.map((row) => row.linkId),
  );
  if (end.status !== 'done') return end;
  const updates: LinkUpdate[] = [];
  const logs: LogEntry[] = [];
  for (const [linkId, own] of Map.groupBy(rows, (row) => row.linkId)) {
    const now = links.get(linkId);
    // A link that is gone has nothing to keep; one that cannot be read keeps what the plan showed.
    const kept = now === undefined || ('code' in now && now.code === 'linkGone') ? [] : own;
    for (const row of kept) {
      const pair = present(work, row, now === undefined || 'code' in now ? undefined : now);
      updates.push({ id: linkId, generation: row.generation, base: { [row.erpField]: { ...pair, flag: 'undone' } } });
      const mapping = now === undefined || 'code' in now ? undefined : now.mapping;
      logs.push(keptLog(plan, row, erpNameIn(mapping, row.erpField), pair));
    }
  }
  // A link made anew meanwhile is left as it is: the base of another generation says nothing of it (H17).
  await commit(work, { links: merged(updates), logs, planRows: planRows.map((row) => ({ ...row, linkId: 0 })) });
  return wellEnded;
}

function present(work: Work, row: StoredPlanRow, now: LinkNow | undefined) {
  const mapping = now?.mapping.fields.find((field) => field.erpField === row.erpField);
  const seen = now === undefined || mapping === undefined ? undefined : seenInErp(work.setup, mapping, now.actor);
  return {
    e: seen !== undefined && 'value' in seen ? seen.value : (row.erpValue ?? ''),
    c: now?.row.values[row.crmField] ?? row.crmValue ?? '',
    v: mapping?.version ?? row.basis.version,
    r: now?.row.version ?? row.basis.base?.r ?? 0,
  };
}

/** One update a link: of two the second would meet a link that the first has changed. */
function merged(updates: readonly LinkUpdate[]): readonly LinkUpdate[] {
  return [...Map.groupBy(updates, (update) => update.id).values()].flatMap((own) => {
    const first = own[0];
    return first === undefined
      ? []
      : [{ ...first, base: Object.assign({}, ...own.map((update) => update.base)) as NonNullable<LinkUpdate['base']> }];
  });
}

const keptLog = (
  plan: Plan,
  row: StoredPlanRow,
  name: string,
  { e, c }: { readonly e: string; readonly c: string },
): LogEntry => ({
  linkId: row.linkId,
  entity: row.entity,
  erpField: row.erpField,
  crmField: row.crmField,
  kind: 'notice',
  target: null,
  oldValue: e,
  newValue: c,
  message: `Both sides of ${name} stay as they are: not approved in plan ${plan.id}. A later change flows again.`,
});
