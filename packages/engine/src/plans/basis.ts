/** Rows that were made otherwise than by `decide` get what a later look is compared with (H35). */
import { readRows } from '../merge.ts';
import type { PlanRow } from '../ports.ts';
import { basisOf } from '../record-effect.ts';
import { mappingOf, type Work } from '../work.ts';

/** The lease is held: no base moves between the decision and this look. */
export async function withBasis(work: Work, rows: readonly PlanRow[]): Promise<readonly PlanRow[]> {
  const bare = rows.filter((row) => row.basis === undefined && row.linkId !== 0);
  if (bare.length === 0) return rows;
  const found = await work.world.store.linksByIds([...new Set(bare.map((row) => row.linkId))]);
  const links = new Map(found.map((link) => [link.id, link]));
  const crm = await readRows(work, found);
  return rows.map((row) => {
    const link = links.get(row.linkId);
    if (row.basis !== undefined || link === undefined) return row;
    const mapping = mappingOf(work, link.actorType)?.fields.find((field) => field.erpField === row.erpField);
    const crmRow = crm.get(`${link.entity.kind} ${link.entity.id}`);
    if (mapping === undefined || crmRow === undefined) return row;
    const basis = basisOf(work.setup, mapping, link.base[row.erpField], crmRow);
    return { ...row, actorType: link.actorType, basis };
  });
}
