import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldSyncKey = keyof typeof english;
export type ToldSyncMessages = RoomMessages<ToldSyncKey>;

export const toldSyncLoaders: RoomLoaders<ToldSyncKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
