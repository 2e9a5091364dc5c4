/** Names that carry several languages: of fields, lists and items, in the CRM and in every ERP. */
import type { Queryable } from '../database.ts';

/** Each once, as it is stored (`US:"Group";NO:"Gruppe"`); at most `most`, those that administrators gave before an ERP's. */
export async function namesInManyLanguages(db: Queryable, most: number): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>(
    `select name from (
       select label as name, 1 as place from udef_field
       union all select label, 1 from crm_list
       union all select name, 2 from crm_list_item
       union all select display_name, 3 from erp_field where not missing_in_erp
       union all select name, 4 from erp_list_item
     ) named
     where name like '__:"%' group by name order by min(place), name limit $1`,
    [most],
  );
  return rows.map(({ name }) => name);
}
