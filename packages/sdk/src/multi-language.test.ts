import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languagesIn, multiLanguage, textIn } from './multi-language.ts';

const name = 'US:"Name";NO:"Navn";GE:"Bezeichnung";DU:"Naam";DA:"Betegnelse";SW:"Namn"';

test("a person's language comes first, English second, the first text last", () => {
  const table: [string, string, string][] = [
    ['nb-NO', name, 'Navn'],
    ['de', name, 'Bezeichnung'],
    ['nl', name, 'Naam'],
    ['da', name, 'Betegnelse'],
    ['sv', name, 'Namn'],
    ['fr', name, 'Name'],
    ['en', 'UK:"Colour";NO:"Farge"', 'Colour'],
    ['fr', 'NO:"Farge";GE:"Farbe"', 'Farge'],
    ['no', 'US:"Name";NO:""', 'Name'],
  ];
  for (const [language, value, expected] of table) assert.equal(textIn(language, value), expected);
});

test('plain strings stay as they are, also those that look similar', () => {
  for (const value of ['', 'Name', 'US: Name', 'US:"Name" and more', 'C:"x', 'Price: "10"']) {
    assert.equal(textIn('en', value), value);
  }
});

test('quotes, semicolons and line ends inside a text belong to it', () => {
  assert.equal(textIn('en', 'US:"the "big" one; really\nbig";NO:"x"'), 'the "big" one; really\nbig');
  assert.equal(textIn('en', 'US:"a" ; NO:"b";'), 'a');
});

test('writes what it reads; a text that would end too early is refused', () => {
  const texts = new Map([
    ['en', 'Gold'],
    ['no', 'Gull "24"'],
    ['de', ''],
  ]);
  const written = multiLanguage(texts);
  assert.equal(written, 'US:"Gold";NO:"Gull "24""');
  assert.deepEqual(languagesIn(written ?? ''), new Map([...texts].slice(0, 2)));
  assert.equal(multiLanguage(new Map([['en', 'a";b']])), undefined);
  assert.equal(languagesIn('Gold'), undefined);
});
