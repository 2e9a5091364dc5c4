/** The encodings that spreadsheets write CSV in, found by mark or by whether the bytes are valid UTF-8. */
import iconv from 'iconv-lite';
import { createReadStream } from 'node:fs';

export type Encoding = 'utf8' | 'win1252' | 'utf16le' | 'utf16be';
export interface FileEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark at the beginning. */
  readonly bom: number;
}

/** Reads the whole file once: a letter outside ASCII may come late. Throws the file system's error. */
export async function detectEncoding(path: string): Promise<FileEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let bom = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk;
    if (first) {
      first = false;
      if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf16le', bom: 2 };
      if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf16be', bom: 2 };
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bom = 3;
    }
    try {
      utf8.decode(bytes, { stream: true });
    } catch {
      return bom === 3 ? { encoding: 'utf8', bom } : { encoding: 'win1252', bom: 0 };
    }
  }
  // A character cut off at the very end is a truncated UTF-8 file, not another encoding.
  return { encoding: 'utf8', bom };
}

export function decodeBytes(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf8':
      return bytes.toString('utf8');
    case 'utf16le':
      return bytes.toString('utf16le');
    case 'utf16be':
      return Buffer.from(bytes).swap16().toString('utf16le');
    case 'win1252':
      return iconv.decode(bytes, 'win1252');
  }
}

/** Undefined when the encoding lacks a character of the text; see missingCharacter. */
export function encodeText(text: string, encoding: Encoding): Buffer | undefined {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf16le':
      return Buffer.from(text, 'utf16le');
    case 'utf16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'win1252': {
      const bytes = iconv.encode(text, 'win1252');
      return iconv.decode(bytes, 'win1252') === text ? bytes : undefined;
    }
  }
}

export function missingCharacter(text: string, encoding: Encoding): string | undefined {
  for (const character of text) if (encodeText(character, encoding) === undefined) return character;
  return undefined;
}
