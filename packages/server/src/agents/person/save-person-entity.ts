import { done } from '@kobling/sdk';
import { personEntity } from '../carriers/person.ts';
import { saveSent } from '../carriers/saving.ts';
import { method } from '../method.ts';
import { personFields, personProperties, toPerson } from './persons.ts';

/** Id 0 adds one. What equals its value when the carrier was read is no edit (H12); what is left out stays. */
export const savePersonEntity = method({
  right: 'user',
  reads: false,
  request: personEntity,
  response: personEntity,
  async handle(sent, call) {
    const { PersonId: id, UpdatedDate, ExtraFields } = sent;
    const fields = (held: Parameters<typeof personFields>[1]) => personFields(sent, held);
    const saved = await saveSent(call, { kind: 'person', id, UpdatedDate, ExtraFields, fields }, personProperties);
    return saved.status === 'done' ? done(toPerson(saved.value, call.language)) : saved;
  },
});
