import type { ConnectionOverview as Shown, ConnectionState } from '@kobling/contract';
import { textIn } from '@kobling/sdk';
import {
  activity,
  agreement,
  type ConnectionOverview,
  connectionOverview,
  failures,
  openPlanCount,
} from '@kobling/store';
import { type Handlers, personOf } from '../http/api.ts';
import type { Hub } from '../hub.ts';
import type { Signal } from '../jobs/events.ts';
import { readSyncSetting } from '../jobs/sync-setting.ts';

const minutesShown = 60;
type Step = Extract<Signal, { type: 'step' }>;

/** Rows of its failures page: what a press on the number shows. */
const failedOf = ({ states, failing }: ConnectionOverview): number =>
  failing + (states.held ?? 0) + (states.waitingForParent ?? 0) + (states.missingInErp ?? 0);

/** The worst that holds, in the order of the contract. */
export function stateOf(row: ConnectionOverview, syncing: boolean): ConnectionState {
  if (!row.active) return 'off';
  if (row.health === 'new') return syncing ? 'syncing' : 'new';
  if (row.health === 'unreachable') return 'unreachable';
  if (row.health === 'held') return 'held';
  if (row.health === 'failed' || failedOf(row) > 0) return 'failed';
  if (row.openConflicts > 0) return 'conflicts';
  if (syncing) return 'syncing';
  return row.waiting > 0 ? 'waiting' : 'inStep';
}

export function overviewRoutes(hub: Hub): Pick<Handlers, 'GET /api/sync/overview'> {
  const steps = new Map<number, Step>();
  hub.events.subscribe((signal) => {
    if (signal.type === 'step') steps.set(signal.connectionId, signal);
  });
  return {
    async 'GET /api/sync/overview'(_input, call) {
      const { language } = personOf(call);
      const now = hub.now();
      const [sync, rows, links, minutes, failed, nextRunAt, running] = await Promise.all([
        readSyncSetting(hub.db),
        connectionOverview(hub.db, now),
        agreement(hub.db),
        activity(hub.db, minutesShown, now),
        failures(hub.db, { limit: 1 }),
        hub.jobs.nextRunAt(),
        hub.jobs.running(),
      ]);
      for (const id of steps.keys()) if (!running.includes(id)) steps.delete(id);
      const times = rows.map((row) => row.lastCycleAt?.getTime() ?? 0).filter((time) => time > 0);
      return {
        running: sync.running,
        intervalMs: sync.intervalMs,
        lastRunAt: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
        nextRunAt: sync.running ? (nextRunAt?.toISOString() ?? null) : null,
        agreement: links,
        openConflicts: rows.reduce((sum, row) => sum + row.openConflicts, 0),
        openFailures: failed.total,
        openPlans: await openPlanCount(hub.db, new Date()),
        openHeld: rows.reduce((sum, row) => sum + row.held, 0),
        connections: rows.map((row) => toConnection(row, running.includes(row.id), steps.get(row.id), language)),
        activity: minutes.map((minute) => ({ ...minute, at: minute.at.toISOString() })),
      };
    },
  };
}

function toConnection(row: ConnectionOverview, syncing: boolean, step: Step | undefined, language: string): Shown {
  const counts = row.lastRun?.counts;
  return {
    id: row.id,
    name: row.name,
    connector: row.connector,
    active: row.active,
    state: stateOf(row, syncing),
    links: row.links,
    lastRunAt: row.lastCycleAt?.toISOString() ?? null,
    answeredAt: row.lastOkAt?.toISOString() ?? null,
    lastRun:
      counts === undefined
        ? null
        : {
            crmWrites: counts.crmWrites ?? 0,
            erpWrites: counts.erpWrites ?? 0,
            conflicts: counts.conflicts ?? 0,
            failures: counts.failures ?? 0,
          },
    waiting: row.waiting,
    conflicts: row.openConflicts,
    failed: failedOf(row),
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    hold: row.hold,
    healthMessage: row.healthMessage === null ? null : textIn(language, row.healthMessage),
    progress: syncing && step !== undefined ? { done: step.done, total: step.total } : null,
  };
}
