import type { RoomLoaders, RoomMessages } from '../room.ts';
import type { messages as english } from './en.ts';

export type WebhookKey = keyof typeof english;
export type WebhookMessages = RoomMessages<WebhookKey>;

export const webhookLoaders: RoomLoaders<WebhookKey> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
