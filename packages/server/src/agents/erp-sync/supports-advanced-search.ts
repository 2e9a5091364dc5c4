import { done } from '@kobling/sdk';
import { findDefinition } from '../../services/index.ts';
import { bool, carrier, int } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { actorTypeOf } from './connections.ts';

/** Can the ERP search this actor type by criteria on its fields? */
export const supportsAdvancedSearch = method({
  right: 'licensed',
  reads: true,
  request: carrier({ ErpConnectionId: int, ErpActorType: erpActorType }),
  response: bool,
  async handle({ ErpConnectionId, ErpActorType }, { hub, signal }) {
    const found = await findDefinition(hub, ErpConnectionId);
    if (found.status !== 'done') return found;
    const actorType = actorTypeOf(ErpActorType);
    if (actorType === undefined) return done(false);
    const fields = await hub.connections.use(ErpConnectionId, (connection) =>
      connection.searchableFields(actorType, { signal }),
    );
    if (fields.status === 'rejected') return done(false);
    return fields.status === 'done' ? done(fields.value.length > 0) : fields;
  },
});
