import { z } from 'zod';
import { done } from '@kobling/sdk';
import { connectorEntity } from '../carriers/erp-sync.ts';
import { method } from '../method.ts';

/** An empty form; nothing is stored. */
export const createDefaultErpSyncConnectorEntity = method({
  right: 'administrator',
  reads: true,
  request: z.unknown(),
  response: connectorEntity,
  handle: async () => done({ ErpConnectorId: 0, DisplayName: '', URL: '', Deleted: false }),
});
