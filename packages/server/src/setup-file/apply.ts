/**
 * Makes the hub equal to a set-up. Nothing is changed unless everything in the file is right; then each connection is
 * changed in one transaction under its lease, so that no cycle works with half of a mapping (H19).
 */
import type { ConfigToSave, Transaction } from '@kobling/store';
import {
  activeConnections,
  addAudit,
  addRequest,
  hideConnection,
  hideConnector,
  mergeSetting,
  removeApplication,
  saveAccess,
  saveApplication,
  saveConfig,
  saveConnection,
  saveConnector,
  saveConnectorProfile,
  saveErpList,
  saveLicences,
  saveMapping,
  savePriority,
  setConnectionActive,
  stopMapping,
  waitForPlan,
  waitingList,
} from '@kobling/store';
import type { DesiredConnection } from './desired.ts';
import type { SetupHub } from './hub-view.ts';
import { type ConnectionStep, planSetup, type Steps } from './plan.ts';
import type { ReferenceValues } from './resolve.ts';
import { crmMember, type Problem, type Reference, type Setup } from './setup.ts';
import { underLease } from './under-lease.ts';

export interface ApplyOptions {
  readonly dryRun: boolean;
  /** Newly mapped fields wait for a plan, which is made at once (H19). */
  readonly plan?: boolean;
  /** Name in log and audit. */
  readonly by: string;
  readonly values?: ReferenceValues;
}
export interface StartedMatch {
  readonly requestId: number;
  readonly connection: string;
  readonly actorType: string;
}
export interface StartedPlan {
  readonly requestId: number;
  readonly connection: string;
  /** Fields that every sync leaves alone until the plan is decided. */
  readonly fields: number;
}
export type ApplyResult =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true;
      readonly changes: readonly string[];
      readonly matches: readonly StartedMatch[];
      readonly plans: readonly StartedPlan[];
    };

/** Applied twice, the second time changes nothing. Throws only what the database throws. */
export async function applySetup(hub: SetupHub, setup: Setup, options: ApplyOptions): Promise<ApplyResult> {
  const plan = await planSetup(hub, setup, options.values ?? {});
  if (!plan.ok) return plan;
  if (options.dryRun || plan.changes.length === 0) return { ok: true, changes: plan.changes, matches: [], plans: [] };
  const { steps } = plan;
  const ids = await saveFrame(hub, steps, options.by);
  // What is open goes by the new contract from its next call on.
  for (const { url, text } of steps.contracts) await hub.connectors.remote?.test(url, text);
  const touched: number[] = [];
  const connections = new Map<string, number>();
  for (const step of steps.connections) {
    if (step.stored !== undefined) connections.set(step.wanted.name.toLowerCase(), step.stored.id);
    if (step.changes.length === 0) continue;
    const connectorId =
      ids.get(step.wanted.connectorName) ??
      plan.view.definition.connectors.find((item) => !item.deleted && item.name === step.wanted.connectorName)?.id;
    if (connectorId === undefined)
      throw new Error(`The connector ${step.wanted.connectorName} was resolved but is not stored.`);
    const id = await saveStep(hub, step, connectorId, options);
    connections.set(step.wanted.name.toLowerCase(), id);
    touched.push(id);
  }
  for (const item of steps.hideConnections) {
    await hub.connections.forget(item.id);
    await underLease(hub.store, item.id, item.name, () =>
      hub.db.transaction(async (tx) => {
        await hideConnection(tx, item.id);
        await addAudit(tx, { by: options.by, action: 'connection.delete', subject: item.name });
      }),
    );
    touched.push(item.id);
  }
  for (const item of plan.view.definition.connections)
    if (!connections.has(item.name.toLowerCase())) connections.set(item.name.toLowerCase(), item.id);
  await saveRest(hub, steps, connections, options.by);
  const matches = await startMatches(hub, steps, connections, options.by);
  const plans = await startPlans(hub, steps, connections, options.by);
  // The waiting turns were sent under the old on, off or interval: one turn now, and the new one holds.
  if (steps.sync !== null) touched.push(...(await activeConnections(hub.db)));
  await hub.wake([...new Set([...touched, ...matches.map((item) => item.connectionId)])]);
  return {
    ok: true,
    changes: plan.changes,
    matches: matches.map(({ requestId, connection, actorType }) => ({ requestId, connection, actorType })),
    plans,
  };
}

