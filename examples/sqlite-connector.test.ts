/** The example passes the suite that every connector must pass. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { done } from '@kobling/sdk';
import { conformanceTests } from '@kobling/sdk/conformance';
import { sqliteConnector } from './sqlite-connector.ts';

conformanceTests('example over an SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kobling-example-'));
  const file = join(folder, 'customers.db');
  const db = new DatabaseSync(file);
  db.exec(await readFile(new URL('customers.sql', import.meta.url), 'utf8'));
  db.close();
  return {
    connector: sqliteConnector,
    config: { file },
    host: {
      guid: '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf',
      stateDir: folder,
      zone: 'UTC',
      resolvePath: (path) => Promise.resolve(done(path)),
      fetch,
      now: () => new Date(),
      log: () => {},
    },
    write: true,
    cleanUp: () => rm(folder, { recursive: true }),
  };
});
