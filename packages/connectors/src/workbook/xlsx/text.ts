/**
 * Text as a workbook spells it: runs of rich text, phonetic guides, `xml:space`, and `_x000D_` for characters that XML
 * cannot hold (ECMA-376 part 1, 18.4 and 22.9.2.19).
 */
import type { Attributes } from './xml.ts';

const escapePattern = /_x([0-9A-Fa-f]{4})_/g;

/** `_x000D_` becomes the character it names; `_x005F_x000D_` is the spelled-out text `_x000D_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(escapePattern, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

const code = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Text for an element's content: the escapes above, then XML's. A carriage return would be read back as a line feed. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // All that XML cannot hold, and the carriage return, but for surrogates, which the next line looks at in pairs.
      .replace(/[^\t\n\u0020-\ufffd]/g, code)
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, code)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
  );
}

const trimSpace = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** Collects the text of one `si` or `is` element: `t` directly or in runs, without phonetic guides (`rPh`). */
export class TextRuns {
  #text = '';
  #run = '';
  #inText = false;
  #preserve = false;
  #phonetic = 0;

  open(local: string, attributes: Attributes): void {
    if (local === 'rPh') this.#phonetic += 1;
    if (local !== 't' || this.#phonetic > 0) return;
    this.#inText = true;
    this.#run = '';
    this.#preserve = attributes['xml:space'] === 'preserve';
  }

  text(text: string): void {
    if (this.#inText) this.#run += text;
  }

  close(local: string): void {
    if (local === 'rPh') this.#phonetic -= 1;
    if (local !== 't' || !this.#inText) return;
    this.#inText = false;
    // Without xml:space="preserve" Excel drops the space around a run.
    this.#text += unescapeText(this.#preserve ? this.#run : trimSpace(this.#run));
  }

  /** The text so far; begins anew. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
