/** Text in XML: what must be escaped, and what XML 1.0 cannot hold at all. */

/** First character that no XML 1.0 document may hold, escaped or not; undefined: all is well. */
export function illegalIn(text: string): string | undefined {
  const found = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]/u.exec(text)?.[0];
  if (found !== undefined) return found;
  return text.isWellFormed() ? undefined : /[\uD800-\uDFFF]/.exec(text)?.[0];
}

/** A text's first character as people name it: U+0001. */
export const codePoint = (text: string): string =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Escaped as Microsoft's writer does: CR as a reference, or a reader would turn it into LF; quotes and tabs as they are. */
export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => references[character] ?? character) : text;
}
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };

export const escapeAttribute = (text: string): string =>
  text.replace(/[&<>"\r\n\t]/g, (character) => attributeReferences[character] ?? character);
const attributeReferences: Readonly<Record<string, string>> = {
  ...references,
  '"': '&quot;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};
