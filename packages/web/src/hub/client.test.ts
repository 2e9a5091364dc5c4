import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './client.ts';

void test('parameters and filters are put into the address as data, never as address', () => {
  assert.equal(address('/api/sync/conflicts/:id/keep', { params: { id: 7 } }), '/api/sync/conflicts/7/keep');
  assert.equal(address('/api/x/:name', { params: { name: '../login?a=1' } }), '/api/x/..%2Flogin%3Fa%3D1');
  assert.equal(
    address('/api/sync/log', { query: { text: 'a&b=c', kind: undefined, field: '', limit: 50 } }),
    '/api/sync/log?text=a%26b%3Dc&limit=50',
  );
  assert.equal(address('/api/sync/log', {}), '/api/sync/log');
});
