/** Replacing stretches of a part's bytes: everything outside of them stays as it is, byte for byte. */
export interface Splice {
  /** Byte positions in the old part; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** By place; insertions at one place keep the order they were made in, and come before what replaces the place itself. */
export const inOrder = (splices: readonly Splice[]): readonly Splice[] =>
  splices.toSorted((a, b) => a.start - b.start || a.end - b.end);

/** The bytes of `chunks` with `splices` (in order, not overlapping) carried out. */
export async function* spliced(
  chunks: AsyncIterable<Buffer>,
  splices: readonly Splice[],
): AsyncGenerator<Buffer, void, undefined> {
  let at = 0;
  let next = 0;
  for await (const chunk of chunks) {
    const end = at + chunk.length;
    let from = at;
    for (let splice = splices[next]; splice !== undefined && splice.start < end; splice = splices[next]) {
      // Begun in an earlier chunk: its bytes are out already, the rest of the old stretch is skipped.
      if (splice.start >= at) {
        if (splice.start > from) yield chunk.subarray(from - at, splice.start - at);
        if (splice.bytes.length > 0) yield splice.bytes;
      }
      from = Math.min(splice.end, end);
      if (splice.end > end) break;
      next += 1;
    }
    if (from < end) yield chunk.subarray(from - at);
    at = end;
  }
  if (splices[next] !== undefined && (splices[next]?.end ?? 0) > at)
    throw new Error('a splice lies beyond the end of its part');
}

/** An opening tag's text (Latin-1) with one attribute set; all others, and the spelling of the tag, stay. */
export function withAttribute(tag: string, name: string, value: string): string {
  const pattern = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`);
  if (pattern.test(tag)) return tag.replace(pattern, (_, before: string) => `${before}"${value}"`);
  return tag.replace(/\s*(\/?>)$/, (_, close: string) => ` ${name}="${value}"${close}`);
}

/** A self-closing tag as an opening one. */
export const opened = (tag: string): string => tag.replace(/\s*\/>$/, '>');
