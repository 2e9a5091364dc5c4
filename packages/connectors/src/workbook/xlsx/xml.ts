/**
 * XML as it may occur in a workbook: no doctype (entities that expand without end), bounded depth, UTF-8 or UTF-16.
 * Where text is to be spliced, the parser reads bytes as Latin-1 characters, so that a position in the text is a
 * position in the part.
 */
import { SaxesParser } from 'saxes';
import { xmlDepth } from './limits.ts';
import { Refusal, damaged, refuse } from './refusal.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  /** `depth` is 1 for the root. */
  open(name: string, attributes: Attributes, depth: number, selfClosing: boolean): void;
  close(name: string, depth: number): void;
  text(text: string): void;
}

/** No tag, text or comment of a workbook comes near this; beyond it the window below would grow without bound. */
const windowChars = 16 * 1024 * 1024;

export class XmlReader {
  readonly #parser: SaxesParser;
  readonly #part: string;
  readonly #positions: boolean;
  #depth = 0;
  /** The text from the last `<` of the previous chunk on: a tag may begin there and end in this one. */
  #window = '';
  #windowAt = 0;
  /** Where the text begins that the parser sees: behind a byte order mark. */
  #base = 0;
  #started = false;

  constructor(part: string, events: XmlEvents, positions = false) {
    this.#part = part;
    this.#positions = positions;
    // XML 1.1 would take 0x85, which occurs inside of UTF-8 characters, for a line end.
    this.#parser = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
    this.#parser.on('error', (error) => {
      throw damaged(`its part ${part} is not well-formed XML`, error);
    });
    this.#parser.on('doctype', () => {
      throw refuse(
        'workbook.unsafeXml',
        `The workbook's part ${part} declares a document type, which no workbook needs. It is not read.`,
      );
    });
    this.#parser.on('xmldecl', (declaration) => this.#checkEncoding(declaration.encoding));
    this.#parser.on('opentag', (tag) => {
      this.#depth += 1;
      if (this.#depth > xmlDepth) {
        throw refuse(
          'workbook.unsafeXml',
          `The workbook's part ${part} nests deeper than ${xmlDepth} levels. It is not read.`,
        );
      }
      events.open(tag.name, tag.attributes, this.#depth, tag.isSelfClosing);
    });
    this.#parser.on('closetag', (tag) => {
      events.close(tag.name, this.#depth);
      this.#depth -= 1;
    });
    const text = (value: string): void => events.text(value);
    this.#parser.on('text', text);
    this.#parser.on('cdata', text);
  }

  write(chunk: string): void {
    let text = chunk;
    if (!this.#started && text.length > 0) {
      this.#started = true;
      if (this.#positions && text.startsWith('\u00ef\u00bb\u00bf')) this.#base = 3;
      if (this.#base > 0) text = text.slice(this.#base);
    }
    if (this.#positions) this.#slide(text);
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.close();
  }

  /** Where the tag that is being reported ends: the position behind its `>`. */
  get tagEnd(): number {
    return this.#parser.position + this.#base;
  }

  /** Where the tag that is being reported begins. `<` cannot occur inside of a tag, so the nearest one is it. */
  get tagStart(): number {
    const end = this.#parser.position - this.#windowAt;
    const start = this.#window.lastIndexOf('<', end - 1);
    if (start < 0 || this.#window.charCodeAt(end - 1) !== 62) throw new Error(`lost the place in ${this.#part}`);
    return start + this.#windowAt + this.#base;
  }

  /** The characters of the tag that is being reported, Latin-1. */
  get tagText(): string {
    const from = this.#windowAt + this.#base;
    return this.#window.slice(this.tagStart - from, this.tagEnd - from);
  }

  #slide(text: string): void {
    const keep = Math.max(0, this.#window.lastIndexOf('<'));
    this.#windowAt += keep;
    this.#window = this.#window.slice(keep) + text;
    if (this.#window.length > windowChars)
      throw damaged(`its part ${this.#part} holds a tag or text of more than 16 MiB`);
  }

  #checkEncoding(encoding: string | undefined): void {
    const known = this.#positions
      ? ['utf-8', 'utf8', 'us-ascii']
      : ['utf-8', 'utf8', 'us-ascii', 'utf-16', 'utf-16le', 'utf-16be'];
    if (encoding !== undefined && !known.includes(encoding.toLowerCase())) {
      throw refuse(
        'workbook.encoding',
        `The workbook's part ${this.#part} is written in ${encoding}. Open it in Excel and save it.`,
      );
    }
  }
}

/** Bytes as text: UTF-8, or UTF-16 by its byte order mark. Bytes that are neither are damage. */
export async function* decodeXml(chunks: AsyncIterable<Buffer>, part: string): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder !== undefined) yield decoder.decode();
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof TypeError)) throw error;
    if (!('code' in error) || error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw damaged(`its part ${part} is not valid text`, error);
  }
}

/** Bytes as Latin-1, one character a byte, for splicing. */
export async function* bytesAsText(
  chunks: AsyncIterable<Buffer>,
  part: string,
): AsyncGenerator<string, void, undefined> {
  let first = true;
  for await (const chunk of chunks) {
    if (first && encodingOf(chunk) !== 'utf-8') {
      throw refuse(
        'workbook.encoding',
        `The workbook's part ${part} is written in UTF-16. Open it in Excel and save it; then it can be written.`,
      );
    }
    first = false;
    yield chunk.toString('latin1');
  }
}

function encodingOf(chunk: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const mark = chunk.length >= 2 ? chunk.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

/** Name without prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute by local name, whatever its prefix: `r:id` is bound to different prefixes by different writers. */
export function attribute(attributes: Attributes, local: string): string | undefined {
  const plain = attributes[local];
  if (plain !== undefined) return plain;
  for (const name in attributes) if (localName(name) === local) return attributes[name];
  return undefined;
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
