/** saveActors: compare with the file as it is now, write all changes as one new file, answer what the file then holds. */
import {
  type ActorChange,
  decodeValue,
  done,
  isDone,
  type Outcome,
  problemOf,
  type Reason,
  reason,
  retry,
  sameValue,
  type SaveResult,
} from '@kobling/sdk';
import { fieldsOf, fieldTypeOf, isReadOnly, type NameCell, observe, toActor } from './actor.ts';
import { aborted, type Book, type Sheet } from './book.ts';
import { writeValue } from './cell-values.ts';
import { isSheetType, type SheetType } from './headings.ts';
import { stampCell } from './last-change.ts';
import { Notices } from './notices.ts';
import type { SheetColumn } from './sheet.ts';
import type { NewCell, Row, RowEdit } from './table-source.ts';

const ATTEMPTS = 5;

export interface Writing {
  readonly book: Book;
  readonly nameCell: NameCell;
  readonly zone: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Inside `book.work`. A key that occurs twice in one call makes two writes, in order. */
export async function saveAll(
  changes: readonly ActorChange[],
  writing: Writing,
): Promise<Outcome<readonly SaveResult[]>> {
  const results: SaveResult[] = [];
  let batch: ActorChange[] = [];
  const seen = new Set<string>();
  const flush = async (): Promise<Outcome> => {
    const saved = await saveBatch(batch, writing);
    if (!isDone(saved)) return results.length === 0 ? saved : done(undefined);
    results.push(...saved.value);
    batch = [];
    seen.clear();
    return done(undefined);
  };
  for (const change of changes) {
    const id = `${change.actorType} ${change.erpKey}`;
    if (seen.has(id)) {
      const flushed = await flush();
      if (!isDone(flushed)) return flushed;
    }
    seen.add(id);
    batch.push(change);
  }
  const flushed = await flush();
  return isDone(flushed) ? done(results) : flushed;
}

type Verdict =
  | { readonly status: 'edit'; readonly edit: RowEdit }
  | { readonly status: 'same' | 'moved' }
  | { readonly status: 'rejected'; readonly reason: Reason };

async function saveBatch(changes: readonly ActorChange[], writing: Writing): Promise<Outcome<readonly SaveResult[]>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const sheets = await sheetsOf(changes, writing.book);
    if (!isDone(sheets)) return sheets;
    const rows = await rowsOf(changes, sheets.value, writing.book);
    if (!isDone(rows)) return rows;
    const verdicts = changes.map((change) =>
      judge(
        change,
        sheets.value.get(change.actorType),
        rows.value.get(`${change.actorType} ${change.erpKey}`),
        writing,
      ),
    );
    const edits = verdicts.flatMap((verdict) => (verdict.status === 'edit' ? [verdict.edit] : []));
    if (edits.length === 0) return answer(changes, verdicts, sheets.value, writing);
    if (writing.signal.aborted) return aborted();
    const versions = new Set([...sheets.value.values()].map((sheet) => sheet.version));
    const [version] = versions;
    // Two sheets read around a save: their row numbers do not belong to one file.
    if (version === undefined || versions.size > 1) continue;
    const written = await writing.book.parts.source.write(edits, version);
    if (!isDone(written)) return written;
    if (written.value.status === 'changed') continue;
    const after = await sheetsOf(changes, writing.book);
    // It is written; if it cannot be read back now, the caller reads later before it concludes anything.
    if (!isDone(after)) return { status: 'unknown', reason: after.reason };
    return answer(changes, verdicts, after.value, writing);
  }
  return retry(
    'workbook.busy',
    'The workbook is being saved again and again, so nothing was written. The call is repeated by itself.',
    5_000,
  );
}

async function sheetsOf(changes: readonly ActorChange[], book: Book): Promise<Outcome<Map<string, Sheet>>> {
  const sheets = new Map<string, Sheet>();
  for (const { actorType } of changes) {
    if (sheets.has(actorType) || !isSheetType(actorType)) continue;
    const type: SheetType = actorType;
    const sheet = await book.fresh(type);
    if (!isDone(sheet)) return sheet;
    sheets.set(type, sheet.value);
  }
  return done(sheets);
}

