/** The time of a change in the sheet's own column, as that column writes it: date, text, or a counter. */
import type { SheetColumn } from './sheet.ts';
import { writeDateText } from './date-text.ts';
import type { Cell, NewCell } from './table-source.ts';

export function stampCell(column: SheetColumn, before: Cell | undefined, now: Date, zone: string): NewCell {
  const { kind, stats } = column;
  const local = localTime(now, zone);
  if (kind.type === 'integer' || kind.type === 'double')
    return { kind: 'number', text: String(BigInt(stats.largest === '' ? '0' : stats.largest) + 1n) };
  if (kind.type === 'datetime' && kind.cells === 'text' && before?.kind !== 'number') {
    return { kind: 'text', text: writeDateText(local, kind.dateStyle, kind.dateOnly && local.endsWith('T00:00:00')) };
  }
  if (kind.type === 'text' && stats.texts > 0) return { kind: 'text', text: local };
  return { kind: 'date', iso: local };
}

/** `YYYY-MM-DDTHH:mm:ss` in an IANA zone. */
export function localTime(now: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '00';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
