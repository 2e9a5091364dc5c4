import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldDetailKey = keyof typeof english;
export type ToldDetailMessages = RoomMessages<ToldDetailKey>;

export const toldDetailLoaders: RoomLoaders<ToldDetailKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
