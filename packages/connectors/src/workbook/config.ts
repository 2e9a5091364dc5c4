/** The settings of a workbook connection and what they say. */
import {
  checkConfig,
  type ConfigValues,
  decodeValue,
  done,
  type FieldMetadata,
  isDone,
  type Outcome,
  rejected,
} from '@kobling/sdk';
import { isSheetNameOf, isSheetType, type SheetType, sheetTypes } from './headings.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
/** One name for every sheet, or one by actor type. */
export type PerType = { readonly all?: string; readonly byType: ReadonlyMap<SheetType, string> };

export interface WorkbookConfig {
  readonly file: string;
  /** 1-based; undefined when not set, so that a defined Excel table may say where its heading is. */
  readonly headerRow: number | undefined;
  readonly keyColumn: PerType;
  readonly modifiedColumn: PerType;
  readonly parentColumn: PerType;
  readonly sheets: PerType;
  readonly dateOrder: DateOrder | undefined;
  readonly newKeyStart: string;
}

const field = (
  rank: number,
  fieldKey: string,
  displayName: string,
  description: string,
  more: Partial<FieldMetadata> = {},
): FieldMetadata => ({
  fieldKey,
  rank,
  displayName,
  description,
  type: 'text',
  listName: '',
  defaultValue: '',
  maxLength: 1000,
  access: 'normal',
  ...more,
});

export const configFields: readonly FieldMetadata[] = [
  field(1, 'file', 'Workbook', 'Path of an .xlsx or .xlsm file, or of a folder of CSV files.', {
    access: 'mandatory',
    isPath: true,
  }),
  field(
    2,
    'headerRow',
    'Heading row',
    'The row that holds the column headings. Left empty: 1, or where a defined table begins.',
    { type: 'integer' },
  ),
  field(
    3,
    'keyColumn',
    'Key column',
    'Heading of the key column: one name for all sheets, or Customer=CustNo;Person=Id.',
  ),
  field(
    4,
    'modifiedColumn',
    'Column for last change',
    'Heading of the column that receives the time of a change; as for the key column.',
  ),
  field(
    5,
    'parentColumn',
    'Parent column',
    'Heading of the column that holds the customer or supplier of a person or project; as for the key column.',
  ),
  field(6, 'sheets', 'Sheets', 'Sheets with other names than the actor types: Customer=Kunder;Supplier=Leverandører.'),
  field(7, 'dateOrder', 'Order in dates', 'dmy, mdy or ymd: how dates kept as text such as 03/04/2026 are read.', {
    maxLength: 3,
  }),
  field(8, 'newKeyStart', 'First new key', 'The lowest key given to new rows, such as 20000 or K0500.', {
    maxLength: 254,
  }),
];

/** Refused with one sentence per setting in `reason.fields`. */
export function readConfig(values: ConfigValues): Outcome<WorkbookConfig> {
  const checked = checkConfig(configFields, values);
  if (!isDone(checked)) return checked;
  const problems: Record<string, string> = {};
  const names = (key: string): PerType => {
    const parsed = perType(values[key] ?? '');
    if (typeof parsed !== 'string') return parsed;
    problems[key] = parsed;
    return { byType: new Map() };
  };
  const row = headerRowOf(values['headerRow'] ?? '');
  if (row === 'bad') problems['headerRow'] = 'The heading row is a row number: 1 or more.';
  const order = (values['dateOrder'] ?? '').trim().toLowerCase();
  if (!isDateOrder(order) && order !== '') problems['dateOrder'] = 'The order in dates is dmy, mdy or ymd.';
  const config: WorkbookConfig = {
    file: (values['file'] ?? '').trim(),
    headerRow: row === 'bad' ? undefined : row,
    keyColumn: names('keyColumn'),
    modifiedColumn: names('modifiedColumn'),
    parentColumn: names('parentColumn'),
    sheets: names('sheets'),
    dateOrder: isDateOrder(order) ? order : undefined,
    newKeyStart: (values['newKeyStart'] ?? '').trim(),
  };
  if (config.sheets.all !== undefined)
    problems['sheets'] = 'Say which sheet is which: Customer=Kunder;Supplier=Leverandører.';
  if (config.newKeyStart !== '' && !/\d$/.test(config.newKeyStart))
    problems['newKeyStart'] = 'The first new key ends in digits, such as 20000 or K0500.';
  const sentences = Object.values(problems);
  return sentences.length > 0 ? rejected('config.invalid', sentences.join(' '), { fields: problems }) : done(config);
}

const isDateOrder = (text: string): text is DateOrder => text === 'dmy' || text === 'mdy' || text === 'ymd';

function headerRowOf(wire: string): number | undefined | 'bad' {
  const decoded = decodeValue('integer', wire);
  if (!decoded.ok) return 'bad';
  if (decoded.value === '') return undefined;
  const row = Number(decoded.value);
  return row >= 1 && row <= 1_048_576 ? row : 'bad';
}

/** A string is the sentence that says what is wrong. */
function perType(text: string): PerType | string {
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 1 && parts[0] !== undefined && !parts[0].includes('='))
    return { all: parts[0], byType: new Map() };
  const byType = new Map<SheetType, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    const typeName = part.slice(0, Math.max(at, 0)).trim();
    const name = part.slice(at + 1).trim();
    const type = isSheetType(typeName) ? typeName : sheetTypes.find((candidate) => isSheetNameOf(candidate, typeName));
    if (at < 0 || type === undefined || name === '')
      return `“${part}” is not understood. Write ${sheetTypes.join(', ')}, then =, then the name, separated by ;.`;
    byType.set(type, name);
  }
  return { byType };
}

export const nameFor = (names: PerType, type: SheetType): string | undefined => names.byType.get(type) ?? names.all;
