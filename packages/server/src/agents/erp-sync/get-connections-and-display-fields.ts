import type { z } from 'zod';
import { done, textIn } from '@kobling/sdk';
import type { ShownConnection } from '@kobling/store';
import { displayFields } from '../../services/index.ts';
import { connectionData } from '../carriers/erp-sync.ts';
import { carrier, int, list } from '../carriers/kinds.ts';
import { crmActorType } from '../carriers/words.ts';
import { method } from '../method.ts';
import { toFieldMetadata } from './connections.ts';
import type { CrmActorType } from './mappings.ts';
import { recordOf } from './records.ts';

/**
 * What the ERP tab shows of a record: every active connection that the caller may use, by priority. ErpFields are those of the
 * actor that it is connected to; where it is not, ErpActorTypes says what it may be connected to.
 */
export const getConnectionsAndDisplayFields = method({
  right: 'licensed',
  reads: true,
  request: carrier({ CrmActorType: crmActorType, EntityId: int }),
  response: list(connectionData),
  async handle({ CrmActorType: type, EntityId }, { hub, person, language }) {
    const record = recordOf(type, EntityId);
    if (record.status !== 'done') return record;
    const shown = await displayFields(hub, record.value, person);
    return done(shown.map((connection) => toConnectionData(connection, type, language)));
  },
});

const toConnectionData = (
  { id, name, actorType, actorTypes, fields }: ShownConnection,
  type: CrmActorType,
  language: string,
): z.output<typeof connectionData> => ({
  ErpConnectionId: id,
  ConnectionName: textIn(language, name),
  Connected: actorType !== null,
  ErpFields: fields.map((field) => toFieldMetadata(field, language, field.showInSearch)),
  CrmActorType: type,
  ErpActorType: actorType ?? 'Unknown',
  ErpActorTypes: [...actorTypes],
});
