/** ERP keys of a sheet: how a cell is read as one, and which is the next. */
import { canonicalDecimal } from '@kobling/sdk';
import type { Cell, NewCell } from './table-source.ts';

export const MAX_KEY_LENGTH = 254;

/**
 * 10023, 10023.0, 1.0023E4 and the text "10023" are one key; leading zeros in a text are kept. Empty for a blank cell,
 * undefined for one that cannot be a key (an error).
 */
export function keyOf(cell: Cell | undefined): string | undefined {
  switch (cell?.kind) {
    case undefined:
    case 'blank':
      return '';
    case 'text':
      return cell.text.trim();
    case 'number':
      return canonicalDecimal(cell.text) ?? cell.text;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
      return undefined;
  }
}

interface Series {
  readonly prefix: string;
  readonly digits: string;
}
const seriesOf = (key: string): Series | undefined => {
  const match = /^(.*?)(\d+)$/s.exec(key);
  // Longer digit runs are GUIDs and bar codes, which no one counts on from.
  return match === null || (match[2] ?? '').length > 18
    ? undefined
    : { prefix: match[1] ?? '', digits: match[2] ?? '' };
};

/**
 * Counts on from the highest number of the most common prefix, in its width: 10023 → 10024, K0009 → K0010. `start` is
 * the lowest key to give. `used` keys never come again, nor does any up to `highest`, so that the key of a deleted row
 * is not given to another record.
 */
export function nextKey(used: Iterable<string>, highest: string, start: string): string {
  const groups = new Map<string, { count: number; max: bigint; width: number }>();
  const add = (key: string, count: number): void => {
    const series = seriesOf(key);
    if (series === undefined) return;
    const group = groups.get(series.prefix) ?? { count: 0, max: 0n, width: 0 };
    const number = BigInt(series.digits);
    const padded = series.digits.startsWith('0') && series.digits.length > 1;
    groups.set(series.prefix, {
      count: group.count + count,
      max: number > group.max ? number : group.max,
      width: padded ? Math.max(group.width, series.digits.length) : group.width,
    });
  };
  const taken = new Set<string>();
  for (const key of used) {
    taken.add(key);
    add(key, 1);
  }
  add(highest, 0);
  const from = seriesOf(start);
  const [prefix, group] = from === undefined ? mostCommon(groups) : [from.prefix, groups.get(from.prefix)];
  const lowest = from === undefined ? 1n : BigInt(from.digits);
  const width = Math.max(group?.width ?? 0, from?.digits.startsWith('0') === true ? from.digits.length : 0);
  let number = (group?.max ?? 0n) + 1n;
  if (number < lowest) number = lowest;
  for (; ; number += 1n) {
    const key = prefix + String(number).padStart(width, '0');
    if (!taken.has(key)) return key;
  }
}

function mostCommon<Group extends { count: number }>(groups: ReadonlyMap<string, Group>): [string, Group | undefined] {
  let best: [string, Group | undefined] = ['', groups.get('')];
  for (const [prefix, group] of groups) if (group.count > (best[1]?.count ?? 0)) best = [prefix, group];
  return best;
}

/** A key as the column writes keys: a number where it has numbers and the text is the same afterwards. */
export const keyCell = (key: string, asNumber: boolean): NewCell =>
  asNumber && canonicalDecimal(key) === key ? { kind: 'number', text: key } : { kind: 'text', text: key };

/** The one with the greatest number at its end; '' when none has one. */
export function highestOf(keys: Iterable<string>): string {
  let best: { key: string; number: bigint } | undefined;
  for (const key of keys) {
    const series = seriesOf(key);
    if (series === undefined) continue;
    const number = BigInt(series.digits);
    if (best === undefined || number > best.number) best = { key, number };
  }
  return best?.key ?? '';
}
