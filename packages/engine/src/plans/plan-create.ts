/** The dry run of a create: what would be sent, a row a field. Nothing is made, and no link begun. */
import { fill } from '../create/fill.ts';
import type { ActorMapping, CrmRow } from '../model.ts';
import type { PlanRow, RequestBody } from '../ports.ts';
import type { Served } from '../requests/served.ts';
import { mappingOf, type Work } from '../work.ts';

type CreateBody = Extract<RequestBody, { kind: 'create' }>;

export async function planCreate(work: Work, body: CreateBody): Promise<Served> {
  const { actorType, entity } = body;
  const mapping = mappingOf(work, actorType);
  if (mapping === undefined || mapping.entity !== entity.kind)
    return { status: 'failed', message: `${actorType} is not mapped to ${entity.kind} on ${work.setup.name}.` };
  const fields = mapping.fields.map((field) => field.crmField);
  const row = (await work.world.store.readCrm(entity.kind, [entity.id], fields)).get(entity.id);
  if (row === undefined) return { status: 'failed', message: `The ${entity.kind} ${entity.id} is not in the CRM.` };
  const { rows, problems } = createRows(work, mapping, row, body.answers);
  if (problems.length > 0) return { status: 'failed', message: problems.join(' ') };
  await work.plan?.(rows);
  return { status: 'done' };
}

/** What a create of this record would send now. */
export function createRows(
  work: Work,
  mapping: ActorMapping,
  row: CrmRow,
  answers: Readonly<Record<string, string>>,
): { readonly rows: readonly PlanRow[]; readonly problems: readonly string[] } {
  const filled = fill(work, mapping, row.values, row.version, answers);
  const rows = Object.entries(filled.fields).map(([erpField, field]): PlanRow => {
    const mapped = mapping.fields.find((candidate) => candidate.erpField === erpField);
    return {
      linkId: 0,
      generation: 0,
      entity: row.ref,
      erpKey: null,
      actorType: mapping.actorType,
      erpField,
      crmField: mapped?.crmField ?? '',
      action: 'create',
      target: 'erp',
      erpValue: null,
      crmValue: mapped === undefined ? null : (row.values[mapped.crmField] ?? null),
      newValue: field.value,
      why: answers[erpField] === undefined ? 'create' : 'answer',
      basis: { base: null, version: mapped?.version ?? 0, erpRank: work.setup.rank, crmRank: work.setup.crmRank },
    };
  });
  return { rows, problems: Object.values(filled.problems) };
}
