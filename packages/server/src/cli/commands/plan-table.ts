/** Rows of a plan as a table: what would become of each field. */
import type { AnswerOf } from '../calls.ts';
import { table } from '../print.ts';

export type PlanRowLine = AnswerOf<'planRows'>[number];

export const actionWords: Readonly<Record<PlanRowLine['action'], string>> = {
  writeCrm: 'write CRM',
  writeErp: 'write ERP',
  conflict: 'conflict',
  drift: 'drift',
  fail: 'cannot',
  adopt: 'equal',
  create: 'create',
};

export const planTable = (rows: readonly PlanRowLine[]): string =>
  table(
    ['Row', 'Record', 'ERP key', 'Field', 'What', 'ERP now', 'CRM now', 'New', 'State', 'Why'],
    rows.map((row) => [
      String(row.rowNo),
      `${row.entity.kind} ${row.entity.id}`,
      row.erpKey ?? '',
      `${row.erpField} / ${row.crmField}`,
      actionWords[row.action],
      row.erpValue ?? '',
      row.crmValue ?? '',
      row.newValue ?? '',
      row.target === null ? '' : row.status,
      row.skip === null ? row.why : row.skip.message,
    ]),
  );
