/** The records, fields and connections that the scenes are about. */
import type { FieldName } from '@kobling/contract';

/** A time so many seconds ago, counted from the moment it is asked for. */
export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
export const demo = { id: 1, name: 'ERP demo' };
export const sweden = { id: 2, name: 'Sweden' };
export const visma = { id: 3, name: 'Old Visma' };

const field = (
  erpField: string,
  erpLabel: string,
  crmField: string,
  crmLabel: string,
  type: FieldName['type'] = 'text',
): FieldName => ({
  erpField,
  erpLabel,
  crmField,
  crmLabel,
  type,
});
export const fields = {
  phone: field('Phone', 'Phone', 'phone', 'Phone'),
  name: field('Nm', 'Customer name', 'name', 'Name'),
  zip: field('Zip', 'Postal code', 'postalAddress.zip', 'Postal address, zip'),
  credit: field('Credit', 'Credit limit', 'udef.credit', 'Credit limit', 'decimal'),
  group: field('CustGr', 'Customer group', 'category', 'Category', 'list'),
  end: field('End', 'Finish date', 'endDate', 'End date', 'date'),
  email: field('EMail', 'E-mail', 'email', 'E-mail'),
  blocked: field('Blocked', 'Blocked', 'udef.blocked', 'Blocked', 'checkbox'),
};
export const records = {
  acme: { kind: 'company', id: 10023, name: 'Acme AS' },
  nordic: { kind: 'company', id: 10871, name: 'Nordic Møbelfabrikk & Sønner Import-Export Aktieselskab' },
  berg: { kind: 'person', id: 2201, name: 'Ingrid Berg' },
  pier: { kind: 'project', id: 77, name: 'Pier 12' },
  bakeri: { kind: 'company', id: 10240, name: 'Åsane Bakeri' },
} as const;
