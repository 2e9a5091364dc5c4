import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { forgetRecord } from './gone.ts';

void test('of a record that is gone nothing is asked again, though its page still stands; of all else it is', async () => {
  const cache = new QueryClient();
  const asked: string[] = [];
  const keys = [
    ['crm', 'card', 'person', 7],
    ['crm', 'delete', 'person', 7],
    ['crm', 'related', 'person', 7, 'project'],
    ['crm', 'merge', 'person', { from: 7, into: 8 }],
    ['crm', 'card', 'company', 7],
    ['crm', 'card', 'person', 8],
    ['crm', 'find', 'person'],
  ];
  const ends = keys.map((queryKey) => {
    const queryFn = (): string => String(asked.push(queryKey.slice(1, 4).map(String).join(' ')));
    return new QueryObserver(cache, { queryKey, queryFn, initialData: '', staleTime: Infinity }).subscribe(() => {});
  });
  cache.setQueryData(['crm', 'related', 'person', 7, 'person'], 'seen before');
  await forgetRecord(cache, 'person', 7);
  assert.deepEqual(asked, ['card company 7', 'card person 8', 'find person']);
  assert.equal(cache.getQueryData(['crm', 'related', 'person', 7, 'person']), undefined);
  for (const end of ends) end();
  cache.clear();
});
