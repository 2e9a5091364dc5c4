/** The Person agent: persons. */
import type { Method } from '../method.ts';
import { createDefaultPersonEntity } from './create-default-person-entity.ts';
import { deletePersonEntity } from './delete-person-entity.ts';
import { getPersonEntity } from './get-person-entity.ts';
import { savePersonEntity } from './save-person-entity.ts';

export const person: Readonly<Record<string, Method>> = {
  CreateDefaultPersonEntity: createDefaultPersonEntity,
  GetPersonEntity: getPersonEntity,
  SavePersonEntity: savePersonEntity,
  DeletePersonEntity: deletePersonEntity,
};
