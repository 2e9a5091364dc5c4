import { Skeleton } from '@mantine/core';
import { Fragment, type HTMLAttributes, type ReactNode } from 'react';
import './data-table.css';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand right in tabular figures. */
  readonly align?: 'right';
  /** Any CSS width; columns without one share the rest. */
  readonly width?: string;
  /** Says what the cell is on a card; a card's `title` column needs no label, `bare` neither; `inline` ones share a line; a `corner` stands beside the title. */
  readonly onCard?: 'title' | 'bare' | 'inline' | 'corner';
}
interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  /** Undefined while they are fetched: rows of the same height hold the place. */
  readonly rows: readonly T[] | undefined;
  readonly rowKey: (row: T) => string | number;
  readonly skeletonRows?: number;
  /** What unfolds under a row, over its whole width; null: nothing. */
  readonly below?: (row: T) => ReactNode;
  /** Such as a look, or what a press anywhere on the row does; the same must be in one of its cells for the keyboard. */
  readonly rowProps?: (row: T) => Pick<HTMLAttributes<HTMLTableRowElement>, 'className' | 'onClick' | 'onDoubleClick'>;
}

/**
 * A table that becomes cards where it is narrow. The roles are spelled out because a browser drops them when CSS changes
 * the display of table elements.
 */
export function DataTable<T>({ label, columns, rows, rowKey, skeletonRows = 6, below, rowProps }: Props<T>) {
  return (
    <div className="panel table-panel">
      <table role="table" className="data-table" aria-label={label} aria-busy={rows === undefined}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.width === undefined ? {} : { width: column.width }} />
          ))}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" className={column.align === 'right' ? 'right' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, index) => <SkeletonRow key={index} columns={columns.length} />)
            : rows.map((row) => (
                <Fragment key={rowKey(row)}>
                  <Row columns={columns} row={row} more={rowProps?.(row) ?? {}} />
                  <Below columns={columns.length}>{below?.(row) ?? null}</Below>
                </Fragment>
              ))}
        </tbody>
      </table>
    </div>
  );
}

function Row<T>({
  columns,
  row,
  more,
}: {
  readonly columns: readonly Column<T>[];
  readonly row: T;
  readonly more: HTMLAttributes<HTMLTableRowElement>;
}) {
  return (
    <tr role="row" {...more}>
      {columns.map((column) => (
        <td
          key={column.key}
          role="cell"
          className={`${column.align === 'right' ? 'right figures' : ''} ${column.onCard === undefined ? 'labelled' : `card-${column.onCard}`}`}
        >
          {column.onCard === undefined ? (
            <span className="card-label" aria-hidden>
              {column.title}
            </span>
          ) : null}
          <div className="cell">{column.cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}

function Below({ columns, children }: { readonly columns: number; readonly children: ReactNode }) {
  return children === null ? null : (
    <tr role="row" className="below">
      <td role="cell" colSpan={columns}>
        {children}
      </td>
    </tr>
  );
}

function SkeletonRow({ columns }: { readonly columns: number }) {
  return (
    <tr role="row">
      {Array.from({ length: columns }, (_, index) => (
        <td key={index} role="cell">
          <Skeleton height={12} width={index === 0 ? '70%' : '50%'} my={4} />
        </td>
      ))}
    </tr>
  );
}
