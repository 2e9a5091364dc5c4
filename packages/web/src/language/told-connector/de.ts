import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {};
