/**
 * Sentences of the hub in the user's language. The hub says why something failed, waits or was refused in English: so the
 * log keeps it and so programs read it. A page knows these sentences as patterns (rooms told-*): what fits one is said in
 * the user's language with the names and values that stood in it. What fits none, such as what an ERP itself says, stays.
 */
import type { Language } from '@kobling/contract';
import { locales } from './load.ts';
import { fill, type Message } from './messages.ts';
import type { RoomMessages } from './room.ts';
import { toldConnectorLoaders } from './told-connector/load.ts';
import { toldCrmLoaders } from './told-crm/load.ts';
import { toldDetailLoaders } from './told-detail/load.ts';
import { toldServiceLoaders } from './told-service/load.ts';
import { toldSettingsLoaders } from './told-settings/load.ts';
import { toldSyncLoaders } from './told-sync/load.ts';
import { toldWordLoaders } from './told-word/load.ts';
import { toldWorkbookLoaders } from './told-workbook/load.ts';

/** What the hub said, as the user reads it. Unknown words come back as they are. */
export type Teller = (text: string) => string;
export const asItCame: Teller = (text) => text;

const rooms = [
  toldSyncLoaders,
  toldServiceLoaders,
  toldSettingsLoaders,
  toldCrmLoaders,
  toldWorkbookLoaders,
  toldConnectorLoaders,
  toldDetailLoaders,
  toldWordLoaders,
] as const;

/** The names of fields, lists and items in English, and in the user's language. */
export type Names = ReadonlyMap<string, string>;
const noNames: Names = new Map();

const wordsKept = new Map<Language, Promise<readonly Pair[]>>();
/** The words are fetched once a language; English needs none. */
export async function loadTeller(language: Language, names: Names = noNames): Promise<Teller> {
  if (language === 'en') return asItCame;
  const loading = wordsKept.get(language) ?? wordsOf(language);
  wordsKept.set(language, loading);
  // A line that broke is no reason never to ask again.
  loading.catch(() => wordsKept.delete(language));
  return makeTeller(await loading, locales[language], names);
}

type Pair = readonly [english: string, own: Message];
async function wordsOf(language: Language): Promise<readonly Pair[]> {
  const parts = await Promise.all(
    rooms.map(async (room) => {
      const [english, own] = await Promise.all([room.en(), room[language]()]);
      return pairsOf(english.messages, own.messages);
    }),
  );
  return parts.flat();
}
const pairsOf = (english: RoomMessages<string>, own: RoomMessages<string>): readonly Pair[] =>
  Object.entries(english).flatMap(([key, pattern]): Pair[] => {
    const said = own[key];
    return typeof pattern === 'string' && said !== undefined ? [[pattern, said]] : [];
  });

interface Pattern {
  readonly names: readonly string[];
  /** The longest text that never changes: looked for first, since that is quick. */
  readonly anchor: string;
  readonly shape: RegExp;
  readonly own: Message;
}
/** Values under these names are words of the hub's own, or sentences: they are told too. The others stay as they are. */
const toldNames = /^(why|kind|actor|parent|side|field|type|what)/;
/** Counts: written with the language's separators, and the first of them chooses between one and several. */
const countNames = /^(number|most|least|length|size|bits|seconds|ms|done|total|older|links|used|over|bytes|got)$/;
/** Values under these are names of fields or items, or several of them: their own language has a word for them. */
const namedNames = /^(name|names|item|items|value|erp|list|now|approved|fields)$/;
const digits = /^(0|[1-9]\d{0,14})$/;
const mostKept = 2_000;
/** One sentence ends and the next begins. */
const between = /[.!?] \p{Lu}/u;

