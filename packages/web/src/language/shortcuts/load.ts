import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ShortcutsKey = keyof typeof english;
export type ShortcutsMessages = RoomMessages<ShortcutsKey>;

export const shortcutsLoaders: RoomLoaders<ShortcutsKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
