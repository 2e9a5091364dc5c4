/** The rows of an import, as a person looks them over and ticks them. */
import type { Queryable } from '../database.ts';

export interface ImportRowView {
  readonly place: number;
  readonly erpKey: string;
  readonly values: Readonly<Record<string, string>>;
  readonly newItems: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly selected: boolean;
  readonly action: 'new' | 'changed' | 'none' | 'refused' | null;
  /** What would be written. */
  readonly changes: Readonly<Record<string, string>> | null;
  readonly entityId: number | null;
  /** A code of the engine's, or a sentence. */
  readonly reason: string | null;
  readonly outcome: 'added' | 'updated' | 'unchanged' | 'refused' | null;
}

const columns = `place, erp_key as "erpKey", field_values as "values", new_items as "newItems", problems, selected, action, changes,
  entity_id as "entityId", reason, outcome`;

export interface ImportRowQuery {
  readonly importId: number;
  /** Place of the last row of the page before. */
  readonly after: number;
  readonly limit: number;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
}

export const importRows = (db: Queryable, query: ImportRowQuery): Promise<ImportRowView[]> =>
  db.query<ImportRowView>(
    `select ${columns} from erp_import_row where import_id = $1 and place > $2 and ($4::text is null or action = $4)
       and ($5::text is null or outcome = $5) order by place limit $3`,
    [query.importId, query.after, query.limit, query.action ?? null, query.outcome ?? null],
  );

export interface ImportCounts {
  readonly total: number;
  readonly selected: number;
  /** Of the ticked ones, by what would become of them, and by what did. */
  readonly actions: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
}

export async function importCounts(db: Queryable, importId: number): Promise<ImportCounts> {
  const rows = await db.query<{ selected: boolean; action: string | null; outcome: string | null; count: number }>(
    `select selected, action, outcome, count(*) as count from erp_import_row where import_id = $1 group by 1, 2, 3`,
    [importId],
  );
  const sum = (keep: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(keep).reduce((total, { count }) => total + count, 0);
  const by = (name: 'action' | 'outcome'): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const key = row[name];
      if (key !== null && row.selected) counts[key] = (counts[key] ?? 0) + row.count;
    }
    return counts;
  };
  return {
    total: sum(() => true),
    selected: sum(({ selected }) => selected),
    actions: by('action'),
    outcomes: by('outcome'),
  };
}

/** `places` left out: all of them, or all with that action. */
export const tickRows = (
  db: Queryable,
  importId: number,
  tick: {
    readonly selected: boolean;
    readonly places?: readonly number[] | undefined;
    readonly action?: string | undefined;
  },
): Promise<number> =>
  db.run(
    `update erp_import_row set selected = $2 where import_id = $1 and outcome is null and ($3::int[] is null or place = any($3))
       and ($4::text is null or action = $4)`,
    [importId, tick.selected, tick.places ?? null, tick.action ?? null],
  );

/** What a person typed over the hits' values. */
export const changeRows = async (
  db: Queryable,
  importId: number,
  rows: readonly { readonly place: number; readonly values: Readonly<Record<string, string>> }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await db.run(
    `update erp_import_row r set field_values = r.field_values || g.field_values,
       new_items = r.new_items - array(select jsonb_object_keys(g.field_values))
     from jsonb_to_recordset($2::jsonb) as g (place int, field_values jsonb)
     where r.import_id = $1 and r.place = g.place and r.outcome is null`,
    [importId, JSON.stringify(rows.map(({ place, values }) => ({ place, field_values: values })))],
  );
};

/** ERP items without counterpart that the ticked rows hold: CRM field to the item's key. */
export const newItemsOf = (
  db: Queryable,
  importId: number,
): Promise<{ readonly crmField: string; readonly erpItem: string }[]> =>
  db.query(
    `select distinct n.key as "crmField", n.value as "erpItem" from erp_import_row r, jsonb_each_text(r.new_items) n
     where r.import_id = $1 and r.selected and r.outcome is null order by 1, 2`,
    [importId],
  );

/** The item has a counterpart now: every row that holds it takes that. */
export const takeItem = (
  db: Queryable,
  importId: number,
  item: { readonly crmField: string; readonly erpItem: string; readonly crmItem: string },
): Promise<number> =>
  db.run(
    `update erp_import_row set field_values = field_values || jsonb_build_object($2::text, $4::text), new_items = new_items - $2
     where import_id = $1 and outcome is null and new_items ->> $2 = $3`,
    [importId, item.crmField, item.erpItem, item.crmItem],
  );

/** Records of the rows with that outcome, in pages, for selections. */
export const importedIds = (
  db: Queryable,
  importId: number,
  outcome: 'added' | 'updated',
  after: number,
  limit: number,
): Promise<{ readonly place: number; readonly id: number }[]> =>
  db.query(
    `select place, entity_id as id from erp_import_row
     where import_id = $1 and outcome = $2 and place > $3 and entity_id is not null order by place limit $4`,
    [importId, outcome, after, limit],
  );
