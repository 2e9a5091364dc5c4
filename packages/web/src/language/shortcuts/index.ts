/** Words of the list of keyboard shortcuts. */
import { room } from '../room.ts';
import { shortcutsLoaders } from './load.ts';

export type { ShortcutsKey } from './load.ts';
export const useShortcutsWords = room(shortcutsLoaders);
