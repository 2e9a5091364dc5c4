import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldSettingsKey = keyof typeof english;
export type ToldSettingsMessages = RoomMessages<ToldSettingsKey>;

export const toldSettingsLoaders: RoomLoaders<ToldSettingsKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