/** Applications, connectors and their contracts: what connections stand on. Answers connector ids by name. */
async function saveFrame(hub: SetupHub, steps: Steps, by: string): Promise<ReadonlyMap<string, number>> {
  return await hub.db.transaction(async (tx) => {
    const ids = new Map<string, number>();
    for (const application of steps.applications.save) {
      await saveApplication(tx, application);
      await addAudit(tx, { by, action: 'application.save', subject: application.name });
    }
    for (const clientId of steps.applications.remove) {
      await removeApplication(tx, clientId);
      await addAudit(tx, { by, action: 'application.delete', subject: clientId });
    }
    for (const connector of steps.connectors.save) {
      const id = await saveConnector(tx, {
        id: connector.id,
        name: connector.name.name,
        url: connector.url,
        reachable: connector.reachable,
      });
      ids.set(connector.name.name, id);
      await addAudit(tx, { by, action: 'connector.save', subject: connector.name.name, new: { url: connector.url } });
    }
    for (const { name, url, path, profile } of steps.contracts) {
      await saveConnectorProfile(tx, url, profile);
      await mergeSetting(tx, 'setup.wsdlFiles', { [url]: path });
      await addAudit(tx, { by, action: 'connector.save', subject: name, new: { wsdl: path } });
    }
    return ids;
  });
}

async function saveStep(
  hub: SetupHub,
  step: ConnectionStep,
  connectorId: number,
  options: ApplyOptions,
): Promise<number> {
  const { wanted, stored } = step;
  const write = () => hub.db.transaction((tx) => writeConnection(hub, tx, step, connectorId, options));
  return stored === undefined ? await write() : await underLease(hub.store, stored.id, wanted.name, write);
}

async function writeConnection(
  hub: SetupHub,
  tx: Transaction,
  { wanted, stored, changes }: ConnectionStep,
  connectorId: number,
  { by, plan }: ApplyOptions,
): Promise<number> {
  const id = await saveConnection(tx, {
    id: stored?.id,
    connectorId,
    name: wanted.name,
    description: wanted.description,
    zone: wanted.zone,
    culture: wanted.culture,
    allAccess: wanted.allAccess,
    brake: wanted.brake,
  });
  await writeConfig(hub, tx, id, wanted, stored?.config ?? []);
  await saveAccess(tx, id, wanted.access);
  for (const mapping of wanted.mappings) {
    const old = stored?.mappings.find((item) => item.actorType === mapping.actorType);
    const fields = await saveMapping(tx, id, old, mapping);
    // In this transaction, so that no cycle comes between.
    if (plan === true)
      await waitForPlan(
        tx,
        id,
        fields.map((erpField) => ({ actorType: mapping.actorType, erpField })),
      );
  }
  for (const mapping of stored?.mappings ?? []) {
    if (!wanted.mappings.some((item) => item.actorType === mapping.actorType))
      await stopMapping(tx, id, mapping.actorType);
  }
  for (const [name, items] of wanted.lists) await saveErpList(tx, id, name, items);
  await setConnectionActive(tx, id, wanted.active);
  await addAudit(tx, { by, action: 'connection.save', subject: wanted.name, new: changes });
  return id;
}

