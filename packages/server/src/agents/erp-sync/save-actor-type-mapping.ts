import { done, rejected } from '@kobling/sdk';
import { findMapping, keepMapping } from '../../services/index.ts';
import { actorTypeMapping } from '../carriers/erp-sync.ts';
import { carrier } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { actorTypeOf } from './connections.ts';
import { toActorTypeMapping } from './mappings.ts';

/** A blank CrmFieldKey unmaps; fields that are left out stay. All or nothing: each field that may not be so is named. */
export const saveActorTypeMapping = method({
  right: 'administrator',
  reads: false,
  request: carrier({ Mapping: actorTypeMapping }),
  response: actorTypeMapping,
  async handle({ Mapping: wanted }, { hub, person, language }) {
    const actorType = actorTypeOf(wanted.ActorTypeErp);
    if (actorType === undefined) return rejected('mapping.unknown', 'Say of which ActorTypeErp: Customer, Person, …');
    const before = await findMapping(hub, wanted.ErpConnectionId, actorType);
    if (before.status !== 'done') return before;
    const keyOf = new Map(before.value.mapping.fields.map(({ id, fieldKey }) => [id, fieldKey]));
    const saved = await keepMapping(
      hub,
      wanted.ErpConnectionId,
      actorType,
      {
        active: wanted.IsActive,
        fields: wanted.FieldMappings.map((field) => ({
          fieldKey: keyOf.get(field.ErpFieldId) ?? field.ErpFieldKey,
          crmField: field.CrmFieldKey === '' ? null : field.CrmFieldKey,
          syncToCrm: field.SyncToCrm,
          syncToErp: field.SyncToErp,
          showInTab: field.ShowInGui,
          showInSearch: field.ShowInSearch,
        })),
      },
      person.name,
    );
    if (saved.status !== 'done') return saved;
    const after = await findMapping(hub, wanted.ErpConnectionId, actorType);
    return after.status === 'done' ? done(toActorTypeMapping(after.value, language)) : after;
  },
});