export async function rowsOf(
  changes: readonly Pick<ActorChange, 'actorType' | 'erpKey'>[],
  sheets: ReadonlyMap<string, Sheet>,
  book: Book,
): Promise<Outcome<Map<string, Row>>> {
  const rows = new Map<string, Row>();
  for (const [type, sheet] of sheets) {
    const keys = new Set(changes.filter((change) => change.actorType === type).map((change) => change.erpKey));
    const reading = book.rows(sheet, keys);
    for (;;) {
      const step = await reading.next();
      if (step.done === true) {
        if (!isDone(step.value)) return step.value;
        break;
      }
      rows.set(`${type} ${step.value.key}`, step.value.row);
    }
  }
  return done(rows);
}

function judge(change: ActorChange, sheet: Sheet | undefined, row: Row | undefined, writing: Writing): Verdict {
  if (sheet === undefined) return refuse('workbook.noSheet', `The workbook has no sheet for ${change.actorType}.`);
  const { name } = sheet.table;
  const twins = sheet.duplicates.get(change.erpKey);
  if (twins !== undefined)
    return refuse(
      'workbook.duplicateKey',
      `${name}: the key “${change.erpKey}” is in rows ${twins.join(' and ')}, so neither was written. Give each row a key of its own.`,
    );
  if (row === undefined)
    return refuse(
      'workbook.noRow',
      `${name} has no row with the key “${change.erpKey}”. It may have been deleted; nothing was written for it.`,
    );
  const moved = hasMoved(change, sheet, row, writing.nameCell);
  if (moved) return { status: 'moved' };
  const converted = convert(change.fieldValues, sheet, row, writing.nameCell, change.erpKey);
  if (converted.status === 'rejected') return converted;
  if (converted.cells.size === 0) return { status: 'same' };
  const cells = new Map(converted.cells);
  addStamp(cells, sheet, row, writing);
  return { status: 'edit', edit: { table: name, row: row.number, cells } };
}

const refuse = (code: string, message: string): Verdict => ({ status: 'rejected', reason: reason(code, message) });

export function addStamp(cells: Map<number, NewCell>, sheet: Sheet, row: Row | undefined, writing: Writing): void {
  const { modified } = sheet.headings;
  const column =
    modified === undefined ? undefined : sheet.columns.find((candidate) => candidate.index === modified.index);
  if (column === undefined || column.kind.fixed || row?.formulas.has(column.index) === true) return;
  cells.set(column.index, stampCell(column, row?.cells[column.index], writing.now(), writing.zone));
}

function hasMoved(change: ActorChange, sheet: Sheet, row: Row, nameCell: NameCell): boolean {
  for (const [fieldKey, wire] of Object.entries(change.expected ?? {})) {
    const column = sheet.columns.find((candidate) => candidate.heading === fieldKey);
    if (column === undefined) continue;
    const type = fieldTypeOf(column);
    const expected = decodeValue(type, wire);
    const now = observe(sheet, row, column, nameCell, new Notices());
    // What cannot be read cannot have been decided on either; convert refuses to write over it.
    if (now !== undefined && (!expected.ok || !sameValue(type, expected.value, now))) return true;
  }
  return false;
}

type Converted =
  | { readonly status: 'cells'; readonly cells: ReadonlyMap<number, NewCell> }
  | { readonly status: 'rejected'; readonly reason: Reason };

