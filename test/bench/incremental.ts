/** What a cycle costs when little has changed: ten and a thousand changes, among few links and among many, on either side. */
import { upsertEntities } from '@kobling/store';
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { company, crmValues, erpValues } from './company.ts';
import { trade, type Trade } from './trade.ts';

const few = 1_000;
const rounds = 5;

export const amongFew = ({ databaseUrl }: Place): Promise<readonly Figure[]> => among(few, databaseUrl);
export const amongMany = ({ rows, databaseUrl }: Place): Promise<readonly Figure[]> => among(rows, databaseUrl);

async function among(linked: number, url: string): Promise<readonly Figure[]> {
  const played = await trade(
    url,
    linked,
    (n) => crmValues(company(n)),
    (n) => erpValues(company(n)),
  );
  const beforeMb = residentMb();
  const figures: Figure[] = [];
  try {
    await played.linkAll();
    await played.cycle();
    await played.db.run('vacuum analyze');
    await played.cycle();
    for (const [side, edit] of [
      ['ERP', editErp],
      ['CRM', editCrm],
    ] as const) {
      for (const changes of [0, 10, few]) {
        if (changes === 0 && side === 'CRM') continue;
        const name =
          changes === 0
            ? `a quiet cycle among ${linked.toLocaleString('en-GB')}`
            : `${changes.toLocaleString('en-GB')} changes in the ${side} among ${linked.toLocaleString('en-GB')}`;
        figures.push({
          name,
          records: changes,
          beforeMb,
          kind: 'time',
          ...(await median(played, edit, changes, side)),
        });
      }
    }
    return figures;
  } finally {
    await played.close();
  }
}

type Edit = (played: Trade, changes: number, round: number) => Promise<void>;

/** Middle one of five, so that a checkpoint in one of them does not count. Throws unless all changes arrived. */
async function median(played: Trade, edit: Edit, changes: number, side: 'ERP' | 'CRM') {
  const taken: { ms: number; statements: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await edit(played, changes, round);
    const began = performance.now();
    played.counted.statements = 0;
    const { counts } = await played.cycle();
    taken.push({ ms: performance.now() - began, statements: played.counted.statements });
    const written = side === 'ERP' ? counts.crmWrites : counts.erpWrites;
    if (written !== changes) throw new Error(`${written} of ${changes} changes from the ${side} arrived.`);
  }
  taken.sort((a, b) => a.ms - b.ms);
  const middle = taken[Math.floor(rounds / 2)];
  return { ms: middle?.ms ?? 0, statements: middle?.statements ?? 0 };
}

const spread = (played: Trade, changes: number): readonly number[] =>
  Array.from({ length: changes }, (_, n) => Math.floor((n * played.ids.length) / Math.max(1, changes)));

async function editErp(played: Trade, changes: number, round: number): Promise<void> {
  for (const n of spread(played, changes))
    played.world.edit('Customer', played.keys[n] ?? '', { Phone: `erp ${changes} ${round} ${n}` });
}

async function editCrm(played: Trade, changes: number, round: number): Promise<void> {
  const rows = spread(played, changes).map((n) => ({
    id: played.ids[n] ?? 0,
    values: { email: `${changes}.${round}.${n}@crm.example` },
  }));
  await upsertEntities(played.db, 'company', rows, { by: 'ann' });
}
