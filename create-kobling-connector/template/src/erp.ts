/**
 * The ERP: here a database file, so that everything runs at once. Replace it by what talks to yours; `RecordSource` in the SDK
 * says what each function owes. Three things matter more than all others:
 *
 * - `lastModified` grows with every change, whoever makes it, across all types. Here triggers of the database see to that.
 * - `changedSince` includes what changed exactly at the mark, and answers the same rows when it is asked again.
 * - `create` makes a record each time it is called. Never call it twice for one wish; the hub looks before it asks again.
 */
import { DatabaseSync } from 'node:sqlite';
import type { ErpActorType, ErpRecord, FieldMetadata, FieldValues, RecordParent, RecordSource } from '@kobling/sdk';

export class Erp {
  readonly #db: DatabaseSync;

  constructor(path: string) {
    // Another program may hold the file for a moment.
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
  }

  test(): void {
    this.#db.prepare('select changed from customer limit 1').get();
  }
  close(): void {
    this.#db.close();
  }

  /** One table as a source of records. Names of tables and columns are ours; values travel as parameters. */
  table(name: 'customer' | 'person', fields: readonly FieldMetadata[]): RecordSource {
    const read = (where: string, ...values: readonly string[]): Generator<ErpRecord> => this.#read(name, where, values);
    return {
      fields,
      all: () => read('true'),
      byKeys: (keys) => read('id in (select value from json_each(?))', JSON.stringify(keys)),
      changedSince: (mark) => read('changed >= cast(? as integer) order by changed', mark),
      create: (values, parent) => this.#insert(name, values, parent),
      save: (key, values) => {
        const changes = Object.keys(values).map((column) => `${column} = ?`);
        this.#db.prepare(`update ${name} set ${changes.join(', ')} where id = ?`).run(...Object.values(values), key);
      },
    };
  }

  *#read(name: string, where: string, values: readonly string[]): Generator<ErpRecord> {
    const parentType: ErpActorType = 'Customer';
    for (const row of this.#db.prepare(`select * from ${name} where ${where}`).iterate(...values)) {
      const parent = row['customer'];
      yield {
        key: String(row['id']),
        lastModified: String(row['changed']),
        values: row,
        ...(parent === undefined ? {} : { parent: { actorType: parentType, erpKey: String(parent) } }),
      };
    }
  }

  #insert(name: string, values: FieldValues, parent: RecordParent | undefined): string {
    const row = { ...values, ...(parent === undefined ? {} : { customer: parent.erpKey }) };
    const columns = Object.keys(row);
    const marks = columns.map(() => '?');
    const statement = `insert into ${name} (${columns.join(', ')}) values (${marks.join(', ')})`;
    return String(this.#db.prepare(statement).run(...Object.values(row)).lastInsertRowid);
  }
}
