/** Another program at the same workbook: Python with openpyxl, which opens, changes and saves as people's scripts do. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An interpreter that has openpyxl; undefined when there is none. */
export function findPython(): string | undefined {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', 'import openpyxl'], { stdio: 'ignore' });
      return python;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

export interface Edit {
  readonly sheet: string;
  /** Cell to value; `{ date }` becomes a date, null a blank. */
  readonly cells: Readonly<Record<string, string | number | null | { readonly date: string }>>;
  /** The sheet's table reaches so far afterwards, as Excel does when one types below it. */
  readonly table?: { readonly name: string; readonly ref: string };
}

const editing = `
import datetime, json, sys, openpyxl
file, edit = sys.argv[1], json.loads(sys.argv[2])
book = openpyxl.load_workbook(file, keep_vba=file.endswith('.xlsm'))
sheet = book[edit['sheet']]
for ref, value in edit['cells'].items():
    sheet[ref] = datetime.date.fromisoformat(value['date']) if isinstance(value, dict) else value
if 'table' in edit:
    sheet.tables[edit['table']['name']].ref = edit['table']['ref']
book.save(file)
`;

export async function editWorkbook(python: string, file: string, edit: Edit): Promise<void> {
  await run(python, ['-c', editing, file, JSON.stringify(edit)]);
}

const reading = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({sheet.title: {
    'rows': [[str(cell) if hasattr(cell, 'year') else cell for cell in row] for row in sheet.iter_rows(values_only=True)],
    'tables': {name: table if isinstance(table, str) else table.ref for name, table in sheet.tables.items()},
} for sheet in book.worksheets}))
`;

export type Seen = Readonly<
  Record<
    string,
    {
      /** Formulas as they are written; dates as ISO text. */
      readonly rows: readonly (readonly (string | number | boolean | null)[])[];
      readonly tables: Readonly<Record<string, string>>;
    }
  >
>;

/** The whole workbook as openpyxl reads it; throws when it cannot. */
export async function readWorkbook(python: string, file: string): Promise<Seen> {
  const { stdout } = await run(python, ['-W', 'error', '-c', reading, file]);
  return JSON.parse(stdout) as Seen;
}
