import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldWorkbookKey = keyof typeof english;
export type ToldWorkbookMessages = RoomMessages<ToldWorkbookKey>;

export const toldWorkbookLoaders: RoomLoaders<ToldWorkbookKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
