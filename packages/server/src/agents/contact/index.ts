/** The Contact agent: companies. */
import type { Method } from '../method.ts';
import { createDefaultContactEntity } from './create-default-contact-entity.ts';
import { deleteContactEntity } from './delete-contact-entity.ts';
import { getContactEntity } from './get-contact-entity.ts';
import { saveContactEntity } from './save-contact-entity.ts';

export const contact: Readonly<Record<string, Method>> = {
  CreateDefaultContactEntity: createDefaultContactEntity,
  GetContactEntity: getContactEntity,
  SaveContactEntity: saveContactEntity,
  DeleteContactEntity: deleteContactEntity,
};
