import { z } from 'zod';
import { done } from '@kobling/sdk';
import { readSyncSetting } from '../../jobs/sync-setting.ts';
import type { Hub } from '../../hub.ts';
import { durationText } from '../carriers/durations.ts';
import { engineStatus } from '../carriers/erp-sync.ts';
import { method } from '../method.ts';

/** Is automatic sync on, how often it looks, and since when it has nothing to say. */
export async function statusNow(hub: Pick<Hub, 'db' | 'jobs'>): Promise<z.output<typeof engineStatus>> {
  const { running, intervalMs } = await readSyncSetting(hub.db);
  const atWork = (await hub.jobs.running()).length;
  return {
    IsRunning: running,
    StatusMessage: statusMessage(running, atWork),
    Interval: durationText(intervalMs),
  };
}

function statusMessage(running: boolean, atWork: number): string {
  if (!running) return 'Automatic sync is off.';
  return atWork === 0 ? 'Automatic sync is on.' : `Automatic sync is on; ${atWork} connections are being synced.`;
}

export const getEngineStatus = method({
  right: 'user',
  reads: true,
  request: z.unknown(),
  response: engineStatus,
  handle: async (_input, { hub }) => done(await statusNow(hub)),
});
