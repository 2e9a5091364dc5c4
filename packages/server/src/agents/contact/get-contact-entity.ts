import { done } from '@kobling/sdk';
import { readWhole } from '../../services/index.ts';
import { contactEntity } from '../carriers/contact.ts';
import { carrier, idInQuery } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toContact } from './contacts.ts';

/** Deleted ones are not found. */
export const getContactEntity = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ ContactEntityId: idInQuery }),
  response: contactEntity,
  async handle({ ContactEntityId: id }, { hub, language }) {
    const found = await readWhole(hub, { kind: 'company', id });
    return found.status === 'done' ? done(toContact(found.value, language)) : found;
  },
});
