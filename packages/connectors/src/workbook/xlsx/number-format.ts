/** What a number's style shows it as. Sources: ECMA-376 part 1, 18.8.30 (built-in ids) and 18.8.31 (format codes). */
export type NumberKind = 'number' | 'date' | 'dateTime' | 'time';

/** Built-in ids whose code the file does not hold; 27–36 and 50–58 are dates or times in the East Asian editions. */
export function builtInKind(id: number): NumberKind | undefined {
  if (id >= 14 && id <= 17) return 'date';
  if (id >= 18 && id <= 21) return 'time';
  if (id === 22) return 'dateTime';
  if (id >= 32 && id <= 35) return 'time';
  if (id >= 27 && id <= 36) return 'date';
  if (id >= 45 && id <= 47) return 'time';
  if (id >= 50 && id <= 58) return 'date';
  return id < 164 ? 'number' : undefined;
}

/** The kind of a custom format code, decided by its first section: `dd.mm.yyyy;@` is a date. */
export function formatKind(code: string): NumberKind {
  const bare = withoutLiterals(code);
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'time';
  const section = bare.replace(/\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (/general/i.test(section)) return 'number';
  // Fractions of a second are the only digit placeholders that a date or time has: `0.00 USD` is no date.
  const letters = section.replace(/s[.,]0+/gi, 's').replace(/AM\/PM|A\/P/gi, 'h');
  if (/[0#?]/.test(letters)) return 'number';
  const time = /[hs]/i.test(letters);
  const date = /[ydeg]/i.test(letters) || (!time && /m/i.test(letters));
  if (date && time) return 'dateTime';
  if (date) return 'date';
  return time ? 'time' : 'number';
}

/** Drops quoted text, escaped characters, `_x` (a gap as wide as x) and `*x` (fill with x). */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*("|$)|\\.|_.|\*./gs, '');
}
