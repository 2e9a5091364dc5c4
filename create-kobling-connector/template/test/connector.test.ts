/** The suite that every connector must pass, and room for your own tests beside it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectorHost, done } from '@kobling/sdk';
import { conformanceTests } from '@kobling/sdk/conformance';
import { makeErp } from '../demo/make.ts';
import { connector } from '../src/connector.ts';

conformanceTests('__NAME__', async () => {
  const folder = await mkdtemp(join(tmpdir(), '__NAME__-'));
  const file = join(folder, 'erp.db');
  makeErp(file);
  return {
    connector,
    config: { file },
    host: hostOf(folder),
    write: true,
    cleanUp: () => rm(folder, { recursive: true }),
  };
});

/** What a hub lends to a connection. */
const hostOf = (folder: string): ConnectorHost => ({
  guid: '3aef3af6-8642-4fc1-8dc9-4e08bd76a6bf',
  stateDir: folder,
  zone: 'UTC',
  resolvePath: (path) => Promise.resolve(done(path)),
  fetch,
  now: () => new Date(),
  log: () => {},
});
