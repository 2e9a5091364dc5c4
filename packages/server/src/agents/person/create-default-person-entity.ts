import { z } from 'zod';
import { done } from '@kobling/sdk';
import { emptyRecord } from '../../services/index.ts';
import { personEntity } from '../carriers/person.ts';
import { method } from '../method.ts';
import { toPerson } from './persons.ts';

/** An empty form; nothing is stored. */
export const createDefaultPersonEntity = method({
  right: 'user',
  reads: true,
  request: z.unknown(),
  response: personEntity,
  handle: async (_input, { hub, language }) => done(toPerson(await emptyRecord(hub, 'person'), language)),
});
