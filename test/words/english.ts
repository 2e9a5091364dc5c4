/**
 * Finds English in a text that should be in another language: words that the pages' English sentences use and those of the other
 * language never do. What a test types and what an ERP calls its fields is not looked at: the test gives those words.
 */
import type { Language } from '@kobling/contract';
import { readdirSync } from 'node:fs';

/** Names that stay as they are in every language. */
const names = [
  'sync',
  'connector',
  'connectors',
  'kobling',
  'english',
  'plugin',
  'excel',
  'erp',
  'openid',
  'quote',
  'mb',
];
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/\{\w+\}/g, ' ')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? [];

const roomsFolder = new URL('../../packages/web/src/language/', import.meta.url);
async function spoken(language: Language): Promise<ReadonlySet<string>> {
  const rooms = readdirSync(roomsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = [`${language}.ts`, ...rooms.map(({ name }) => `${name}/${language}.ts`)];
  const found = new Set<string>();
  for (const file of files) {
    const { messages } = (await import(new URL(file, roomsFolder).href)) as { readonly messages: object };
    for (const message of Object.values(messages) as (string | object)[])
      for (const text of typeof message === 'string' ? [message] : (Object.values(message) as string[]))
        for (const word of wordsOf(text)) found.add(word);
  }
  return found;
}

/** Answers the English words of a text; `known` are words of data that may stand in it. */
export async function englishFinder(
  language: Language,
  known: readonly string[] = [],
): Promise<(text: string) => readonly string[]> {
  const [english, own] = await Promise.all([spoken('en'), spoken(language)]);
  const given = new Set([...names, ...known.flatMap(wordsOf)]);
  return (text) => wordsOf(text).filter((word) => english.has(word) && !own.has(word) && !given.has(word));
}

/** Keys that stand where a name should, and blanks that were never filled: in no language. */
export const unsaid = (text: string): readonly string[] =>
  text.match(/\{\w+\}|\b(?:[a-z]+[A-Za-z]*\.){1,3}[a-z]+[A-Z][A-Za-z]*\b|\b(?:postal|street)Address\.\w+/g) ?? [];
