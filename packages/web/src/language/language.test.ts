import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Language } from '@kobling/contract';
import { errorCodes } from '../hub/error-codes.ts';
import { makeFormat } from './format.ts';
import { loadMessages, languages, locales } from './load.ts';
import { fill, type Message } from './messages.ts';

const forms = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

type Words = (language: Language) => Promise<Readonly<Record<string, Message>>>;
/** A room is a folder with the same file a language as the house has. */
const inFolder =
  (folder: string): Words =>
  async (language) =>
    ((await import(join(folder, `${language}.ts`))) as { readonly messages: Readonly<Record<string, Message>> })
      .messages;
/** The house's own words and those of every room. */
const rooms: readonly Words[] = [
  loadMessages,
  ...readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => inFolder(join(import.meta.dirname, name))),
];
async function allIn(language: Language): Promise<Readonly<Record<string, Message>>> {
  const parts = await Promise.all(rooms.map((load) => load(language)));
  return Object.assign({}, ...parts) as Record<string, Message>;
}
const english = await allIn('en');
const inEnglish = (key: string): Message => english[key] ?? '';

void test('the rooms are found', () => assert.ok(rooms.length > 3));

void test('no room takes a word of the house', async () => {
  const keys = (await Promise.all(rooms.map((load) => load('en')))).flatMap((messages) => Object.keys(messages));
  assert.equal(new Set(keys).size, keys.length);
});

void test('every language says the same things with the same values', async () => {
  for (const language of languages) {
    const messages = await allIn(language);
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), language);
    for (const [key, message] of Object.entries(messages)) {
      const wanted = new Set(forms(inEnglish(key)).flatMap(names));
      for (const form of forms(message)) {
        assert.notEqual(form.trim(), '', `${language} ${key}`);
        assert.deepEqual(new Set(names(form)), wanted, `${language} ${key}`);
      }
      assert.equal(typeof message, typeof inEnglish(key), `${language} ${key}`);
    }
  }
});

void test('sentences are translated, not copied', async () => {
  const keys = Object.keys(english).filter((key) => forms(inEnglish(key)).join('').split(' ').length > 4);
  for (const language of languages.filter((each) => each !== 'en')) {
    const messages = await allIn(language);
    for (const key of keys) assert.notDeepEqual(messages[key], inEnglish(key), `${language} ${key}`);
  }
});

void test('every error has its sentence and its remedy', () => {
  for (const code of errorCodes) {
    assert.ok(`error.${code}.message` in english, code);
    assert.ok(`error.${code}.remedy` in english, code);
  }
});

void test('the count chooses the form and is written as the language writes numbers', () => {
  const message = { one: '{count} Konflikt', other: '{count} Konflikte' };
  assert.equal(fill(message, { count: 1 }, locales.de), '1 Konflikt');
  assert.equal(fill(message, { count: 12345 }, locales.de), '12.345 Konflikte');
  assert.equal(fill('an {unknown} name', {}, locales.en), 'an {unknown} name');
});

void test('the share is rounded down: 100 % means all', () => {
  const format = makeFormat('en-GB');
  assert.equal(format.percent(41_202, 41_203), '99.99%');
  assert.equal(format.percent(3, 3), '100%');
  assert.equal(format.percent(0, 0), '100%');
});

void test('decimals keep every digit', () => {
  const words = { yes: 'Ja', no: 'Nein' };
  const format = makeFormat('de-DE');
  assert.equal(format.value('1234567890123456789.0100', 'decimal', words), '1.234.567.890.123.456.789,0100');
  assert.equal(format.value('-0.50', 'decimal', words), '-0,50');
  assert.equal(format.value('not a number', 'decimal', words), 'not a number');
  assert.equal(format.value('true', 'checkbox', words), 'Ja');
  assert.equal(format.value('2027-03-31', 'date', words), '31.03.2027');
  assert.equal(format.value('', 'date', words), '');
  assert.equal(format.value('2027-03-31T00:00:00Z', 'date', words), '31.03.2027');
  assert.equal(format.value('2027-03-31T00:00:00', 'date', words), '31.03.2027', 'as an ERP writes it');
  const there = new Date(2027, 2, 31).toISOString();
  assert.equal(format.value(there, 'date', words), '31.03.2027', 'an ERP’s own midnight is of its day');
});

void test('times count from now, and say "now" rather than 0', () => {
  const format = makeFormat('en-GB');
  const now = Date.parse('2026-05-14T09:14:00Z');
  assert.match(format.ago('2026-05-14T09:11:30Z', now), /^2 min\.? ago$/);
  assert.match(format.ago('2026-05-14T09:18:00Z', now), /^in 4 min/);
  assert.equal(format.ago('2026-05-14T09:14:00Z', now), 'now');
  assert.equal(format.span(10_000), '10 seconds');
  assert.equal(format.span(300_000), '5 minutes');
});
