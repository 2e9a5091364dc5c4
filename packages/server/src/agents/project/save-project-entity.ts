import { done } from '@kobling/sdk';
import { projectEntity } from '../carriers/project.ts';
import { saveSent } from '../carriers/saving.ts';
import { method } from '../method.ts';
import { projectFields, projectProperties, toProject } from './projects.ts';

/** Id 0 adds one. What equals its value when the carrier was read is no edit (H12); what is left out stays. */
export const saveProjectEntity = method({
  right: 'user',
  reads: false,
  request: projectEntity,
  response: projectEntity,
  async handle(sent, call) {
    const { ProjectId: id, UpdatedDate, ExtraFields } = sent;
    const fields = (held: Parameters<typeof projectFields>[1]) => projectFields(sent, held);
    const saved = await saveSent(call, { kind: 'project', id, UpdatedDate, ExtraFields, fields }, projectProperties);
    return saved.status === 'done' ? done(toProject(saved.value, call.language)) : saved;
  },
});
