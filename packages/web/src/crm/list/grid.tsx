/**
 * A list of any length: only the rows in sight are drawn. Arrows move, Enter opens, Space chooses; the keyboard stays on the
 * grid and `aria-activedescendant` tells readers where it is. Where it is narrow, rows are cards of one height.
 */
import type { FindableField, FoundRow, SortWish } from '@kobling/contract';
import { Checkbox, Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Link, useNavigate } from 'react-router';
import { useCrmListWords } from '../../language/crm-list/index.ts';
import { cardPath } from '../places.ts';
import { Cell } from './cell.tsx';
import { type Resize, useColumnWidths, WidthHandle } from './column-width.tsx';
import type { FoundRows } from './found-rows.ts';
import { keepPlace, placeKept } from './place.ts';
import { useVirtualRows } from './virtual-rows.ts';

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly field: FindableField | undefined;
  /** In pixels, where somebody drew it. */
  readonly width: number | undefined;
}
interface Props {
  readonly label: string;
  /** The name first. */
  readonly columns: readonly GridColumn[];
  readonly rows: FoundRows;
  readonly sort: readonly SortWish[];
  readonly sortBy: (field: string, add: boolean) => void;
  readonly resize: Resize;
  readonly chosen: ReadonlySet<number>;
  readonly choose: (row: FoundRow) => void;
  readonly narrow: boolean;
  /** Of this question, on this way through the pages. */
  readonly place: string;
  /** Another one begins at the top. */
  readonly question: string;
  readonly sees: (from: number, to: number) => void;
}

const rowHeight = 32;
const cardLine = 22;
const cardRoom = 20;
/** On a card, beside the name. */
const cardColumns = 4;

export function Grid(props: Props) {
  const { label, rows, columns, narrow, place, sees, chosen, choose } = props;
  const id = useId();
  const widths = useColumnWidths(columns, props.resize);
  const goTo = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [kept] = useState(() => placeKept(place));
  const [active, setActive] = useState(kept.active);
  const height = narrow ? cardRoom + cardLine * Math.min(columns.length, cardColumns) : rowHeight;
  const begin = useCallback(() => setActive(0), []);
  const virtual = useVirtualRows({ count: rows.count, scroller, height, kept, question: props.question, begin });
  const { items } = virtual;
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => sees(from, to), [sees, from, to]);
  const now = Math.min(active, Math.max(rows.count - 1, 0));
  const leave = (): void => keepPlace(place, { active: now, offset: virtual.offset() });
  const move = (wanted: number): void => {
    const next = Math.min(Math.max(wanted, 0), rows.count - 1);
    setActive(next);
    virtual.show(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, Math.max(Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2, 1));
    const row = rows.at(now);
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) move(step === 'first' ? 0 : step === 'last' ? rows.count - 1 : now + step);
    else if (event.key === 'Enter' && row !== undefined) {
      leave();
      void goTo(cardPath(row.kind, row.id));
    } else if (event.key === ' ' && row !== undefined) choose(row);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={narrow ? 'grid-box grid-narrow panel' : 'grid-box panel'}
      ref={scroller}
      role="grid"
      style={widths.style}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={rows.total === undefined}
      aria-activedescendant={rows.count > 0 ? `${id}${now}` : undefined}
      onKeyDown={onKeyDown}
    >
      <Head {...props} widths={widths} />
      <div role="rowgroup" className="grid-body" style={{ height: virtual.height }}>
        {rows.total === undefined ? <Waiting /> : null}
        {items.map((item) => (
          <Line
            key={item.key}
            id={`${id}${item.index}`}
            index={item.index}
            row={rows.at(item.index)}
            active={item.index === now}
            style={{ height, transform: `translateY(${item.start}px)` }}
            point={() => setActive(item.index)}
            {...{ columns, narrow, chosen, choose, leave }}
          />
        ))}
      </div>
    </div>
  );
}

function stepOf(key: string, page: number): number | 'first' | 'last' | undefined {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}

function Head({ columns, sort, sortBy, narrow, widths }: Props & Pick<Parameters<typeof WidthHandle>[0], 'widths'>) {
  const { t } = useCrmListWords();
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-heads">
        <div role="columnheader" aria-label={t('list.choose', { record: '' }).trim()} />
        {columns.map((column) => {
          const { key, title, field } = column;
          const wish = sort.find((one) => one.field === key);
          const up = wish !== undefined && wish.descending !== true;
          return (
            <div
              key={key}
              role="columnheader"
              aria-label={title}
              aria-sort={wish === undefined ? 'none' : up ? 'ascending' : 'descending'}
              className="grid-title"
            >
              {field?.sortable === false ? (
                <span className="cut" title={title}>
                  {title}
                </span>
              ) : (
                <button
                  type="button"
                  className="grid-sort"
                  title={title}
                  onClick={(event: MouseEvent) => sortBy(key, event.shiftKey)}
                >
                  <span className="cut">{title}</span>
                  {wish === undefined ? null : up ? (
                    <IconArrowUp size={14} aria-hidden />
                  ) : (
                    <IconArrowDown size={14} aria-hidden />
                  )}
                </button>
              )}
              {narrow ? null : <WidthHandle column={column} widths={widths} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface RowProps extends Pick<Props, 'columns' | 'narrow' | 'chosen' | 'choose'> {
  readonly row: FoundRow | undefined;
  readonly leave: () => void;
}

interface LineProps extends RowProps {
  readonly id: string;
  readonly index: number;
  readonly active: boolean;
  readonly style: CSSProperties;
  readonly point: () => void;
}

function Line({ id, index, active, style, point, ...row }: LineProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={row.row !== undefined && row.chosen.has(row.row.id)}
      className={active ? 'grid-row active' : 'grid-row'}
      style={style}
      onClick={point}
    >
      <Row {...row} />
    </div>
  );
}

function Row({ row, columns, narrow, chosen, choose, leave }: RowProps) {
  const { t } = useCrmListWords();
  const shown = narrow ? columns.slice(0, cardColumns) : columns;
  if (row === undefined)
    return (
      <>
        <div role="gridcell" />
        {shown.map(({ key }) => (
          <div key={key} role="gridcell" className="grid-cell">
            <Skeleton height={12} width="60%" my={4} />
          </div>
        ))}
      </>
    );
  const name = row.name === '' ? t('log.unnamed') : row.name;
  return (
    <>
      <div role="gridcell" className="grid-tick">
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={t('list.choose', { record: name })}
          checked={chosen.has(row.id)}
          onChange={() => choose(row)}
        />
      </div>
      {shown.map((column, index) =>
        index === 0 ? (
          <div key={column.key} role="gridcell" className="grid-cell grid-name cut">
            <Link to={cardPath(row.kind, row.id)} tabIndex={-1} title={name} onClick={leave}>
              {name}
            </Link>
          </div>
        ) : (
          <div key={column.key} role="gridcell" className="grid-cell cut">
            {narrow ? <span className="quiet grid-label">{column.title}</span> : null}
            <Cell cell={row.cells[column.key]} field={column.field} />
          </div>
        ),
      )}
    </>
  );
}

/** The first page's shape while it is fetched. */
function Waiting() {
  return (
    <>
      {Array.from({ length: 8 }, (_, index) => (
        <div
          key={index}
          role="row"
          className="grid-row"
          style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
        >
          <div role="gridcell" />
          <div role="gridcell" className="grid-cell">
            <Skeleton height={12} width="60%" my={4} />
          </div>
        </div>
      ))}
    </>
  );
}
