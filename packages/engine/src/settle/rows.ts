/** What a settled field leaves: its base and its row in the log. */
import type { BaseField, Intent, IntentField, Link, LogEntry } from '../model.ts';

export const basePair = (field: IntentField, version: number, answered: string): BaseField => ({
  e: answered,
  c: field.crm,
  v: version,
  r: field.crmVersion,
  ...(field.flag !== undefined && { flag: field.flag }),
});

export const logRow = (
  link: Link,
  intent: Intent,
  erpField: string,
  crmField: string,
  field: IntentField,
  answered: string,
): LogEntry => ({
  linkId: link.id,
  entity: link.entity,
  erpField,
  crmField,
  kind: field.kind,
  target: 'erp',
  oldValue: field.before,
  newValue: answered,
  loserValue: field.loserValue ?? null,
  winnerValue: field.winnerValue ?? null,
  intentId: intent.id,
  undoes: field.undoes ?? null,
});
