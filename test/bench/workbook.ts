/** Workbooks: every row of a sheet read, and one cell of it written. The file is made by another process, to keep its memory out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openXlsx } from '../../packages/connectors/src/workbook/xlsx/index.ts';
import type { TableSource } from '../../packages/connectors/src/workbook/table-source.ts';
import { type Figure, type Place, residentMb } from './scenarios.ts';

const maker = fileURLToPath(new URL('./make-workbook.ts', import.meta.url));
const middleRow = (rows: number): number => Math.floor(rows / 2);

function open({ rows, folder }: Place): TableSource {
  const path = join(folder, 'erp.xlsx');
  const made = spawnSync(process.execPath, [maker, path, String(rows)], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (made.status !== 0) throw new Error('The workbook could not be made.');
  return openXlsx(path);
}

export async function workbookRead(place: Place): Promise<readonly Figure[]> {
  const source = open(place);
  const beforeMb = residentMb();
  const began = performance.now();
  const read = await readRows(source);
  const ms = performance.now() - began;
  // The heading is a row too.
  if (read.count !== place.rows + 1) throw new Error(`${read.count} rows were read.`);
  return [{ records: place.rows, ms, beforeMb, kind: 'rate' }];
}

export async function workbookOneCell(place: Place): Promise<readonly Figure[]> {
  const source = open(place);
  const beforeMb = residentMb();
  const began = performance.now();
  const version = await source.version();
  if (version.status !== 'done') throw new Error(version.reason.message);
  const row = middleRow(place.rows);
  const edit = { table: 'Customers', row, cells: new Map([[2, { kind: 'text', text: 'written' } as const]]) };
  const written = await source.write([edit], version.value);
  const ms = performance.now() - began;
  if (written.status !== 'done' || written.value.status !== 'written') throw new Error(JSON.stringify(written));
  const read = await readRows(source, row);
  const cell = read.wanted?.cells[2];
  if (cell?.kind !== 'text' || cell.text !== 'written') throw new Error(`The cell holds ${JSON.stringify(cell)}.`);
  return [{ records: 1, ms, beforeMb, kind: 'time' }];
}

async function readRows(source: TableSource, number?: number) {
  let count = 0;
  let wanted;
  const rows = source.rows('Customers')[Symbol.asyncIterator]();
  for (;;) {
    const step = await rows.next();
    if (step.done === true) {
      const end = step.value ?? undefined;
      if (end !== undefined && end.status !== 'done') throw new Error(end.reason.message);
      return { count, wanted };
    }
    count += 1;
    if (step.value.number === number) wanted = step.value;
  }
}
