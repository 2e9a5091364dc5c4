import type { Language } from '@kobling/contract';
import type { Messages } from './messages.ts';

/** Each language is a chunk of its own: a user loads one. */
const loaders: Record<Language, () => Promise<{ readonly messages: Messages }>> = {
  en: () => import('./en.ts'),
  no: () => import('./no.ts'),
  de: () => import('./de.ts'),
  nl: () => import('./nl.ts'),
  da: () => import('./da.ts'),
  sv: () => import('./sv.ts'),
};
/** As its speakers call it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  no: 'Norsk',
  de: 'Deutsch',
  nl: 'Nederlands',
  da: 'Dansk',
  sv: 'Svenska',
};
export const languages = Object.keys(languageNames).filter(isLanguage);

/** For Intl. British English: day before month, as the rest of the six write it. */
export const locales: Record<Language, string> = {
  en: 'en-GB',
  no: 'nb-NO',
  de: 'de-DE',
  nl: 'nl-NL',
  da: 'da-DK',
  sv: 'sv-SE',
};

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(loaders, text);
}
export async function loadMessages(language: Language): Promise<Messages> {
  return (await loaders[language]()).messages;
}

const key = 'kobling.language';
/** Before anybody is logged in: the last choice in this browser, else the browser's own languages, else English. */
export function firstLanguage(): Language {
  const kept = readKept();
  if (kept !== undefined) return kept;
  for (const tag of navigator.languages) {
    const base = tag.split('-')[0] ?? '';
    const known = base === 'nb' || base === 'nn' ? 'no' : base;
    if (isLanguage(known)) return known;
  }
  return 'en';
}
function readKept(): Language | undefined {
  try {
    const kept = localStorage.getItem(key);
    return kept !== null && isLanguage(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}
