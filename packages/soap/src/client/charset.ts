/** From bytes to text: by byte order mark, then Content-Type, then the XML declaration, else UTF-8. Broken bytes are an error. */

/** The charset of a Content-Type; undefined: it names none. */
export const charsetOf = (contentType: string | null): string | undefined =>
  /;\s*charset\s*=\s*"?([\w.:-]+)"?/i.exec(contentType ?? '')?.[1];

/** Bytes that are looked at before a charset is chosen. */
const headLength = 200;

export class Decoder {
  /** A sentence, once `decode` has answered undefined. */
  problem = '';
  readonly #named: string | undefined;
  #head: Uint8Array = new Uint8Array(0);
  #decoder: TextDecoder | undefined;

  constructor(charset: string | undefined) {
    this.#named = charset;
  }

  decode(chunk: Uint8Array): string | undefined {
    if (this.#decoder !== undefined) return this.#text(chunk);
    const head = new Uint8Array(this.#head.length + chunk.length);
    head.set(this.#head);
    head.set(chunk, this.#head.length);
    this.#head = head;
    return head.length < headLength ? '' : this.#begin();
  }

  /** What was kept back; undefined as `decode`. */
  end(): string | undefined {
    const begun = this.#decoder === undefined ? this.#begin() : '';
    const rest = begun === undefined ? undefined : this.#text(new Uint8Array(0), false);
    return begun === undefined || rest === undefined ? undefined : begun + rest;
  }

  #begin(): string | undefined {
    const charset = byMark(this.#head) ?? this.#named ?? byDeclaration(this.#head) ?? 'utf-8';
    try {
      this.#decoder = new TextDecoder(charset, { fatal: true });
    } catch {
      this.problem = `It is written in the charset ${charset}, which is not known here.`;
      return undefined;
    }
    return this.#text(this.#head);
  }

  #text(bytes: Uint8Array, more = true): string | undefined {
    try {
      return this.#decoder?.decode(bytes, { stream: more }) ?? '';
    } catch {
      this.problem = `It holds bytes that are no ${this.#decoder?.encoding ?? 'text'}.`;
      return undefined;
    }
  }
}

function byMark(head: Uint8Array): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // "<" in sixteen bits, without a mark.
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  return head[0] === 0 && head[1] === 0x3c ? 'utf-16be' : undefined;
}
function byDeclaration(head: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(head.subarray(0, headLength));
  return /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1];
}
