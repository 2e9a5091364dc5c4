/** A workbook as the ERP, opened by the test and by the worker that is killed: same file, same state folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workbookConnector } from '@kobling/connectors/workbook';
import { type Connection, done } from '@kobling/sdk';
import { openXlsx } from '../../packages/connectors/src/workbook/xlsx/index.ts';
import { buildXlsx } from '../../packages/connectors/src/workbook/xlsx/fixture.ts';

export const bookCard = workbookConnector().card ?? {};

/** Column headings are the field keys of the mapping in test/bench/save-erp.ts. */
export async function makeBook(folder: string, names: readonly string[]): Promise<void> {
  const columns = ['CustNo', 'Nm', 'Phone', 'Email', 'City'].map((header) => ({ header }));
  const rows = names.map((name, n) => [10_000 + n, name, `1${n}`, `post${n}@firma.example`, 'Oslo']);
  await mkdir(join(folder, 'state'), { recursive: true });
  await writeFile(join(folder, 'erp.xlsx'), buildXlsx({ sheets: [{ name: 'Customers', columns, rows }] }));
}

export async function openBook(folder: string): Promise<Connection> {
  const host = {
    guid: '3f1c7a52-26a1-4be4-b2d5-0a3a3f7a7a09',
    stateDir: join(folder, 'state'),
    zone: 'UTC',
    resolvePath: (path: string) => Promise.resolve(done(join(folder, path))),
    fetch: () => Promise.reject(new Error('A workbook needs no network.')),
    now: () => new Date(),
    log: () => undefined,
  };
  const opened = await workbookConnector().open({ file: 'erp.xlsx' }, host, { signal: new AbortController().signal });
  if (opened.status !== 'done') throw new Error(opened.reason.message);
  return opened.value;
}

/** Names in the sheet, in its order. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const row of openXlsx(join(folder, 'erp.xlsx')).rows('Customers')) {
    const cell = row.cells[1];
    if (row.number > 1 && cell?.kind === 'text') names.push(cell.text);
  }
  return names;
}
