import { deleteWhole } from '../../services/index.ts';
import { carrier, idInQuery, nothing } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** Hides it; its links are broken with the next cycle, nothing is deleted in an ERP. */
export const deleteProjectEntity = method({
  right: 'user',
  reads: false,
  from: 'query',
  request: carrier({ ProjectEntityId: idInQuery }),
  response: nothing,
  handle: ({ ProjectEntityId: id }, { hub, person }) => deleteWhole(hub, { kind: 'project', id }, person.name),
});
