import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type SettingsKey = keyof typeof english;
export type SettingsMessages = RoomMessages<SettingsKey>;

export const settingsLoaders: RoomLoaders<SettingsKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
