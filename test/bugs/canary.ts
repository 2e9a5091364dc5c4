import type { Bug } from './bug.ts';

/** No bug at all: the bench must say that nothing showed it. */
export const canary: Bug = {
  id: 'canary',
  title: 'nothing is changed',
  file: 'packages/engine/src/settle/rows.ts',
  find: '  e: answered,\n  c: field.crm,',
  replace: '  e: answered,\n  c: field.crm,',
  invariants: Array.from({ length: 21 }, (_, invariant) => invariant),
  seeds: 40,
};
