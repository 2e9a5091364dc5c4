/** What the page offers is what the hub reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cultureChoices } from '@kobling/contract';
import { cultureExample, cultures } from '@kobling/sdk';

test('the choices of the dialog are the cultures of the SDK', () => {
  assert.deepEqual(cultureChoices, cultures.map(cultureExample));
});
