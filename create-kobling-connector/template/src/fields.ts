/** The fields of each type of record. Their keys are the ERP's own names: people map them to the CRM's. */
import { checkbox, datetime, defineFields, double, list, text } from '@kobling/sdk';

export const customer = defineFields({
  name: text({ label: 'Name', maxLength: 60, mandatory: true }),
  phone: text({ label: 'Phone', maxLength: 30 }),
  vat: text({ label: 'VAT number', maxLength: 20 }),
  grp: list('groups', { label: 'Group' }),
  credit: double({ label: 'Credit limit' }),
  blocked: checkbox({ label: 'Blocked' }),
  since: datetime({ label: 'Customer since' }),
  balance: double({ label: 'Balance', readOnly: true }),
});

export const person = defineFields({
  name: text({ label: 'Name', maxLength: 60, mandatory: true }),
  mobile: text({ label: 'Mobile', maxLength: 30 }),
});

/** Key to text. A connector whose ERP keeps its lists in a table reads them there, in `open`. */
export const groups = { retail: 'Retail', public: 'Public', export: 'Export' };
