/**
 * Makes whole workbooks for tests and for the demonstration: styled headers, number formats, tables with filters,
 * formulas, frozen panes, macros. What Excel, LibreOffice and openpyxl open without complaint.
 */
import { type Zippable, strToU8, zipSync } from 'fflate';
import { type FixtureStyle, columnStyle, headerStyle, stylesXml, themeXml } from './fixture-styles.ts';
import {
  appXml,
  attributeText,
  contentTypes,
  coreXml,
  mainNs,
  relNs,
  relationships,
  workbookRelations,
  workbookXml,
  xmlHead,
} from './fixture-package.ts';
import { columnName } from './refs.ts';
import { isoToSerial } from './serial.ts';
import { escapeText } from './text.ts';

export type FixtureFormat =
  | 'general'
  | 'text'
  | 'integer'
  | 'thousands'
  | 'decimal'
  | 'percent'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'duration';

export type FixtureCell =
  | null
  | undefined
  /** Text as it is, also in a column of dates. */
  | string
  | number
  | boolean
  /** A number by its exact digits. */
  | { readonly number: string }
  /** ISO, stored as a serial. */
  | { readonly date: string }
  /** `#N/A` and the like. */
  | { readonly error: string }
  /** Runs of rich text, every second one bold. */
  | { readonly rich: readonly string[] }
  /** Without the `=`; `value` is what Excel would have calculated. */
  | { readonly formula: string; readonly value?: string | number | boolean };

export interface FixtureColumn {
  readonly header: string;
  /** In characters. */
  readonly width?: number;
  readonly format?: FixtureFormat;
  readonly style?: FixtureStyle;
}
export interface FixtureSheet {
  readonly name: string;
  readonly columns: readonly FixtureColumn[];
  readonly rows: readonly (readonly FixtureCell[])[];
  /** Names are unique in a workbook and hold no spaces. */
  readonly table?: { readonly name: string; readonly style?: string; readonly totalsRow?: boolean };
  readonly freezeHeader?: boolean;
  readonly hidden?: boolean | 'very';
  /** Styled rows that hold nothing, below the others. */
  readonly emptyRows?: number;
}
export interface FixtureWorkbook {
  readonly sheets: readonly FixtureSheet[];
  /** Name to reference, such as `Customers!$A$2:$A$9`. */
  readonly definedNames?: Readonly<Record<string, string>>;
  /** The bytes of xl/vbaProject.bin; the workbook is then an .xlsm. */
  readonly macros?: Uint8Array;
  /** Texts in the shared strings part, as Excel does (the default), or inline. */
  readonly sharedStrings?: boolean;
  readonly date1904?: boolean;
  /** By part name: put in place of, or beside, what is made here. */
  readonly parts?: Readonly<Record<string, Uint8Array | string>>;
}

/** The workbook's parts by name, before they are packed. */
export function buildParts(workbook: FixtureWorkbook): Record<string, string | Uint8Array> {
  const strings = workbook.sharedStrings === false ? undefined : new StringTable();
  const parts: Record<string, string | Uint8Array> = {};
  parts['[Content_Types].xml'] = contentTypes(workbook);
  parts['_rels/.rels'] = relationships([
    [`${relNs}/officeDocument`, 'xl/workbook.xml'],
    ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
    [`${relNs}/extended-properties`, 'docProps/app.xml'],
  ]);
  parts['xl/workbook.xml'] = workbookXml(workbook);
  parts['xl/_rels/workbook.xml.rels'] = relationships(workbookRelations(workbook));
  let tables = 0;
  for (const [i, sheet] of workbook.sheets.entries()) {
    const part = `xl/worksheets/sheet${i + 1}.xml`;
    parts[part] = sheetXml(sheet, i === 0, workbook.date1904 === true, strings);
    if (sheet.table === undefined) continue;
    tables += 1;
    parts[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] = relationships([
      [`${relNs}/table`, `../tables/table${tables}.xml`],
    ]);
    parts[`xl/tables/table${tables}.xml`] = tableXml(sheet, tables);
  }
  parts['xl/theme/theme1.xml'] = themeXml;
  parts['xl/styles.xml'] = stylesXml();
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = strings.xml();
  if (workbook.macros !== undefined) parts['xl/vbaProject.bin'] = workbook.macros;
  parts['docProps/core.xml'] = coreXml;
  parts['docProps/app.xml'] = appXml;
  return { ...parts, ...workbook.parts };
}

/** The bytes of an .xlsx, or of an .xlsm when it has macros. The same input gives the same bytes. */
export function buildXlsx(workbook: FixtureWorkbook): Uint8Array {
  return packParts(buildParts(workbook));
}

export function packParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content;
  // Excel stamps all parts so: zip has no date before 1980. The constructor reads local time, and so does zip.
  return zipSync(files, { mtime: new Date(1980, 0, 1), level: 6 });
}

