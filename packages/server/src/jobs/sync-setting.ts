import { addAudit, type Database, mergeSetting, readSetting, readSiteLicence } from '@kobling/store';

export interface SyncSetting {
  readonly running: boolean;
  readonly intervalMs: number;
}
export const defaultSync: SyncSetting = { running: true, intervalMs: 10_000 };

/** The engine's On/Off and interval. Without the site's licence it is off, whatever the button says (rule 14). */
export async function readSyncSetting(db: Database): Promise<SyncSetting> {
  const setting = { ...defaultSync, ...(await readSetting<Partial<SyncSetting>>(db, 'sync')) };
  return { ...setting, running: setting.running && (await readSiteLicence(db)).site };
}

export async function changeSyncSetting(db: Database, part: Partial<SyncSetting>, by: string): Promise<void> {
  const before = await readSyncSetting(db);
  await mergeSetting(db, 'sync', part);
  await addAudit(db, { by, action: 'sync setting', subject: 'sync', old: before, new: { ...before, ...part } });
}
