/** What would become of every row, with the settings of now: decided page by page and kept with the rows. */
import type { RowDecision } from '@kobling/engine';
import type { Database, Queryable } from '../database.ts';
import type { ErpImport } from './imports.ts';
import { decideRows, type StagedRow, stagedColumns } from './look.ts';

const pageSize = 1_000;

export async function previewImport(db: Database, wish: ErpImport): Promise<void> {
  const used = new Set<number>();
  for (let after = 0; ; ) {
    const rows = await db.query<StagedRow>(
      `select ${stagedColumns} from erp_import_row where import_id = $1 and place > $2 order by place limit $3`,
      [wish.id, after, pageSize],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    await keepDecisions(db, wish.id, await decideRows(db, wish, rows, used));
    after = last.place;
  }
}

async function keepDecisions(
  db: Queryable,
  importId: number,
  decisions: ReadonlyMap<number, RowDecision>,
): Promise<void> {
  const rows = [...decisions].map(([place, decision]) => ({
    place,
    action: decision.action,
    entity_id: 'entityId' in decision ? decision.entityId : null,
    changes: 'values' in decision ? decision.values : null,
    reason: decision.action === 'refused' ? decision.code : null,
  }));
  await db.run(
    `update erp_import_row r set action = d.action, entity_id = d.entity_id, changes = d.changes, reason = d.reason
     from jsonb_to_recordset($2::jsonb) as d (place int, action text, entity_id int, changes jsonb, reason text)
     where r.import_id = $1 and r.place = d.place`,
    [importId, JSON.stringify(rows)],
  );
}
