/** What the hub lends to a connector: paths and addresses within the operator's policy, a folder of its own, a clock. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorHost } from '@kobling/sdk';
import { resolveAllowed } from '../files/allowed.ts';
import type { Log } from '../http/log.ts';
import type { Operator } from '../operator.ts';
import { guardedFetch } from '../egress/guard.ts';

export interface HostParts {
  readonly operator: Pick<Operator, 'dataDir' | 'filesAllowed' | 'egress'>;
  readonly log: Log;
  readonly now: () => Date;
}

export const noGuid = '00000000-0000-0000-0000-000000000000';
const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The host of a saved connection, with its state folder `connectors/<guid>`; or of one being set up, without. */
export async function createHost(
  parts: HostParts,
  connection: { readonly guid: string; readonly zone: string; readonly name: string },
): Promise<ConnectorHost> {
  const { operator, log, now } = parts;
  if (!guidPattern.test(connection.guid)) throw new Error('a connection has a malformed guid');
  const saved = connection.guid !== noGuid;
  const stateDir = saved ? join(operator.dataDir, 'connectors', connection.guid) : undefined;
  if (stateDir !== undefined) await mkdir(stateDir, { recursive: true, mode: 0o700 });
  return {
    guid: connection.guid,
    stateDir,
    zone: connection.zone,
    resolvePath: (path) => resolveAllowed(path, operator.filesAllowed),
    fetch: guardedFetch(operator.egress),
    now,
    log: (level, message) => log[level](message, { connection: connection.name }),
  };
}
