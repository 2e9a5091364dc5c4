import { done } from '@kobling/sdk';
import { readWhole } from '../../services/index.ts';
import { projectEntity } from '../carriers/project.ts';
import { carrier, idInQuery } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toProject } from './projects.ts';

/** Deleted ones are not found. */
export const getProjectEntity = method({
  right: 'user',
  reads: true,
  from: 'query',
  request: carrier({ ProjectEntityId: idInQuery }),
  response: projectEntity,
  async handle({ ProjectEntityId: id }, { hub, language }) {
    const found = await readWhole(hub, { kind: 'project', id });
    return found.status === 'done' ? done(toProject(found.value, language)) : found;
  },
});
