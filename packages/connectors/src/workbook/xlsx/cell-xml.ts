/** A cell as it is written. Text goes in as an inline string: the shared strings are another part and stay untouched. */
import type { NewCell } from '../table-source.ts';
import { textLength } from './limits.ts';
import { refuse } from './refusal.ts';
import { escapeText } from './text.ts';

/** What is left once a date has become a serial or text. */
export type Content = Exclude<NewCell, { kind: 'date' }>;

const decimalPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

/** `place` is the cell's name for messages, such as `Customers!C12`. */
export function cellXml(prefix: string, ref: string, style: number, content: Content, place: string): string {
  const head = `<${prefix}c r="${ref}"${style === 0 ? '' : ` s="${style}"`}`;
  switch (content.kind) {
    case 'blank':
      return `${head}/>`;
    case 'boolean':
      return `${head} t="b"><${prefix}v>${content.value ? 1 : 0}</${prefix}v></${prefix}c>`;
    case 'number':
      if (!decimalPattern.test(content.text)) {
        throw refuse(
          'workbook.badNumber',
          `"${content.text}" is no number that the cell ${place} can hold. Give digits with a decimal point.`,
        );
      }
      return `${head}><${prefix}v>${content.text}</${prefix}v></${prefix}c>`;
    case 'text':
      return content.text === ''
        ? `${head}/>`
        : `${head} t="inlineStr">${inlineString(prefix, content.text, place)}</${prefix}c>`;
  }
}

function inlineString(prefix: string, text: string, place: string): string {
  if (text.length > textLength) {
    throw refuse(
      'workbook.textTooLong',
      `The text for the cell ${place} has ${text.length} characters; Excel holds ${textLength}. Shorten it.`,
    );
  }
  const space = /^[ \t\r\n]|[ \t\r\n]$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<${prefix}is><${prefix}t${space}>${escapeText(text)}</${prefix}t></${prefix}is>`;
}
