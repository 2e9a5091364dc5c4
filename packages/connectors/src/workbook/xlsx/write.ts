/** One write: plan every sheet's edits, then a new file in which only the parts concerned differ, or none. */
import { basename } from 'node:path';
import { type Outcome, done } from '@kobling/sdk';
import type { Entry } from 'yauzl';
import { acquireLock } from '../lock-file.ts';
import type { NewCell, RowEdit, WriteResult } from '../table-source.ts';
import { type Archive, openArchive } from './archive.ts';
import { copyArchive } from './archive-copy.ts';
import type { Limits } from './limits.ts';
import { growTable, recalculateOnLoad } from './part-edits.ts';
import { type Contents, type Sheet, findSheet, readContents, readTables } from './parts.ts';
import { checkWritable, lockPath, replaceFile } from './replace-file.ts';
import { planSheetEdit } from './sheet-edit.ts';
import type { Splice } from './splice.ts';
import { readStyles } from './styles.ts';

/** `path` is no link. Throws Refusal or an error of the file system. */
export async function writeEdits(
  path: string,
  edits: readonly RowEdit[],
  from: string,
  limits: Limits,
): Promise<Outcome<WriteResult>> {
  await checkWritable(path);
  const lock = await acquireLock(lockPath(path));
  if (lock.status !== 'done') return lock;
  try {
    const archive = await openArchive(path, basename(path), limits);
    try {
      if (archive.version() !== from) return done({ status: 'changed' });
      return await writeLocked(archive, path, edits, from);
    } finally {
      await archive.close();
    }
  } finally {
    await lock.value.release();
  }
}

async function writeLocked(
  archive: Archive,
  path: string,
  edits: readonly RowEdit[],
  from: string,
): Promise<Outcome<WriteResult>> {
  const { changes, appended } = await planWrite(archive, basename(path), edits);
  const nothing = [...changes.values()].every((splices) => splices.length === 0);
  if (nothing) return done({ status: 'written', version: from, appended });
  const outcome = await replaceFile(path, from, (file) => copyArchive(archive, changes, file));
  return outcome.status === 'done' && outcome.value.status === 'written'
    ? done({ ...outcome.value, appended })
    : outcome;
}

interface WritePlan {
  readonly changes: Map<Entry, readonly Splice[]>;
  readonly appended: readonly number[];
}

async function planWrite(archive: Archive, file: string, edits: readonly RowEdit[]): Promise<WritePlan> {
  const contents = await readContents(archive);
  const styles = await readStyles(archive, contents);
  const changes = new Map<Entry, readonly Splice[]>();
  const numbers = new Map<RowEdit, number>();
  let formulas = contents.calcChain;
  for (const [sheet, own] of bySheet(contents, edits, file)) {
    const tables = await readTables(archive, sheet);
    const appends = own.filter((edit) => edit.row === 'append');
    const sheetEdits = { rows: byRow(own), appends: appends.map((edit) => edit.cells) };
    const plan = await planSheetEdit(archive, sheet, sheetEdits, { styles, date1904: contents.date1904, tables });
    changes.set(sheet.entry, plan.splices);
    for (const [i, edit] of appends.entries()) numbers.set(edit, plan.appended[i] ?? 0);
    if (plan.growth !== undefined)
      changes.set(plan.growth.table.entry, await growTable(archive, plan.growth.table.entry, plan.growth.range));
    formulas ||= plan.formulas;
  }
  formulas ||= await anyFormula(archive, contents, changes);
  if (formulas) changes.set(contents.workbook, await recalculateOnLoad(archive, contents.workbook));
  for (const [entry, splices] of changes) if (splices.length === 0) changes.delete(entry);
  return { changes, appended: edits.flatMap((edit) => numbers.get(edit) ?? []) };
}

function bySheet(contents: Contents, edits: readonly RowEdit[], file: string): Map<Sheet, RowEdit[]> {
  const sheets = new Map<Sheet, RowEdit[]>();
  for (const edit of edits) {
    const sheet = findSheet(contents, edit.table, file);
    const own = sheets.get(sheet);
    if (own === undefined) sheets.set(sheet, [edit]);
    else own.push(edit);
  }
  return sheets;
}

/** Edits of one row together; of two for one cell, the later counts. */
function byRow(edits: readonly RowEdit[]): Map<number, Map<number, NewCell>> {
  const rows = new Map<number, Map<number, NewCell>>();
  for (const { row, cells } of edits) {
    if (row === 'append') continue;
    rows.set(row, new Map([...(rows.get(row) ?? []), ...cells]));
  }
  return rows;
}

/** Does any other sheet hold a formula? Looked for in the raw text: no parse of sheets that are not concerned. */
async function anyFormula(
  archive: Archive,
  contents: Contents,
  scanned: ReadonlyMap<Entry, unknown>,
): Promise<boolean> {
  for (const sheet of contents.sheets) {
    if (scanned.has(sheet.entry)) continue;
    let tail = '';
    for await (const chunk of archive.stream(sheet.entry)) {
      const text = tail + chunk.toString('latin1');
      if (/<(?:\w+:)?f[\s>/]/.test(text)) return true;
      tail = text.slice(-64);
    }
  }
  return false;
}
