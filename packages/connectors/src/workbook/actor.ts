/** Rows as actors and columns as fields. What cannot be read as its column's type is absent, not blank (H05). */
import { type Actor, encodeValue, type FieldMetadata, type FieldType } from '@kobling/sdk';
import { readValue } from './cell-values.ts';
import { parentTypes, plain } from './headings.ts';
import { keyOf } from './keys.ts';
import { tellMisfit } from './misfits.ts';
import type { Notices } from './notices.ts';
import type { Sheet } from './book.ts';
import type { SheetColumn } from './sheet.ts';
import type { Row } from './table-source.ts';

export const MAX_TEXT_LENGTH = 32_767;

export const fieldTypeOf = (column: SheetColumn): FieldType => (column.listName === '' ? column.kind.type : 'list');

export function isReadOnly(sheet: Sheet, column: SheetColumn): boolean {
  const { key, modified, parents, parentType } = sheet.headings;
  return column.kind.fixed || [key, modified, parentType, ...parents].some((other) => other?.index === column.index);
}

export function fieldsOf(sheet: Sheet): FieldMetadata[] {
  return sheet.columns.map((column, index) => {
    const type = fieldTypeOf(column);
    return {
      fieldKey: column.heading,
      rank: index + 1,
      displayName: column.heading,
      description: '',
      type,
      listName: column.listName,
      defaultValue: '',
      maxLength: type === 'text' ? MAX_TEXT_LENGTH : 0,
      access: isReadOnly(sheet, column) ? 'readOnly' : 'normal',
    };
  });
}

export type NameCell = (table: string, row: number, column: number) => string;

/** The canonical value of one column; undefined when it was not observed, which the notices tell. */
export function observe(
  sheet: Sheet,
  row: Row,
  column: SheetColumn,
  nameCell: NameCell,
  notices: Notices,
): string | undefined {
  const seen = readValue(row.cells[column.index], column.kind, column.listName !== '', sheet.table.date1904 === true);
  if (seen.kind === 'value') return seen.canonical;
  const at = `${nameCell(sheet.table.name, row.number, column.index)} (${column.heading})`;
  tellMisfit(seen, at, column.kind, notices, `${sheet.table.name} ${column.heading} ${seen.kind}`);
  return undefined;
}

/** `fieldKeys` undefined means all. Unknown ones are left out. */
export function toActor(
  sheet: Sheet,
  key: string,
  row: Row,
  fieldKeys: ReadonlySet<string> | undefined,
  nameCell: NameCell,
  notices: Notices,
): Actor {
  const fieldValues: Record<string, string> = {};
  for (const column of sheet.columns) {
    if (fieldKeys !== undefined && !fieldKeys.has(column.heading)) continue;
    const canonical = observe(sheet, row, column, nameCell, notices);
    if (canonical !== undefined) fieldValues[column.heading] = encodeValue(fieldTypeOf(column), canonical);
  }
  const parent = parentOf(sheet, row);
  const lastModified = String(sheet.stamps.get(key) ?? 0n);
  const actor = { actorType: sheet.type, erpKey: key, lastModified, fieldValues };
  return parent === undefined ? actor : { ...actor, parentActorType: parent.type, parentErpKey: parent.key };
}

type ParentType = (typeof parentTypes)[number];

/** The first parent column that holds a key. */
export function parentOf(sheet: Sheet, row: Row): { readonly type: ParentType; readonly key: string } | undefined {
  for (const column of sheet.headings.parents) {
    const key = keyOf(row.cells[column.index]) ?? '';
    if (key !== '') return { type: column.type ?? statedType(sheet, row) ?? sheet.defaultParent, key };
  }
  return undefined;
}

function statedType(sheet: Sheet, row: Row): ParentType | undefined {
  const column = sheet.headings.parentType;
  const stated = column === undefined ? '' : plain(keyOf(row.cells[column.index]) ?? '');
  return parentTypes.find((type) => plain(type) === stated);
}
