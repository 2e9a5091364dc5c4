import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOneText } from './outcome.ts';

test('a reason in one text names its fields, and says nothing twice', () => {
  const of = (message: string, fields?: Record<string, string>) => inOneText({ message, ...(fields && { fields }) });
  assert.equal(of('The ERP refused.'), 'The ERP refused.');
  assert.equal(of('Not saved.', { Phone: 'No area code.' }), 'Not saved. Phone: No area code.');
  assert.equal(of('There is no such file.', { file: 'There is no such file.' }), 'file: There is no such file.');
  assert.equal(of('Too long. Missing.', { Nm: 'Too long.', Zip: 'Missing.' }), 'Nm: Too long. Zip: Missing.');
});
