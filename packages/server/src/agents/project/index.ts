/** The Project agent: projects. */
import type { Method } from '../method.ts';
import { createDefaultProjectEntity } from './create-default-project-entity.ts';
import { deleteProjectEntity } from './delete-project-entity.ts';
import { getProjectEntity } from './get-project-entity.ts';
import { saveProjectEntity } from './save-project-entity.ts';

export const project: Readonly<Record<string, Method>> = {
  CreateDefaultProjectEntity: createDefaultProjectEntity,
  GetProjectEntity: getProjectEntity,
  SaveProjectEntity: saveProjectEntity,
  DeleteProjectEntity: deleteProjectEntity,
};
