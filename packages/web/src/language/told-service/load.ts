import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldServiceKey = keyof typeof english;
export type ToldServiceMessages = RoomMessages<ToldServiceKey>;

export const toldServiceLoaders: RoomLoaders<ToldServiceKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