/** Seals anew only what changed: a value that stays keeps the day on which it was set. */
export async function writeConfig(
  hub: Pick<SetupHub, 'secrets'>,
  tx: Transaction,
  id: number,
  wanted: Pick<DesiredConnection, 'config'>,
  stored: readonly { readonly fieldKey: string; readonly value: string | null; readonly secretVersion: number }[],
): Promise<void> {
  const opened = stored.length === 0 ? undefined : await hub.secrets.openConfig(id);
  const present = opened?.status === 'done' ? opened.value : {};
  const save: ConfigToSave[] = [];
  const keep: string[] = [];
  const references: Record<string, Reference> = {};
  for (const item of wanted.config) {
    if (item.reference !== null) references[item.fieldKey] = item.reference;
    const old = stored.find((entry) => entry.fieldKey === item.fieldKey);
    if (old !== undefined && (old.value === null) === item.secret && present[item.fieldKey] === item.value) {
      keep.push(item.fieldKey);
      continue;
    }
    const secretVersion = (old?.secretVersion ?? 0) + 1;
    const secret = item.secret ? await hub.secrets.sealConfig(id, item.fieldKey, secretVersion, item.value, tx) : null;
    save.push({ fieldKey: item.fieldKey, value: item.secret ? null : item.value, secret, secretVersion });
  }
  await saveConfig(tx, id, save, keep);
  await mergeSetting(tx, 'setup.references', { [String(id)]: references });
}

async function saveRest(
  hub: SetupHub,
  steps: Steps,
  connections: ReadonlyMap<string, number>,
  by: string,
): Promise<void> {
  await hub.db.transaction(async (tx) => {
    for (const connector of steps.connectors.hide) {
      await hideConnector(tx, connector.id);
      await addAudit(tx, { by, action: 'connector.delete', subject: connector.name });
    }
    if (steps.priority !== null) {
      const order = steps.priority.flatMap((name): (number | 'crm')[] =>
        name === crmMember ? ['crm'] : [connections.get(name.toLowerCase()) ?? []].flat(),
      );
      await savePriority(tx, order);
      await addAudit(tx, { by, action: 'priority.save', subject: 'sync priority', new: steps.priority });
    }
    if (steps.sync !== null) {
      await mergeSetting(tx, 'sync', steps.sync);
      await addAudit(tx, { by, action: 'sync.save', subject: 'automatic sync', new: steps.sync });
    }
    if (steps.licences !== null) {
      await saveLicences(tx, steps.licences.userIds);
      await mergeSetting(tx, 'licences', { everyone: steps.licences.everyone });
      await addAudit(tx, {
        by,
        action: 'licences.save',
        subject: 'licences',
        new: { everyone: steps.licences.everyone },
      });
    }
  });
}

/** Parents before children: a person is linked only where its company is (domain rule 2). */
const matchOrder = ['Customer', 'Supplier', 'Partner', 'Person', 'Project'];

async function startMatches(
  hub: SetupHub,
  steps: Steps,
  connections: ReadonlyMap<string, number>,
  by: string,
): Promise<(StartedMatch & { readonly connectionId: number })[]> {
  const started: (StartedMatch & { readonly connectionId: number })[] = [];
  for (const step of steps.connections) {
    const connectionId = connections.get(step.wanted.name.toLowerCase());
    if (connectionId === undefined) continue;
    for (const wish of step.matchNow.toSorted(
      (a, b) => matchOrder.indexOf(a.actorType) - matchOrder.indexOf(b.actorType),
    )) {
      const requestId = await addRequest(
        hub.db,
        connectionId,
        { kind: 'match', actorType: wish.actorType, by: wish.by },
        by,
      );
      started.push({ requestId, connectionId, connection: step.wanted.name, actorType: wish.actorType });
    }
  }
  return started;
}

/** Of fields that wait and have no plan yet: of this change, or of one whose plan a newer mapping voided. After the matches: links first. */
async function startPlans(
  hub: SetupHub,
  steps: Steps,
  connections: ReadonlyMap<string, number>,
  by: string,
): Promise<StartedPlan[]> {
  const started: StartedPlan[] = [];
  for (const step of steps.connections) {
    const connectionId = connections.get(step.wanted.name.toLowerCase());
    if (connectionId === undefined || step.changes.length === 0 || !step.wanted.active) continue;
    const fields = (await waitingList(hub.db, connectionId))
      .filter((field) => field.planId === null)
      .map(({ actorType, erpField }) => ({ actorType, erpField }));
    if (fields.length === 0) continue;
    const requestId = await addRequest(hub.db, connectionId, { kind: 'planFields', fields, dryRun: true }, by);
    started.push({ requestId, connection: step.wanted.name, fields: fields.length });
  }
  return started;
}
