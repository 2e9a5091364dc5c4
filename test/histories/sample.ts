/** The set-up that most histories share: customers with a few fields of each kind, synced both ways. */
import { sampleErp } from '@kobling/sdk/memory';
import type { MappedField, StagedErp } from './stage.ts';

export const customerFields: readonly MappedField[] = [
  { erp: 'Nm', crm: 'name' },
  { erp: 'Phone', crm: 'phone' },
  { erp: 'Email', crm: 'email' },
  { erp: 'City', crm: 'postalAddress.city' },
];

export const customers = (
  more: Partial<StagedErp> = {},
  fields: readonly MappedField[] = customerFields,
): StagedErp => ({
  options: sampleErp,
  mappings: [{ actorType: 'Customer', entity: 'company', fields, match: ['Nm'] }],
  ...more,
});