class StringTable {
  readonly #items: string[] = [];
  readonly #index = new Map<string, number>();
  #uses = 0;
  add(item: string): number {
    this.#uses += 1;
    const known = this.#index.get(item);
    if (known !== undefined) return known;
    this.#index.set(item, this.#items.length);
    return this.#items.push(item) - 1;
  }
  xml(): string {
    const items = this.#items.map((item) => `<si>${item}</si>`).join('');
    return `${xmlHead}<sst xmlns="${mainNs}" count="${this.#uses}" uniqueCount="${this.#items.length}">${items}</sst>`;
  }
}

const textXml = (text: string): string =>
  `<t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''}>${escapeText(text)}</t>`;

function cellXml(
  ref: string,
  style: number,
  cell: FixtureCell,
  date1904: boolean,
  strings: StringTable | undefined,
): string {
  const head = `<c r="${ref}"${style === 0 ? '' : ` s="${style}"`}`;
  const texts = (item: string): string =>
    strings === undefined
      ? `${head} t="inlineStr"><is>${item}</is></c>`
      : `${head} t="s"><v>${strings.add(item)}</v></c>`;
  if (cell === null || cell === undefined) return style === 0 ? '' : `${head}/>`;
  if (typeof cell === 'string') return texts(textXml(cell));
  if (typeof cell === 'number') return `${head}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `${head} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ('number' in cell) return `${head}><v>${cell.number}</v></c>`;
  if ('error' in cell) return `${head} t="e"><v>${cell.error}</v></c>`;
  if ('rich' in cell) {
    return texts(
      cell.rich.map((run, i) => `<r>${i % 2 === 1 ? '<rPr><b/><sz val="11"/></rPr>' : ''}${textXml(run)}</r>`).join(''),
    );
  }
  if ('date' in cell) {
    const serial = isoToSerial(cell.date, date1904);
    if (serial === undefined) throw new RangeError(`no date that a workbook can hold: ${cell.date}`);
    return `${head}><v>${serial}</v></c>`;
  }
  const { formula, value } = cell;
  const type = typeof value === 'string' ? ' t="str"' : typeof value === 'boolean' ? ' t="b"' : '';
  const shown =
    value === undefined ? '' : `<v>${typeof value === 'boolean' ? Number(value) : escapeText(String(value))}</v>`;
  return `${head}${type}><f>${escapeText(formula)}</f>${shown}</c>`;
}

function sheetXml(sheet: FixtureSheet, first: boolean, date1904: boolean, strings: StringTable | undefined): string {
  const { columns } = sheet;
  const width = Math.max(1, columns.length);
  const rowXml = (number: number, cells: readonly FixtureCell[], styles: readonly number[]): string => {
    const xml = styles
      .map((style, c) => cellXml(`${columnName(c)}${number}`, style, cells[c], date1904, strings))
      .join('');
    return `<row r="${number}" spans="1:${width}">${xml}</row>`;
  };
  const styles = columns.map((column) => columnStyle(column.format ?? 'general', column.style ?? 'plain'));
  const rows = [
    rowXml(
      1,
      columns.map((column) => column.header),
      columns.map(() => headerStyle),
    ),
  ];
  for (const cells of sheet.rows) rows.push(rowXml(rows.length + 1, cells, styles));
  if (sheet.table?.totalsRow === true) rows.push(rowXml(rows.length + 1, ['Total'], styles));
  for (let i = 0; i < (sheet.emptyRows ?? 0); i += 1) rows.push(rowXml(rows.length + 1, [], styles));
  const pane =
    sheet.freezeHeader === true ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const cols = columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${column.width ?? 14}" customWidth="1"/>`)
    .join('');
  return [
    `${xmlHead}<worksheet xmlns="${mainNs}" xmlns:r="${relNs}">`,
    `<dimension ref="A1:${columnName(width - 1)}${rows.length}"/>`,
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/>${cols === '' ? '' : `<cols>${cols}</cols>`}`,
    `<sheetData>${rows.join('')}</sheetData>`,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    sheet.table === undefined ? '' : '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
    '</worksheet>',
  ].join('');
}

function tableXml(sheet: FixtureSheet, id: number): string {
  const totals = sheet.table?.totalsRow === true;
  const name = attributeText(sheet.table?.name ?? '');
  const last = columnName(Math.max(0, sheet.columns.length - 1));
  // A table has at least one row below its header, be it empty.
  const dataEnd = Math.max(1, sheet.rows.length) + 1;
  const columns = sheet.columns
    .map((column, i) => `<tableColumn id="${i + 1}" name="${attributeText(column.header)}"/>`)
    .join('');
  const style = attributeText(sheet.table?.style ?? 'TableStyleMedium2');
  return [
    `${xmlHead}<table xmlns="${mainNs}" id="${id}" name="${name}" displayName="${name}" ref="A1:${last}${dataEnd + (totals ? 1 : 0)}"`,
    totals ? ' totalsRowCount="1">' : ' totalsRowShown="0">',
    `<autoFilter ref="A1:${last}${dataEnd}"/>`,
    `<tableColumns count="${sheet.columns.length}">${columns}</tableColumns>`,
    `<tableStyleInfo name="${style}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`,
  ].join('');
}
