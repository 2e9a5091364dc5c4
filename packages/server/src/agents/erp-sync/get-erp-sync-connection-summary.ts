import type { z } from 'zod';
import { done, textIn } from '@kobling/sdk';
import { connectionOverview, type FieldDefinition, type MappingDefinition } from '@kobling/store';
import { findDefinition } from '../../services/index.ts';
import { directionOf } from '../../setup-file/direction.ts';
import { connectionSummary } from '../carriers/erp-sync.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';

/** The whole connection at a glance: what is mapped which way, and what a new actor is given. */
export const getErpSyncConnectionSummary = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpSyncConnectionId: int }),
  response: connectionSummary,
  async handle({ ErpSyncConnectionId: id }, { hub, language }) {
    const found = await findDefinition(hub, id);
    if (found.status !== 'done') return found;
    const { name, description, active, deleted, mappings } = found.value;
    const stands = (await connectionOverview(hub.db)).find((connection) => connection.id === id);
    return done({
      DisplayName: textIn(language, name),
      DisplayDescription: textIn(language, description),
      Active: active,
      Deleted: deleted,
      LastSync: stands?.lastOkAt?.toISOString() ?? null,
      Actors: mappings.map((mapping) => toActor(mapping, language)),
    });
  },
});

const arrows = { both: '<>', fromErp: '>', toErp: '<', none: '' } as const;

function toActor(mapping: MappingDefinition, language: string): z.output<typeof connectionSummary>['Actors'][number] {
  const nameOf = (field: FieldDefinition): string => textIn(language, field.displayName) || field.fieldKey;
  const mapped = mapping.fields.filter(({ crmField }) => crmField !== null);
  const preset = mapping.fields.filter(({ hasDefault, promptUser }) => hasDefault || promptUser);
  return {
    ActorType: mapping.actorType,
    HasMappings: mapped.length > 0,
    Defaults: preset
      .map(
        (field) =>
          `${nameOf(field)}${field.hasDefault ? ` = ${field.firstSyncDefault}` : ''}${field.promptUser ? ' ?' : ''}`,
      )
      .join('\n'),
    Mappings: mapped.map((field) => `${nameOf(field)} ${arrows[directionOf(field)]} ${field.crmField}`).join('\n'),
  };
}
