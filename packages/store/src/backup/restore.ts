/**
 * Putting a backup into an empty hub. What comes up is a copy that must not act: automatic sync is off, every connection is
 * held until somebody says that the original is stopped and has seen the plan of what differs, work under way is void, writes
 * whose outcome was open are unknown, and the change feed begins a new epoch (H10, H11).
 */
import type { Queryable, Transaction } from '../database.ts';
import { type BackupTable, backupTables } from './tables.ts';

const rowsAtOnce = 1_000;
const charactersAtOnce = 4_000_000;

/** Tables whose rows mean that somebody works with this hub already. */
const mustBeEmpty = ['company', 'person', 'project', 'connection', 'app_user'];

/** The first table that is not empty; undefined: all are. */
export async function firstUsedTable(db: Queryable): Promise<string | undefined> {
  for (const table of mustBeEmpty) {
    const rows = await db.query(`select from "${table}" limit 1`);
    if (rows.length > 0) return table;
  }
  return undefined;
}

export interface RestoreOptions {
  /** Whoever restores says that the hub of the backup writes to no ERP any more. */
  readonly originalStopped?: boolean;
}

export interface TableFiller {
  /** Rows of this table follow. False: this version has no such table. */
  begin(name: string): Promise<boolean>;
  add(row: string): Promise<void>;
  /** All rows are there: references within tables, sequences, and what a copy must not do. Answers the number of rows. */
  finish(now: Date, options?: RestoreOptions): Promise<number>;
}

/** Empties all tables and fills them; the caller's transaction makes it all or nothing. */
export async function fillTables(tx: Transaction): Promise<TableFiller> {
  const tables = await backupTables(tx);
  await tx.run(
    `truncate ${tables.map((table) => `"${table.name}"`).join(', ')}, lease, match_stage, match_pair, session, setup_link cascade`,
  );
  await tx.run('create temporary table restore_self (name text not null, row jsonb not null) on commit drop');
  let current: BackupTable | undefined;
  let batch: string[] = [];
  let characters = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    if (current !== undefined && batch.length > 0) await insertRows(tx, current, `[${batch.join(',')}]`);
    count += batch.length;
    batch = [];
    characters = 0;
  };
  return {
    async begin(name) {
      await flush();
      current = tables.find((table) => table.name === name);
      return current !== undefined;
    },
    async add(row) {
      batch.push(row);
      characters += row.length;
      if (batch.length >= rowsAtOnce || characters >= charactersAtOnce) await flush();
    },
    async finish(now, options = {}) {
      await flush();
      for (const table of tables) await completeTable(tx, table);
      await makeCopyRest(tx, now);
      await holdConnections(tx, now, options.originalStopped === true);
      return count;
    },
  };
}

async function insertRows(tx: Queryable, table: BackupTable, rows: string): Promise<void> {
  await tx.run(
    `insert into "${table.name}" overriding system value
     select (jsonb_populate_record(null::"${table.name}", e - $2::text[])).* from jsonb_array_elements($1::jsonb) e`,
    [rows, table.selfReferences],
  );
  for (const column of table.selfReferences) {
    await tx.run(
      `insert into restore_self select $2, e from jsonb_array_elements($1::jsonb) e where e ->> '${column}' is not null`,
      [rows, `${table.name}.${column}`],
    );
  }
}

async function completeTable(tx: Queryable, table: BackupTable): Promise<void> {
  for (const column of table.selfReferences) {
    await tx.run(
      `update "${table.name}" t set "${column}" = (r.row ->> '${column}')::int from restore_self r where r.name = $1 and t.id = (r.row ->> 'id')::int`,
      [`${table.name}.${column}`],
    );
  }
  for (const column of table.identity) {
    await tx.run(
      `select setval(pg_get_serial_sequence('public."${table.name}"', '${column}'), coalesce((select max("${column}") from "${table.name}"), 0) + 1, false)`,
    );
  }
}

async function makeCopyRest(tx: Queryable, now: Date): Promise<void> {
  await tx.run(
    `insert into setting (key, value) values ('sync', '{"running": false}') on conflict (key) do update set value = setting.value || excluded.value`,
  );
  await tx.run(
    `insert into setting (key, value) values ('restored', $1) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify({ at: now.toISOString() })],
  );
  // As raiseRestoreCounter, inside this transaction: a copy never runs under the old epoch.
  await tx.run(
    `insert into setting (key, value) values ('restore.counter', '1')
     on conflict (key) do update set value = to_jsonb((setting.value #>> '{}')::int + 1)`,
  );
  await tx.run(`update request set status = 'cancelled', ended_at = $1 where status in ('queued', 'running')`, [now]);
  await tx.run(`update plan set status = 'void' where status in ('building', 'open', 'approved')`);
  await tx.run(
    `update run set status = 'failed', ended_at = $1, error = 'The hub was restored from a backup.' where status = 'running'`,
    [now],
  );
  await tx.run(`update intent set status = 'unknown', token = null where status in ('open', 'sent')`);
  await tx.run(`update connection set next_try_at = null`);
  // Tokens go on above all that a connector may have seen: one that fences its writes would refuse this hub for ever (H13).
  await tx.run(`insert into lease (connection_id, token) select id, $1::bigint from connection`, [now.getTime()]);
}

const copyRests =
  'This hub was restored from a backup. Nothing is written to the ERP until you say that the original hub is stopped: ';
const hubRests =
  'This hub was restored from a backup, and the original is stopped. Look at the plan of what differs and apply it, or go on: ';

/** Nothing acts before a person has looked: the first compare is a plan, so that edits of both sides meet no priority unseen. */
async function holdConnections(tx: Queryable, now: Date, originalStopped: boolean): Promise<void> {
  const [text, flag] = originalStopped ? [hubRests, ''] : [copyRests, ' --original-stopped'];
  await tx.run(
    `update connection set hold = $2, held_at = $1, health = 'held', failures = 0,
       hold_message = $3 || 'kobling connection resume "' || name || '"' || $4 || '.',
       health_message = $3 || 'kobling connection resume "' || name || '"' || $4 || '.'
     where not deleted`,
    [now, originalStopped ? 'hub.restored' : 'hub.copy', text, flag],
  );
  await tx.run(
    `insert into request (connection_id, kind, payload, lane)
     select id, 'restored', '{"kind": "restored", "side": "hub", "dryRun": true}', 10 from connection where active and not deleted`,
  );
}
