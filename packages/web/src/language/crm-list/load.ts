import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type CrmListKey = keyof typeof english;
export type CrmListMessages = RoomMessages<CrmListKey>;

export const crmListLoaders: RoomLoaders<CrmListKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
