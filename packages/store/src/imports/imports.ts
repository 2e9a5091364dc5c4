/** An import as a whole: who began it, what it searched for, how it is to be done, how far it is. */
import type { EntityKind, ImportSettings, ImportWish } from '@kobling/engine';
import type { ErpActorType } from '@kobling/sdk';
import type { Queryable } from '../database.ts';

export type ImportStatus = 'searching' | 'ready' | 'running' | 'done' | 'cancelled';
export interface ErpImport {
  readonly id: number;
  readonly connectionId: number;
  readonly actorType: ErpActorType;
  readonly entity: EntityKind;
  readonly search: ImportWish['search'];
  readonly limit: number;
  readonly settings: ImportSettings;
  readonly status: ImportStatus;
  readonly requestId: number | null;
  /** Why the search is not complete. */
  readonly message: string | null;
  /** Null until there are any. */
  readonly selections: { readonly added: number | null; readonly updated: number | null };
  readonly by: string;
  readonly createdAt: Date;
}

const columns = `id, connection_id as "connectionId", actor_type as "actorType", entity, search, row_limit as "limit", settings,
  status, request_id as "requestId", message,
  jsonb_build_object('added', added_selection, 'updated', updated_selection) as selections, by_name as "by", created_at as "createdAt"`;

export async function addImport(
  db: Queryable,
  wish: Pick<ErpImport, 'connectionId' | 'actorType' | 'entity' | 'search' | 'limit' | 'settings' | 'by'>,
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into erp_import (connection_id, actor_type, entity, search, row_limit, settings, by_name)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      wish.connectionId,
      wish.actorType,
      wish.entity,
      JSON.stringify(wish.search),
      wish.limit,
      JSON.stringify(wish.settings),
      wish.by,
    ],
  );
  if (row === undefined) throw new Error('INSERT … RETURNING answered no row.');
  return row.id;
}

export async function getImport(db: Queryable, id: number): Promise<ErpImport | undefined> {
  return (await db.query<ErpImport>(`select ${columns} from erp_import where id = $1`, [id]))[0];
}

/** A person's latest ones, newest first. */
export const importsOf = (db: Queryable, by: string, limit: number): Promise<ErpImport[]> =>
  db.query<ErpImport>(`select ${columns} from erp_import where by_name = $1 order by id desc limit $2`, [by, limit]);

/** False: it is not in one of these states any more. */
export async function moveImport(
  db: Queryable,
  id: number,
  from: readonly ImportStatus[],
  to: { readonly status?: ImportStatus; readonly requestId?: number; readonly settings?: ImportSettings },
): Promise<boolean> {
  const count = await db.run(
    `update erp_import set status = coalesce($3, status), request_id = coalesce($4, request_id), settings = coalesce($5, settings)
     where id = $1 and status = any($2::text[])`,
    [id, from, to.status ?? null, to.requestId ?? null, to.settings === undefined ? null : JSON.stringify(to.settings)],
  );
  return count === 1;
}

/** Its rows with it; records that it made stay. */
export const removeImport = async (db: Queryable, id: number): Promise<boolean> =>
  (await db.run(`delete from erp_import where id = $1 and status <> 'running'`, [id])) === 1;

/** The same of one that nobody has ticked, previewed or started. */
export const removeUntouched = async (db: Queryable, id: number): Promise<boolean> =>
  (await db.run(
    `delete from erp_import i where id = $1 and status in ('searching', 'ready') and not exists (
       select from erp_import_row r where r.import_id = i.id and (not r.selected or r.action is not null))`,
    [id],
  )) === 1;
