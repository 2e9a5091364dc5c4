/** Rows of an undo's plan: the old value is put back, and the field rests until a side changes (H06). Pure. */
import type { BaseField, IntentField, LogEntry } from '../model.ts';
import type { StoredPlanRow } from '../ports.ts';
import type { FieldsDraft } from './apply-fields.ts';
import type { LinkNow } from './look.ts';

/** Both values are as in the plan: whatChanged has seen to that. */
export function restoreFields({ link, row }: LinkNow, rows: readonly StoredPlanRow[]): FieldsDraft {
  const crmWrites: Record<string, { expected: string; value: string }> = {};
  const base: Record<string, BaseField> = {};
  const intent: Record<string, IntentField> = {};
  const logs: LogEntry[] = [];
  for (const planned of rows.filter(({ target }) => target === 'crm')) {
    const { erpField, crmField } = planned;
    const before = planned.crmValue ?? '';
    const value = planned.newValue ?? '';
    const undoes = planned.undo?.undoes ?? null;
    crmWrites[crmField] = { expected: before, value };
    base[erpField] = { e: planned.erpValue, c: value, v: planned.basis.version, r: row.version, flag: 'undone' };
    logs.push({
      linkId: link.id,
      entity: link.entity,
      erpField,
      crmField,
      kind: 'undo',
      target: 'crm',
      oldValue: before,
      newValue: value,
      undoes,
    });
  }
  for (const planned of rows.filter(({ target }) => target === 'erp')) {
    // Put back on both sides, the pair is the old one and nothing has to rest.
    const written = crmWrites[planned.crmField];
    intent[planned.erpField] = {
      value: planned.newValue ?? '',
      before: planned.erpValue,
      crm: written?.value ?? planned.crmValue ?? '',
      crmVersion: row.version + (written !== undefined && written.value !== written.expected ? 1 : 0),
      kind: 'undo',
      undoes: planned.undo?.undoes ?? null,
      ...(written === undefined && { flag: 'undone' }),
    };
  }
  return { crmWrites, base, intent, logs };
}
