/** Connections by name: list, test, activate, deactivate. */
import { done, type Outcome, rejected, textIn } from '@kobling/sdk';
import {
  addAudit,
  type ConnectionDefinition,
  type ConnectionName,
  connectionNames,
  setConnectionActive,
} from '@kobling/store';
import { type HubView, viewHub } from '../setup-file/hub-view.ts';
import { orWhat } from '../setup-file/nearest.ts';
import { type ActivationReason, activationReasons } from './activation.ts';
import type { ServiceHub } from './service-hub.ts';
import { whenFree } from './set-up/when-free.ts';

export const listConnections = async (hub: ServiceHub): Promise<Outcome<readonly ConnectionName[]>> =>
  done(await connectionNames(hub.db));

/** By name without regard to case. Rejected `connection.unknown` says what there is. */
export async function findConnection(hub: ServiceHub, name: string): Promise<Outcome<ConnectionName>> {
  const all = await connectionNames(hub.db);
  const found = all.find((item) => item.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return done(found);
  return rejected(
    'connection.unknown',
    `There is no connection ${JSON.stringify(name)}.${orWhat(
      name,
      all.map((item) => item.name),
    )}`,
  );
}

/** The same; rejected `connection.inactive` too. */
export async function findActiveConnection(hub: ServiceHub, name: string): Promise<Outcome<ConnectionName>> {
  const found = await findConnection(hub, name);
  if (found.status !== 'done' || found.value.active) return found;
  return rejected(
    'connection.inactive',
    `${found.value.name} is not active. Activate it first, in the set-up file or under Settings.`,
  );
}

const testDeadlineMs = 60_000;

/** Does the saved connection work? The connector's own words where it does not. */
export async function testConnection(hub: ServiceHub, name: string): Promise<Outcome> {
  const found = await findConnection(hub, name);
  if (found.status !== 'done') return found;
  return await hub.connections.use(found.value.id, (connection) =>
    connection.test({ signal: AbortSignal.timeout(testDeadlineMs) }),
  );
}

export type Activation =
  | { readonly activated: true }
  | { readonly activated: false; readonly reasons: readonly ActivationReason[] };

/** What rule 6 holds against it, but for the test, which needs the ERP. */
export function againstActivation(view: HubView, candidate: ConnectionDefinition): readonly ActivationReason[] {
  const others = view.definition.connections.filter(
    ({ id, active, deleted }) => active && !deleted && id !== candidate.id,
  );
  return activationReasons(candidate, view.crmFields, others);
}

/** Rule 6: activates, or answers every reason why not. Active already is no failure. */
export async function activateConnection(hub: ServiceHub, name: string, by: string): Promise<Outcome<Activation>> {
  const found = await findConnection(hub, name);
  if (found.status !== 'done') return found;
  const { id } = found.value;
  const view = await viewHub(hub.db);
  const candidate = view.definition.connections.find((item) => item.id === id);
  if (candidate === undefined)
    return rejected('connection.unknown', `${name} was deleted just now. Look at the list again.`);
  const reasons = [...againstActivation(view, candidate)];
  const tested = await testConnection(hub, name);
  if (tested.status !== 'done') {
    reasons.push({
      code: tested.reason.code,
      actorType: null,
      field: null,
      message: `The test fails: ${textIn('en', tested.reason.message)}`,
      values: { test: tested.reason.message },
    });
  }
  if (reasons.length > 0) return done({ activated: false, reasons });
  const started = await setActive(hub, found.value, true, by);
  return started.status === 'done' ? done({ activated: true }) : started;
}

export async function deactivateConnection(hub: ServiceHub, name: string, by: string): Promise<Outcome> {
  const found = await findConnection(hub, name);
  return found.status === 'done' ? await setActive(hub, found.value, false, by) : found;
}

async function setActive(
  hub: ServiceHub,
  { id, name, active }: ConnectionName,
  wanted: boolean,
  by: string,
): Promise<Outcome> {
  if (active === wanted) return done(undefined);
  const set = await whenFree(hub, id, name, () =>
    hub.db.transaction(async (tx) => {
      await setConnectionActive(tx, id, wanted);
      await addAudit(tx, { by, action: wanted ? 'connection.activate' : 'connection.deactivate', subject: name });
    }),
  );
  if (set.status === 'done') await hub.wake([id]);
  return set;
}
