import { done } from '@kobling/sdk';
import { findField } from '../../services/index.ts';
import { defaultValue } from '../carriers/erp-sync.ts';
import { carrier, int } from '../carriers/kinds.ts';
import { method } from '../method.ts';
import { toDefaultValue } from './default-values.ts';

export const getDefaultValueInfo = method({
  right: 'administrator',
  reads: true,
  request: carrier({ ErpFieldId: int }),
  response: defaultValue,
  async handle({ ErpFieldId }, { hub }) {
    const found = await findField(hub, ErpFieldId);
    return found.status === 'done' ? done(toDefaultValue(found.value.field)) : found;
  },
});
