import { done } from '@kobling/sdk';
import { contactEntity } from '../carriers/contact.ts';
import { saveSent } from '../carriers/saving.ts';
import { method } from '../method.ts';
import { contactFields, contactProperties, toContact } from './contacts.ts';

/** Id 0 adds one. What equals its value when the carrier was read is no edit (H12); what is left out stays. */
export const saveContactEntity = method({
  right: 'user',
  reads: false,
  request: contactEntity,
  response: contactEntity,
  async handle(sent, call) {
    const { ContactId: id, UpdatedDate, ExtraFields } = sent;
    const fields = (held: Parameters<typeof contactFields>[1]) => contactFields(sent, held);
    const saved = await saveSent(call, { kind: 'company', id, UpdatedDate, ExtraFields, fields }, contactProperties);
    return saved.status === 'done' ? done(toContact(saved.value, call.language)) : saved;
  },
});
