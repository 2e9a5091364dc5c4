/**
 * Values of restrictions and cells. Programs send them encoded without culture (`[I:10]`, `[D:12/31/2013]`) or plain; cells go
 * out encoded, as the vendor's do.
 */
import { decodeValue, encodeValue } from '@kobling/sdk';
import type { FindableType } from '@kobling/store';

const brackets = /^\[(I|F|D|DT|B|S|L):(.*)\]$/s;

/** Plain text of whatever encoding it came in: numbers as digits, days and times ISO, boxes `1` and `0`. */
export function plainValue(sent: string): string {
  const [, kind, inner = ''] = brackets.exec(sent.trim()) ?? [];
  switch (kind) {
    case undefined:
      return plainDate(sent);
    case 'I':
    case 'F':
    case 'S':
    case 'L':
      return inner;
    case 'B':
      return inner.toLowerCase() === 'true' || inner === '1' ? '1' : '0';
    default: {
      const read = decodeValue('datetime', `[${kind}:${inner}]`);
      return read.ok ? (kind === 'D' ? read.value.slice(0, 10) : read.value) : sent;
    }
  }
}

/** `2014.3.4`, as the string form of restrictions writes days. */
const plainDate = (sent: string): string =>
  sent.replace(
    /^\s*(\d{4})[./](\d{1,2})[./](\d{1,2})\s*$/,
    (_all, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );

/** A cell's value as the vendor's archives encode it; texts and names as they are. */
export function cellValue(type: FindableType, value: string): string {
  if (value === '') return '';
  switch (type) {
    case 'integer':
      return encodeValue('integer', value);
    case 'decimal':
      return encodeValue('double', value);
    case 'checkbox':
      return encodeValue('checkbox', value);
    case 'date': {
      const [year = '', month = '', day = ''] = value.split('-');
      return `[D:${month}/${day}/${year}]`;
    }
    case 'datetime':
      return encodeValue('datetime', value.replace(/Z$/, ''));
    case 'text':
    case 'list':
    case 'connections':
    case 'selections':
      return value;
  }
}
