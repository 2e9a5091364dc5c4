/** Texts that carry several languages in one string: `US:"Name";NO:"Navn";GE:"Name"` (domain rule 16). */

/** The wire's two-letter codes are partly countries; the rest are taken as ISO 639-1. */
const languageOf: Readonly<Record<string, string>> = {
  us: 'en',
  uk: 'en',
  ge: 'de',
  du: 'nl',
  dk: 'da',
  sw: 'sv',
  nb: 'no',
  nn: 'no',
};

const wireCodes: Readonly<Record<string, string>> = {
  en: 'US',
  no: 'NO',
  de: 'GE',
  nl: 'DU',
  da: 'DA',
  sv: 'SW',
};

// A quote ends a text only before `;` or the end, so quotes inside a text need no escape.
const part = /\s*([A-Za-z]{2})(?:-[A-Za-z]{2,4})?:"((?:[^"]|"(?!\s*(?:;|$)))*)"\s*(?:;\s*|$)/y;

/**
 * The text in a person's language, else in English, else the first that is not empty. A plain string is answered as it
 * is. `language` is an ISO code, with or without region (`en`, `nb-NO`).
 */
export function textIn(language: string, value: string): string {
  const texts = parse(value);
  if (texts === undefined) return value;
  const wanted = normalise(language);
  const first = (code: string): string | undefined => texts.find((t) => t.language === code && t.text !== '')?.text;
  return first(wanted) ?? first('en') ?? texts.find((t) => t.text !== '')?.text ?? '';
}

/** Its texts by ISO code; undefined: a plain string, which is every language's. */
export function languagesIn(value: string): ReadonlyMap<string, string> | undefined {
  const texts = parse(value);
  return texts === undefined ? undefined : new Map(texts.map(({ language, text }) => [language, text]));
}

/** The other way round; blank texts are left out. Undefined: a text holds what would end it too early. */
export function multiLanguage(texts: ReadonlyMap<string, string>): string | undefined {
  const filled = [...texts].filter(([, text]) => text !== '');
  const written = filled
    .map(([language, text]) => `${wireCodes[language] ?? language.toUpperCase()}:"${text}"`)
    .join(';');
  const read = languagesIn(written);
  return filled.every(([language, text]) => read?.get(language) === text) ? written : undefined;
}

function parse(value: string): readonly { language: string; text: string }[] | undefined {
  const texts: { language: string; text: string }[] = [];
  let at = 0;
  while (at < value.length) {
    part.lastIndex = at;
    const match = part.exec(value);
    if (match === null) return undefined;
    texts.push({ language: normalise(match[1] ?? ''), text: match[2] ?? '' });
    at = part.lastIndex;
  }
  return texts.length === 0 ? undefined : texts;
}

function normalise(language: string): string {
  const code = language.slice(0, 2).toLowerCase();
  return languageOf[code] ?? code;
}
