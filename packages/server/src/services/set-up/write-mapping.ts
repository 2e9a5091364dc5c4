/** Saves a mapping that was checked. Of an active connection only what lets it stay active (rule 6). */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  addRequest,
  type ConnectionDefinition,
  type MappingDefinition,
  saveMapping,
  waitForPlan,
  waitingList,
} from '@kobling/store';
import { directionOf } from '../../setup-file/direction.ts';
import type { HubView } from '../../setup-file/hub-view.ts';
import { type ActivationReason, activationReasons } from '../activation.ts';
import type { ServiceHub } from '../service-hub.ts';
import type { MappingFound } from './mapping.ts';
import { whenFree } from './when-free.ts';

export interface MappingWritten {
  /** Of the plan that fields wait for; undefined: none do. */
  readonly planRequest: number | undefined;
}

/** `plan`: fields that are synced otherwise from now on wait for one. Rejected `mapping.stopsConnection`, retry `connection.busy`. */
export async function writeMapping(
  hub: ServiceHub,
  { view, connection, mapping: old }: MappingFound,
  wanted: MappingDefinition,
  by: string,
  plan = false,
): Promise<Outcome<MappingWritten>> {
  if (connection.active) {
    const reasons = newReasons(view, connection, old, wanted);
    if (reasons.length > 0) {
      return rejected(
        'mapping.stopsConnection',
        `${textIn('en', connection.name)} is active and could not stay so. ${reasons.map(({ message }) => textIn('en', message)).join(' ')}`,
      );
    }
  }
  const saved = await whenFree(hub, connection.id, connection.name, () =>
    hub.db.transaction(async (tx) => {
      const fields = await saveMapping(tx, connection.id, old, wanted, by);
      // In this transaction, so that no cycle comes between.
      if (plan && connection.active) {
        const { actorType } = wanted;
        await waitForPlan(
          tx,
          connection.id,
          fields.map((erpField) => ({ actorType, erpField })),
        );
      }
      const subject = `${connection.name}, ${wanted.actorType}`;
      await addAudit(tx, { by, action: 'mapping.save', subject, old: shapeOf(old), new: shapeOf(wanted) });
    }),
  );
  if (saved.status !== 'done') return saved;
  const planRequest = connection.active ? await planWhatWaits(hub, connection.id, by) : undefined;
  if (connection.active) await hub.wake([connection.id]);
  return done({ planRequest });
}

/** Reasons that hold already are no reason to refuse a step towards mending them. */
function newReasons(
  view: HubView,
  connection: ConnectionDefinition,
  old: MappingDefinition,
  wanted: MappingDefinition,
): readonly ActivationReason[] {
  const others = view.definition.connections.filter(
    ({ id, active, deleted }) => active && !deleted && id !== connection.id,
  );
  const reasonsOf = (mappings: readonly MappingDefinition[]) =>
    activationReasons({ name: connection.name, mappings }, view.crmFields, others);
  const before = new Set(reasonsOf(connection.mappings).map(({ message }) => message));
  const after = reasonsOf(connection.mappings.map((one) => (one === old ? wanted : one)));
  return after.filter(({ message }) => !before.has(message));
}

/** Of fields that wait and have no plan: of this change, or of one whose plan it made void. */
async function planWhatWaits(hub: ServiceHub, connectionId: number, by: string): Promise<number | undefined> {
  const fields = (await waitingList(hub.db, connectionId))
    .filter(({ planId }) => planId === null)
    .map(({ actorType, erpField }) => ({ actorType, erpField }));
  if (fields.length === 0) return undefined;
  return await addRequest(hub.db, connectionId, { kind: 'planFields', fields, dryRun: true }, by);
}

const shapeOf = ({ active, fields }: MappingDefinition) => ({
  active,
  fields: Object.fromEntries(
    fields.flatMap((field) =>
      field.crmField === null ? [] : [[field.fieldKey, `${field.crmField} ${directionOf(field)}`] as const],
    ),
  ),
});
