import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldCrmKey = keyof typeof english;
export type ToldCrmMessages = RoomMessages<ToldCrmKey>;

export const toldCrmLoaders: RoomLoaders<ToldCrmKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
