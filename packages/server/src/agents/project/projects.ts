/** A project as the Project agent carries it. */
import type { z } from 'zod';
import type { Values } from '@kobling/store';
import type { WholeRecord } from '../../services/index.ts';
import * as parts from '../carriers/crm-values.ts';
import { dictionariesOf, sentDictionaries } from '../carriers/dictionaries.ts';
import { projectEntity } from '../carriers/project.ts';
import type { Properties } from '../carriers/saving.ts';

export type ProjectEntity = z.output<typeof projectEntity>;

export const projectProperties: Properties = {
  name: 'Name',
  number: 'ProjectNumber',
  type: 'ProjectType',
  status: 'ProjectStatus',
  endDate: 'EndDate',
  website: 'Urls',
  text: 'Description',
};

export function toProject(record: WholeRecord, language: string): ProjectEntity {
  const { values, ref, version } = record;
  return {
    ...projectEntity.parse({}),
    ProjectId: ref.id,
    Name: values['name'],
    ProjectNumber: values['number'],
    Urls: parts.elementsOf(values['website']),
    CreatedDate: record.createdAt?.toISOString() ?? null,
    UpdatedDate: record.updatedAt?.toISOString() ?? null,
    Description: values['text'],
    ProjectStatus: parts.itemOf(record, 'status', language),
    ProjectType: parts.itemOf(record, 'type', language),
    EndDate: parts.dayOf(values['endDate'] ?? ''),
    ActiveErpLinks: record.links ?? 0,
    ...dictionariesOf(values, version),
  };
}

export const projectFields = (sent: ProjectEntity, held: Values): Readonly<Record<string, parts.Sent>> => ({
  name: sent.Name,
  number: sent.ProjectNumber,
  type: parts.sentItemId(sent.ProjectType),
  status: parts.sentItemId(sent.ProjectStatus),
  endDate: parts.sentDate(sent.EndDate),
  website: parts.sentOne(sent.Urls),
  text: sent.Description,
  ...sentDictionaries(sent, held),
});
