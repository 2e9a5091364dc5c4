/** Our XML stream against a general parser: on honest documents, on damaged ones, in pieces of any size, both say the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seededRandom } from '@kobling/sdk/memory';
import { SaxesParser } from 'saxes';
import { mutated, mutationNames, type Random } from '../hostile/mutate.ts';
import { Unreadable, XmlError } from './xml-error.ts';
import { XmlStream } from './xml.ts';

type Seen = { readonly events: readonly string[] } | { readonly refused: string };

/** Neighbouring pieces of text are one text. */
function joined(events: readonly (readonly [string, string])[]): readonly string[] {
  const out: string[] = [];
  let text = '';
  for (const [kind, said] of [...events, ['end', ''] as const]) {
    if (kind === 'text') text += said;
    else {
      if (text !== '') out.push(`text ${text}`);
      text = '';
      out.push(`${kind} ${said}`);
    }
  }
  return out;
}
/** White space around a namespace is part of it; the other parser takes it away. */
const nameOf = (ns: string, local: string): string => `{${ns.trim()}}${local}`;
const listed = (attributes: readonly { ns: string; local: string; value: string }[]): string =>
  attributes
    .map(({ ns, local, value }) => ` ${nameOf(ns, local)}=${value}`)
    .toSorted()
    .join('');

function ours(text: string, piece: () => number): Seen {
  const events: [string, string][] = [];
  const stream = new XmlStream({
    open: ({ name, attributes }) => events.push(['open', nameOf(name.ns, name.local) + listed(attributes)]),
    text: (said) => events.push(['text', said]),
    close: ({ name }) => events.push(['close', nameOf(name.ns, name.local)]),
  });
  try {
    let at = 0;
    while (at < text.length) {
      const size = piece();
      stream.write(text.slice(at, at + size));
      at += size;
    }
    stream.end();
    return { events: joined(events) };
  } catch (error) {
    if (error instanceof XmlError || error instanceof Unreadable) return { refused: error.message };
    throw error;
  }
}

class Refused extends Error {}
function theirs(text: string): Seen {
  const events: [string, string][] = [];
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on('opentag', ({ uri, local, attributes }) => {
    depth += 1;
    const own = Object.values(attributes)
      .filter((one) => one.prefix !== 'xmlns' && !(one.prefix === '' && one.local === 'xmlns'))
      .map((one) => ({ ns: one.uri, local: one.local, value: one.value }));
    events.push(['open', nameOf(uri, local) + listed(own)]);
  });
  parser.on('closetag', ({ uri, local }) => {
    depth -= 1;
    events.push(['close', nameOf(uri, local)]);
  });
  for (const kind of ['text', 'cdata'] as const)
    parser.on(kind, (said) => {
      if (depth > 0) events.push(['text', said]);
    });
  parser.on('doctype', () => {
    throw new Refused('document type');
  });
  parser.on('error', (error) => {
    throw new Refused(error.message);
  });
  try {
    parser.write(text).close();
    return { events: joined(events) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

const captured = new URL('../../captured/', import.meta.url);
const corpus = ['net/A', 'net/B', 'net/C', 'client-tolerance', 'php', 'zeep', 'wsdl/A'].flatMap((folder) =>
  readdirSync(new URL(folder, captured))
    .filter((name) => /\.(xml|http|wsdl|xsd)$/.test(name) && !/gzip|utf16|chunked|bom/.test(name))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, captured), 'utf8'))
    .map((text) => text.slice(Math.max(0, text.indexOf('<'))))
    .filter((text) => text !== ''),
);

function compare(text: string, random: Random, how: string): 'read' | 'refused' {
  const size = random() < 0.1 ? 1 : 1 + Math.floor(random() * 200);
  const we = ours(text, () => size);
  const they = theirs(text);
  // The other parser lets a name begin with a digit or a dot behind its prefix.
  if ('refused' in we && /no name/.test(we.refused)) return 'refused';
  if ('refused' in we !== 'refused' in they)
    assert.fail(
      `${how}: ours ${JSON.stringify(we).slice(0, 300)}, theirs ${JSON.stringify(they).slice(0, 300)}\n${text}`,
    );
  if ('events' in we) assert.deepEqual(we, they, how);
  return 'events' in we ? 'read' : 'refused';
}

test('captured documents: the same events, in pieces of any size', () => {
  const random = seededRandom(1);
  assert.ok(corpus.length > 250, String(corpus.length));
  let read = 0;
  for (const [index, text] of corpus.entries()) if (compare(text, random, `document ${index}`) === 'read') read += 1;
  assert.ok(read > 200, String(read));
});

const count = Number(process.env['DAMAGED'] ?? 2_000);
test(`${count} damaged documents: the same verdict, and the same events where there are any`, () => {
  const random = seededRandom(Number(process.env['SEED'] ?? 20_261_121));
  const verdicts = { read: 0, refused: 0 };
  for (let turn = 0; turn < count; turn += 1) {
    const original = corpus[Math.floor(random() * corpus.length)] ?? '';
    const name = mutationNames[turn % mutationNames.length] ?? 'cut';
    const { text, how } = mutated(original.slice(0, 20_000), name, random);
    verdicts[compare(text, random, `${turn} ${how}`)] += 1;
  }
  assert.ok(verdicts.read > count / 10 && verdicts.refused > count / 10, JSON.stringify(verdicts));
});
