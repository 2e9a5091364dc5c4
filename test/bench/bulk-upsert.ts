/** The store by itself: companies in bulk with their rows in the change feed. The yardstick of every other rate. */
import { upsertEntities } from '@kobling/store';
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { company, crmValues } from './company.ts';
import { openEmpty } from './trade.ts';

export async function bulkUpsert({ rows, databaseUrl }: Place): Promise<readonly Figure[]> {
  const { db } = await openEmpty(databaseUrl);
  const beforeMb = residentMb();
  try {
    const made = await timed(() =>
      upsertEntities(
        db,
        'company',
        places(rows, (n) => ({ values: crmValues(company(n)) })),
        { by: 'bench' },
      ),
    );
    const changes = made.result.ids.map((id, n) => ({ id: id ?? 0, values: crmValues(company(n + rows)) }));
    const changed = await timed(() => upsertEntities(db, 'company', changes, { by: 'bench' }));
    return [
      { name: 'bulk upsert, new rows', records: rows, ms: made.ms, beforeMb, kind: 'rate' },
      { name: 'bulk upsert, changed rows', records: changed.result.changed, ms: changed.ms, beforeMb, kind: 'rate' },
    ];
  } finally {
    await db.close();
  }
}

const places = <T>(rows: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: rows }, (_, n) => make(n));

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}
