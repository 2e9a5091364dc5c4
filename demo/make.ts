/**
 * Makes the demonstration's ERP, demo-erp.xlsx. `node demo/make.ts` writes it; the workbook is committed, and a test
 * makes it again and compares the bytes. What is in it comes from packages/server/src/demo/data.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildXlsx } from '../packages/connectors/src/workbook/xlsx/fixture.ts';
import { demoWorld } from '../packages/server/src/demo/data/index.ts';
import { companySheet, listSheet, listSheetNames, personSheet, projectSheet } from './sheets.ts';

export const workbookFile = fileURLToPath(new URL('demo-erp.xlsx', import.meta.url));

/** The same bytes every time. */
export function makeWorkbook(): Uint8Array {
  const world = demoWorld();
  return buildXlsx({
    sheets: [
      companySheet('customer', world),
      companySheet('supplier', world),
      personSheet(world),
      projectSheet(world),
      ...listSheetNames.map(listSheet),
    ],
  });
}

if (import.meta.main) await writeFile(workbookFile, makeWorkbook());
