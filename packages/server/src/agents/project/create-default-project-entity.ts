import { z } from 'zod';
import { done } from '@kobling/sdk';
import { emptyRecord } from '../../services/index.ts';
import { projectEntity } from '../carriers/project.ts';
import { method } from '../method.ts';
import { toProject } from './projects.ts';

/** An empty form; nothing is stored. */
export const createDefaultProjectEntity = method({
  right: 'user',
  reads: true,
  request: z.unknown(),
  response: projectEntity,
  handle: async (_input, { hub, language }) => done(toProject(await emptyRecord(hub, 'project'), language)),
});
