import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type ToldConnectorKey = keyof typeof english;
export type ToldConnectorMessages = RoomMessages<ToldConnectorKey>;

export const toldConnectorLoaders: RoomLoaders<ToldConnectorKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
