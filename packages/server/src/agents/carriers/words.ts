/** Value sets of the vendor's API, with the numbers that older clients send. */
import type { z } from 'zod';
import { choice } from './kinds.ts';

export const erpActorTypes = [
  'Unknown',
  'Customer',
  'Supplier',
  'Partner',
  'Person',
  'Project',
  'Employee',
  'Sale',
] as const;
export const erpActorType = choice(erpActorTypes);
export const crmActorTypes = ['Unknown', 'Contact', 'Person', 'Project', 'Sale'] as const;
export const crmActorType = choice(crmActorTypes);
export const fieldType = choice(['Checkbox', 'Text', 'Password', 'Integer', 'Double', 'List', 'Date', 'Label'], {
  99: 'Label',
});
export const fieldAccess = choice(['Normal', 'Mandatory', 'ReadOnly']);
export const responseCode = choice(['NoError', 'ErrorConnectorHasConnections', 'ErrorNotFound']);
export type ResponseCode = z.output<typeof responseCode>;
export const responseStatus = choice(['Ok', 'OkWithInfo', 'Warning', 'Error']);