export function makeTeller(pairs: readonly Pair[], locale: string, ownNames: Names = noNames): Teller {
  const words = new Map(pairs.filter(([english]) => !english.includes('{')));
  // The more a pattern says itself, the less it takes for a value.
  const patterns = pairs
    .filter(([english]) => english.includes('{'))
    .map(patternOf)
    .sort((a, b) => b.fixed - a.fixed);
  const kept = new Map<string, string>();

  const tell: Teller = (text) => {
    if (text.trim() === '') return text;
    const before = kept.get(text);
    if (before !== undefined) return before;
    const said = whole(text, 'one') ?? bySentence(text) ?? whole(text, 'several') ?? byPart(text) ?? text;
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, said);
    return said;
  };
  /** `several`: a value may hold sentences too, such as a name with a full stop in it. */
  const whole = (text: string, sentences: 'one' | 'several'): string | undefined => {
    const word = words.get(text);
    if (word !== undefined) return fill(word, {}, locale);
    const ownName = ownNames.get(text);
    if (ownName !== undefined) return ownName;
    for (const { names, anchor, shape, own } of patterns) {
      if (!text.includes(anchor)) continue;
      const found = shape.exec(text);
      if (found === null) continue;
      if (sentences === 'one' && names.some((name, at) => !toldNames.test(name) && between.test(found[at + 1] ?? '')))
        continue;
      const values = names.map((name, at): [string, string | number] => {
        const value = found[at + 1] ?? '';
        if (countNames.test(name) && digits.test(value)) return [name, Number(value)];
        return [name, toldNames.test(name) ? tell(value) : namedNames.test(name) ? named(value) : value];
      });
      const counted = values.find(([, value]) => typeof value === 'number') ?? ['count', 0];
      return begun(fill(own, { count: counted[1], ...Object.fromEntries(values) }, locale), own);
    }
    return undefined;
  };
  const named = (value: string): string => {
    const [, before = '', inner = value, after = ''] = /^(["“])(.*)(["”])$/s.exec(value) ?? [];
    const parts = ownNames.has(inner) ? [inner] : inner.split(', ');
    return before + parts.map((part) => ownNames.get(part) ?? part).join(', ') + after;
  };
  /** Several sentences in a row: the longest part that is known from where it begins, then the rest. Undefined: none is. */
  const bySentence = (text: string): string | undefined => {
    const sentences = text.split(/(?<=[.:!?]) (?=\S)/);
    for (let start = 0; start < sentences.length; start++) {
      for (let end = sentences.length; end > start; end--) {
        const known = whole(sentences.slice(start, end).join(' '), 'one');
        if (known === undefined) continue;
        const after = end === sentences.length ? [] : [tell(sentences.slice(end).join(' '))];
        return [...sentences.slice(0, start).map(heading), known, ...after].join(' ');
      }
    }
    return undefined;
  };
  /** Parts in a row, set off by semicolons. */
  const byPart = (text: string): string | undefined => {
    const parts = text.split('; ');
    return parts.length === 1 ? undefined : parts.map(tell).join('; ');
  };
  /** A field's name before what is said of it. */
  const heading = (text: string): string =>
    text.endsWith(':') ? `${whole(text.slice(0, -1), 'one') ?? text.slice(0, -1)}:` : text;
  return tell;
}

function patternOf([english, own]: Pair): Pattern & { readonly fixed: number } {
  const texts = english.split(/\{\w+\}/);
  const names = [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    names,
    anchor: texts.reduce((longest, each) => (each.length > longest.length ? each : longest), ''),
    shape: new RegExp(
      `^${texts.map((text, at) => (at === 0 ? '' : valueOf(names[at - 1])) + escaped(text)).join('')}$`,
      's',
    ),
    own,
    fixed: texts.join('').length,
  };
}
/** An actor type and a count have no blank in them; anything else may be a sentence. */
const valueOf = (name = ''): string => (name === 'actor' || countNames.test(name) ? '(\\S*?)' : '(.*?)');
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** Kinds are words within a sentence; at its beginning they are written large. */
const begun = (said: string, own: Message): string =>
  typeof own === 'string' && own.startsWith('{kind') ? said.charAt(0).toLocaleUpperCase() + said.slice(1) : said;
