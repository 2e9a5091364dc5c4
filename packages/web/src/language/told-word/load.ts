import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldWordKey = keyof typeof english;
export type ToldWordMessages = RoomMessages<ToldWordKey>;

export const toldWordLoaders: RoomLoaders<ToldWordKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
