/** New bytes for one CSV file: only the cells concerned change, every other byte is copied. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import type { NewCell, RowEdit } from '../table-source.ts';
import { readCell, writeCell } from './cells.ts';
import { type Dialect, records } from './dialect.ts';
import { encodeText, missingCharacter } from './encoding.ts';
import type { CsvRecord, Field } from './scan.ts';

export interface Spliced {
  readonly chunks: readonly Buffer[];
  /** Row numbers of appended rows, by the order of their edits. */
  readonly appended: readonly number[];
}

interface Patch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Survey {
  readonly patches: Patch[];
  readonly columns: number;
  readonly lastRow: number;
  /** Empty records below the last row that holds a value. */
  readonly spare: readonly CsvRecord[];
  readonly endsWithLine: boolean;
}

/** Rejects a text that the file's encoding cannot hold (`workbook.notInEncoding`) and rows that are not there. */
export function splice(file: string, bytes: Buffer, dialect: Dialect, edits: readonly RowEdit[]): Outcome<Spliced> {
  for (const edit of edits) {
    const problem = checkEncoding(file, edit, dialect);
    if (problem !== undefined) return problem;
  }
  const byRow = new Map<number, RowEdit>();
  for (const edit of edits) if (edit.row !== 'append') byRow.set(edit.row, edit);
  const survey = surveyRecords(bytes, dialect, byRow);
  const lost = [...byRow.keys()].find((row) => row > survey.lastRow + survey.spare.length);
  if (lost !== undefined) {
    return rejected('workbook.noRow', `${file} has no row ${lost} any more. Nothing was written; read the file again.`);
  }
  const appended = addRows(edits, survey, bytes, dialect);
  return done({ chunks: cut(bytes, survey.patches, dialect), appended });
}

function checkEncoding(file: string, edit: RowEdit, dialect: Dialect): ReturnType<typeof rejected> | undefined {
  for (const [column, cell] of edit.cells) {
    if (cell.kind !== 'text' || encodeText(cell.text, dialect.encoding) !== undefined) continue;
    const character = missingCharacter(cell.text, dialect.encoding) ?? '?';
    return rejected(
      'workbook.notInEncoding',
      `“${character}” cannot be written to ${file}, column ${column + 1}: the file is in Windows-1252. Save it as CSV UTF-8, or leave the character out.`,
    );
  }
  return undefined;
}

function surveyRecords(bytes: Buffer, dialect: Dialect, byRow: ReadonlyMap<number, RowEdit>): Survey {
  const patches: Patch[] = [];
  let spare: CsvRecord[] = [];
  let columns = 1;
  let number = 0;
  let lastRow = 0;
  let endsWithLine = true;
  for (const record of records(bytes, dialect.start, dialect, true)) {
    number += 1;
    endsWithLine = record.ended;
    const holdsValue = record.fields.some(
      (field) => field.end > field.start && readCell(bytes, field, dialect).kind !== 'blank',
    );
    if (holdsValue) {
      lastRow = number;
      spare = [];
      if (columns === 1) columns = record.fields.length;
    } else spare.push(record);
    const edit = byRow.get(number);
    if (edit !== undefined) patches.push(...patchRecord(record, edit.cells, dialect));
  }
  return { patches, columns, lastRow, spare, endsWithLine };
}

function patchRecord(record: CsvRecord, cells: ReadonlyMap<number, NewCell>, dialect: Dialect): Patch[] {
  const patches: Patch[] = [];
  const beyond = new Map<number, NewCell>();
  for (const [column, cell] of [...cells].sort(([a], [b]) => a - b)) {
    const field: Field | undefined = record.fields[column];
    if (field === undefined) beyond.set(column, cell);
    else patches.push({ start: field.start, end: field.end, text: writeCell(cell, field.quoted, dialect) });
  }
  if (beyond.size > 0) {
    const separator = String.fromCharCode(dialect.separator);
    let text = '';
    for (let column = record.fields.length; column <= Math.max(...beyond.keys()); column += 1) {
      const cell = beyond.get(column);
      text += separator + (cell === undefined ? '' : writeCell(cell, false, dialect));
    }
    patches.push({ start: record.end, end: record.end, text });
  }
  return patches;
}

/** Empty records are filled first; then rows go to the end, and the file ends with or without a line end as before. */
function addRows(edits: readonly RowEdit[], survey: Survey, bytes: Buffer, dialect: Dialect): number[] {
  const eol = dialect.eol === 'crlf' ? '\r\n' : dialect.eol === 'cr' ? '\r' : '\n';
  const separator = String.fromCharCode(dialect.separator);
  const spare = [...survey.spare];
  const appended: number[] = [];
  let row = survey.lastRow;
  let tail = '';
  let tailRows = 0;
  const bare = bytes.length <= dialect.start;
  for (const edit of edits) {
    if (edit.row !== 'append') continue;
    row += 1;
    appended.push(row);
    const width = Math.max(survey.columns, ...[...edit.cells.keys()].map((column) => column + 1));
    const texts = Array.from({ length: width }, (_, column) =>
      writeCell(edit.cells.get(column) ?? { kind: 'blank' }, false, dialect),
    );
    const text = texts.join(separator);
    const free = spare.shift();
    if (free !== undefined) {
      survey.patches.push({ start: free.start, end: free.end, text });
      continue;
    }
    if (survey.endsWithLine || bare) tail += text + eol;
    else tail += eol + text;
    tailRows += 1;
  }
  if (tailRows > 0) survey.patches.push({ start: bytes.length, end: bytes.length, text: tail });
  return appended;
}

function cut(bytes: Buffer, patches: readonly Patch[], dialect: Dialect): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (const patch of [...patches].sort((a, b) => a.start - b.start || a.end - b.end)) {
    chunks.push(bytes.subarray(at, patch.start), encodeText(patch.text, dialect.encoding) ?? Buffer.alloc(0));
    at = patch.end;
  }
  chunks.push(bytes.subarray(at));
  return chunks;
}
