import { moveField } from '../../services/index.ts';
import { carrier, int, nothing } from '../carriers/kinds.ts';
import { erpActorType } from '../carriers/words.ts';
import { method } from '../method.ts';

/** Direction below 0 moves the field up in its actor type's order, above 0 down. */
export const moveErpFieldItem = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpFieldId: int, Direction: int, ErpConnectionId: int, ErpActorType: erpActorType }),
  response: nothing,
  handle: ({ ErpFieldId, Direction }, { hub, person }) => moveField(hub, ErpFieldId, Direction, person.name),
});
