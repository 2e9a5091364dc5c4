import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPasswords, isWeak } from './passwords.ts';

const cheap = { N: 2 ** 10, r: 8, p: 1 };

test('a password verifies against its own hash only, and two hashes of it differ', async () => {
  const passwords = createPasswords(cheap);
  const [one, two] = await Promise.all([passwords.hash('gull over the quay'), passwords.hash('gull over the quay')]);
  assert.notEqual(one, two);
  assert.match(one, /^scrypt\$N=1024,r=8,p=1\$/);
  assert.equal(await passwords.verify('gull over the quay', one), true);
  assert.equal(await passwords.verify('gull over the quay ', one), false);
  assert.equal(await passwords.verify('gull over the quay', null), false);
  assert.equal(await passwords.verify('gull over the quay', 'scrypt$nonsense'), false);
});

test('the same sign typed on another keyboard is the same password', async () => {
  const passwords = createPasswords(cheap);
  assert.equal(await passwords.verify('blåbærsyltetøy', await passwords.hash('blåbærsyltetøy')), true);
});

test('a hash made at less cost is outdated', async () => {
  const stored = await createPasswords(cheap).hash('gull over the quay');
  assert.equal(createPasswords(cheap).isOutdated(stored), false);
  assert.equal(createPasswords({ ...cheap, N: 2 ** 11 }).isOutdated(stored), true);
});

test('what is guessed first is weak; a sentence is not', () => {
  for (const weak of [
    'Password1234',
    'administrator',
    '123456789012',
    'aaaaaaaaaaaa',
    'annakarin123',
    'passw0rd2026',
  ]) {
    assert.equal(isWeak(weak, 'annakarin'), true, weak);
  }
  assert.equal(isWeak('four gulls over the quay', 'anna'), false);
});
