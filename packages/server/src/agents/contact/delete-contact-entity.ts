import { deleteWhole } from '../../services/index.ts';
import { carrier, idInQuery, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Hides it; its links are broken with the next cycle, nothing is deleted in an ERP. A company that still has persons is refused. */
export const deleteContactEntity = method({
  right: 'user',
  reads: false,
  from: 'query',
  request: carrier({ ContactEntityId: idInQuery }),
  response: nothing,
  handle: ({ ContactEntityId: id }, { hub, person }) => deleteWhole(hub, { kind: 'company', id }, person.name),
});