/** Cells for the values that differ from the row. Rejected with a sentence per field that cannot be written. */
export function convert(
  values: Readonly<Record<string, string>>,
  sheet: Sheet,
  row: Row | undefined,
  nameCell: NameCell,
  erpKey: string,
): Converted {
  const cells = new Map<number, NewCell>();
  const problems: Record<string, string> = {};
  let code = 'workbook.value';
  const record = `${sheet.table.name} ${erpKey}`.trim();
  for (const [fieldKey, wire] of Object.entries(values)) {
    const column = sheet.columns.find((candidate) => candidate.heading === fieldKey);
    if (column === undefined) {
      problems[fieldKey] = `${record}: the sheet has no column “${fieldKey}”. Add it, or unmap the field.`;
      continue;
    }
    const type = fieldTypeOf(column);
    const decoded = decodeValue(type, wire);
    const now = row === undefined ? undefined : observe(sheet, row, column, nameCell, new Notices());
    if (decoded.ok && now !== undefined && sameValue(type, decoded.value, now)) continue;
    const blocked = blockedCell(sheet, row, column, now, nameCell);
    const problem =
      blocked?.message ??
      problemOf(metadataOf(sheet, column), wire) ??
      (decoded.ok ? listProblem(sheet, column, decoded.value) : undefined);
    if (problem !== undefined) {
      if (blocked !== undefined) code = blocked.code;
      problems[fieldKey] = `${record}: ${problem}`;
    } else if (decoded.ok)
      cells.set(column.index, writeValue(decoded.value, column.kind, column.listName !== '', row?.cells[column.index]));
  }
  const sentences = Object.values(problems);
  return sentences.length === 0
    ? { status: 'cells', cells }
    : { status: 'rejected', reason: reason(code, sentences.join(' '), { fields: problems }) };
}

const metadataOf = (sheet: Sheet, column: SheetColumn) => {
  const [field] = fieldsOf({ ...sheet, columns: [column] });
  if (field === undefined) throw new Error(`No metadata for ${column.heading}`);
  return field;
};

function blockedCell(
  sheet: Sheet,
  row: Row | undefined,
  column: SheetColumn,
  now: string | undefined,
  nameCell: NameCell,
): { code: string; message: string } | undefined {
  const at = row === undefined ? column.heading : nameCell(sheet.table.name, row.number, column.index);
  if (row?.formulas.has(column.index) === true || (column.kind.fixed && row !== undefined)) {
    return {
      code: 'workbook.formulaCell',
      message: `${at} (${column.heading}) is calculated by a formula and is never overwritten. Map another column, or replace the formula by a value.`,
    };
  }
  if (isReadOnly(sheet, column))
    return {
      code: 'workbook.readOnlyColumn',
      message: `${column.heading} cannot be written: it is the key, the parent, calculated or the time of the last change.`,
    };
  if (row !== undefined && now === undefined)
    return {
      code: 'workbook.errorCell',
      message: `${at} (${column.heading}) holds what cannot be read as its column, and is not overwritten unseen. Correct the cell.`,
    };
  return undefined;
}

function listProblem(sheet: Sheet, column: SheetColumn, value: string): string | undefined {
  const items = sheet.lists.get(column.listName);
  if (value === '' || items === undefined || items.size === 0 || items.has(value)) return undefined;
  return `“${value}” is not an item of the list ${column.listName} (${column.heading}). Add it there, or map another item.`;
}

async function answer(
  changes: readonly ActorChange[],
  verdicts: readonly Verdict[],
  sheets: ReadonlyMap<string, Sheet>,
  writing: Writing,
): Promise<Outcome<readonly SaveResult[]>> {
  const rows = await rowsOf(changes, sheets, writing.book);
  if (!isDone(rows)) return { status: 'unknown', reason: rows.reason };
  const notices = new Notices();
  const results: SaveResult[] = [];
  for (const [index, change] of changes.entries()) {
    const verdict = verdicts[index];
    const sheet = sheets.get(change.actorType);
    const row = rows.value.get(`${change.actorType} ${change.erpKey}`);
    if (verdict?.status === 'rejected')
      results.push({ status: 'rejected', erpKey: change.erpKey, reason: verdict.reason });
    else if (verdict !== undefined && sheet !== undefined && row !== undefined) {
      const actor = toActor(sheet, change.erpKey, row, undefined, writing.nameCell, notices);
      results.push({ status: verdict.status === 'moved' ? 'moved' : 'saved', actor });
    }
  }
  return done(results);
}
