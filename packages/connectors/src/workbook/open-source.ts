/** A path as a table source: a folder of CSV files, or an .xlsx or .xlsm file. */
import { done, type Outcome, rejected } from '@kobling/sdk';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openCsvFolder } from './csv/index.ts';
import { isCode } from './lock-file.ts';
import type { CellName, TableSource } from './table-source.ts';
import { openXlsx } from './xlsx/index.ts';
import { cellRef, columnName } from './xlsx/refs.ts';

export interface OpenedSource {
  readonly source: TableSource;
  /** `Customer!C12`, or `Customer.csv, row 12, column C`. */
  readonly nameCell: CellName;
}

/** `path` is absolute and allowed. */
export async function openTableSource(path: string): Promise<Outcome<OpenedSource>> {
  const name = basename(path);
  try {
    const found = await stat(path);
    if (found.isDirectory()) {
      return done({
        source: openCsvFolder(path),
        nameCell: (table, row, column) => `${table}.csv, row ${row}, column ${columnName(column)}`,
      });
    }
  } catch (error) {
    const fields = { file: `${name} is not there or may not be read.` };
    if (isCode(error, 'ENOENT', 'ENOTDIR'))
      return rejected(
        'workbook.noFile',
        `${name} is not there. Put the file back, or correct the path in the connection's settings.`,
        { fields },
      );
    if (isCode(error, 'EACCES', 'EPERM'))
      return rejected(
        'workbook.noAccess',
        `${name} may not be read by Kobling. Give the user that runs Kobling the right to read it.`,
        { fields },
      );
    throw error;
  }
  if (/\.csv$|\.tsv$/i.test(name)) {
    return rejected(
      'workbook.csvFile',
      `${name} is a single CSV file. Give the folder that holds it: each file in it is a sheet.`,
      { fields: { file: 'Give the folder instead of the file.' } },
    );
  }
  return done({ source: openXlsx(path), nameCell: (table, row, column) => `${table}!${cellRef(row, column)}` });
}
