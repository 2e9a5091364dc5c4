/** The customers of an SQLite file as an ERP: a whole connector. docs/write-a-connector.md explains it part by part. */
import { DatabaseSync } from 'node:sqlite';
import * as sdk from '@kobling/sdk';

const config = sdk.defineFields({ file: sdk.text({ label: 'SQLite file', mandatory: true }) });
const { fields } = sdk.defineFields({
  name: sdk.text({ label: 'Name', maxLength: 60, mandatory: true }),
  phone: sdk.text({ label: 'Phone', maxLength: 30 }),
  vat: sdk.text({ label: 'VAT number', maxLength: 20 }),
  credit: sdk.double({ label: 'Credit limit' }),
  blocked: sdk.checkbox({ label: 'Blocked' }),
});

function customersOf(db: DatabaseSync): sdk.RecordSource {
  function* read(where: string, ...params: readonly string[]): Generator<sdk.ErpRecord> {
    for (const row of db.prepare(`select * from customer where ${where}`).iterate(...params))
      yield { key: String(row['id']), lastModified: String(row['changed']), values: row };
  }
  const run = (statement: string, values: sdk.FieldValues, ...more: readonly string[]) =>
    db.prepare(statement).run(...Object.values(values), ...more);
  return {
    fields,
    all: () => read('true'),
    byKeys: (keys) => read('id in (select value from json_each(?))', JSON.stringify(keys)),
    changedSince: (lastModified) => read('changed >= cast(? as integer)', lastModified),
    create: (values) => {
      const [keys, marks] = [Object.keys(values), Object.keys(values).map(() => '?')];
      return String(run(`insert into customer (${keys.join()}) values (${marks.join()})`, values).lastInsertRowid);
    },
    save: (key, values) => {
      const changes = Object.keys(values).map((field) => `${field} = ?`);
      run(`update customer set ${changes.join()} where id = ?`, values, key);
    },
  };
}

async function open(values: sdk.ConfigValues, host: sdk.ConnectorHost): Promise<sdk.Outcome<sdk.Connection>> {
  const fit = sdk.checkConfig(config.fields, values);
  const path = fit.status === 'done' ? await host.resolvePath(values['file'] ?? '') : fit;
  if (path.status !== 'done') return path;
  const db = new DatabaseSync(path.value);
  const test = () => void db.prepare('select changed from customer').get();
  return sdk.done(sdk.recordConnection({ types: { Customer: customersOf(db) }, test, close: () => db.close() }));
}

export const sqliteConnector: sdk.Connector = {
  name: 'sqlite',
  displayName: 'Customers in an SQLite file',
  card: { lastModifiedKind: 'decimal', pollsAreCurrent: true, searchIsComplete: true, normalisers: [], overlapMs: 0 },
  configFields: () => config.fields,
  open,
  async testConfig(values, host, call) {
    const opened = await open(values, host);
    if (opened.status !== 'done') return opened;
    const tested = await opened.value.test(call);
    await opened.value.close();
    return tested;
  },
};
