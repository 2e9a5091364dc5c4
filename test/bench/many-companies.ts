/** Companies of a big firm's CRM: names of a dozen words, so that each begins many; cities, categories, telephones. */
import type { Database } from '@kobling/store';

export const words = ['Nordlys', 'Fjell', 'Havn', 'Skog', 'Elv', 'Bre', 'Myr', 'Topp', 'Vik', 'Nes', 'Sund', 'Dal'];

/** Answers the ids of twenty categories: each company has one, and one in ten has none. */
export async function fillCompanies(db: Database, companies: number): Promise<readonly number[]> {
  const items = await db.query<{ id: number }>(
    `insert into crm_list_item (list_id, name)
     select l.id, 'Category ' || n from crm_list l, generate_series(1, 20) as n where l.name = 'category' returning id`,
  );
  const ids = items.map(({ id }) => id);
  for (let at = 0; at < companies; at += 10_000)
    await db.run(
      `insert into company (name, number, phone, email, category, postal_city)
       select ($1::text[])[1 + (n * 7) % 12] || ' ' || ($1::text[])[1 + (n / 12 * 5) % 12] || ' ' || md5(n::text), n::text,
         '+47 ' || (10000000 + n), 'post' || n || '@example.org',
         case when n % 10 > 0 then ($2::int[])[1 + abs(hashtext(n::text)) % 20] end, ($1::text[])[1 + n % 12]
       from generate_series($3::int, $3::int + 9999) as n`,
      [words, ids, at],
    );
  await db.run('vacuum analyze company');
  return ids;
}
