import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTeller, makeTeller } from './told.ts';

void test('a sentence of the hub keeps its names and values in another language', async () => {
  const norwegian = await loadTeller('no');
  assert.equal(
    norwegian('Group: item "X9" has no counterpart in the CRM. Map it in the list mapping.'),
    'Group: Elementet "X9" har ikke noe motstykke i CRM. Tilordne det i listetilordningen.',
  );
  const german = await loadTeller('de');
  assert.equal(
    german('There is no company 17, or it was deleted. Look it up again.'),
    'Firma 17 gibt es nicht oder wurde gelöscht. Suchen Sie erneut.',
  );
  assert.equal(german('Postal address, city'), 'Postanschrift, Ort');
});

void test('a sentence within a sentence, and several in a row', async () => {
  const dutch = await loadTeller('nl');
  assert.equal(
    dutch('Linked; the values follow when the ERP answers. No answer for 500 ms.'),
    'Verbonden; de waarden volgen wanneer het ERP antwoordt. Geen antwoord gedurende 500 ms.',
  );
  assert.equal(
    dutch('Credit limit must be filled in. The customer is blocked. It is under way.'),
    'Credit limit moet worden ingevuld. The customer is blocked. Het is onderweg.',
  );
});

void test('a sentence takes no other one for a value, unless nothing else fits', async () => {
  const norwegian = await loadTeller('no');
  assert.equal(
    norwegian('City: item "X9" has no counterpart in the CRM. Map it in the list mapping. Kunden er sperret.'),
    'City: Elementet "X9" har ikke noe motstykke i CRM. Tilordne det i listetilordningen. Kunden er sperret.',
  );
  assert.equal(
    norwegian('There is a connection St. Olav already. Choose another name.'),
    'Det finnes allerede en kobling St. Olav. Velg et annet navn.',
  );
});

void test('fields and items within a sentence go by their names in the language, and nothing else does', async () => {
  const names = new Map([
    ['Customer group', 'Kundegruppe'],
    ['Wholesale', 'Engros'],
  ]);
  const norwegian = await loadTeller('no', names);
  assert.equal(
    norwegian('Customer group: item "Wholesale" has no counterpart in the CRM. Map it in the list mapping.'),
    'Kundegruppe: Elementet "Engros" har ikke noe motstykke i CRM. Tilordne det i listetilordningen.',
  );
  assert.equal(
    norwegian('Linked; City, Customer group could not be agreed on as chosen. The record was deleted in the CRM.'),
    'Tilknyttet; City, Kundegruppe kunne ikke avstemmes som valgt. Posten er slettet i CRM.',
  );
  // A connection may be called as an item is.
  assert.ok(norwegian('Wholesale is not active. Activate it first, under Settings.').startsWith('Wholesale '));
});

void test('what the ERP says stays as it came; English stays English', async () => {
  const swedish = await loadTeller('sv');
  assert.equal(swedish('Kunden är spärrad för leverans.'), 'Kunden är spärrad för leverans.');
  assert.equal(swedish(''), '');
  const english = await loadTeller('en');
  assert.equal(english('It is under way.'), 'It is under way.');
});

void test('of two sentences that fit, the one that says more itself is taken', () => {
  const tell = makeTeller(
    [
      ['{name} is not active.', 'A {name}'],
      ['The connection {name} is not active.', 'B {name}'],
      ['{kind} {id} went.', '{kind} {id} gikk.'],
      ['company', 'firma'],
    ],
    'nb-NO',
  );
  assert.equal(tell('The connection ERP (1.5) is not active.'), 'B ERP (1.5)');
  assert.equal(tell('company 3 went.'), 'Firma 3 gikk.');
});

void test('what a sentence gives as its reason is told too, and a field by its name', async () => {
  const german = await loadTeller('de');
  assert.equal(
    german('The connector cannot be reached: connect ECONNREFUSED 127.0.0.1:8443. Is its service running?'),
    'Der Sync Connector ist nicht erreichbar: unter 127.0.0.1:8443 antwortet kein Dienst. Läuft sein Dienst?',
  );
  assert.equal(
    german(
      'The workbook is damaged: its part xl/workbook.xml is not well-formed XML. Open it in Excel, let Excel repair it, save it, and try again.',
    ),
    'Die Arbeitsmappe ist beschädigt: ihr Teil xl/workbook.xml ist kein wohlgeformtes XML. Öffnen Sie sie in Excel, lassen Sie sie reparieren, speichern Sie sie und versuchen Sie es erneut.',
  );
  assert.equal(
    german('Postal address, city: item “Wholesale” has no counterpart in the ERP. Map it in the list mapping.'),
    'Postanschrift, Ort: Der Eintrag “Wholesale” hat im ERP kein Gegenstück. Ordnen Sie ihn in der Listenzuordnung zu.',
  );
});

void test('counts are written as the language writes them, and choose between one and several', () => {
  const tell = makeTeller(
    [
      [
        '{name} still has {number} persons.',
        { one: '{name} hat noch {number} Person.', other: '{name} hat noch {number} Personen.' },
      ],
    ],
    'de-DE',
  );
  assert.equal(tell('Papir AS still has 1 persons.'), 'Papir AS hat noch 1 Person.');
  assert.equal(tell('Papir AS still has 12345 persons.'), 'Papir AS hat noch 12.345 Personen.');
  assert.equal(
    tell('Papir AS still has 007 persons.'),
    'Papir AS hat noch 007 Personen.',
    'what is no count stays as it is',
  );
});
