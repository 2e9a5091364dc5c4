import { done } from '@kobling/sdk';
import { newestMarks } from '@kobling/store';
import { findDefinition, keepConnection } from '../../services/index.ts';
import { erpConnection } from '../carriers/erp-sync.ts';
import { carrier } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toErpConnection } from './connections.ts';

/**
 * Id 0 adds one, inactive; a deleted one that is saved comes back. Whether it is active is ToggleErpConnectionActive's; a password
 * that is sent blank stays as it is.
 */
export const saveConnection = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Connection: erpConnection }),
  response: erpConnection,
  async handle({ Connection: wanted }, { hub, person }) {
    const saved = await keepConnection(
      hub,
      {
        id: wanted.ErpConnectionId === 0 ? undefined : wanted.ErpConnectionId,
        connectorId: wanted.ErpConnectorId,
        name: wanted.DisplayName,
        description: wanted.DisplayDescription,
        config: wanted.ConfigFields,
        allAccess: wanted.AllAccess,
        groupIds: wanted.UserGroupAccessIds,
        userIds: wanted.AssociateAccessIds,
      },
      person.name,
    );
    if (saved.status !== 'done') return saved;
    const found = await findDefinition(hub, saved.value);
    if (found.status !== 'done') return found;
    const marks = await newestMarks(hub.db);
    return done(toErpConnection(found.value, marks.get(saved.value) ?? ''));
  },
});
