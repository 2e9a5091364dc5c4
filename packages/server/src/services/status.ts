/** How the hub stands, in one answer. */
import { done, type Outcome } from '@kobling/sdk';
import { type Agreement, agreement, type ConnectionOverview, connectionOverview } from '@kobling/store';
import { readSyncSetting, type SyncSetting } from '../jobs/sync-setting.ts';
import type { ServiceHub } from './service-hub.ts';

export interface HubStatus {
  readonly sync: SyncSetting;
  readonly agreement: Agreement;
  /** In priority order. */
  readonly connections: readonly ConnectionOverview[];
}

export async function readStatus(hub: ServiceHub): Promise<Outcome<HubStatus>> {
  const [sync, agreed, connections] = [
    await readSyncSetting(hub.db),
    await agreement(hub.db),
    await connectionOverview(hub.db),
  ];
  return done({ sync, agreement: agreed, connections });
}
