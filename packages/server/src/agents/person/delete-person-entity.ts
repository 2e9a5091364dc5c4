import { deleteWhole } from '../../services/index.ts';
import { carrier, idInQuery, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Hides it; its links are broken with the next cycle, nothing is deleted in an ERP. */
export const deletePersonEntity = method({
  right: 'user',
  reads: false,
  from: 'query',
  request: carrier({ PersonEntityId: idInQuery }),
  response: nothing,
  handle: ({ PersonEntityId: id }, { hub, person }) => deleteWhole(hub, { kind: 'person', id }, person.name),
});
