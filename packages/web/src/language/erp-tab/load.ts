import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ErpTabKey = keyof typeof english;
export type ErpTabMessages = RoomMessages<ErpTabKey>;

export const erpTabLoaders: RoomLoaders<ErpTabKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
