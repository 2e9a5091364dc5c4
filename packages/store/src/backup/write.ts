/** A logical backup: every row as a line of JSON, all from one snapshot, so that a running hub can be backed up. */
import type { Database } from '../database.ts';
import { keyIdsSql } from '../keys/index.ts';
import { backupTables, schemaVersion } from './tables.ts';

export interface BackupHeader {
  readonly kobling: 'backup';
  readonly format: 1;
  readonly schema: string;
  readonly at: string;
  /** Keys that the secrets inside were sealed under; the keys themselves are not in the backup. */
  readonly keyIds: readonly string[];
}

const rowsAtOnce = 1_000;

/**
 * Lines: `H` header, then per table `T` name and its rows as `R`. `write` waits for who takes them. Answers the number
 * of rows. JSON is passed on as PostgreSQL wrote it: no number goes through a float.
 */
export async function writeBackup(db: Database, at: Date, write: (line: string) => Promise<void>): Promise<number> {
  return await db.transaction(
    async (tx) => {
      const keys = await tx.query<{ id: string }>(keyIdsSql);
      const header: BackupHeader = {
        kobling: 'backup',
        format: 1,
        schema: await schemaVersion(tx),
        at: at.toISOString(),
        keyIds: keys.map((key) => key.id),
      };
      await write(`H${JSON.stringify(header)}`);
      let count = 0;
      for (const table of await backupTables(tx)) {
        await write(`T${table.name}`);
        const order = table.key.length === 0 ? '' : `order by ${table.key.map((column) => `t."${column}"`).join(', ')}`;
        await tx.run(
          `declare backup no scroll cursor for select to_jsonb(t)::text as row from "${table.name}" t ${order}`,
        );
        for (;;) {
          const rows = await tx.query<{ row: string }>(`fetch ${rowsAtOnce} from backup`);
          for (const { row } of rows) await write(`R${row}`);
          count += rows.length;
          if (rows.length < rowsAtOnce) break;
        }
        await tx.run('close backup');
      }
      return count;
    },
    { isolation: 'repeatable read', retries: 0 },
  );
}
