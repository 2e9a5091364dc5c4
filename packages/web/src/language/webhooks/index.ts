/** Words of Settings › Webhooks. */
import { room } from '../room.ts';
import { webhookLoaders } from './load.ts';

export type { WebhookKey } from './load.ts';
export const useWebhookWords = room(webhookLoaders);
