/** For tests of writing: a sheet given as XML, and what becomes of it. */
import { readFile } from 'node:fs/promises';
import { buildParts, packParts } from './fixture.ts';
import { mustWrite, rawParts, withBook } from './testing.ts';

export const customers = {
  name: 'Customers',
  columns: [
    { header: 'No' },
    { header: 'Name' },
    { header: 'Since', format: 'date' },
    { header: 'Balance', format: 'decimal' },
  ],
  rows: [
    [1, 'Nord AS', { date: '2020-01-31' }, 10.5],
    [2, 'Sør AS', { date: '2021-02-28' }, 20],
  ],
} as const;
export const sheetPart = 'xl/worksheets/sheet1.xml';

export const partText = async (path: string, name: string): Promise<string> =>
  Buffer.from(rawParts(await readFile(path)).get(name)?.text ?? '', 'latin1').toString();

/** A workbook whose only sheet is this text, and what is left of it after the edits. */
export async function rewritten(
  xml: string,
  edits: Parameters<typeof mustWrite>[1][],
  more: Readonly<Record<string, string>> = {},
) {
  const parts = {
    ...buildParts({ sheets: [{ name: 'S', columns: [{ header: 'A' }], rows: [] }] }),
    [sheetPart]: xml,
    ...more,
  };
  return withBook(packParts(parts), async ({ source, path }) => {
    const appended = await mustWrite(source, ...edits);
    return { appended, xml: await partText(path, sheetPart) };
  });
}
export const head =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
export const tail = '<pageMargins left="0.7"/></worksheet>';
