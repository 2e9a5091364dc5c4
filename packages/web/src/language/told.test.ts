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
