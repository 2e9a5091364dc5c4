import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { misread } from './misread.ts';

const said = (schema: z.ZodType, value: unknown): unknown => {
  const { error } = schema.safeParse(value);
  return error === undefined ? 'it fits' : misread(error);
};

void test('what does not fit is told by its field, in sentences with a remedy, and never with the value', () => {
  const form = z.object({ name: z.string().min(1), note: z.string().max(3), most: z.int().min(1).max(9) });
  assert.deepEqual(said(form, { name: '', note: 'secret', most: 12 }), {
    name: 'This must not be blank. Fill it in.',
    note: 'This takes at most 3 characters. Shorten it.',
    most: 'This is at most 9. Enter a smaller number.',
  });
  assert.deepEqual(said(form, { name: 'x', note: '', most: 0 }), {
    most: 'This is at least 1. Enter a larger number.',
  });
  assert.deepEqual(said(z.array(z.string()).min(1), []), { request: 'Nothing is chosen. Choose at least one.' });
  assert.deepEqual(said(z.array(z.string()).max(1), ['a', 'b']), { request: 'These are more than 1. Choose fewer.' });
  assert.deepEqual(said(z.string().min(12), 'secret'), { request: 'This needs at least 12 characters. Write more.' });
  assert.deepEqual(said(z.object({ email: z.email() }), { email: 'secret' }), {
    email: 'This is not written as it should be. Correct it.',
  });
  const other = 'This cannot be taken. Choose or enter another value.';
  assert.deepEqual(said(z.object({ of: z.enum(['a', 'b']) }), { of: 'secret' }), { of: other });
  assert.deepEqual(said(z.object({ of: z.string() }), {}), { of: other });
  assert.deepEqual(said(z.object({ items: z.array(z.int()) }), { items: ['secret'] }), { 'items.0': other });
});
