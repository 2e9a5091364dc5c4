/** A row's opening tag: what it must say of its cells, and what a new row takes over from the one above. */
import type { NewCell } from '../table-source.ts';
import { type RowPlace, isFilled } from './sheet-places.ts';
import { withAttribute } from './splice.ts';

/** `spans` is a hint for faster loading; where a row has it, it must cover all of the row's cells. */
export function withSpans(tag: string, spans: string | undefined, cells: ReadonlyMap<number, NewCell>): string {
  if (spans === undefined) return tag;
  const ends = spans
    .split(/[\s:]+/)
    .map(Number)
    .filter(Number.isInteger);
  const columns = [...cells].filter(([, cell]) => isFilled(cell)).map(([column]) => column + 1);
  const wide = `${Math.min(...ends, ...columns)}:${Math.max(...ends, ...columns)}`;
  const covered = columns.every((column) => column >= Math.min(...ends) && column <= Math.max(...ends));
  return covered ? tag : withAttribute(tag, 'spans', wide);
}

/** What a row hands on to the one below it: its height and format, not that it is hidden, grouped or filtered out. */
export function rowAttributes(like: RowPlace | undefined): string {
  let text = '';
  for (const [name, value] of Object.entries(like?.row.attributes ?? {})) {
    const kept = ['spans', 's', 'customFormat', 'ht', 'customHeight'].includes(name) || name.endsWith(':dyDescent');
    if (kept && /^[\w.: ]*$/.test(value)) text += ` ${name}="${value}"`;
  }
  return text;
}
