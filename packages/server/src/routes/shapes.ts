/** Rows of the store in the shape of the contract: labels in the reader's language, times as text. */
import type { Conflict, Failure, FieldName, LogRow, ValueType } from '@kobling/contract';
import { type EntityKind, entityKinds } from '@kobling/engine';
import { type FieldType, textIn } from '@kobling/sdk';
import {
  type ConflictRow,
  crmFields,
  type Database,
  type FailureRow,
  type FieldNames,
  type SyncLogRow,
} from '@kobling/store';

/** Label and type of every CRM field, by `kind field`. */
export type Labels = ReadonlyMap<string, { readonly label: string; readonly type: ValueType }>;

export async function readLabels(db: Database): Promise<Labels> {
  const labels = new Map<string, { label: string; type: ValueType }>();
  for (const kind of entityKinds) {
    for (const field of await crmFields(db, kind))
      labels.set(`${kind} ${field.key}`, { label: field.label, type: field.type });
  }
  return labels;
}

export const valueTypeOf: Readonly<Record<FieldType, ValueType>> = {
  checkbox: 'checkbox',
  text: 'text',
  password: 'text',
  integer: 'integer',
  double: 'decimal',
  list: 'list',
  datetime: 'datetime',
  label: 'text',
};

/** Without a record the kind is not known, and the CRM field goes by its key. */
export function toField(field: FieldNames, kind: EntityKind | undefined, labels: Labels, language: string): FieldName {
  const known = kind === undefined || field.crmField === null ? undefined : labels.get(`${kind} ${field.crmField}`);
  const erpLabel = field.erpLabel === null || field.erpLabel === '' ? field.erpField : textIn(language, field.erpLabel);
  return {
    erpField: field.erpField,
    erpLabel,
    crmField: field.crmField,
    crmLabel: known === undefined ? field.crmField : textIn(language, known.label),
    type: known?.type ?? (field.erpType === null ? 'text' : valueTypeOf[field.erpType]),
  };
}

/** Zero is what a run of a deleted connection or a lost link leaves; the contract speaks of positive ids. */
const idOrNull = (id: number | null): number | null => (id === null || id <= 0 ? null : id);

export function toLogRow(row: SyncLogRow, labels: Labels, language: string): LogRow {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    connection: row.connection,
    record: row.record,
    field: row.field === null ? null : toField(row.field, row.record?.kind, labels, language),
    side: row.side,
    oldValue: row.oldValue,
    newValue: row.newValue,
    loserValue: row.loserValue,
    message: row.message === null ? null : textIn(language, row.message),
    by: row.by,
    runId: idOrNull(row.runId),
  };
}

/** `crmName`: what the CRM is called in labels. */
export function toConflict(row: ConflictRow, labels: Labels, language: string, crmName: string): Conflict {
  return {
    id: row.id,
    at: row.at.toISOString(),
    connection: row.connection,
    record: row.record,
    field: toField(row.field, row.record.kind, labels, language),
    crmValue: row.crmValue,
    erpValue: row.erpValue,
    winner: row.winner,
    winnerName: row.winner === 'crm' ? crmName : row.connection.name,
    rule: 'priority',
  };
}

/** Undefined for a link in a state that is no failure. */
export function toFailure(row: FailureRow, labels: Labels, language: string): Failure | undefined {
  if (row.state === 'creating' || row.state === 'broken') return undefined;
  return {
    linkId: row.linkId,
    connection: row.connection,
    record: row.record,
    actorType: row.actorType,
    erpKey: row.erpKey,
    state: row.state,
    message: row.message === null ? null : textIn(language, row.message),
    keyDoubted: row.keyDoubted,
    newKey: row.newKey,
    attempts: row.attempts,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    fields: row.fields.map(({ field, code, message }) => ({
      field: toField(field, row.record.kind, labels, language),
      code,
      message: textIn(language, message),
    })),
  };
}
