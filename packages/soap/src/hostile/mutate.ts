/** Messages damaged by chance: bytes flipped, pieces cut, doubled, exchanged or put in. Everything follows from the seed. */
import type { seededRandom } from '@kobling/sdk/memory';

export type Random = ReturnType<typeof seededRandom>;

export interface Mutated {
  readonly text: string;
  /** What was done, for a failing test. */
  readonly how: string;
}
type Mutation = (text: string, random: Random) => Mutated;

const between = (random: Random, count: number): number => Math.floor(random() * count);
const pick = <T>(random: Random, from: readonly T[]): T | undefined => from[between(random, from.length)];

interface Span {
  readonly from: number;
  readonly to: number;
}
const spans = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
const markup = (text: string): readonly Span[] => spans(text, /<[^>]*>/g);

const replaced = (text: string, { from, to }: Span, by: string): string => text.slice(0, from) + by + text.slice(to);

/** One character inside a tag becomes another. */
const flipMarkup: Mutation = (text, random) => {
  const tag = pick(random, markup(text)) ?? { from: 0, to: text.length };
  const at = tag.from + between(random, tag.to - tag.from);
  const bit = 1 << between(random, 7);
  const by = String.fromCharCode((text.charCodeAt(at) ^ bit) & 0xffff);
  return { text: replaced(text, { from: at, to: at + 1 }, by), how: `flipped ${text[at]} to ${by} at ${at}` };
};

/** One character between tags becomes another. */
const flipText: Mutation = (text, random) => {
  const piece = pick(random, spans(text, /(?<=>)[^<]+(?=<)/g));
  if (piece === undefined) return { text, how: 'nothing' };
  const at = piece.from + between(random, piece.to - piece.from);
  const by = String.fromCharCode((text.charCodeAt(at) ^ (1 << between(random, 7))) & 0xffff);
  return { text: replaced(text, { from: at, to: at + 1 }, by), how: `flipped ${text[at]} to ${by} at ${at}` };
};

const cut: Mutation = (text, random) => {
  const at = between(random, text.length);
  return { text: text.slice(0, at), how: `cut at ${at}` };
};

/** A stretch of markup and text goes. */
const cutOut: Mutation = (text, random) => {
  const from = between(random, text.length);
  const to = Math.min(text.length, from + 1 + between(random, 40));
  return { text: replaced(text, { from, to }, ''), how: `took ${text.slice(from, to)} out at ${from}` };
};

/** An element with all that is in it comes twice. */
const doubled: Mutation = (text, random) => {
  const element = pick(random, elements(text));
  if (element === undefined) return { text, how: 'nothing' };
  const copy = text.slice(element.from, element.to);
  return { text: replaced(text, { from: element.to, to: element.to }, copy), how: `doubled ${copy.slice(0, 60)}` };
};

/** Elements without others of their name in them, found roughly: good enough for damage. */
function elements(text: string): readonly Span[] {
  return [...text.matchAll(/<([\w:]+)(?: [^<>]*)?>/g)].flatMap((found) => {
    const end = text.indexOf(`</${found[1]}>`, found.index);
    return end < 0 ? [] : [{ from: found.index, to: end + (found[1]?.length ?? 0) + 3 }];
  });
}

/** Two tags exchange their places. */
const swapTags: Mutation = (text, random) => {
  const all = markup(text);
  const [one, two] = [pick(random, all), pick(random, all)].toSorted((a, b) => (a?.from ?? 0) - (b?.from ?? 0));
  if (one === undefined || two === undefined || one === two) return { text, how: 'nothing' };
  const [first, second] = [text.slice(one.from, one.to), text.slice(two.from, two.to)];
  return { text: replaced(replaced(text, two, first), one, second), how: `swapped ${first} and ${second}` };
};

/** Two names exchange their elements, from beginning to end. */
const swapNames: Mutation = (text, random) => {
  const names = [...new Set([...text.matchAll(/<([\w:]+)/g)].map((found) => found[1] ?? ''))];
  const [one, two] = [pick(random, names) ?? '', pick(random, names) ?? ''];
  const other = (name: string): string => (name === one ? two : name === two ? one : name);
  const swapped = text.replace(/(<\/?)([\w:]+)/g, (_, open: string, name: string) => open + other(name));
  return { text: swapped, how: `${one} and ${two} exchanged their names` };
};

const strangers = ['urn:strange', '', 'http://tempuri.org', 'http://www.w3.org/2001/XMLSchema'];
/** One namespace becomes another, everywhere or in one place. */
const otherNamespace: Mutation = (text, random) => {
  const declared = pick(random, spans(text, /xmlns(:\w+)?="[^"]*"/g));
  if (declared === undefined) return { text, how: 'nothing' };
  const now = text.slice(declared.from, declared.to).replace(/"[^"]*"/, `"${pick(random, strangers) ?? ''}"`);
  return { text: replaced(text, declared, now), how: `declared ${now}` };
};

const junk = [
  ' ',
  'junk',
  '&',
  '<',
  '>',
  ']]>',
  '<!--x-->',
  '<!-- x',
  '<![CDATA[x]]>',
  '<?x y?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  '<x/>',
  '<x>y</x>',
  '<x xmlns="urn:x" i:nil="true"/>',
  '&#x1;',
  '&#0;',
  '&lol;',
  '&amp;',
  '\u0001',
  '\uFFFE',
  '\r',
  '"',
  "'",
  '=',
  '/',
  ' a="b"',
  ' xmlns=""',
  ' i:nil="true"',
  'é',
  '😀',
];
/** Something is put in, between elements or anywhere. */
const putIn: Mutation = (text, random) => {
  const what = pick(random, junk) ?? '';
  const at = random() < 0.5 ? between(random, text.length) : (pick(random, markup(text))?.to ?? 0);
  return { text: replaced(text, { from: at, to: at }, what), how: `put ${what} in at ${at}` };
};

export const mutations = {
  flipMarkup,
  flipText,
  cut,
  cutOut,
  doubled,
  swapTags,
  swapNames,
  otherNamespace,
  putIn,
} as const;
export type MutationName = keyof typeof mutations;
export const mutationNames = Object.keys(mutations) as readonly MutationName[];

export function mutated(text: string, name: MutationName, random: Random): Mutated {
  const { text: damaged, how } = mutations[name](text, random);
  // Half a character is nothing that a decoder would let through.
  return { text: damaged.toWellFormed(), how: `${name}: ${how}` };
}
