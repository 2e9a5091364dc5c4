/**
 * Approved creates, one record at a time: all of its rows or none, since half a record is none. What would be sent must be
 * what was approved, and the ERP is searched again before anything is made (H09, H35).
 */
import { createInErp } from '../create/create-in-erp.ts';
import type { ActorMapping } from '../model.ts';
import type { Plan, PlanRowUpdate, Skip, StoredPlanRow } from '../ports.ts';
import { commit, type Ended, mappingOf, stopping, type Work, wellEnded } from '../work.ts';
import { createRows } from './plan-create.ts';
import { erpNameIn, valueName } from '../values/names.ts';

export async function applyCreates(work: Work, plan: Plan, rows: readonly StoredPlanRow[]): Promise<Ended> {
  const records = Map.groupBy(rows, (row) => `${row.actorType} ${row.entity.kind} ${row.entity.id}`);
  for (const own of records.values()) {
    if (stopping(work)) return wellEnded;
    const mark = (update: Pick<PlanRowUpdate, 'status' | 'skip'>) =>
      commit(work, { planRows: own.map(({ rowNo }) => ({ planId: plan.id, rowNo, linkId: 0, ...update })) });
    // Begun is remembered first: what became of it is then read from the link (settlePlanRows).
    const outcome = await createOne(work, own, () => mark({ status: 'sent' }));
    if (outcome === 'created') await mark({ status: 'applied' });
    else if (outcome !== 'underWay') await mark({ status: 'skipped', skip: outcome });
  }
  return wellEnded;
}

async function createOne(
  work: Work,
  rows: readonly StoredPlanRow[],
  begin: () => Promise<unknown>,
): Promise<'created' | 'underWay' | Skip> {
  const first = rows[0];
  if (first === undefined) return 'created';
  const { actorType, entity } = first;
  const mapping = mappingOf(work, actorType);
  if (mapping === undefined) return { code: 'mappingChanged', message: `${actorType} is no longer synced.` };
  // A worker that died in the middle of it left the link in the making: it is taken up.
  const begun = (await work.world.store.linksByEntities(work.setup.id, entity.kind, [entity.id])).find(
    (link) => link.actorType === actorType,
  );
  const answers = Object.fromEntries(
    rows.filter((row) => row.why === 'answer').map((row) => [row.erpField, row.newValue ?? '']),
  );
  if (begun !== undefined && begun.state !== 'creating')
    return { code: 'notCreated', message: `The ${entity.kind} was linked to ${begun.erpKey ?? actorType} since.` };
  if (begun === undefined) {
    const fields = mapping.fields.map((field) => field.crmField);
    const row = (await work.world.store.readCrm(entity.kind, [entity.id], fields)).get(entity.id);
    if (row === undefined) return { code: 'linkGone', message: `The ${entity.kind} ${entity.id} is not in the CRM.` };
    const now = createRows(work, mapping, row, answers);
    if (now.problems.length > 0) return { code: 'notCreated', message: now.problems.join(' ') };
    const other = difference(mapping, rows, now.rows);
    if (other !== undefined) return other;
  }
  await begin();
  const answer = await createInErp(
    work,
    { actorType, entity, answers },
    { linkId: begun?.id, remember: () => Promise.resolve() },
  );
  return answer.status === 'created' || answer.status === 'underWay'
    ? answer.status
    : { code: 'notCreated', message: answer.message };
}

/** Any field that would be sent otherwise than approved, or not at all, or besides. */
function difference(
  mapping: ActorMapping,
  planned: readonly StoredPlanRow[],
  now: readonly { readonly erpField: string; readonly newValue: string | null }[],
): Skip | undefined {
  const before = new Map(planned.map((row) => [row.erpField, row.newValue]));
  const after = new Map(now.map((row) => [row.erpField, row.newValue]));
  for (const erpField of new Set([...before.keys(), ...after.keys()])) {
    const [from = null, to = null] = [before.get(erpField), after.get(erpField)];
    if (from === to) continue;
    return {
      code: 'crmChanged',
      message: `${erpNameIn(mapping, erpField)} would be sent as ${named(mapping, erpField, to)}, approved was ${named(mapping, erpField, from)}.`,
      from,
      to,
    };
  }
  return undefined;
}

const named = (mapping: ActorMapping, erpField: string, value: string | null): string => {
  const field = mapping.fields.find((one) => one.erpField === erpField);
  return JSON.stringify(field === undefined || value === null ? (value ?? '') : valueName(field, 'erp', value));
};
