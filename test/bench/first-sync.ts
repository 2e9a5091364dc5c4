/** The first sync: links made in bulk, without a base, both sides filled. Every field of every link is compared once. */
import { type Figure, type Place, residentMb } from './scenarios.ts';
import { company, crmValues, erpValues } from './company.ts';
import { trade, type Trade } from './trade.ts';

/** Three fields are equal and adopted, the phone goes from the ERP to the CRM. */
export const firstSync = (place: Place): Promise<readonly Figure[]> =>
  measure('first sync, one field of four differs', place, (n) => ({ ...crmValues(company(n)), phone: 'unknown' }));

/** The CRM has but the name: three fields of every record are written there. */
export const fillCrmSync = (place: Place): Promise<readonly Figure[]> =>
  measure('first sync, all to the CRM', place, (n) => ({ name: company(n).name }));

async function measure(
  name: string,
  { rows, databaseUrl }: Place,
  crm: (n: number) => Record<string, string>,
): Promise<readonly Figure[]> {
  const played = await trade(databaseUrl, rows, crm, (n) => erpValues(company(n)));
  try {
    const beforeMb = residentMb();
    const linking = performance.now();
    await played.linkAll();
    const began = performance.now();
    played.counted.statements = 0;
    await played.cycle();
    const ended = performance.now();
    const { statements } = played.counted;
    await mustAgree(played, rows);
    return [
      { name: `bulk linking, before ${name}`, records: rows, ms: began - linking, beforeMb, kind: 'rate' },
      { name, records: rows, ms: ended - began, statements, beforeMb, kind: 'rate' },
    ];
  } finally {
    await played.close();
  }
}

/** A rate of work that was not done is worth nothing. */
async function mustAgree({ db }: Trade, rows: number): Promise<void> {
  const [found] = await db.query<{ agreed: number; flagged: number }>(
    `select count(*) filter (where (select count(*) from jsonb_object_keys(base)) = 4) as agreed,
       count(*) filter (where flags <> '{}') as flagged from link where state = 'active'`,
  );
  const [phones] = await db.query<{ count: number }>(`select count(*) from company where phone like '+47 %'`);
  if (found?.agreed !== rows || found.flagged !== 0 || phones?.count !== rows)
    throw new Error(`Not all agree after the first sync: ${JSON.stringify({ ...found, phones: phones?.count, rows })}`);
}
