/** When a value of one side and a value of the other mean the same, for checks that look at both (H02, H03). */
import {
  effectiveDirection,
  type FieldMapping,
  isNormalisationOf,
  sameCrm,
  sameErp,
  toCrm,
  toErp,
} from '@kobling/engine';
import type { EndConnection } from './reading.ts';

/** One synced field of one connection. */
export interface FieldPair {
  readonly connection: EndConnection;
  readonly mapping: FieldMapping;
}

export const sameInErp = ({ mapping, connection }: FieldPair, a: string, b: string): boolean =>
  sameErp(mapping.erpType, a, b, connection.card);
export const sameInCrm = ({ mapping }: FieldPair, a: string, b: string): boolean => sameCrm(mapping.crmType, a, b);

/** Is `erp` what the ERP holds after it was sent this CRM value, as it was or in the ERP's own form? */
export function carriesToErp(pair: FieldPair, crm: string, erp: string): boolean {
  const sent = toErp(pair.mapping, crm, pair.connection.zone);
  return sent.ok && inErpsForm(pair, sent.value, erp);
}
export const inErpsForm = (pair: FieldPair, sent: string, stored: string): boolean =>
  sameInErp(pair, sent, stored) || isNormalisationOf(pair.mapping, sent, stored, pair.connection.card);

/** Is `crm` what the CRM holds after this ERP value was written to it? */
export function carriesToCrm(pair: FieldPair, erp: string, crm: string): boolean {
  const written = toCrm(pair.mapping, erp, pair.connection.zone);
  return written.ok && sameInCrm(pair, written.value, crm);
}

export const meanSame = (pair: FieldPair, erp: string, crm: string): boolean =>
  (erp === '' && crm === '') || carriesToErp(pair, crm, erp) || carriesToCrm(pair, erp, crm);

export const mayWriteCrm = (mapping: FieldMapping): boolean =>
  ['both', 'fromErp'].includes(effectiveDirection(mapping));
export const mayWriteErp = (mapping: FieldMapping): boolean => ['both', 'toErp'].includes(effectiveDirection(mapping));
