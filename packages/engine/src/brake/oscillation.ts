/**
 * Two ERPs that reformat each other (H29): a CRM field that returns to an earlier value twice within 24 hours, written by two
 * connections with no person in between, is left alone by both until a person releases it.
 */
import type { EntityRef } from '../model.ts';
import type { RecentWrite, TurnedField } from '../ports.ts';
import type { Work } from '../work.ts';
import type { PlannedWrite } from './writes.ts';

/** Writes that are not to be done, with the field that they belong to. Asks nothing where only one connection writes a field. */
export async function turningWrites(
  work: Work,
  writes: readonly PlannedWrite[],
): Promise<ReadonlyMap<PlannedWrite, TurnedField>> {
  const turning = new Map<PlannedWrite, TurnedField>();
  if (work.setup.rankOf.size < 2 || writes.length === 0) return turning;
  const { store } = work.world;
  const known = new Map((await store.turnedFields(work.setup.id)).map((field) => [fieldId(field), field]));
  const suspects = writes.filter((write) => !known.has(idOf(write)) && writtenByBoth(work, write));
  if (suspects.length > 0) {
    const recent = Map.groupBy(
      await store.recentCrmWrites(
        suspects.map(({ plan, mapping }) => ({ entity: plan.link.entity, crmField: mapping.crmField })),
      ),
      (write) => recordField(write.entity, write.crmField),
    );
    for (const write of suspects) {
      const { entity } = write.plan.link;
      const { crmField } = write.mapping;
      if (known.has(idOf(write))) continue;
      const other = turnsWith(recent.get(recordField(entity, crmField)) ?? [], {
        entity,
        crmField,
        connectionId: work.setup.id,
        kind: 'write',
        oldValue: write.oldValue,
        newValue: write.value,
      });
      if (other === undefined) continue;
      known.set(idOf(write), await store.holdTurnedField(work.lease, entity.kind, crmField, [work.setup.id, other]));
    }
  }
  for (const write of writes) {
    const field = known.get(idOf(write));
    if (field !== undefined) turning.set(write, field);
  }
  return turning;
}

const fieldId = (field: Pick<TurnedField, 'entity' | 'crmField'>): string => `${field.entity} ${field.crmField}`;
const idOf = ({ plan, mapping }: PlannedWrite): string =>
  fieldId({ entity: plan.link.entity.kind, crmField: mapping.crmField });
const recordField = (entity: EntityRef, crmField: string): string => `${entity.kind} ${entity.id} ${crmField}`;

/** The CRM row knows who wrote a field: without this connection and another one among them nothing can turn. */
function writtenByBoth({ setup }: Work, { target, oldValue, plan, mapping }: PlannedWrite): boolean {
  if (target !== 'crm' || oldValue === '') return false;
  const writers = Object.keys(plan.row.origin[mapping.crmField] ?? {});
  return writers.includes(String(setup.id)) && writers.some((writer) => writer !== '0' && writer !== String(setup.id));
}

/**
 * With the write about to be done: the other connection, where the value has come back to an earlier one twice. The story begins
 * anew where a value came from elsewhere (a person, an import) or a person put one back.
 */
export function turnsWith(before: readonly RecentWrite[], next: RecentWrite): number | undefined {
  const story = [next];
  for (const write of before.toReversed()) {
    if (write.kind === 'undo' || write.newValue !== story[0]?.oldValue) break;
    story.unshift(write);
  }
  const seen = new Set([story[0]?.oldValue]);
  let returns = 0;
  for (const { newValue } of story) {
    if (seen.has(newValue)) returns += 1;
    seen.add(newValue);
  }
  const other = story.findLast((write) => write.connectionId !== next.connectionId);
  return returns >= 2 ? other?.connectionId : undefined;
}
