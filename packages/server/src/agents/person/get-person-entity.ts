import { done } from '@kobling/sdk';
import { readWhole } from '../../services/index.ts';
import { personEntity } from '../carriers/person.ts';
import { carrier, idInQuery } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toPerson } from './persons.ts';

/** Deleted ones are not found. */
export const getPersonEntity = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ PersonEntityId: idInQuery }),
  response: personEntity,
  async handle({ PersonEntityId: id }, { hub, language }) {
    const found = await readWhole(hub, { kind: 'person', id });
    return found.status === 'done' ? done(toPerson(found.value, language)) : found;
  },
});
