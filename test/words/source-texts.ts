/**
 * The texts in a source file: every string and template, with `{}` where a template puts a value in. Small on purpose:
 * it knows comments, quotes, templates within templates and regular expressions, and nothing else of the language.
 */
export interface SourceText {
  readonly text: string;
  readonly line: number;
}

export function textsIn(source: string): readonly SourceText[] {
  const found: SourceText[] = [];
  let at = 0;
  const lineAt = (place: number): number => source.slice(0, place).split('\n').length;

  const quoted = (quote: string): void => {
    const start = at++;
    let text = '';
    while (at < source.length && source[at] !== quote) text += character();
    at++;
    found.push({ text, line: lineAt(start) });
  };
  const character = (): string => {
    if (source[at] !== '\\') return source[at++] ?? '';
    const escaped = source[at + 1] ?? '';
    at += 2;
    return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
  };
  const template = (): void => {
    const start = at++;
    let text = '';
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        at += 2;
        code('}');
        text += '{}';
      } else text += character();
    }
    at++;
    found.push({ text, line: lineAt(start) });
  };
  /** Up to the closing brace of a template's value, or to the end. */
  const code = (end: '}' | undefined): void => {
    let depth = 0;
    while (at < source.length) {
      const here = source[at] ?? '';
      if (here === "'" || here === '"') quoted(here);
      else if (here === '`') template();
      else if (source.startsWith('//', at)) at = lineEnd(source, at);
      else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 2;
      else if (here === '/' && isPattern(source.slice(0, at))) at = patternEnd(source, at);
      else {
        if (here === '{') depth++;
        if (here === '}' && depth-- === 0 && end === '}') {
          at++;
          return;
        }
        at++;
      }
    }
  };
  code(undefined);
  return found;
}

const lineEnd = (source: string, from: number): number => {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
};
/** A slash after a value divides; after anything else a pattern begins. */
const isPattern = (before: string): boolean => /(?:^|[=(,:[!&|?{};+>]|\breturn|\bcase)\s*$/.test(before.slice(-40));

function patternEnd(source: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < source.length; at++) {
    const here = source[at];
    if (here === '\\') at++;
    else if (here === '[') inClass = true;
    else if (here === ']') inClass = false;
    else if (here === '\n') return at;
    else if (here === '/' && !inClass) return at + 1;
  }
  return source.length;
}
