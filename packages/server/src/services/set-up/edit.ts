/** A connection saved as its dialog shows it, active or not: stopped first where its configuration changes (rule 7). */
import { done, type Outcome } from '@kobling/sdk';
import type { ConnectionDefinition } from '@kobling/store';
import type { ActivationReason } from '../activation.ts';
import { activateConnection, deactivateConnection } from '../connections.ts';
import type { ServiceHub } from '../service-hub.ts';
import { type ConnectionToKeep, findDefinition, keepConnection } from './connection.ts';

export interface ConnectionSaved {
  readonly id: number;
  readonly active: boolean;
  /** Why it is saved but not active, though it was wished. */
  readonly reasons: readonly ActivationReason[];
  /** It is saved, but its ERP could not be asked for its fields. */
  readonly notice: string | undefined;
}

/**
 * One that is to be active stays so without a pause when only its name, description or scope changed. Else it is stopped, changed
 * and started again; what keeps it from starting is answered, and the change stays. A save that is refused leaves it as it was.
 */
export async function editConnection(
  hub: ServiceHub,
  wanted: ConnectionToKeep & { readonly active: boolean },
  by: string,
): Promise<Outcome<ConnectionSaved>> {
  const before = wanted.id === undefined ? undefined : await findDefinition(hub, wanted.id);
  if (before !== undefined && before.status !== 'done') return before;
  const stored = before?.value;
  const kept = await keepStopped(hub, wanted, stored, by);
  if (kept.status !== 'done') return kept;
  const id = kept.value;
  const found = await findDefinition(hub, id);
  if (found.status !== 'done') return found;
  const { name, active } = found.value;
  const notice = kept.notice?.message;
  if (active === wanted.active) return done({ id, active, reasons: [], notice });
  if (!wanted.active) {
    const stopped = await deactivateConnection(hub, name, by);
    return stopped.status === 'done' ? done({ id, active: false, reasons: [], notice }) : stopped;
  }
  const started = await activateConnection(hub, name, by);
  if (started.status !== 'done') return started;
  const reasons = started.value.activated ? [] : started.value.reasons;
  return done({ id, active: started.value.activated, reasons, notice });
}

async function keepStopped(
  hub: ServiceHub,
  wanted: ConnectionToKeep,
  stored: ConnectionDefinition | undefined,
  by: string,
): Promise<Outcome<number>> {
  const kept = await keepConnection(hub, wanted, by);
  if (stored === undefined || kept.status !== 'rejected' || kept.reason.code !== 'connection.active') return kept;
  const stopped = await deactivateConnection(hub, stored.name, by);
  if (stopped.status !== 'done') return stopped;
  const again = await keepConnection(hub, wanted, by);
  if (again.status !== 'done') await activateConnection(hub, stored.name, by);
  return again;
}
