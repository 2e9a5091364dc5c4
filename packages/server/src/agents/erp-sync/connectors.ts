/** The form of a connector that the methods answer. */
import type { z } from 'zod';
import type { ConnectorDefinition } from '@kobling/store';
import type { connectorEntity } from '../carriers/erp-sync.ts';

export const toConnectorEntity = ({
  id,
  name,
  url,
  deleted,
}: ConnectorDefinition): z.output<typeof connectorEntity> => ({
  ErpConnectorId: id,
  DisplayName: name,
  URL: url,
  Deleted: deleted,
});
