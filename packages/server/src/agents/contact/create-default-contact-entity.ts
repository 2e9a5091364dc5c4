import { z } from 'zod';
import { done } from '@kobling/sdk';
import { emptyRecord } from '../../services/index.ts';
import { contactEntity } from '../carriers/contact.ts';
import { method } from '../method.ts';
import { toContact } from './contacts.ts';

/** An empty form; nothing is stored. */
export const createDefaultContactEntity = method({
  right: 'user',
  reads: true,
  request: z.unknown(),
  response: contactEntity,
  handle: async (_input, { hub, language }) => done(toContact(await emptyRecord(hub, 'company'), language)),
});
