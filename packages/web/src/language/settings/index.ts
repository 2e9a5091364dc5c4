/** Words of Settings › Quote/Sync › Sync. */
import { room } from '../room.ts';
import { settingsLoaders } from './load.ts';

export type { SettingsKey } from './load.ts';
export const useSettingsWords = room(settingsLoaders);
