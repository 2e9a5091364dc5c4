import { done } from '@kobling/sdk';
import { findField, keepDefault } from '../../services/index.ts';
import { defaultValue } from '../carriers/erp-sync.ts';
import { carrier } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toDefaultValue } from './default-values.ts';

/** A fixed value, a value to ask for, or both; mandatory only with one of them. */
export const saveDefaultValueInfo = method({
  right: 'administrator',
  reads: false,
  request: carrier({ ErpSyncDefaultValue: defaultValue }),
  response: defaultValue,
  async handle({ ErpSyncDefaultValue: wanted }, { hub, person }) {
    const before = await findField(hub, wanted.ErpFieldId);
    if (before.status !== 'done') return before;
    const isAlways = before.value.field.access === 'mandatory';
    const saved = await keepDefault(
      hub,
      wanted.ErpFieldId,
      {
        hasDefault: wanted.HasFirstSyncDefaultValue,
        value: wanted.FirstSyncDefaultValue,
        promptUser: wanted.PromptUser,
        mandatory: isAlways ? before.value.field.mandatory : wanted.Mandatory,
      },
      person.name,
    );
    if (saved.status !== 'done') return saved;
    const found = await findField(hub, wanted.ErpFieldId);
    return found.status === 'done' ? done(toDefaultValue(found.value.field)) : found;
  },
});
