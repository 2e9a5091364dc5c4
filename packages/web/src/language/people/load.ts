import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type PeopleKey = keyof typeof english;
export type PeopleMessages = RoomMessages<PeopleKey>;

export const peopleLoaders: RoomLoaders<PeopleKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
